"""Templates of the papers after the lists, kind -> builder."""

from __future__ import annotations

from collections.abc import Callable

from papers.notices import (
    running_acceptance,
    running_doubts,
    running_grants,
    running_sanctions,
    running_station,
)

NOTICES: dict[str, Callable[[], bytes]] = {
    "plan": running_station.plan,
    "plan-reply": running_grants.plan_reply,
    "subsidy": running_grants.subsidy,
    "support-policy": running_grants.support_policy,
    "self-report": running_station.self_report,
    "acceptance": running_acceptance.acceptance,
    "acceptance-opinion": running_acceptance.acceptance_opinion,
    "acceptance-result": running_acceptance.acceptance_result,
    "annual-plan": running_station.annual_plan,
    "annual-report": running_station.annual_report,
    "appraisal": running_grants.appraisal,
    "spot-check": running_sanctions.spot_check,
    "rectification": running_sanctions.rectification,
    "hearing": running_sanctions.hearing,
    "revocation": running_sanctions.revocation,
    "ban": running_sanctions.ban,
    "phone-log": running_doubts.phone_log,
    "inquiry": running_doubts.inquiry,
}
