"""On a machine without LibreOffice `check` finds the same, but for the pages of Office proofs."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from bayu_docs.errors import EngineMissing, ExitCode
from bayu_docs.model.finding import Severity
from bayu_docs.pipeline import story, today

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "samples/accepted").iterdir()) + sorted(
    (ROOT / "samples/rejected").iterdir()
)
MOMENT = datetime(2026, 11, 1, 9, 0, tzinfo=today.SHANGHAI)


def _no_office() -> Path:
    raise EngineMissing("没有找到 LibreOffice")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_the_same_errors_are_found(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bayu_docs.office.program.find_office", _no_office)
    report = story.check(story.Order(sample), MOMENT, lambda _: None)
    found = sorted(f.code for f in report.findings if f.severity is Severity.ERROR)
    stated = sample / "expected.json"
    if stated.exists():
        assert found == sorted(json.loads(stated.read_text(encoding="utf-8"))["errors"])
        assert report.exit_code is ExitCode.FINDINGS
    else:
        assert found == []
        assert report.exit_code is ExitCode.ENGINE_MISSING
        assert "evidence.pages_unknown" in {finding.code for finding in report.findings}
