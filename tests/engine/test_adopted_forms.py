"""Packages built on forms that bureaus handed out: theirs filled, every text proved on the page."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

from bayu_docs.errors import ExitCode
from bayu_docs.materials import pdf_look
from bayu_docs.model import submission as names
from bayu_docs.model.report import Report
from bayu_docs.pipeline import story, today
from bayu_docs.pipeline.inspection import inspect
from bayu_docs.pipeline.templates.adopt import TEMPLATE, adopt

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2026, 11, 1, 9, 0, tzinfo=today.SHANGHAI)
NAMES = ("plain", "upright", "crowded", "wps")
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


def built(official_forms: ModuleType, name: str, sample: str, folder: Path) -> Report:
    form = folder / f"{name}.docx"
    form.write_bytes(official_forms.FORMS[name]())
    adopt(form, folder / "mine")
    order = story.Order(ROOT / "samples" / sample, templates=folder / "mine")
    return story.build(order, folder / "out", MOMENT, lambda _: None)


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_package_is_built_on_their_form(
    official_forms: ModuleType, name: str, tmp_path: Path
) -> None:
    report = built(official_forms, name, "accepted/municipal", tmp_path)
    assert report.exit_code is ExitCode.OK
    assert "render_proof" in report.checked
    assert dict(report.facts)["表式"] == str(tmp_path / "mine" / TEMPLATE)
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert set(names.OUTPUT_NAMES) <= made
    text = "".join(pdf_look.page_texts(tmp_path / "out" / names.FORM_PDF))
    assert "样表" not in text
    assert not pdf_look.fonts_not_embedded(tmp_path / "out" / names.FORM_PDF)
    assert inspect(tmp_path / "out", "bayu-2022", None, MOMENT.date()).findings == ()


@pytest.mark.parametrize("name", NAMES if LONG else NAMES[-1:])
def test_every_page_of_a_draft_on_their_form_says_so(
    official_forms: ModuleType, name: str, tmp_path: Path
) -> None:
    report = built(official_forms, name, "rejected/team-ratio-two-members", tmp_path)
    assert report.exit_code is ExitCode.FINDINGS
    for text in pdf_look.page_texts(tmp_path / "out" / names.FORM_PDF):
        assert "草稿（未通过检查）" in "".join(text.split())
