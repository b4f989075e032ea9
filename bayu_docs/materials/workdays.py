"""The door to chinese_calendar: official working days of mainland China, make-up days included.

A year without published data is an error, never a guess: the State Council announces each year's
days off, and the weekends worked for them, in the autumn before. Until the library knows them, a
file may state them (Year); only a calendar that says so guesses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar

from bayu_docs.errors import CalendarUnknown

_SATURDAY = 5


def calendar_years() -> range:
    """The years whose official data are installed, in order; for `doctor`."""
    days = chinese_calendar.constants.holidays
    return range(min(days).year, max(days).year + 1)


@dataclass(frozen=True)
class Year:
    """A year as announced. off: days off, be they weekdays or not; worked: weekends worked."""

    off: frozenset[date]
    worked: frozenset[date]

    def is_workday(self, day: date) -> bool:
        """True when offices work on that day of this year."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)


@dataclass(frozen=True)
class Calendar:
    """Working days: a year stated here first, then the official data.

    estimating: a year without either is counted as Monday to Friday; what rests on it is an
    estimate (`knows`), and must be told as one. Otherwise such a year raises CalendarUnknown.
    """

    stated: Mapping[int, Year] = field(default_factory=dict)
    estimating: bool = False

    def knows(self, day: date) -> bool:
        """True when the day's year has been announced and its data are at hand."""
        return day.year in self.stated or day.year in calendar_years()

    def is_workday(self, day: date) -> bool:
        """True when offices work on that day (调休上班日 count); CalendarUnknown without data."""
        if day.year in self.stated:
            return self.stated[day.year].is_workday(day)
        if day.year in calendar_years():
            return bool(chinese_calendar.is_workday(day))
        if self.estimating:
            return day.weekday() < _SATURDAY
        years = calendar_years()
        raise CalendarUnknown(
            f"没有{day.year}年的放假调休数据（现有{years[0]}—{years[-1]}年），无法计算工作日",
            "待国务院办公厅公布当年放假安排后，升级 chinesecalendar，或用 --workdays 给出当年安排",
        )

    def counted(self, day: date, n: int, *, include_first: bool = False) -> tuple[date, ...]:
        """The n working days counted from `day` (n >= 1), in order; the last is where it ends.

        `day` itself is not counted (民法典第二百零一条), unless `include_first`, and then only
        when it is a working day. CalendarUnknown when the count leaves the data.
        """
        if n < 1:
            raise ValueError(f"not a number of working days to count: {n}")
        days: list[date] = []
        current = day if include_first else day + timedelta(days=1)
        while len(days) < n:
            if self.is_workday(current):
                days.append(current)
            current += timedelta(days=1)
        return tuple(days)

    def counts_between(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and including `last`."""
        span = (last - first).days
        return sum(self.is_workday(first + timedelta(days=n)) for n in range(1, span + 1))


OFFICIAL = Calendar()


def is_workday(day: date) -> bool:
    """True when offices work on that day by the official data; CalendarUnknown without."""
    return OFFICIAL.is_workday(day)
