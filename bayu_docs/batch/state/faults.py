"""What no state of the campaign may hold, each with its clause and the way out.

A rule looks at the state as it would be, not at the step that leads there: steps may come in any
order, and one that undoes what a later step rests on is found by the same rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from bayu_docs.batch.columns import column
from bayu_docs.batch.state.fault import Cell, Fault, label
from bayu_docs.batch.state.faults_between import ranks, too_many, twice
from bayu_docs.batch.state.ground import Ground
from bayu_docs.errors import CalendarUnknown
from bayu_docs.model.call import DISTRICT, MUNICIPAL
from bayu_docs.model.desk import (
    CHOSEN,
    OBJECTION,
    RECOMMEND,
    REFUSE,
    TO_DISTRICT,
    Entry,
)
from bayu_docs.model.finding import Clause


def faults(
    entries: Mapping[str, Entry], ground: Ground, fresh: Collection[Cell] = ()
) -> Iterator[Fault]:
    """Every fault of these entries; fresh: the cells just changed, which yield to the others."""
    for entry in entries.values():
        for rule in _OF_ONE:
            yield from rule(entry, ground)
    yield from too_many(entries.values(), ground, fresh)
    yield from ranks(entries.values(), ground, fresh)
    yield from twice(entries.values(), fresh)


def _consultation(entry: Entry, ground: Ground) -> Iterator[Fault]:
    """What may be consulted upon, and who may be recommended."""
    opinion = entry.decisions.get("consultation")
    here = (entry.number, "consultation")
    if opinion in (RECOMMEND, TO_DISTRICT) and not any(entry.receipt.verdicts.values()):
        message = f"{label(entry)} 还没有核验结果，不能{opinion}"
        advice = "请申报主体重新报送能读取的材料，用 bayu-docs receive 核验后再填"
        yield Fault(here, "desk.not_checked", message, advice)
    elif opinion == RECOMMEND and entry.receipt.tier == DISTRICT:
        message = f"{label(entry)} 只申报区县级，不能推荐参评市级"
        advice = "请改为“转区县级”；要参评市级的，须由申报主体按市级重新申报"
        yield Fault(here, "desk.tier", message, advice, ground.recommend_max.clause)
    elif opinion == REFUSE and not entry.decisions.get("remark"):
        message = f"{label(entry)} 填了“不予受理”，没有写原因"
        advice = "请在同一行“备注”写明原因"
        others = ((entry.number, "remark"),)
        yield Fault(here, "desk.reason", message, advice, others=others)


def _order(entry: Entry, ground: Ground) -> Iterator[Fault]:
    """Steps whose step before is missing."""
    decided = entry.decisions
    for key, (before, words) in _BEFORE.items():
        if key in decided and not before(entry):
            message = f"{label(entry)} 还不能填“{column(key).head}”：{words}"
            others = tuple((entry.number, other) for other in _STEPS if other != key)
            advice = f"请先补上前一步，或清空“{column(key).head}”"
            yield Fault(
                (entry.number, key), "desk.order", message, advice, _clause(key, ground), "", others
            )


def _city_matter(entry: Entry, ground: Ground) -> Iterator[Fault]:
    """Publicity and filing of a city's candidate are the city's."""
    if entry.standing != MUNICIPAL:
        return
    for key in ("publicity_from", "objection", "filed_on"):
        if key in entry.decisions:
            message = f"{label(entry)} 正在参评市级，“{column(key).head}”由市级办理，不在这里填"
            advice = "市级结果出来后填“市级评审结果”；未入围的自动转入区县级参评"
            others = tuple((entry.number, other) for other in ("consultation", "city_result"))
            clause = ground.call.facts["city_publicity"].clause
            yield Fault(
                (entry.number, key), "desk.city_matter", message, advice, clause, "", others
            )


def _publicity(entry: Entry, ground: Ground) -> Iterator[Fault]:
    """No list before the publicity is over by any reading, none while an objection is open."""
    start = entry.decisions.get("publicity_from")
    if not isinstance(start, date) or entry.standing != DISTRICT:
        return
    clause = ground.call.publicity_days.clause
    dated = entry.decisions.get("list_printed_on")
    listed = (entry.number, "listed")
    others = tuple((entry.number, key) for key in ("publicity_from", "objection"))
    try:
        end = ground.publicity_end(start)
        earliest = ground.publicity_end(start, include_first=True)
    except CalendarUnknown as unknown:
        cell = (entry.number, "publicity_from")
        yield Fault(cell, "desk.calendar", unknown.message, unknown.advice, clause)
        return
    if "listed" in entry.decisions and entry.decisions.get("objection") == OBJECTION:
        message = f"{label(entry)} 公示有异议，正在核查，不能列入名单"
        advice = "核查清楚后把“公示异议”改为“无”，再填“列入名单”"
        yield Fault(listed, "desk.objection", message, advice, clause, "A23", others)
    if "listed" in entry.decisions and ground.today <= earliest:
        message = (
            f"{label(entry)} 公示从{start}起，{ground.call.publicity_days.figure}到{end}届满，"
            f"{ground.today}还不能列入名单"
        )
        advice = f"请在{end}之后、无异议时再填“列入名单”"
        yield Fault(listed, "desk.publicity", message, advice, clause, "A23", others)
    if isinstance(dated, date) and dated <= earliest:
        message = f"{label(entry)} 名单印发日期{dated}不晚于公示届满日{end}"
        cell = (entry.number, "list_printed_on")
        advice = "请核对公示起始日和名单印发日期"
        yield Fault(cell, "desk.publicity", message, advice, clause, "A23", others)


def _filing(entry: Entry, ground: Ground) -> Iterator[Fault]:
    """Nothing is filed before it was printed."""
    dated, filed = (entry.decisions.get(key) for key in ("list_printed_on", "filed_on"))
    if isinstance(dated, date) and isinstance(filed, date) and filed < dated:
        message = f"{label(entry)} 备案日期{filed}早于名单印发日期{dated}"
        others = ((entry.number, "list_printed_on"),)
        yield Fault(
            (entry.number, "filed_on"),
            "desk.filing",
            message,
            "请核对两个日期",
            ground.call.filing_days.clause,
            others=others,
        )


def _clause(key: str, ground: Ground) -> Clause | None:
    facts = ground.call.facts
    match key:
        case "rank" | "city_result":
            return ground.recommend_max.clause
        case "review":
            return facts["not_recommended"].clause
        case "publicity_from" | "objection":
            return facts["district_publicity"].clause
        case "listed" | "list_printed_on":
            return ground.call.publicity_days.clause
    return ground.call.filing_days.clause


def _chosen(entry: Entry) -> bool:
    key = "city_result" if entry.standing == MUNICIPAL else "review"
    return entry.decisions.get(key) == CHOSEN


def _may_be_listed(entry: Entry) -> bool:
    if entry.standing == MUNICIPAL:
        return _chosen(entry)
    return entry.decisions.get("objection") is not None


_STEPS = (
    "consultation",
    "rank",
    "city_result",
    "review",
    "publicity_from",
    "objection",
    "listed",
    "list_printed_on",
    "filed_on",
)

# column -> whether the step before it is there, and what to say when it is not
_BEFORE: Mapping[str, tuple[Callable[[Entry], bool], str]] = {
    "rank": (
        lambda entry: entry.decisions.get("consultation") == RECOMMEND,
        "会商意见不是“推荐市级”",
    ),
    "city_result": (
        lambda entry: (
            entry.decisions.get("consultation") == RECOMMEND and "rank" in entry.decisions
        ),
        "没有会商推荐到市级并排序",
    ),
    "review": (
        lambda entry: entry.decisions.get("consultation") == TO_DISTRICT or entry.lost_at_city,
        "不在区县级参评（会商意见应为“转区县级”，或市级评审结果为“未入围”）",
    ),
    "publicity_from": (
        lambda entry: entry.standing == MUNICIPAL or _chosen(entry),
        "评审结果不是“入围”",
    ),
    "objection": (
        lambda entry: entry.standing == MUNICIPAL or "publicity_from" in entry.decisions,
        "没有公示起始日",
    ),
    "listed": (_may_be_listed, "没有登记公示异议“无”（参评市级的：市级评审结果不是“入围”）"),
    "list_printed_on": (lambda entry: "listed" in entry.decisions, "没有列入名单"),
    "filed_on": (
        lambda entry: entry.standing == MUNICIPAL or "list_printed_on" in entry.decisions,
        "没有名单印发日期",
    ),
}

_OF_ONE: tuple[Callable[[Entry, Ground], Iterator[Fault]], ...] = (
    _consultation,
    _order,
    _city_matter,
    _publicity,
    _filing,
)
