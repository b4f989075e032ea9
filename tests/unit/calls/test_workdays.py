"""Working days are those of the State Council's calendar, make-up days included."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.calls.workdays import load_calendar
from bayu_docs.errors import CalendarUnknown, CallFaulty
from bayu_docs.materials.workdays import (
    OFFICIAL,
    Calendar,
    calendar_years,
    is_workday,
)

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


def add_workdays(day: date, n: int, *, include_first: bool = False) -> date:
    """The last of the days that are counted."""
    return OFFICIAL.counted(day, n, include_first=include_first)[-1]


@pytest.mark.parametrize(("posted", "excluded", "included"), VECTORS)
def test_five_working_days_end_where_the_calendar_says(
    posted: str, excluded: str, included: str
) -> None:
    day = date.fromisoformat(posted)
    assert add_workdays(day, 5) == date.fromisoformat(excluded)
    assert add_workdays(day, 5, include_first=True) == date.fromisoformat(included)


# The same, each counted day listed: month-day.
COUNTED = {
    "2022-03-31": ["04-01", "04-02", "04-06", "04-07", "04-08"],
    "2022-04-01": ["04-02", "04-06", "04-07", "04-08", "04-11"],
    "2022-04-22": ["04-24", "04-25", "04-26", "04-27", "04-28"],
    "2022-04-28": ["04-29", "05-05", "05-06", "05-07", "05-09"],
    "2022-06-02": ["06-06", "06-07", "06-08", "06-09", "06-10"],
    "2022-06-10": ["06-13", "06-14", "06-15", "06-16", "06-17"],
    "2022-09-29": ["09-30", "10-08", "10-09", "10-10", "10-11"],
    "2025-09-26": ["09-28", "09-29", "09-30", "10-09", "10-10"],
    "2026-02-11": ["02-12", "02-13", "02-14", "02-24", "02-25"],
}


def days(posted: str, listed: list[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"{posted[:4]}-{each}") for each in listed)


@pytest.mark.parametrize("posted", COUNTED)
def test_every_counted_day_is_listed_for_both_readings(posted: str) -> None:
    day = date.fromisoformat(posted)
    assert OFFICIAL.counted(day, 5) == days(posted, COUNTED[posted])
    # every one of these days of posting is worked itself, so it is the first day counted
    included = OFFICIAL.counted(day, 5, include_first=True)
    assert included == (day, *days(posted, COUNTED[posted])[:4])


def test_the_days_between_two_dates_are_counted_without_the_first() -> None:
    assert OFFICIAL.counts_between(date(2022, 6, 2), date(2022, 6, 10)) == 5
    assert OFFICIAL.counts_between(date(2022, 6, 10), date(2022, 6, 10)) == 0


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


def stated_year(folder: Path, **changed: Any) -> Path:
    """A file for 2027 as a county might write it, with some fields changed; days invented."""
    data = {
        "schema_version": "1",
        "source": "虚构的放假通知",
        "year": 2027,
        "off": ["2027-10-01", "2027-10-04", "2027-10-05", "2027-10-06", "2027-10-07"],
        "worked": ["2027-10-09"],
    }
    path = folder / "2027.json"
    path.write_text(json.dumps(data | changed, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_year_stated_in_a_file_is_counted_with_its_make_up_days(tmp_path: Path) -> None:
    calendar = load_calendar([stated_year(tmp_path)])
    counted = calendar.counted(date(2027, 9, 30), 2)
    assert counted == (date(2027, 10, 8), date(2027, 10, 9))
    assert calendar.knows(date(2027, 1, 1))
    assert not OFFICIAL.knows(date(2027, 1, 1))


def test_a_stated_year_comes_before_the_librarys(tmp_path: Path) -> None:
    off = ["2022-06-06"]
    calendar = load_calendar([stated_year(tmp_path, year=2022, off=off, worked=[])])
    assert not calendar.is_workday(date(2022, 6, 6))
    assert calendar.is_workday(date(2022, 6, 3))  # a holiday that this file does not state


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"off": ["2026-10-01"]}, "2026-10-01 不在2027年"),
        ({"worked": ["2027-10-08"]}, "不是周末"),
        ({"off": ["2027-10-09"]}, "既放假又上班"),
        ({"off": ["十月一日"]}, "日期"),
        ({"source": ""}, "依据的文件"),
    ],
)
def test_a_faulty_file_of_days_is_refused_with_what_is_wrong(
    changed: dict[str, Any], said: str, tmp_path: Path
) -> None:
    with pytest.raises(CallFaulty) as caught:
        load_calendar([stated_year(tmp_path, **changed)])
    assert said in caught.value.message


def test_only_a_calendar_that_says_so_estimates() -> None:
    last = date(calendar_years()[-1], 12, 31)
    guessing = Calendar(estimating=True)
    first = guessing.counted(last, 1)[0]
    assert not guessing.knows(first)
    with pytest.raises(CalendarUnknown):
        Calendar().counted(last, 1)
