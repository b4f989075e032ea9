"""The samples: drop a folder into samples/accepted or samples/rejected and it is a test.

An accepted sample is admitted and judged without an error; a rejected one yields exactly the
codes of its expected.json, as far as intake and eligibility can say them.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.eligibility.judge import judge
from bayu_docs.intake.admit import admit
from bayu_docs.intake.source import read
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.finding import Finding, Severity

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
ACCEPTED = sorted(path.parent for path in SAMPLES.glob("accepted/*/application.json"))
REJECTED = sorted(SAMPLES.glob("rejected/*/"))
TYPED = [folder for folder in REJECTED if not (folder / "application.json").exists()]
TODAY = date(2022, 3, 22)
LARGEST_SAMPLES_BYTES = 12 * 1024 * 1024


@cache
def rules() -> tuple[Call, DistrictProfile]:
    call = load_call()
    return call, load_district(ROOT / "schemas" / "districts" / "example.json", call)


@cache
def early_codes() -> frozenset[str]:
    """The codes intake and eligibility can emit; the others need the evidence or the fonts."""
    findings = ROOT / "schemas" / "findings"
    stages = ("intake", "eligibility")
    texts = [(findings / f"{stage}.json").read_text(encoding="utf-8") for stage in stages]
    return frozenset(code for text in texts for code in json.loads(text))


def found(folder: Path) -> tuple[bool, list[Finding]]:
    """Whether the sample was admitted, and all that intake and eligibility found."""
    admitted = admit(read(folder))
    findings = list(admitted.findings)
    if admitted.value is not None:
        call, district = rules()
        findings += judge(admitted.value, call, district, TODAY).findings
    return admitted.value is not None, findings


def codes(findings: list[Finding], severity: Severity) -> list[str]:
    return sorted(f.code for f in findings if f.severity is severity)


def names(folders: list[Path]) -> list[str]:
    return [folder.name for folder in folders]


def expected(folder: Path) -> list[str]:
    stated = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert stated["note"]
    errors: list[str] = stated["errors"]
    return sorted(errors)


@pytest.mark.parametrize("folder", ACCEPTED, ids=names(ACCEPTED))
def test_an_accepted_sample_has_neither_error_nor_warning(folder: Path) -> None:
    admitted, findings = found(folder)

    assert admitted
    assert codes(findings, Severity.ERROR) == []
    assert codes(findings, Severity.WARNING) == []


@pytest.mark.parametrize("folder", REJECTED, ids=names(REJECTED))
def test_a_rejected_sample_yields_exactly_its_codes(folder: Path) -> None:
    early = [code for code in expected(folder) if code in early_codes()]

    assert codes(found(folder)[1], Severity.ERROR) == early


@pytest.mark.parametrize("folder", REJECTED, ids=names(REJECTED))
def test_a_rejected_sample_is_named_after_its_first_code(folder: Path) -> None:
    first = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["errors"][0]

    assert folder.name.startswith(first.replace(".", "-") + "-")


@pytest.mark.parametrize("folder", TYPED, ids=names(TYPED))
def test_a_typing_mistake_is_found_at_its_cell_with_its_mend(folder: Path) -> None:
    stated = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    (error,) = (each for each in found(folder)[1] if each.severity is Severity.ERROR)

    assert error.place.spot == stated["place"]
    assert stated["mend"] in error.advice


def test_typing_mistakes_of_more_than_thirty_kinds_are_shown() -> None:
    assert len(TYPED) > 30


@pytest.mark.parametrize("folder", ACCEPTED, ids=names(ACCEPTED))
def test_the_evidence_folder_holds_exactly_the_files_the_items_name(folder: Path) -> None:
    application = json.loads((folder / "application.json").read_text(encoding="utf-8"))
    listed = sorted(item["file"] for item in application["evidence"])

    assert sorted(path.name for path in (folder / "evidence").iterdir()) == listed


@pytest.mark.parametrize("folder", ACCEPTED + REJECTED, ids=names(ACCEPTED + REJECTED))
def test_a_sample_says_that_it_is_invented(folder: Path) -> None:
    application = read(folder).data

    assert "虚构" in application["remark"]
    assert "示例" in application["station_name"] + application["applicant"].get("name", "")


def test_the_accepted_samples_cover_every_tier() -> None:
    tiers = {
        json.loads((folder / "application.json").read_text(encoding="utf-8"))["tier"]
        for folder in ACCEPTED
    }

    assert tiers == {"municipal", "district", "both"}


def test_the_samples_stay_small() -> None:
    files = [path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".pyc"]

    assert sum(path.stat().st_size for path in files) <= LARGEST_SAMPLES_BYTES
