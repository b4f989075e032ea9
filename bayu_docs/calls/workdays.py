"""Years of working days that the calendar library does not know, stated in files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bayu_docs.calls.admission import read_json, refuse, schema_faults
from bayu_docs.materials.workdays import Calendar, Year

_ADVICE = "请对照国务院办公厅当年的放假通知改正；off 写放假的日期，worked 写调休上班的周末"
_SATURDAY = 5


def load_calendar(paths: Iterable[Path] = (), *, estimating: bool = False) -> Calendar:
    """The official calendar with the years of these files; they come before the library's.

    CallFaulty lists everything wrong with a file. estimating: see Calendar.
    """
    return Calendar(dict(_year(path) for path in paths), estimating)


def _year(path: Path) -> tuple[int, Year]:
    data = read_json(path)
    refuse(path.name, schema_faults("workdays", data), _ADVICE)
    refuse(path.name, _faults(data), _ADVICE)
    off, worked = (
        frozenset(date.fromisoformat(day) for day in data[name]) for name in ("off", "worked")
    )
    return data["year"], Year(off, worked)


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    for name in ("off", "worked"):
        for index, text in enumerate(data[name]):
            day = date.fromisoformat(text)
            if day.year != data["year"]:
                yield f"/{name}/{index}：{text} 不在{data['year']}年"
            if name == "worked" and day.weekday() < _SATURDAY:
                yield f"/{name}/{index}：{text} 不是周末，不用写"
    for text in sorted(set(data["off"]) & set(data["worked"])):
        yield f"{text} 既放假又上班"
