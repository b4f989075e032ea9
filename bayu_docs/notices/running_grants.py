"""What the papers on plans and money compute: genre, sums in figures and words, grades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bayu_docs.materials import money
from bayu_docs.model.call import MUNICIPAL, TIER_NAMES
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.notices.facts import call_facts
from bayu_docs.notices.running_words import (
    clause_of,
    copies_words,
    headed,
    quoted,
    sentences,
)
from bayu_docs.notices.situation import Computed, Situation
from bayu_docs.notices.spoken import Blank

REWARDED = "优秀"
"""The grade the notice names in 六; every other grade is the assessing organ's own."""
_SUM_BLANK = "　　　　元（大写：人民币　　　　　　　　）"


def plan_reply(situation: Situation) -> Mapping[str, Any]:
    """A letter, or a 批复 when what is answered is a subordinate's 请示."""
    request = situation.data.get("answers") == "请示"
    return {
        "reply_genre": "批复" if request else "函",
        "reply_verb": "批复" if request else "函复",
        "reply_close": "此复。" if request else "特此函复。",
        "requirements": sentences(situation.data.get("requirements", ())),
    }


def subsidy(situation: Situation) -> Computed:
    """The sum for each station and for all; the notice grants it to municipal stations only."""
    each = call_facts(situation.call)["subsidy"]
    stations = situation.data["stations"]
    total = each * len(stations)
    values = {
        "quoted": quoted(situation.call.subsidy.clause),
        "count": len(stations),
        "each_figures": money.in_figures(each),
        "total": total,
        "total_words": money.in_words(total),
        "receipt_copies": copies_words(situation.data.get("receipt_copies")),
        "requirements": sentences(situation.data.get("requirements", ())),
    }
    return Computed(values, tuple(_not_municipal(situation)))


def support_policy(situation: Situation) -> Mapping[str, Any]:
    """The measures and requirements as rows."""
    return {
        "quoted": quoted(clause_of(situation.call, "district_support")),
        "measures": headed(situation.data["measures"]),
        "requirements": sentences(situation.data.get("requirements", ())),
    }


def appraisal(situation: Situation) -> Mapping[str, Any]:
    """The stations by grade, in the order the grades first occur, and the reward's sums."""
    data = situation.data
    grades: dict[str, list[Mapping[str, Any]]] = {}
    for station in data["stations"]:
        grades.setdefault(station["grade"], []).append(station)
    rewarded_grade = data.get("rewarded_grade", REWARDED)
    rewarded = len(grades.get(rewarded_grade, ()))
    award = data.get("award")
    return {
        "grades": [{"grade": grade, "count": len(held)} for grade, held in grades.items()],
        "count": len(data["stations"]),
        "rewarded_grade": rewarded_grade,
        "rewarded": rewarded,
        "award": _sum_words(award),
        "award_total": _sum_words(award * rewarded if award else None),
        "requirements": sentences(data.get("requirements", ())),
    }


def _sum_words(yuan: int | None) -> str:
    """50000元（大写：人民币伍万元整）, or the blank of a sum."""
    if yuan is None:
        return Blank(_SUM_BLANK)
    return f"{yuan}元（大写：人民币{money.in_words(yuan)}）"


def _not_municipal(situation: Situation) -> Iterator[Finding]:
    for index, station in enumerate(situation.data["stations"]):
        tier = station.get("tier", MUNICIPAL)
        if tier != MUNICIPAL:
            yield Finding(
                "notice.subsidy_tier",
                Severity.ERROR,
                f"{station['station_name']}是{TIER_NAMES[tier]}驿站，"
                "通知规定的一次性建设补助只给市级驿站",
                situation.place(f"/stations/{index}/tier"),
                situation.call.subsidy.clause,
                "删去这个驿站；区县级驿站的资金由区县在配套支持措施中另行确定",
            )
