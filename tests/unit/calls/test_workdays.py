"""Working days are those of the State Council's calendar, make-up days included."""

from __future__ import annotations

from datetime import date

import pytest

from bayu_docs.errors import CalendarUnknown
from bayu_docs.materials.workdays import add_workdays, calendar_years, is_workday

VECTORS = [
    ("2022-03-31", "2022-04-08", "2022-04-07"),
    ("2022-04-01", "2022-04-11", "2022-04-08"),
    ("2022-04-22", "2022-04-28", "2022-04-27"),
    ("2022-04-28", "2022-05-09", "2022-05-07"),
    ("2022-06-02", "2022-06-10", "2022-06-09"),
    ("2022-06-10", "2022-06-17", "2022-06-16"),
    ("2022-09-29", "2022-10-11", "2022-10-10"),
    ("2025-09-26", "2025-10-10", "2025-10-09"),
    ("2026-02-11", "2026-02-25", "2026-02-24"),
]


@pytest.mark.parametrize(("posted", "excluded", "included"), VECTORS)
def test_five_working_days_end_where_the_calendar_says(
    posted: str, excluded: str, included: str
) -> None:
    day = date.fromisoformat(posted)
    assert add_workdays(day, 5) == date.fromisoformat(excluded)
    assert add_workdays(day, 5, include_first=True) == date.fromisoformat(included)


@pytest.mark.parametrize(
    "day", ["2022-01-29", "2022-01-30", "2022-04-02", "2022-04-24", "2022-10-08", "2022-10-09"]
)
def test_make_up_days_are_worked(day: str) -> None:
    assert is_workday(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2022-04-04", "2022-04-05", "2022-05-04", "2022-06-03"])
def test_holidays_on_weekdays_are_not_worked(day: str) -> None:
    assert not is_workday(date.fromisoformat(day))


def test_a_first_day_of_rest_is_not_counted_even_when_included() -> None:
    saturday = date(2022, 6, 11)
    assert add_workdays(saturday, 1, include_first=True) == add_workdays(saturday, 1)


def test_a_year_without_data_is_never_guessed() -> None:
    years = calendar_years()
    assert 2022 in years
    last = date(years[-1], 12, 31)
    with pytest.raises(CalendarUnknown) as caught:
        add_workdays(last, 1)
    assert f"{years[-1] + 1}年" in caught.value.message
    with pytest.raises(CalendarUnknown):
        is_workday(date(2003, 12, 31))


def test_no_working_days_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="0"):
        add_workdays(date(2022, 3, 31), 0)
