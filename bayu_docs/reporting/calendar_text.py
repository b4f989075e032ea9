"""The dates of a call for the terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from bayu_docs.model.calendar import Event

_VERSION = "1"
_WEEKDAYS = "一二三四五六日"
_ESTIMATE = "估算：当年的放假调休安排还没有，按周一至周五计；正式公文不能用这个日期"


def render_calendar(title: str, events: Sequence[Event]) -> str:
    """One block a date: the day with its weekday, what it is, how it was counted, its clause."""
    return "\n".join((title, *(line for event in events for line in _lines(event)))) + "\n"


def calendar_json(title: str, events: Sequence[Event]) -> str:
    """The same as JSON, with a version."""
    rows = [
        {
            "day": event.day.isoformat(),
            "time": event.time,
            "title": event.title,
            "clause": event.clause.number if event.clause else "",
            "counted": [day.isoformat() for day in event.counted],
            "remarks": list(event.remarks),
            "estimated": event.estimated,
        }
        for event in events
    ]
    data = {"schema_version": _VERSION, "call": title, "events": rows}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _lines(event: Event) -> Iterator[str]:
    time = f" {event.time}" if event.time else ""
    guess = "约 " if event.estimated else ""
    yield f"\n{guess}{_day(event.day)}{time}　{event.title}"
    if event.counted:
        yield f"    逐日：{'、'.join(map(_day, event.counted))}"
    for remark in event.remarks:
        yield f"    {remark}"
    if event.estimated:
        yield f"    {_ESTIMATE}"
    if event.clause:
        yield f"    依据 {event.clause.number}：“{event.clause.words}”"


def _day(day: date) -> str:
    return f"{day.isoformat()}（星期{_WEEKDAYS[day.weekday()]}）"
