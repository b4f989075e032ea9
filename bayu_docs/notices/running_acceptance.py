"""What the papers on acceptance compute: the notice's dimensions, the stations by result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bayu_docs.model.finding import Finding, Severity
from bayu_docs.notices.running_words import (
    clause_of,
    copies_words,
    dimensions,
    headed,
    paragraphs,
    sentences,
    unended,
)
from bayu_docs.notices.situation import Computed, Situation
from bayu_docs.notices.spoken import day_words, ordinal

_RESULTS: Mapping[str, tuple[str, str]] = {
    "通过": ("验收通过的驿站", "下列{count}个乡村驿站验收通过，正式投入运营："),
    "限期整改后复验": (
        "限期整改后复验的驿站",
        "下列{count}个乡村驿站须限期整改，整改完成后申请复验：",
    ),
    "不通过": ("验收不通过的驿站", "下列{count}个乡村驿站验收不通过："),
}
"""Result -> the section's heading and its first sentence; the notice sets no results itself."""


def acceptance(situation: Situation) -> Computed:
    """The dimensions of the notice, each with the points the organ looks at, if it named any."""
    data = situation.data
    points = {row["dimension"]: row["text"] for row in data.get("focus", ())}
    known = dimensions(situation.call)
    values = {
        "dimensions": "、".join(known),
        "focus": headed(
            {"title": name, "text": points[name]} for name in (known or points) if name in points
        ),
        "count": len(data["stations"]),
        "self_report_copies": copies_words(data.get("self_report_copies")),
        "requirements": sentences(data.get("requirements", ())),
    }
    return Computed(values, tuple(_strangers(situation, "focus", known)))


def acceptance_opinion(situation: Situation) -> Mapping[str, Any]:
    """The dimensions as rows to be written in by hand."""
    return {"dimensions": [{"title": name} for name in dimensions(situation.call)]}


def acceptance_result(situation: Situation) -> Mapping[str, Any]:
    """A section for each result that occurs, in the order of _RESULTS, and the next numeral."""
    data = situation.data
    groups = []
    for result, (heading, lead) in _RESULTS.items():
        held = [station for station in data["stations"] if station["result"] == result]
        if held:
            groups.append(
                {
                    "heading": heading,
                    "lead": lead.format(count=len(held)),
                    "stations": [_result_row(station) for station in held],
                }
            )
    return {
        "groups": groups,
        "next_cn": ordinal(len(groups) + 1),
        "requirements": sentences(data.get("requirements", ())),
    }


def self_report(situation: Situation) -> Computed:
    """The assessment by the dimensions of the notice, in its order; what is missing is told."""
    data = situation.data
    known = dimensions(situation.call)
    given = {row["dimension"]: row["text"] for row in data["assessments"]}
    ordered = [*(name for name in known if name in given), *(n for n in given if n not in known)]
    values = {
        "overview": paragraphs(data["overview"]),
        "assessments": headed({"title": name, "text": given[name]} for name in ordered),
        "problems": headed(data.get("problems", ())),
        "next_steps": headed(data.get("next_steps", ())),
    }
    missing = tuple(_missing(situation, [name for name in known if name not in given]))
    return Computed(values, (*missing, *_strangers(situation, "assessments", known)))


def _result_row(station: Mapping[str, Any]) -> dict[str, str]:
    matters = unended(station.get("matters", ""))
    words = {
        "通过": "",
        "限期整改后复验": f"整改事项：{matters}。",
        "不通过": f"理由：{matters}。",
    }[station["result"]]
    if "mend_by" in station:
        words += f"请于{day_words(station['mend_by'])}前完成整改并申请复验。"
    return {
        "station_name": station["station_name"],
        "applicant": station["applicant"],
        "words": words,
    }


def _strangers(situation: Situation, field: str, known: list[str]) -> Iterator[Finding]:
    for index, row in enumerate(situation.data.get(field, ())):
        if known and row["dimension"] not in known:
            yield _dimension(
                situation,
                f"/{field}/{index}/dimension",
                f"“{row['dimension']}”不是通知列出的验收方面",
                f"通知列出的是：{'、'.join(known)}；用通知的名称",
            )


def _missing(situation: Situation, names: list[str]) -> Iterator[Finding]:
    if names:
        yield _dimension(
            situation,
            "/assessments",
            f"自评没有写{'、'.join(names)}",
            "通知列出的验收方面都要自评，请补写",
        )


def _dimension(situation: Situation, pointer: str, message: str, advice: str) -> Finding:
    return Finding(
        "notice.dimension",
        Severity.WARNING,
        message,
        situation.place(pointer),
        clause_of(situation.call, "acceptance"),
        advice,
    )
