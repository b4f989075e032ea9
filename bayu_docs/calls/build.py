"""From admitted and proved JSON data to the values of model/call.py; nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bayu_docs.calls.figures import SHANGHAI
from bayu_docs.model.call import (
    ApplicantKind,
    Call,
    Contact,
    Deadline,
    DistrictProfile,
    Division,
    Doubt,
    Fact,
    Limit,
    Organ,
    Reading,
    Requirement,
    Tier,
)
from bayu_docs.model.finding import Clause

Data = Mapping[str, Any]


def build_call(data: Data, text: str) -> Call:
    """The Call; text: the notice as published, kept for `call show` and `call lint`."""
    source = data["source_name"]
    kinds, exempt = data["kinds"], data["exempt"]
    return Call(
        id=data["id"],
        title=data["title"],
        batch=data["batch"]["name"],
        year=data["batch"]["year"],
        first_batch=data["batch"]["first"],
        issued_on=date.fromisoformat(data["issued"]["on"]),
        issuers=tuple(data["issuers"]),
        addressees=tuple(data["addressees"]),
        contacts=tuple(_contact(one) for one in data["contacts"]),
        form_title=data["form_title"],
        station_name_prefix=data["station_name_prefix"],
        tiers={key: _tier(key, one, source) for key, one in data["tiers"].items()},
        kinds=tuple(ApplicantKind(**one) for one in kinds["names"]),
        kinds_clause=_clause(kinds["clause"], source),
        exempt_categories=tuple(one["name"] for one in exempt["categories"]),
        exempt_clause=_clause(exempt["clause"], source),
        quotas={key: _limit(key, one, source) for key, one in data["quotas"].items()},
        **{key: _limit(key, one, source) for key, one in data["limits"].items()},
        deadline_to_city=_deadline(data["deadline_to_city"], source),
        facts={key: _fact(key, one, source) for key, one in data["facts"].items()},
        doubts=tuple(_doubt(one, source) for one in data["doubts"]),
        divisions=tuple(_division(one) for one in data["divisions"]["rows"]),
        opinion_bodies={
            level: tuple(data["opinion_bodies"][level]) for level in ("district", "city")
        },
        text=text,
        source_name=source,
    )


def build_district(data: Data) -> DistrictProfile:
    """The profile; what is not set stays empty."""
    deadline = data.get("deadline")
    return DistrictProfile(
        division=data.get("division", ""),
        deadline=_moment(deadline) if deadline else None,
        address=data.get("address", ""),
        mailbox=data.get("mailbox", ""),
        phone=data.get("phone", ""),
        organs=tuple(_organ(one) for one in data.get("organs", ())),
        invented=data["invented"],
    )


def _clause(data: Data, source: str) -> Clause:
    return Clause(data["number"], data["words"], source)


def _limit(key: str, data: Data, source: str, clause: Clause | None = None) -> Limit:
    return Limit(
        key=key,
        value=data["value"],
        unit=data["unit"],
        clause=clause or _clause(data["clause"], source),
        figure=data["figure"],
        relation=data["relation"],
        other_values=tuple(data.get("other_values", ())),
        doubts=tuple(data.get("doubts", ())),
    )


def _requirement(data: Data, source: str) -> Requirement:
    clause = _clause(data["clause"], source)
    limit = data.get("limit")
    return Requirement(
        key=data["key"],
        title=data["title"],
        demand=data["demand"],
        clause=clause,
        limit=_limit(data["key"], limit, source, clause) if limit else None,
        softened=data.get("softened", False),
        doubts=tuple(data.get("doubts", ())),
    )


def _tier(key: str, data: Data, source: str) -> Tier:
    requirements = tuple(_requirement(one, source) for one in data["requirements"])
    return Tier(key, data["name"], requirements)


def _contact(data: Data) -> Contact:
    return Contact(data["name"], f"{data['area_code']}-{data['printed_phone']}")


def _deadline(data: Data, source: str) -> Deadline:
    return Deadline(
        moment=_moment(data["moment"]),
        binds=data["binds"],
        address=data["address"],
        mailbox=data["mailbox"],
        clause=_clause(data["clause"], source),
    )


def _fact(key: str, data: Data, source: str) -> Fact:
    return Fact(key, data.get("text", data["clause"]["words"]), _clause(data["clause"], source))


def _doubt(data: Data, source: str) -> Doubt:
    return Doubt(
        id=data["id"],
        level=data["level"],
        title=data["title"],
        problem=data["problem"],
        readings=tuple(Reading(one["key"], one["text"]) for one in data["readings"]),
        default=data["default"],
        quotations=tuple(_clause(one, source) for one in data.get("quotations", ())),
    )


def _division(data: Data) -> Division:
    return Division(
        code=data.get("code", ""),
        name=data["name"],
        group=data["group"],
        cluster=data["cluster"],
        zone=data.get("zone", False),
        valid_from=_day(data.get("valid_from")),
        valid_until=_day(data.get("valid_until")),
    )


def _organ(data: Data) -> Organ:
    return Organ(
        role=data["role"],
        name=data["name"],
        seal_name=data.get("seal_name", ""),
        valid_from=_day(data.get("valid_from")),
        valid_until=_day(data.get("valid_until")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(SHANGHAI)
