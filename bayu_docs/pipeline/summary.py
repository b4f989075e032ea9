"""The report on one judged application, with the figures for its head."""

from __future__ import annotations

from collections.abc import Iterable

from bayu_docs.eligibility.proofs import excused_keys
from bayu_docs.evidence.budget import used_words
from bayu_docs.evidence.overview import overview
from bayu_docs.model.call import TIER_NAMES
from bayu_docs.model.finding import Finding
from bayu_docs.model.report import Report
from bayu_docs.pipeline.judging import Judged
from bayu_docs.pipeline.proofs import Proofs


def report_on(judged: Judged, more: Iterable[Finding], gathered: Proofs | None = None) -> Report:
    """All findings so far; `more` are those that neither judging nor the proofs told."""
    application, verdict = judged.application, judged.verdict
    if application is None or verdict is None or gathered is None:
        return Report("申报数据", (*judged.findings, *more), checked=judged.checked)
    return Report(
        application.station_name,
        (*judged.findings, *more, *gathered.findings),
        checked=(*judged.checked, "text.uncovered", "evidence"),
        unchecked=gathered.unchecked,
        facts=(
            ("申报主体", application.applicant.name),
            ("申报级别", TIER_NAMES[application.tier]),
            ("申报批次", judged.call.batch),
            ("佐证材料", used_words(gathered.plan)),
        ),
        bundle=overview(
            gathered.plan, verdict.assessments, gathered.looks, excused_keys(application)
        ),
    )
