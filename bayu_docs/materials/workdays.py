"""The door to chinese_calendar: official working days of mainland China, make-up days included.

A year without published data is an error, never a guess: the State Council announces each year's
days off, and the weekends worked for them, in the autumn before.
"""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

from bayu_docs.errors import CalendarUnknown


def calendar_years() -> range:
    """The years whose official data are installed, in order; for `doctor`."""
    days = chinese_calendar.constants.holidays
    return range(min(days).year, max(days).year + 1)


def is_workday(day: date) -> bool:
    """True when offices work on that day (调休上班日 count); CalendarUnknown without data."""
    years = calendar_years()
    if day.year not in years:
        raise CalendarUnknown(
            f"没有{day.year}年的放假调休数据（现有{years[0]}—{years[-1]}年），无法计算工作日",
            "待国务院办公厅公布当年放假安排后，升级 chinesecalendar 再算",
        )
    return bool(chinese_calendar.is_workday(day))


def add_workdays(day: date, n: int, include_first: bool = False) -> date:
    """The n-th working day after `day` (n >= 1); CalendarUnknown when the count leaves the data.

    `day` itself is not counted (民法典第二百零一条), unless `include_first`, and then only when it
    is a working day.
    """
    if n < 1:
        raise ValueError(f"not a number of working days to count: {n}")
    current = day if include_first else day + timedelta(days=1)
    left = n - is_workday(current)
    while left:
        current += timedelta(days=1)
        left -= is_workday(current)
    return current
