"""A package verified: what stands on its papers, and its data judged once more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.eligibility.judge import judge
from bayu_docs.intake.admit import admit
from bayu_docs.model.application import Draft
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.model.report import Report
from bayu_docs.model.submission import APPLICATION_JSON
from bayu_docs.submission.verify import verify


def inspect(package: Path, call_name: str, district: Path | None, day: date) -> Report:
    """The report on the package, by the installed call and never by one inside the bag."""
    call = load_call(call_name)
    profile = load_district(district, call) if district else None
    return inspect_by(call, profile, package, day)[0]


def inspect_by(
    call: Call, profile: DistrictProfile | None, package: Path, day: date
) -> tuple[Report, Mapping[str, Any]]:
    """The report on the package, and the data in it; no data where it holds none to read."""
    read: dict[str, Any] = {}

    def judged(data: Mapping[str, Any]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
        read.update(data)
        return _judged(data, call=call, profile=profile, day=day)

    return verify(package, call, judged), read


def _judged(
    data: Mapping[str, Any], *, call: Call, profile: DistrictProfile | None, day: date
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Errors and warnings on the data in the bag; hints were the applicant's to read."""
    name = f"data/{APPLICATION_JSON}"
    origins = {f"/{key}": Place(file=name) for key in data}
    admitted = admit(Draft(dict(data), origins, Path(), name))
    if admitted.value is None:
        return admitted.findings, ("intake",)
    verdict = judge(admitted.value, call, profile, day)
    findings = (*admitted.findings, *verdict.findings)
    weighty = tuple(found for found in findings if found.severity is not Severity.INFO)
    return weighty, ("intake", *verdict.checked)
