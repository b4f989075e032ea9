"""An application judged by a call: every rule that applies, every finding with its clause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bayu_docs.eligibility.assessment import assessments
from bayu_docs.eligibility.case import Case, TierCase
from bayu_docs.eligibility.registry import KNOWN_REQUIREMENTS, RULES
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.errors import BayuError, RuleFaulty
from bayu_docs.model.application import Application
from bayu_docs.model.call import Call, DistrictProfile, Tier
from bayu_docs.model.finding import Finding
from bayu_docs.model.verdict import Verdict


def judge(
    application: Application, call: Call, district: DistrictProfile | None, today: date
) -> Verdict:
    """The verdict on an admitted application (四, 五（一）, 七).

    district: the receiving district's profile, or None when unknown; today: for hints only, never
    for a verdict. An application for both tiers is judged at both. RuleFaulty when the call's data
    do not let a rule run.
    """
    tiers = _judged_tiers(application, call)
    found: list[Finding] = []
    checked: list[str] = []
    for rule in RULES:
        base = Case(
            code=rule.code,
            application=application,
            call=call,
            district=district,
            today=today,
            tiers=tiers,
        )
        findings = _run(rule, base)
        if findings is not None:
            checked.append(rule.code)
            found.extend(_without_repetition(findings))
    return Verdict(tuple(found), tuple(checked), assessments(application, tiers))


def _judged_tiers(application: Application, call: Call) -> tuple[Tier, ...]:
    try:
        tiers = call.tiers_of(application.tier)
    except KeyError as error:
        raise RuleFaulty(
            f"申报批次 {call.id} 没有申报级别“{application.tier}”的条件",
            f"本批次的级别：{'、'.join(call.tiers)}",
        ) from error
    unknown = {r.key for tier in tiers for r in tier.requirements} - KNOWN_REQUIREMENTS
    if unknown:
        raise RuleFaulty(
            f"申报批次 {call.id} 有本程序不会核对的条件：{'、'.join(sorted(unknown))}",
            "请用 bayu-docs call lint 检查申报批次数据，或更新 bayu-docs",
        )
    return tiers


def _run(rule: Rule | TierRule, base: Case) -> list[Finding] | None:
    """The rule's findings, or None when this call or profile does not set what it checks."""
    try:
        if isinstance(rule, Rule):
            return list(rule.check(base)) if rule.applies(base) else None
        cases = list(_tier_cases(rule, base))
        return [finding for case in cases for finding in rule.check(case)] if cases else None
    except BayuError:
        raise
    except Exception as error:
        raise RuleFaulty(
            f"规则 {rule.code}（{rule.name}）无法执行：{error}",
            "这是程序或申报批次数据的错误，请把规则代码和申报批次编号报告给维护者",
        ) from error


def _tier_cases(rule: TierRule, base: Case) -> Iterator[TierCase]:
    for tier in base.tiers:
        requirement = tier.requirement(rule.requirement)
        if requirement is not None:
            case = TierCase(**vars(base), tier=tier, requirement=requirement)
            if rule.applies(case):
                yield case


def _without_repetition(findings: list[Finding]) -> list[Finding]:
    """One finding where both tiers say the same of the same place."""
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.severity.value, finding.place.pointer, finding.message), finding)
    return list(kept.values())
