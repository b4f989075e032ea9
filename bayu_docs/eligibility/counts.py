"""What counts: the people, occupations, brands and partners of an application, each once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from bayu_docs.eligibility.names import bare, distinct_people, same_person, says_nothing
from bayu_docs.model.application import Application, LeadArtisan, Partner, TeamMember


class HasOccupation(Protocol):
    """A row that names a 职业 and perhaps a 工种."""

    @property
    def occupation(self) -> str:
        """The 职业 as typed."""

    @property
    def trade(self) -> str:
        """The 工种 as typed, or empty."""


def occupation_key(row: HasOccupation) -> tuple[str, str]:
    """What makes a 职业（工种） the same: its name and its trade."""
    return bare(row.occupation), bare(row.trade)


def distinct_occupations(rows: Iterable[HasOccupation]) -> int:
    """How many different 职业（工种） the rows name."""
    return len({occupation_key(row) for row in rows})


def equipped_occupations(application: Application) -> int:
    """How many different 职业（工种） the station has equipment for."""
    rows = application.facilities.occupations
    return distinct_occupations(row for row in rows if not says_nothing(row.equipment))


def leads(application: Application) -> tuple[LeadArtisan, ...]:
    """The lead artisans, each person once."""
    return distinct_people(application.lead_artisans)


def members(application: Application) -> tuple[TeamMember, ...]:
    """The team members, each person once, without the lead artisans (A44)."""
    others = [m for m in application.team if not is_lead(application, m)]
    return distinct_people(others)


def is_lead(application: Application, member: TeamMember) -> bool:
    """True when a team member is also listed as a lead artisan."""
    return any(same_person(member, lead) for lead in application.lead_artisans)


def brands(application: Application) -> int:
    """Distinct brands; those still to be built count like existing ones (A11)."""
    return len({bare(brand.name) for brand in application.brands})


def partners(application: Application) -> tuple[Partner, ...]:
    """Partners that count: each once, not the applicant's own house, agreement valid on filing."""
    kept: dict[str, Partner] = {}
    for partner in application.partners:
        own = bare(partner.name) in own_names(application)
        if not own and valid_on(partner, application.filing_date):
            kept.setdefault(bare(partner.name), partner)
    return tuple(kept.values())


def valid_on(partner: Partner, day: date) -> bool:
    """True when the agreement is in force on that day, first and last day included."""
    return partner.starts_on <= day <= partner.ends_on


def own_names(application: Application) -> dict[str, str]:
    """Names that cannot be partners -> what they are: the applicant, its parent, its body."""
    applicant = application.applicant
    body = applicant.governing_body.name if applicant.governing_body else ""
    named = {body: "主管（挂靠）单位", applicant.parent: "所属单位", applicant.name: "申报主体"}
    return {bare(name): role for name, role in named.items() if not says_nothing(name)}
