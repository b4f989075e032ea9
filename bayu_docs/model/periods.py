"""Periods counted in years: the last day of a bar."""

from __future__ import annotations

import calendar
from datetime import date


def last_barred_day(start: date, years: int) -> date:
    """The same date `years` later, the month's last day where there is none (民法典 202)."""
    year = start.year + years
    last = calendar.monthrange(year, start.month)[1]
    return date(year, start.month, min(start.day, last))
