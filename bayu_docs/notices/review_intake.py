"""What the papers of the intake compute: the call-out, the receipt, the defects, the way on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bayu_docs.model.call import DISTRICT, MUNICIPAL, Call
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.notices.review_words import (
    beijing,
    counted_out,
    demand_words,
    moment_with_weekday,
    span,
)
from bayu_docs.notices.situation import Computed, Situation
from bayu_docs.notices.spoken import Blank

_MOMENT = Blank("　　　　年　　月　　日　　时")
_BLANKS = {"deadline": _MOMENT, "address": Blank("　" * 12), "mailbox": Blank("　" * 10)}
_NAMES = {"deadline": "受理截止时间", "address": "收件地址", "mailbox": "电子档邮箱"}
_YEARS, _EXEMPT = "member_years", "年限例外"
_CHECKS = {
    "in_time": "在受理截止时间前送达",
    "copies_right": "份数齐全（{copies}份）",
    "pages_right": "佐证材料不超过{sides}页，双面A4纸打印",
    "signed": "签字、盖章齐全",
    "bound": "佐证材料单独装订",
    "same": "纸质件与电子档一致",
}


def call_out(situation: Situation) -> Computed:
    """The district's own deadline and place, the conditions of both tiers, the copies in words."""
    call, data, district = situation.call, situation.data, situation.district
    deadline = _moment(data.get("deadline")) or district.deadline
    quotas = call.quotas
    own = {
        "deadline": moment_with_weekday(deadline) if deadline else "",
        "address": data.get("address", district.address),
        "mailbox": data.get("mailbox", district.mailbox),
    }
    values = {
        **{name: words or _BLANKS[name] for name, words in own.items()},
        "kinds": call.kinds_clause.words,
        "both_tiers": "both_tiers" in call.facts,
        "conditions": _conditions(call),
        "copies": counted_out(call.copies_to_district.value),
        "recommended": span(quotas["recommend_min"].value, quotas["recommend_max"].value),
    }
    left = tuple(_left_blank(situation, name) for name, words in own.items() if not words)
    return Computed(values, (*left, *_late_for_the_city(situation, deadline)))


def receipt(situation: Situation) -> Mapping[str, Any]:
    """What is checked on receipt, with the boxes that were ticked; the tier in words."""
    call, data = situation.call, situation.data
    limits = {"copies": call.copies_to_district.value, "sides": call.max_sides.value}
    checks = [
        {
            "title": title.format(**limits),
            "yes": "■" if data.get(key) == "是" else "□",
            "no_box": "■" if data.get(key) == "否" else "□",
        }
        for key, title in _CHECKS.items()
    ]
    return {"checks": checks, "copies": counted_out(situation.kind.copies or 1)}


def correction(situation: Situation) -> Computed:
    """Until when the defects may be mended: never later than the district's own deadline."""
    deadline = situation.district.deadline
    until = _moment(situation.data.get("until"))
    last = until or deadline
    values = {
        "until": moment_with_weekday(last) if last else _MOMENT,
        "deadline": moment_with_weekday(deadline) if deadline else _MOMENT,
    }
    if deadline is None:
        return Computed(values, (_left_blank(situation, "deadline"),))
    signed, found = situation.data.get("signed_on"), list[Finding]()
    if until and until > deadline:
        said = f"补正截止时间{moment_with_weekday(until)}晚于本区县受理截止时间"
        found.append(_after_deadline(situation, "/until", said, deadline))
    if signed and signed > deadline.date():
        said = "告知日期晚于本区县受理截止时间"
        found.append(_after_deadline(situation, "/signed_on", said, deadline))
    return Computed(values, tuple(found))


def outcome(situation: Situation) -> Mapping[str, Any]:
    """Whether the station goes to the city, stays, or comes back from the city, as facts; and
    whether it applied for the city's tier at all."""
    return {
        "for_city": situation.data["tier"] != DISTRICT,
        "to_city": situation.data["destination"] == "推荐参评市级",
        "after_city": situation.data["destination"] == "市级落选后参评区县级",
    }


def _conditions(call: Call) -> list[dict[str, Any]]:
    """The requirements in the notice's order, one row each, with what each tier demands; who is
    exempt from the years of service stands below them in the notice's own words."""
    rows = []
    for requirement in call.tier(MUNICIPAL).requirements:
        other = call.tier(DISTRICT).requirement(requirement.key)
        rows.append(
            {
                "title": requirement.title,
                "municipal": demand_words(requirement.demand),
                "district": demand_words(other.demand) if other else "—",
                "same": bool(other and other.demand == requirement.demand),
            }
        )
        if requirement.key == _YEARS:
            words = call.exempt_clause.words
            exempt = {"title": _EXEMPT, "municipal": words, "district": words, "same": True}
            rows.append(exempt)
    return rows


def _left_blank(situation: Situation, name: str) -> Finding:
    return Finding(
        "notice.blank",
        Severity.INFO,
        situation.unfilled(f"/{name}", f"“{_NAMES[name]}”"),
        situation.place(f"/{name}"),
        advice="用 --district 给出区县资料，或在数据里补填",
    )


def _moment(value: datetime | None) -> datetime | None:
    return beijing(value) if value else None


def _after_deadline(situation: Situation, pointer: str, said: str, deadline: datetime) -> Finding:
    return Finding(
        "notice.correction_after_deadline",
        Severity.ERROR,
        f"{said}{moment_with_weekday(deadline)}，截止后不再补正",
        situation.place(pointer),
        advice="核对区县资料里的受理截止时间和本单的时间；补正不能延长受理时间",
        doubt="A41",
    )


def _late_for_the_city(situation: Situation, deadline: datetime | None) -> tuple[Finding, ...]:
    """A warning when the applicants' deadline leaves the district no time before the city's."""
    city = situation.call.deadline_to_city
    if deadline is None or deadline < city.moment:
        return ()
    return (
        Finding(
            "notice.deadline_after_city",
            Severity.WARNING,
            f"区县受理截止时间{moment_with_weekday(deadline)}不早于区县向市级报送的截止时间"
            f"{moment_with_weekday(city.moment)}，来不及审核推荐",
            situation.place("/deadline"),
            city.clause,
            "把区县受理截止时间提前，留出审核、会商和签章的时间",
        ),
    )
