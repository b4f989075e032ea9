"""Dates of a call as they are listed for the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bayu_docs.model.finding import Clause


@dataclass(frozen=True)
class Event:
    """One date. counted: the working days that lead to it, where it is counted; time: 18:00 or
    empty; remarks: sentences; estimated: it rests on a year whose days off are not announced."""

    day: date
    title: str
    clause: Clause | None = None
    time: str = ""
    counted: tuple[date, ...] = ()
    remarks: tuple[str, ...] = ()
    estimated: bool = False
