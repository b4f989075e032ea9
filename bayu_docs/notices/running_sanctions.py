"""What the papers on checks and sanctions compute: facts, grounds, the hearing, the bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.periods import last_barred_day
from bayu_docs.notices.running_words import (
    clause_of,
    copies_words,
    ended,
    ground,
    sentences,
    unended,
)
from bayu_docs.notices.situation import Computed, Situation
from bayu_docs.notices.spoken import Blank, day_words

REVIEW = "认定评审资格"
_DAY_BLANK = "　　　　年　　月　　日"
_STATEMENTS = {
    "未提出": "你单位在规定期限内未提出陈述申辩。",
    "已提出，不予采纳": "你单位提出了陈述申辩，经复核，不予采纳。",
    "已提出，部分采纳": "你单位提出了陈述申辩，经复核，部分采纳。",
}


def spot_check(situation: Situation) -> Mapping[str, Any]:
    """What is looked at, by what means, and what is asked of the stations."""
    data = situation.data
    return {
        "count": len(data["stations"]),
        "points": [{"text": ended(text), "short": unended(text)} for text in data["points"]],
        "requirements": sentences(data.get("requirements", ())),
    }


def rectification(situation: Situation) -> Mapping[str, Any]:
    """Problems and demands, each demand without its stop: the date of its end follows."""
    data = situation.data
    matters = [
        {
            "problem": ended(item["problem"]),
            "demand": unended(item["demand"]),
            "due": item.get("due") or Blank(_DAY_BLANK),
        }
        for item in data["matters"]
    ]
    return {
        "matters": matters,
        "ground": ground(clause_of(situation.call, "sanctions")),
        "report_copies": copies_words(data.get("report_copies")),
    }


def hearing(situation: Situation) -> Mapping[str, Any]:
    """What is to be cancelled, and by which clause of the notice."""
    data, call = situation.data, situation.call
    review = data["target"] == REVIEW
    clause = call.ban_years.clause if review else clause_of(call, "sanctions")
    subject = (
        f"{data['applicant']}{call.station_name_prefix}乡村驿站{REVIEW}"
        if review
        else f"{data['station_name']}资格"
    )
    return {
        "subject": subject,
        "review": review,
        "ground": ground(clause),
        "facts": sentences(data["facts"]),
    }


def revocation(situation: Situation) -> Computed:
    """The facts, the ground, and what came of the hearing."""
    values = _heard_facts(situation) | {
        "ground": ground(clause_of(situation.call, "sanctions")),
        "measures": sentences(situation.data.get("measures", ())),
    }
    return Computed(values, tuple(_unheard(situation)))


def ban(situation: Situation) -> Computed:
    """The bar's first and last day, and the day from which the applicant may apply again."""
    data = situation.data
    start = data.get("cancelled_on", data.get("signed_on"))
    values = _heard_facts(situation) | {"ground": ground(situation.call.ban_years.clause)}
    if start is None:
        unknown = Blank(_DAY_BLANK)
        days: dict[str, Any] = dict.fromkeys(("barred_from", "barred_until", "open_from"), unknown)
    else:
        last = last_barred_day(start, situation.call.ban_years.value)
        days = {"barred_from": start, "barred_until": last, "open_from": last + timedelta(days=1)}
    return Computed(values | days, tuple(_unheard(situation)))


def _heard_facts(situation: Situation) -> dict[str, Any]:
    data = situation.data
    told = data.get("hearing_on")
    heard = _STATEMENTS.get(data.get("statement", ""), "")
    reply = ended(data["statement_reply"]) if data.get("statement_reply") else ""
    return {
        "facts": sentences(data["facts"]),
        "told_on": day_words(told) if told else "",
        "heard": heard + reply,
    }


def _unheard(situation: Situation) -> Iterator[Finding]:
    """A warning when the paper does not say that the unit was told and heard before."""
    if not {"hearing_on", "statement"} <= situation.data.keys():
        yield Finding(
            "notice.unheard",
            Severity.WARNING,
            "没有写明事先告知的日期和陈述申辩的情况",
            situation.place("/hearing_on"),
            advice="先发拟取消告知书（hearing），听取陈述申辩后再作决定，"
            "并填写“告知日期”和“陈述申辩情况”",
        )
