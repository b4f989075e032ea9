"""What is allowed and should be seen: verdicts, late papers, quotas not yet met."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bayu_docs.batch.state.fault import label
from bayu_docs.batch.state.ground import Ground
from bayu_docs.errors import CalendarUnknown
from bayu_docs.model.call import DISTRICT, TIER_NAMES, Limit
from bayu_docs.model.desk import CHOSEN, FAILS, RECOMMEND, REFUSE, Entry
from bayu_docs.model.finding import Finding, Severity


def cautions(entry: Entry, ground: Ground) -> tuple[Finding, ...]:
    """Warnings on one entry as it stands now."""
    return tuple(finding for rule in _OF_ONE for finding in rule(entry, ground))


def standing(entries: Mapping[str, Entry], ground: Ground) -> tuple[Finding, ...]:
    """Warnings on the campaign as a whole, by reporting unit."""
    units: dict[str, list[Entry]] = {}
    for entry in entries.values():
        units.setdefault(ground.division_of(entry), []).append(entry)
    return tuple(
        finding
        for division, members in units.items()
        for rule in _OF_ALL
        for finding in rule(division, members, ground)
    )


def _verdict(entry: Entry, _ground: Ground) -> Iterator[Finding]:
    """Taken further although the conditions are not met: an authority's choice, and to be seen."""
    opinion = entry.decisions.get("consultation")
    further = opinion == RECOMMEND or entry.decisions.get("review") == CHOSEN
    if further and entry.verdict == FAILS:
        distances = "；".join(entry.receipt.distances)
        message = (
            f"{label(entry)} 按{TIER_NAMES[entry.standing]}条件核验为“不符合”"
            f"{f'（{distances}）' if distances else ''}，仍继续往前办理"
        )
        advice = "请对照核验报告复核；确认继续的，请在备注写明理由"
        yield _warning("desk.verdict", message, advice)


def _late(entry: Entry, _ground: Ground) -> Iterator[Finding]:
    opinion = entry.decisions.get("consultation")
    if entry.receipt.late and opinion not in (None, REFUSE):
        message = f"{label(entry)} 在区县受理截止后收到，仍予受理"
        advice = "区县受理截止由区县自定，是否受理请核实后在备注写明"
        yield _warning("desk.late", message, advice, doubt="A34")


def _publicity(entry: Entry, ground: Ground) -> Iterator[Finding]:
    """Listed when the publicity was over by one reading and not by the other."""
    start = entry.decisions.get("publicity_from")
    if start is None or "listed" not in entry.decisions:
        return
    day = entry.decisions.get("list_printed_on", ground.today)
    try:
        end = ground.publicity_end(start)
        earliest = ground.publicity_end(start, include_first=True)
    except CalendarUnknown as unknown:
        yield _warning("desk.calendar", unknown.message, unknown.advice)
        return
    if earliest < day <= end:
        message = (
            f"{label(entry)} 公示从{start}起，首日不计的到{end}届满，首日计入的到{earliest}届满；"
            f"{day}列入名单，按前一种算还早"
        )
        advice = f"稳妥起见，请在{end}之后列入名单"
        yield _warning("desk.publicity_doubt", message, advice, ground.call.publicity_days, "A23")


def _filed_late(entry: Entry, ground: Ground) -> Iterator[Finding]:
    dated, filed = entry.decisions.get("list_printed_on"), entry.decisions.get("filed_on")
    if dated is None or filed is None:
        return
    try:
        end = ground.filing_end(dated)
    except CalendarUnknown as unknown:
        yield _warning("desk.calendar", unknown.message, unknown.advice)
        return
    if filed > end:
        limit = ground.call.filing_days
        message = (
            f"{label(entry)} 备案逾期：名单{dated}印发，应在{end}前（含当日）报备，"
            f"备案日期是{filed}"
        )
        advice = "已照实登记；请在备案报告里说明原因"
        yield Finding(
            "desk.filed_late",
            Severity.WARNING,
            message,
            clause=limit.clause,
            advice=advice,
            doubt="A24",
        )


def _recommended(division: str, members: list[Entry], ground: Ground) -> Iterator[Finding]:
    """At least one must be recommended, once the consultation has begun."""
    opinions = [each.decisions.get("consultation") for each in members]
    limit = ground.recommend_min
    if any(opinions) and opinions.count(RECOMMEND) < limit.value:
        message = f"{division or '本区县'}没有推荐参评市级的申报对象，未按要求推荐"
        advice = f"请推荐 {limit.figure}；确实没有合适对象的，请附书面说明"
        yield _warning("desk.not_recommended", message, advice, limit, "A17")


def _city_pending(_division: str, members: list[Entry], ground: Ground) -> Iterator[Finding]:
    """A district's publicity may have to wait for who loses at the city."""
    waiting = [
        each
        for each in members
        if each.decisions.get("consultation") == RECOMMEND and "city_result" not in each.decisions
    ]
    if waiting and any("publicity_from" in each.decisions for each in members):
        names = "、".join(label(each) for each in waiting)
        message = f"区县级已开始公示，而 {names} 的市级结果还没有登记"
        clause = ground.call.facts["not_recommended"].clause
        advice = "市级落选对象也要参评区县级；请确认名单不再变化，或等市级结果出来再公示"
        yield Finding(
            "desk.city_pending",
            Severity.WARNING,
            message,
            clause=clause,
            advice=advice,
            doubt="A18",
        )


def _quota(division: str, members: list[Entry], ground: Ground) -> Iterator[Finding]:
    """How many district stations are still to be built, once a list is being made."""
    listed = [e for e in members if e.standing == DISTRICT and "listed" in e.decisions]
    limit = ground.quota(division)
    if not listed or limit is None or len(listed) >= limit.value:
        return
    missing = limit.value - len(listed)
    message = f"{division}区县级驿站应建≥{limit.value}，现{len(listed)}，差{missing}"
    row = ground.division(division)
    doubt = "A16" if row is not None and row.zone else "A15"
    advice = "不影响列入名单；请继续组织评审，或在备案报告里说明"
    yield _warning("desk.quota", message, advice, limit, doubt)


def _warning(
    code: str, message: str, advice: str, limit: Limit | None = None, doubt: str = ""
) -> Finding:
    clause = limit.clause if limit else None
    return Finding(code, Severity.WARNING, message, clause=clause, advice=advice, doubt=doubt)


_OF_ONE: tuple[Callable[[Entry, Ground], Iterator[Finding]], ...] = (
    _verdict,
    _late,
    _publicity,
    _filed_late,
)
_OF_ALL: tuple[Callable[[str, list[Entry], Ground], Iterator[Finding]], ...] = (
    _recommended,
    _city_pending,
    _quota,
)
