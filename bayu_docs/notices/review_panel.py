"""What the papers of consultation, recommendation and review compute, the draw among them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from bayu_docs.model.finding import Finding, Severity
from bayu_docs.notices.review_words import (
    BY_MAIL,
    beijing,
    counted_out,
    moment_with_weekday,
    span,
)
from bayu_docs.notices.situation import Computed, Situation

_SHOWN_DIGITS = 16


def consultation(situation: Situation) -> Computed:
    """Decisions as items to number; more or fewer recommended than the notice asks for."""
    recommended = situation.data.get("recommended", ())
    return Computed(
        {"decisions": _decisions(situation)},
        _wrong_number(situation, len(recommended), "/recommended"),
    )


def recommendation(situation: Situation) -> Computed:
    """The letter's counts and copies, and how the electronic copy goes; too many stations, or a
    date after the city's deadline."""
    count = len(situation.data["stations"])
    found = [*_wrong_number(situation, count, "/stations"), *_after_the_city_deadline(situation)]
    values = {
        **_recommended_values(situation),
        "electronic": situation.data.get("electronic", BY_MAIL),
    }
    return Computed(values, tuple(found))


def roster(situation: Situation) -> Computed:
    """The counts of the list, and whether it is longer than the notice allows."""
    count = len(situation.data["stations"])
    return Computed(_recommended_values(situation), _wrong_number(situation, count, "/stations"))


def transmittal(situation: Situation) -> Mapping[str, Any]:
    """How many pages the paper copies come to, for whoever counts them on receipt."""
    materials = situation.data["materials"]
    return {"pages": _pages(materials)}


def score_sheet(situation: Situation) -> Mapping[str, Any]:
    """What is scored: the committee's own criteria, else the notice's conditions unweighted."""
    given = situation.data.get("criteria", ())
    rows = [
        {
            "name": row["name"],
            "standard": row.get("standard", ""),
            "points": row.get("points", ""),
        }
        for row in given
    ]
    if not rows:
        tier = situation.call.tier(situation.data["tier"])
        rows = [
            {"name": each.title, "standard": each.demand, "points": ""}
            for each in tier.requirements
        ]
    points = [row["points"] for row in rows]
    total = sum(points) if all(isinstance(each, int) for each in points) else ""
    return {"criteria": rows, "total": total}


def review_minutes(situation: Situation) -> Mapping[str, Any]:
    """Decisions as items to number."""
    return {"decisions": _decisions(situation)}


def site_visit(situation: Situation) -> Computed:
    """The draw: every station's digest, and which ones are visited, recomputable by anybody."""
    data = situation.data
    stations, count = data["stations"], data["draw_count"]
    digests = [digest(data["seed"], each) for each in stations]
    chosen = set(drawn(data["seed"], stations, count))
    rows = [
        {
            "station_name": each["station_name"],
            "applicant": each["applicant"],
            "digest": digests[place][:_SHOWN_DIGITS],
            "drawn": "抽中" if place in chosen else "—",
        }
        for place, each in enumerate(stations)
    ]
    picked = [
        {"station_name": stations[place]["station_name"], "site": stations[place].get("site", "")}
        for place in drawn(data["seed"], stations, count)
    ]
    values = {"draw": rows, "picked": picked, "shown_digits": _SHOWN_DIGITS}
    if count <= len(stations):
        return Computed(values)
    finding = Finding(
        "notice.draw_count",
        Severity.ERROR,
        f"抽取数量{count}个多于参加抽取的{len(stations)}个",
        situation.place("/draw_count"),
        advice="核对抽取数量和名单",
    )
    return Computed(values, (finding,))


def digest(seed: str, station: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of 种子|驿站名称|申报主体 in UTF-8."""
    words = f"{seed}|{station['station_name']}|{station['applicant']}"
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def drawn(seed: str, stations: Sequence[Mapping[str, Any]], count: int) -> list[int]:
    """Places of the `count` stations with the smallest digests, smallest first."""
    order = sorted(range(len(stations)), key=lambda place: digest(seed, stations[place]))
    return order[:count]


def _recommended_values(situation: Situation) -> dict[str, Any]:
    return {
        "count": len(situation.data["stations"]),
        "copies": counted_out(situation.call.copies_to_city.value),
    }


def _decisions(situation: Situation) -> list[dict[str, str]]:
    return [{"text": each} for each in situation.data.get("decisions", ())]


def _pages(materials: Sequence[Mapping[str, Any]]) -> int:
    """Pages of all paper copies together."""
    return sum(
        row.get("copies", 1) * row.get("pages", 0) for row in materials if not row.get("file")
    )


def _asked(situation: Situation) -> str:
    quotas = situation.call.quotas
    return span(quotas["recommend_min"].value, quotas["recommend_max"].value)


def _wrong_number(situation: Situation, count: int, pointer: str) -> tuple[Finding, ...]:
    least, most = (
        situation.call.quotas["recommend_min"],
        situation.call.quotas["recommend_max"],
    )
    if count > most.value:
        finding = Finding(
            "notice.too_many",
            Severity.ERROR,
            f"推荐了{count}个，通知要求推荐{_asked(situation)}个",
            situation.place(pointer),
            most.clause,
            f"只保留排在前面的{most.value}个，其余转入区县级参评",
        )
        return (finding,)
    if count < least.value:
        finding = Finding(
            "notice.none_recommended",
            Severity.WARNING,
            f"没有推荐对象，通知要求推荐{_asked(situation)}个",
            situation.place(pointer),
            least.clause,
            "写明未推荐的原因",
            doubt="A17",
        )
        return (finding,)
    return ()


def _after_the_city_deadline(situation: Situation) -> tuple[Finding, ...]:
    city, signed = situation.call.deadline_to_city, situation.data.get("signed_on")
    if signed is None or signed <= beijing(city.moment).date():
        return ()
    finding = Finding(
        "notice.recommended_late",
        Severity.WARNING,
        f"成文日期晚于区县向市级报送的截止时间{moment_with_weekday(beijing(city.moment))}",
        situation.place("/signed_on"),
        city.clause,
        "核对成文日期；通知写明逾期不再受理",
    )
    return (finding,)
