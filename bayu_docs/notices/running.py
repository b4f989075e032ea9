"""Computed fields of the papers after the lists, kind -> composer."""

from __future__ import annotations

from bayu_docs.notices.running_acceptance import (
    acceptance,
    acceptance_opinion,
    acceptance_result,
    self_report,
)
from bayu_docs.notices.running_doubts import asked
from bayu_docs.notices.running_grants import appraisal, plan_reply, subsidy, support_policy
from bayu_docs.notices.running_sanctions import (
    ban,
    hearing,
    rectification,
    revocation,
    spot_check,
)
from bayu_docs.notices.running_station import annual_plan, annual_report, plan
from bayu_docs.notices.situation import Composer

COMPOSERS: dict[str, Composer] = {
    "plan": plan,
    "plan-reply": plan_reply,
    "subsidy": subsidy,
    "support-policy": support_policy,
    "self-report": self_report,
    "acceptance": acceptance,
    "acceptance-opinion": acceptance_opinion,
    "acceptance-result": acceptance_result,
    "annual-plan": annual_plan,
    "annual-report": annual_report,
    "appraisal": appraisal,
    "spot-check": spot_check,
    "rectification": rectification,
    "hearing": hearing,
    "revocation": revocation,
    "ban": ban,
    "phone-log": asked,
    "inquiry": asked,
}
