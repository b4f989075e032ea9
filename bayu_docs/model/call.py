"""The call for applications as values: what the notice sets, each with its clause and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bayu_docs.model.finding import Clause

MUNICIPAL = "municipal"
DISTRICT = "district"
BOTH = "both"
TIER_NAMES: Mapping[str, str] = {
    MUNICIPAL: "市级",
    DISTRICT: "区县级",
    BOTH: "市级和区县级（同时）",
}


@dataclass(frozen=True)
class Limit:
    """A number the notice sets.

    value: what must be reached (`at_least`), not exceeded (`at_most`) or met (`exactly`); unit: 名,
    个, 人次, 页 …; figure: the part of the quotation that holds the number (5名以上); other_values:
    numbers other readings of the figure allow (the 2 of “1－2名以上”); doubts: ids of open doubts
    it rests on.
    """

    key: str
    value: int
    unit: str
    clause: Clause
    figure: str
    relation: str = "at_least"
    other_values: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """One condition of a tier: numeric when `limit` is set, otherwise qualitative.

    title: the printed Chinese name, also the word by which evidence items name what they prove;
    softened: the notice says 原则上 of it; demand: the short Chinese text printed in table J.
    """

    key: str
    title: str
    demand: str
    clause: Clause
    limit: Limit | None = None
    softened: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tier:
    """市级 or 区县级 with its requirements in the notice's order."""

    key: str
    name: str
    requirements: tuple[Requirement, ...]

    def requirement(self, key: str) -> Requirement | None:
        """The requirement of that key, or None when this call does not set it."""
        return next((r for r in self.requirements if r.key == key), None)


@dataclass(frozen=True)
class ApplicantKind:
    """A kind of body that may apply (三).

    rural_link: must be 与乡村振兴紧密相关; shared_premises: 七（一）'s 阵地整合 applies to it;
    open_ended: the 等 of the notice (其他), which must be explained.
    """

    name: str
    rural_link: bool = False
    shared_premises: bool = False
    open_ended: bool = False


@dataclass(frozen=True)
class Reading:
    """One way to read a doubtful place; key is what rules know it by."""

    key: str
    text: str


@dataclass(frozen=True)
class Doubt:
    """A place the notice leaves open. level: confirm, warn or note; default: a reading's key."""

    id: str
    level: str
    title: str
    problem: str
    readings: tuple[Reading, ...]
    default: str
    quotations: tuple[Clause, ...] = ()

    @property
    def default_reading(self) -> Reading:
        """The reading the tool plans by."""
        return next(r for r in self.readings if r.key == self.default)


@dataclass(frozen=True)
class Division:
    """A district, county or reporting zone with its group, quota group and validity."""

    code: str
    name: str
    group: str  # 主城都市区 or 两群
    cluster: str  # 中心城区, 主城新区, 渝东北 …
    zone: bool = False  # a reporting unit that is not a district (两江新区 …)
    valid_from: date | None = None
    valid_until: date | None = None

    def valid_on(self, day: date) -> bool:
        """True when the division existed in this group on that day."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Contact:
    """A person to call, as printed; phone in national form with area code."""

    name: str
    phone: str


@dataclass(frozen=True)
class Deadline:
    """When something must have arrived, where and how many copies.

    binds: who is bound (the district towards the city); moment: aware, Asia/Shanghai.
    """

    moment: datetime
    binds: str
    address: str
    mailbox: str
    clause: Clause


@dataclass(frozen=True)
class Fact:
    """Any other sentence of the notice that the tool uses, with its words."""

    key: str
    text: str
    clause: Clause


@dataclass(frozen=True)
class Call:
    """One published call (申报批次), loaded and proved against its text."""

    id: str
    title: str
    batch: str
    year: int
    first_batch: bool
    issued_on: date
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    contacts: tuple[Contact, ...]
    form_title: str
    station_name_prefix: str
    tiers: Mapping[str, Tier]
    kinds: tuple[ApplicantKind, ...]
    kinds_clause: Clause
    exempt_categories: tuple[str, ...]
    exempt_clause: Clause
    max_sides: Limit
    copies_to_district: Limit
    copies_to_city: Limit
    quotas: Mapping[str, Limit]  # municipal_total, district_total, main_city_min, clusters_min …
    ban_years: Limit
    publicity_days: Limit
    filing_days: Limit
    subsidy: Limit
    deadline_to_city: Deadline
    facts: Mapping[str, Fact]
    doubts: tuple[Doubt, ...]
    divisions: tuple[Division, ...]
    opinion_bodies: Mapping[str, tuple[str, ...]]  # district, city -> who writes on the form
    text: str = field(repr=False, default="")
    source_name: str = ""  # short title used in findings

    def tier(self, key: str) -> Tier:
        """The tier of that key; KeyError for an unknown one."""
        return self.tiers[key]

    def tiers_of(self, choice: str) -> tuple[Tier, ...]:
        """The tiers an application for `municipal`, `district` or `both` is judged at."""
        keys = (MUNICIPAL, DISTRICT) if choice == BOTH else (choice,)
        return tuple(self.tiers[key] for key in keys)

    def doubt(self, doubt_id: str) -> Doubt | None:
        """The doubt of that id, or None when this call has none such."""
        return next((d for d in self.doubts if d.id == doubt_id), None)

    def kind(self, name: str) -> ApplicantKind | None:
        """The applicant kind of that printed name."""
        return next((k for k in self.kinds if k.name == name), None)


@dataclass(frozen=True)
class Organ:
    """An organ's or a seal's name as the district states it, with its validity dates."""

    role: str  # 人力社保 or 乡村振兴
    name: str
    seal_name: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class DistrictProfile:
    """What is the district's own; anything unset stays blank and is never composed."""

    division: str = ""
    deadline: datetime | None = None  # aware, Asia/Shanghai
    address: str = ""
    mailbox: str = ""
    phone: str = ""
    organs: tuple[Organ, ...] = ()
    invented: bool = False

    def organ(self, role: str, day: date) -> Organ | None:
        """The organ of that role valid on that day, or None."""
        for organ in self.organs:
            after = organ.valid_from is None or organ.valid_from <= day
            if (
                organ.role == role
                and after
                and (organ.valid_until is None or day <= organ.valid_until)
            ):
                return organ
        return None
