"""领衔工匠按照1:5以上比例组建驿站团队: the ratio under each reading of the doubt (A05)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bayu_docs.eligibility import counts
from bayu_docs.eligibility.case import TierCase
from bayu_docs.eligibility.limits import lowest
from bayu_docs.eligibility.names import bare
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.errors import RuleFaulty
from bayu_docs.model.application import Application
from bayu_docs.model.call import Call, Doubt, Requirement, Tier
from bayu_docs.model.finding import Finding

PER_ACTUAL_LEAD = "per_actual_lead"
PER_REQUIRED_LEAD = "per_required_lead"
LEAD_COUNTS = "lead_counts"


@dataclass(frozen=True)
class RatioReading:
    """The ratio by one reading: heads found against heads needed, with the sum in words."""

    key: str
    found: int
    needed: int
    basis: str

    @property
    def missing(self) -> int:
        """Heads missing; 0 when the reading passes."""
        return max(0, self.needed - self.found)


def ratio_doubt(call: Call, requirement: Requirement) -> Doubt | None:
    """The doubt about how to count the ratio: the one whose readings this module knows."""
    ids = requirement.doubts + (requirement.limit.doubts if requirement.limit else ())
    known = (call.doubt(doubt_id) for doubt_id in ids)
    return next((d for d in known if d and any(r.key == PER_ACTUAL_LEAD for r in d.readings)), None)


def ratio_readings(
    application: Application, call: Call, tier: Tier, requirement: Requirement, per_lead: int
) -> tuple[RatioReading, ...]:
    """All readings of the ratio, the default first; RuleFaulty for a reading it cannot compute."""
    doubt = ratio_doubt(call, requirement)
    if doubt is None:
        return (_reading(PER_ACTUAL_LEAD, application, tier, per_lead),)
    keys = [doubt.default, *(r.key for r in doubt.readings if r.key != doubt.default)]
    return tuple(_reading(key, application, tier, per_lead) for key in keys)


def _reading(key: str, application: Application, tier: Tier, per_lead: int) -> RatioReading:
    leads = len(counts.leads(application))
    members = len(counts.members(application))
    if key == PER_ACTUAL_LEAD:
        basis = f"按实有领衔工匠{leads}名计"
        return RatioReading(key, members, per_lead * leads, basis)
    if key == LEAD_COUNTS:
        basis = f"把领衔工匠也算作团队成员、按实有{leads}名计"
        return RatioReading(key, members + leads, per_lead * leads, basis)
    required = tier.requirement("lead_artisans")
    if key == PER_REQUIRED_LEAD and required and required.limit:
        least = lowest(required.limit)
        basis = f"按最低要求的领衔工匠{least}名计"
        return RatioReading(key, members, per_lead * least, basis)
    raise RuleFaulty(
        f"团队比例的存疑项中有无法计算的读法“{key}”",
        f"本程序能计算的读法：{PER_ACTUAL_LEAD}、{PER_REQUIRED_LEAD}、{LEAD_COUNTS}",
    )


def _ratio(case: TierCase) -> Iterator[Finding]:
    limit = case.limit
    readings = ratio_readings(case.application, case.call, case.tier, case.requirement, limit.value)
    failed = [r for r in readings if r.missing]
    if not failed:
        return
    first = failed[0]
    message = (
        f"领衔工匠{len(counts.leads(case.application))}名，"
        f"团队成员{len(counts.members(case.application))}名；"
        f"{case.tier.name}要求1:{limit.value}以上，{first.basis}需{first.needed}名，"
        f"现{first.found}名，差{first.missing}名"
    )
    others = [r for r in readings if r is not first]
    message += "".join(f"；{_other(r)}" for r in others)
    advice = f"请至少再补充{first.missing}名团队成员（领衔工匠不计入团队成员）"
    passed = len(failed) < len(readings)
    doubt = ratio_doubt(case.call, case.requirement)
    if passed and doubt:
        yield case.warning("/team", message, f"{advice}；或先向所在区县核实", doubt=doubt.id)
    else:
        yield case.error("/team", message, advice)


def _other(reading: RatioReading) -> str:
    verdict = f"差{reading.missing}名" if reading.missing else "已达到"
    return f"另一种读法（{reading.basis}）需{reading.needed}名，现{reading.found}名，{verdict}"


def _spread(case: TierCase) -> Iterator[Finding]:
    """Per lead instead of in total: said only when members name their leads."""
    limit = case.limit
    people = counts.members(case.application)
    if not any(member.lead for member in people):
        return
    sizes = {
        lead.name: sum(bare(member.lead) == bare(lead.name) for member in people)
        for lead in counts.leads(case.application)
    }
    short = [f"{name}{size}名" for name, size in sizes.items() if size < limit.value]
    doubt = ratio_doubt(case.call, case.requirement)
    if short:
        yield case.info(
            "/team",
            f"按每名领衔工匠分别计，{case.tier.name}为每人{limit.value}名以上，"
            f"不足的有：{'、'.join(short)}",
            "本工具按总数计算比例；各组人数宜均衡",
            doubt=doubt.id if doubt else "",
        )


RULES: tuple[Rule | TierRule, ...] = (
    TierRule("team.ratio", "团队比例", "team_ratio", _ratio),
    TierRule("team.spread", "各领衔工匠名下人数", "team_ratio", _spread),
)
