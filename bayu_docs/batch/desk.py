"""The desk at a glance: how many stand where, what is due by when, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bayu_docs.batch.columns import CLOCK
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.batch.state.ground import Ground
from bayu_docs.calls.figures import WEEKDAYS, dates
from bayu_docs.calls.wording import squeeze
from bayu_docs.errors import CalendarUnknown
from bayu_docs.model.call import MUNICIPAL, Call
from bayu_docs.model.desk import (
    CHECKED,
    CONSULTED,
    LISTED,
    NOT_CHOSEN,
    OBJECTION,
    POOL,
    PUBLICISED,
    RECEIVED,
    RECOMMENDED,
    REVIEWED,
    STATE_WORDS,
    Entry,
)
from bayu_docs.model.finding import Finding

_HALF_WEEK_DAYS = 3
_END_OF_DAY = timedelta(days=1)
_LONG_PAST_DAYS = 2  # beyond that nobody counts the hours


@dataclass(frozen=True)
class Due:
    """Something to be done by then. at: a day (its whole length counts) or a moment, None unknown;
    note: what to know of it; numbers: the entries it concerns."""

    what: str
    at: date | datetime | None
    note: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Overview:
    """The desk at one moment. counts: every state's word and how many stand there."""

    subject: str
    moment: datetime
    counts: tuple[tuple[str, int], ...]
    entries: tuple[Entry, ...]
    dues: tuple[Due, ...]
    findings: tuple[Finding, ...]


def overview(campaign: Campaign, moment: datetime) -> Overview:
    """The desk at that moment."""
    entries = campaign.entries()
    states = [entry.state for entry in entries]
    ground = campaign.ground(moment.astimezone(CLOCK).date())
    return Overview(
        subject=f"{campaign.district.division or '区县'}受理台——{campaign.call.title}",
        moment=moment,
        counts=tuple((word, states.count(state)) for state, word in STATE_WORDS.items()),
        entries=entries,
        dues=tuple(_dues(entries, ground)),
        findings=campaign.standing(ground.today),
    )


def next_step(entry: Entry) -> str:
    """What comes next for an entry, empty when nothing does."""
    if entry.state == PUBLICISED and entry.decisions.get("objection") == OBJECTION:
        return "核查异议"
    if entry.state == REVIEWED:
        key = "city_result" if entry.standing == MUNICIPAL else "review"
        if entry.decisions.get(key) == NOT_CHOSEN:
            return ""
        return "等市级名单" if entry.standing == MUNICIPAL else "公示"
    if entry.state == LISTED:
        return "" if entry.standing == MUNICIPAL else "报市备案"
    return _NEXT.get(entry.state, "")


def left_words(at: date | datetime, moment: datetime) -> str:
    """How long it is till then, or how long ago it was: 还剩 3 天 4 小时, 已过 30 天."""
    end = at if isinstance(at, datetime) else datetime.combine(at + _END_OF_DAY, _MIDNIGHT, CLOCK)
    left = end - moment
    hours = abs(left) // timedelta(hours=1)
    days, rest = divmod(hours, 24)
    minutes = abs(left) // timedelta(minutes=1)
    long_past = left < timedelta() and days > _LONG_PAST_DAYS
    words = " ".join([f"{days} 天"] * bool(days) + [f"{rest} 小时"] * (rest > 0 and not long_past))
    return f"{'还剩' if left > timedelta() else '已过'} {words or f'{minutes} 分钟'}"


def city_deadline(call: Call) -> Due:
    """The city's deadline; where the printed weekday is another day's, both days are named, and
    the earlier one is what to work to."""
    moment = call.deadline_to_city.moment
    day = moment.date()
    for printed in dates(squeeze(call.deadline_to_city.clause.words)):
        if printed.day == day and printed.weekday not in (None, day.weekday()):
            wanted = printed.weekday or 0
            near = min(
                (day + timedelta(days=shift) for shift in range(-_HALF_WEEK_DAYS, 4)),
                key=lambda other: (other.weekday() != wanted, abs(other - day)),
            )
            phones = "、".join(contact.phone for contact in call.contacts)
            note = (
                f"通知写“{printed.words}”，这一天是星期{WEEKDAYS[day.weekday()]}；"
                f"请按 {min(day, near)} {moment:%H:%M} 准备，并电话核实（{phones}）（存疑 A01）"
            )
            return Due("报市截止", moment, note)
    return Due("报市截止", moment)


def _dues(entries: Sequence[Entry], ground: Ground) -> Iterator[Due]:
    deadline = ground.district.deadline
    unknown = "" if deadline else "区县资料里没有写；由区县自定（存疑 A34）"
    yield Due("区县受理截止", deadline, unknown)
    waiting = [e.number for e in entries if e.state == RECOMMENDED]
    city = city_deadline(ground.call)
    yield Due(city.what, city.at, city.note, tuple(waiting))
    yield from _publicities(entries, ground)
    yield from _filings(entries, ground)


def _publicities(entries: Sequence[Entry], ground: Ground) -> Iterator[Due]:
    """The end of each publicity that still runs, by the day it began."""
    starts: dict[date, list[str]] = {}
    for entry in entries:
        if entry.state == PUBLICISED:
            starts.setdefault(entry.decisions["publicity_from"], []).append(entry.number)
    days = ground.call.publicity_days
    for start, numbers in sorted(starts.items()):
        try:
            end = ground.publicity_end(start)
            other = ground.publicity_end(start, include_first=True)
        except CalendarUnknown as missing:
            yield Due("公示届满", None, missing.message, tuple(numbers))
            continue
        note = f"{start} 起公示 {days.figure}，首日不计；首日计入时为 {other}（存疑 A23）"
        yield Due("公示届满", end, note, tuple(numbers))


def _filings(entries: Sequence[Entry], ground: Ground) -> Iterator[Due]:
    """When each list must be filed with the city, by the day it was printed."""
    lists: dict[date, list[Entry]] = {}
    for entry in entries:
        if entry.state == LISTED and (dated := entry.decisions.get("list_printed_on")):
            lists.setdefault(dated, []).append(entry)
    days = ground.call.filing_days
    for dated, members in sorted(lists.items()):
        numbers = tuple(entry.number for entry in members)
        try:
            end = ground.filing_end(dated)
            ends = {ground.publicity_end(e.decisions["publicity_from"]) for e in members
                    if "publicity_from" in e.decisions}  # fmt: skip
            strict = min((ground.filing_end(each) for each in ends), default=end)
        except CalendarUnknown as missing:
            yield Due("报市备案", None, missing.message, numbers)
            continue
        note = f"名单 {dated} 印发，{days.figure}；从公示届满起算则为 {strict}（存疑 A24）"
        yield Due("报市备案", end, note, numbers)


_MIDNIGHT = datetime.min.time()
_NEXT = {
    RECEIVED: "请申报主体重报能读取的材料",
    CHECKED: "会商",
    CONSULTED: "填推荐排序",
    RECOMMENDED: "报市，等市级评审结果",
    POOL: "区县评审",
    PUBLICISED: "登记公示异议，届满后列入名单",
}
