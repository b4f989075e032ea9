"""How far an application for one tier is from the other, number by number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from bayu_docs.eligibility import counts
from bayu_docs.eligibility.case import Case
from bayu_docs.eligibility.limits import lowest, plain
from bayu_docs.eligibility.names import listed
from bayu_docs.eligibility.ratio import ratio_readings
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.application import Application
from bayu_docs.model.call import BOTH, TIER_NAMES, Call, Limit, Requirement, Tier
from bayu_docs.model.finding import Finding

# Requirement key -> what is counted, and how many the application has of it.
_COUNTED: Mapping[str, tuple[str, Callable[[Application], int]]] = {
    "facility_occupations": ("有设施设备的职业（工种）", counts.equipped_occupations),
    "lead_artisans": ("领衔工匠", lambda a: len(counts.leads(a))),
    "training_person_times": ("年培训能力", lambda a: a.training.person_times_per_year),
    "high_skilled": ("年培养高技能人才能力", lambda a: a.training.high_skilled_per_year),
    "brands": ("乡村技能品牌", counts.brands),
    "partners": ("长期合作单位", lambda a: len(counts.partners(a))),
}


def gaps(application: Application, call: Call, tier: Tier) -> list[str]:
    """Every number of that tier the application misses, with its distance, in Chinese."""
    found: list[str] = []
    for requirement in tier.requirements:
        limit = requirement.limit
        if limit is not None and requirement.key == "team_ratio":
            found.extend(_ratio_gap(application, call, tier, requirement, limit))
        elif limit is not None:
            found.extend(_gap(application, call, requirement.key, limit))
    return found


def _ratio_gap(
    application: Application, call: Call, tier: Tier, requirement: Requirement, limit: Limit
) -> Iterator[str]:
    # the farthest reading: whoever has too few leads needs members for the missing ones too
    readings = ratio_readings(application, call, tier, requirement, limit.value)
    reading = max(readings, key=lambda one: one.missing)
    if reading.missing:
        yield (
            f"团队成员{reading.found}名，{reading.basis}需{reading.needed}名，差{reading.missing}名"
        )


def _gap(application: Application, call: Call, key: str, limit: Limit) -> Iterator[str]:
    if key in _COUNTED:
        yield from _count_gap(application, key, limit)
    if key == "lead_artisans":
        yield from _occupation_gap(application, limit)
    elif key == "lead_months":
        yield from _months_gap(application, limit)
    elif key == "member_years":
        yield from _years_gap(application, call, limit)


def _count_gap(application: Application, key: str, limit: Limit) -> Iterator[str]:
    subject, count = _COUNTED[key]
    number, asked, unit = count(application), lowest(limit), limit.unit
    if number < asked:
        yield f"{subject}{number}{unit}，要求{asked}{unit}以上，差{asked - number}{unit}"


def _occupation_gap(application: Application, limit: Limit) -> Iterator[str]:
    leads = counts.leads(application)
    distinct, asked = counts.distinct_occupations(leads), lowest(limit)
    if distinct < min(asked, len(leads)):
        yield f"领衔工匠只分属{distinct}个职业（工种），要求{asked}个以上，差{asked - distinct}个"


def _months_gap(application: Application, limit: Limit) -> Iterator[str]:
    asked = Decimal(lowest(limit))
    short = [lead for lead in application.lead_artisans if lead.months_on_station < asked]
    if short:
        most = plain(asked - min(lead.months_on_station for lead in short))
        names = listed(lead.name for lead in short)
        yield f"{names}每年在站不足{plain(asked)}个月，最多差{most}个月"


def _years_gap(application: Application, call: Call, limit: Limit) -> Iterator[str]:
    asked = Decimal(lowest(limit))
    short = [
        member
        for member in application.team
        if member.category not in call.exempt_categories
        and (member.rural_years or Decimal(0)) < asked
    ]
    if short:
        least = min(member.rural_years or Decimal(0) for member in short)
        names = listed(member.name for member in short)
        yield f"{names}服务年限不足{plain(asked)}年，最多差{plain(asked - least)}年"


def _other_tiers(case: Case) -> list[Tier]:
    judged = {tier.key for tier in case.tiers}
    return [tier for key, tier in case.call.tiers.items() if key not in judged]


def _other(case: Case) -> Iterator[Finding]:
    for tier in _other_tiers(case):
        missing = gaps(case.application, case.call, tier)
        clause = case.fact_clause("both_tiers")
        if missing:
            message = f"距{tier.name}条件还差{len(missing)}项：{'；'.join(missing)}"
            advice = f"只申报{case.tiers[0].name}的，不必处理"
        else:
            message = f"现有数字也满足{tier.name}的各项数字条件"
            advice = f"如要两级同时申报，申报级别选“{TIER_NAMES[BOTH]}”"
        yield case.info("/tier", message, advice, clause)


RULES: tuple[Rule | TierRule, ...] = (
    Rule(
        "tier.other",
        "距另一级别的差距",
        "五（一）",
        _other,
        lambda case: bool(_other_tiers(case)),
    ),
)
