"""The rows of the self-assessment table: what is asked, and what the applicant states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from bayu_docs.eligibility import counts
from bayu_docs.eligibility.limits import plain
from bayu_docs.eligibility.names import bare, says_nothing
from bayu_docs.model.application import Application
from bayu_docs.model.call import Requirement, Tier
from bayu_docs.model.verdict import Assessment

_SHORT_CHARACTERS = 40  # longer texts are pointed to instead of being cut


def assessments(application: Application, tiers: tuple[Tier, ...]) -> tuple[Assessment, ...]:
    """One row per requirement of the judged tiers, in the notice's order; KeyError for a
    requirement key without words."""
    keys = dict.fromkeys(r.key for tier in tiers for r in tier.requirements)
    return tuple(_row(application, key, tiers) for key in keys)


def _row(application: Application, key: str, tiers: tuple[Tier, ...]) -> Assessment:
    asked = [(tier, r) for tier in tiers if (r := tier.requirement(key)) is not None]
    return Assessment(
        key=key,
        clause=" / ".join(dict.fromkeys(r.clause.number for _, r in asked)),
        title=asked[0][1].title,
        demand=_demand(asked),
        stated=STATED[key](application),
    )


def _demand(asked: list[tuple[Tier, Requirement]]) -> str:
    demands = dict.fromkeys(r.demand for _, r in asked)
    if len(demands) == 1:
        return next(iter(demands))
    return "；".join(f"{tier.name}：{r.demand}" for tier, r in asked)


def _entity(a: Application) -> str:
    nature = f"{a.applicant.nature or a.applicant.kind}，"
    if not says_nothing(a.applicant.uscc):
        return f"{nature}统一社会信用代码{a.applicant.uscc}"
    body = a.applicant.governing_body
    return f"{nature}无统一社会信用代码，主管（挂靠）单位：{body.name if body else '未填'}"


def _premises(a: Application) -> str:
    # The address is often typed with the place names before it.
    parts: list[str] = []
    for part in (a.site.district, a.site.town, a.site.village):
        if part and bare(part) not in bare(a.site.address):
            parts.append(part)
    return "场地位于" + "".join(parts) + a.site.address


def _facility_occupations(a: Application) -> str:
    rows = a.facilities.occupations
    names = "、".join(dict.fromkeys(row.trade or row.occupation for row in rows))
    number = counts.equipped_occupations(a)
    return f"有设施设备的职业（工种）{number}个" + (f"：{names}" if names else "")


def _supporting_facilities(a: Application) -> str:
    both = f"生活配套：{a.facilities.living_support}；公共设施：{a.facilities.public_support}"
    return both if len(both) <= _SHORT_CHARACTERS else "生活配套、公共设施详见“场地设施”"


def _lead_artisans(a: Application) -> str:
    leads = counts.leads(a)
    return f"领衔工匠{len(leads)}名，分属{counts.distinct_occupations(leads)}个职业（工种）"


def _lead_qualification(a: Application) -> str:
    """How many leads hold each level; a lead with several is counted at each of them."""
    held = Counter(
        f"{path}“{level}”"
        for lead in a.lead_artisans
        for path, level in {(q.path, q.level) for q in lead.qualifications}
    )
    without = sum(not lead.qualifications for lead in a.lead_artisans)
    parts = [f"{name}{number}名" for name, number in sorted(held.items())]
    if without:
        parts.append(f"未填资格{without}名")
    return "、".join(parts) or "未填"


def _lead_months(a: Application) -> str:
    months = [lead.months_on_station for lead in a.lead_artisans]
    return f"每年在站{_span(months)}个月" if months else "未填"


def _span(numbers: Iterable[Decimal]) -> str:
    low, high = min(numbers := list(numbers)), max(numbers)
    return plain(low) if low == high else f"{plain(low)}—{plain(high)}"


def _team_ratio(a: Application) -> str:
    leads, members = len(counts.leads(a)), len(counts.members(a))
    if not leads:
        return f"团队成员{members}名，领衔工匠0名"
    tenths = members * 10 // leads  # never rounded up to the ratio asked
    return f"团队成员{members}名，领衔工匠{leads}名，1:{tenths // 10}.{tenths % 10}"


def _member_years(a: Application) -> str:
    numbers = Counter(member.category for member in a.team)
    years: dict[str, list[Decimal]] = {}
    for member in a.team:
        if member.rural_years is not None:
            years.setdefault(member.category, []).append(member.rural_years)
    parts = []
    for category, number in numbers.items():
        served = f"（服务{_span(years[category])}年）" if category in years else ""
        parts.append(f"{category}{number}名{served}")
    return "、".join(parts) or "未填"


def _brands(a: Application) -> str:
    states = Counter({bare(b.name): b.state for b in a.brands}.values())
    detail = "、".join(f"{state}{number}个" for state, number in states.items())
    return f"乡村技能品牌{counts.brands(a)}个" + (f"（{detail}）" if detail else "")


def _partners(a: Application) -> str:
    return f"长期合作单位{len(counts.partners(a))}家"


def _dedicated_staff(a: Application) -> str:
    return f"专门人员{len(a.organization.dedicated_staff)}名"


def _task_force(a: Application) -> str:
    return f"专班{len(a.organization.task_force)}名，驿站负责人{a.organization.head}"


def _parent_support(a: Application) -> str:
    support = a.organization.support
    if support.not_applicable:
        return "不适用（无所属单位）"
    texts = {"政策": support.policy, "项目": support.projects, "资金": support.funds}
    given = [name for name, text in texts.items() if not says_nothing(text)]
    parent = "" if says_nothing(a.applicant.parent) else f"{a.applicant.parent}给予"
    return f"{parent}{'、'.join(given)}支持" if given else "未填"


# Requirement key -> the applicant's own facts in words.
STATED: Mapping[str, Callable[[Application], str]] = {
    "entity": _entity,
    "premises": _premises,
    "facility_occupations": _facility_occupations,
    "supporting_facilities": _supporting_facilities,
    "lead_artisans": _lead_artisans,
    "lead_qualification": _lead_qualification,
    "lead_months": _lead_months,
    "team_ratio": _team_ratio,
    "member_years": _member_years,
    "training_person_times": lambda a: f"年培训能力{a.training.person_times_per_year}人次",
    "high_skilled": lambda a: f"年培养高技能人才能力{a.training.high_skilled_per_year}名",
    "brands": _brands,
    "partners": _partners,
    "dedicated_staff": _dedicated_staff,
    "task_force": _task_force,
    "parent_support": _parent_support,
}
