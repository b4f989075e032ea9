"""The dates of a call: fixed ones, and those counted in working days from days the user gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bayu_docs.materials.workdays import Calendar
from bayu_docs.model.calendar import Event
from bayu_docs.model.call import Call, DistrictProfile


def events(
    call: Call,
    district: DistrictProfile | None,
    calendar: Calendar,
    *,
    posted: date | None = None,
    listed: date | None = None,
) -> tuple[Event, ...]:
    """All dates that can be told, in order.

    posted: the day a list was posted (公示); listed: the 印发日期 of the district's list. With an
    estimating calendar a year without official data is counted all the same, and marked.
    """
    found = [*_fixed(call, district)]
    if posted is not None:
        found.append(_publicity(call, calendar, posted))
    if listed is not None:
        found.append(_filing(call, calendar, listed, posted))
    return tuple(sorted(found, key=lambda event: event.day))


def _fixed(call: Call, district: DistrictProfile | None) -> Iterator[Event]:
    yield Event(call.issued_on, "通知印发")
    if district is not None and district.deadline is not None:
        moment = district.deadline
        yield Event(moment.date(), f"{district.division}受理截止", time=f"{moment:%H:%M}")
    deadline = call.deadline_to_city
    doubts = tuple(
        f"存疑 {doubt.id}：{doubt.default_reading.text}"
        for doubt in call.doubts
        if doubt.level == "confirm"
        and any(quoted.words in deadline.clause.words for quoted in doubt.quotations)
    )
    yield Event(
        deadline.moment.date(),
        f"{deadline.binds}报送截止",
        deadline.clause,
        f"{deadline.moment:%H:%M}",
        remarks=doubts,
    )


def _publicity(call: Call, calendar: Calendar, posted: date) -> Event:
    limit = call.publicity_days
    days = calendar.counted(posted, limit.value)
    other = calendar.counted(posted, limit.value, include_first=True)
    return Event(
        days[-1],
        f"公示期满（{posted.isoformat()}发布，{limit.value}个工作日，发布当日不计）",
        limit.clause,
        counted=days,
        remarks=(f"发布当日计入的，{other[-1].isoformat()}期满",),
        estimated=_estimated(calendar, posted, days),
    )


def _filing(call: Call, calendar: Calendar, listed: date, posted: date | None) -> Event:
    limit = call.filing_days
    days = calendar.counted(listed, limit.value)
    stricter: tuple[str, ...] = ()
    if posted is not None:
        end = calendar.counted(posted, call.publicity_days.value)[-1]
        last = calendar.counted(end, limit.value)[-1]
        stricter = (f"从公示期满起算的，{last.isoformat()}（较严的读法）",)
    return Event(
        days[-1],
        f"备案截止（名单{listed.isoformat()}印发，{limit.value}个工作日内，印发当日不计）",
        limit.clause,
        counted=days,
        remarks=stricter,
        estimated=_estimated(calendar, listed, days),
    )


def _estimated(calendar: Calendar, first: date, days: tuple[date, ...]) -> bool:
    return not all(calendar.knows(day) for day in (first, *days))
