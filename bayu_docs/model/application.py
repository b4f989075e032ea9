"""The application: what the applicant states, and where each value was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bayu_docs.model.finding import Finding, Place

# The classes 四（一）2 exempts from years of service are named by the call; this is the one that
# is not exempt.
ORDINARY_MEMBER = "一般成员"


@dataclass(frozen=True)
class Draft:
    """Data as read from SOURCE, not yet admitted.

    data: plain JSON values; origins: JSON pointer -> Place, for messages; base: the folder
    evidence paths are relative to; source: the file's name; findings: what reading itself found
    (a head nobody knows, a number Excel has rounded), each with the pointer it concerns; key:
    申报编号, where the file holds several applications.
    """

    data: Any
    origins: Mapping[str, Place]
    base: Path
    source: str
    findings: tuple[Finding, ...] = ()
    key: str = ""

    @property
    def in_json(self) -> bool:
        """Whether the applicant typed JSON, whose spelling then needs advice, too."""
        return self.source.lower().endswith(".json")


@dataclass(frozen=True)
class Contact:
    """The applicant's contact person."""

    name: str
    mobile: str
    email: str
    position: str = ""
    landline: str = ""


@dataclass(frozen=True)
class GoverningBody:
    """主管（挂靠）单位 of an applicant without a code of its own."""

    name: str
    uscc: str = ""


@dataclass(frozen=True)
class Applicant:
    """申报主体."""

    name: str
    kind: str
    legal_representative: str
    contact: Contact
    kind_note: str = ""
    nature: str = ""
    uscc: str = ""
    no_uscc_reason: str = ""
    governing_body: GoverningBody | None = None
    seal_unit: str = ""
    parent: str = ""
    registered_district: str = ""
    registered_address: str = ""
    profile: str = ""
    rural_relevance: str = ""
    disqualified_on: date | None = None


@dataclass(frozen=True)
class Site:
    """驿站建设地址."""

    district: str
    town: str
    address: str
    village: str = ""


@dataclass(frozen=True)
class FacilityOccupation:
    """One 职业（工种） the station has equipment for."""

    occupation: str
    uses: tuple[str, ...]
    equipment: str
    trade: str = ""
    rural_relevance: str = ""


@dataclass(frozen=True)
class Facilities:
    """场地设施 (四（一）1)."""

    premises: str
    occupations: tuple[FacilityOccupation, ...]
    living_support: str
    public_support: str
    integration: str = ""


@dataclass(frozen=True)
class Qualification:
    """One qualification of a lead artisan.

    path: 技能, 职称 or 非遗; level: the printed level; certificate_kind: for 技能 the kind of
    certificate; number, issuer, name: as on the certificate.
    """

    path: str
    level: str
    certificate_kind: str = ""
    name: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None


@dataclass(frozen=True)
class LeadArtisan:
    """领衔工匠 (四（一）2)."""

    name: str
    occupation: str
    qualifications: tuple[Qualification, ...]
    months_on_station: Decimal
    special_skill: str = ""
    trade: str = ""
    gender: str = ""
    birth_month: str = ""
    id_number: str = ""
    presence: str = ""
    employer: str = ""
    leads_elsewhere: str = ""
    exception_note: str = ""


@dataclass(frozen=True)
class TeamMember:
    """驿站团队成员; rural_years: years of service in agriculture and countryside, or None."""

    name: str
    category: str
    rural_years: Decimal | None = None
    lead: str = ""
    gender: str = ""
    birth_month: str = ""
    id_number: str = ""
    occupation: str = ""
    employer: str = ""
    school: str = ""
    graduated_in: str = ""
    venture: str = ""
    exception_note: str = ""


@dataclass(frozen=True)
class Course:
    """A row of 能力测算表; subtotal is in 人次 a year."""

    occupation: str
    level: str
    people_per_session: int
    sessions_per_year: int
    subtotal: int
    duration: str = ""


@dataclass(frozen=True)
class Training:
    """培训能力 (四（一）3): yearly capability, and the table that computes it."""

    person_times_per_year: int
    high_skilled_per_year: int
    courses: tuple[Course, ...]


@dataclass(frozen=True)
class Brand:
    """乡村技能品牌; state: 已有 or 拟打造."""

    name: str
    state: str
    feature: str
    occupation: str = ""


@dataclass(frozen=True)
class Partner:
    """长期合作单位 (四（一）4)."""

    name: str
    kinds: tuple[str, ...]
    starts_on: date
    ends_on: date
    content: str


@dataclass(frozen=True)
class Person:
    """A name with a duty: dedicated staff or a member of the task force."""

    name: str
    duty: str
    position: str = ""


@dataclass(frozen=True)
class Support:
    """所属单位支持; not_applicable: the applicant has no parent body (A42)."""

    policy: str = ""
    projects: str = ""
    funds: str = ""
    not_applicable: bool = False


@dataclass(frozen=True)
class Organization:
    """其他保障 (四（一）5)."""

    head: str
    dedicated_staff: tuple[Person, ...]
    task_force: tuple[Person, ...]
    support: Support
    attention: str = ""


@dataclass(frozen=True)
class Commitment:
    """承诺: the statements hold; people named in the form know and agree."""

    truthful: bool
    persons_informed: bool


@dataclass(frozen=True)
class EvidenceItem:
    """One proof. proves: titles of requirements; file: relative to the evidence folder's parent;
    pages: which pages of the file are used, as written (1,3-4), empty for all."""

    id: str
    title: str
    file: str
    proves: tuple[str, ...]
    original: str = ""
    pages: str = ""


@dataclass(frozen=True)
class Application:
    """An admitted application.

    `data` is the normalised JSON the form is printed from; the typed fields are the same values
    for rules to read. `origins` maps JSON pointers to where the applicant wrote them.
    """

    tier: str
    station_name: str
    filing_date: date
    applicant: Applicant
    site: Site
    facilities: Facilities
    lead_artisans: tuple[LeadArtisan, ...]
    team: tuple[TeamMember, ...]
    training: Training
    brands: tuple[Brand, ...]
    partners: tuple[Partner, ...]
    organization: Organization
    commitment: Commitment
    evidence: tuple[EvidenceItem, ...]
    call_id: str = ""
    prior_station: str = ""
    vision: str = ""
    functions: tuple[str, ...] = ()
    remark: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    origins: Mapping[str, Place] = field(default_factory=dict, repr=False)
    base: Path = Path()

    def place(self, pointer: str) -> Place:
        """Where the value at that JSON pointer was written; the nearest parent's when unknown."""
        probe = pointer
        while probe:
            if probe in self.origins:
                origin = self.origins[probe]
                return Place(origin.file, origin.spot, pointer, origin.page)
            probe = probe.rpartition("/")[0]
        return Place(pointer=pointer)
