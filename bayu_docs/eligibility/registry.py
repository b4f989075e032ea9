"""All rules of eligibility, in the order in which their findings are given."""

from __future__ import annotations

from collections.abc import Mapping

from bayu_docs.eligibility import (
    applicant,
    cooperation,
    facilities,
    filing,
    leads,
    organization,
    other_tier,
    proofs,
    ratio,
    team,
    training,
)
from bayu_docs.eligibility.rule import Rule, TierRule

RULES: tuple[Rule | TierRule, ...] = (
    *applicant.RULES,
    *facilities.RULES,
    *leads.RULES,
    *ratio.RULES,
    *team.RULES,
    *training.RULES,
    *cooperation.RULES,
    *organization.RULES,
    *proofs.RULES,
    *filing.RULES,
    *other_tier.RULES,
)
BY_CODE: Mapping[str, Rule | TierRule] = {rule.code: rule for rule in RULES}
KNOWN_REQUIREMENTS = frozenset(rule.requirement for rule in RULES if isinstance(rule, TierRule))
