"""An applicant with Excel only: blank workbook, filled in, saved by another program, built."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.cli.main import run
from bayu_docs.errors import ExitCode
from bayu_docs.materials import pdf_look
from bayu_docs.model import submission as names
from bayu_docs.model.finding import Severity
from bayu_docs.pipeline import beginning, story, today

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime(2026, 11, 1, 9, 0, tzinfo=today.SHANGHAI)
Payload = dict[str, bytes]


def build(source: Path, out: Path) -> None:
    report = story.build(story.Order(source), out, MOMENT, lambda _: None)
    loud = [found for found in report.findings if found.severity is not Severity.INFO]
    assert report.exit_code is ExitCode.OK, loud


def bag(out: Path) -> Payload:
    (path,) = out.glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def typed_workspace(folder: Path, sample: Path, clerk: ModuleType, work: Path) -> Path:
    """A workspace whose blank workbook a clerk has filled in and saved with LibreOffice."""
    beginning.begin(folder, load_call(), "xlsx", "", MOMENT)
    data: dict[str, Any] = json.loads((sample / "application.json").read_text(encoding="utf-8"))
    book = folder / "申报数据.xlsx"
    clerk.fill(book, data)
    shutil.copyfile(clerk.saved_by_libreoffice(book, work / "saved"), book)
    shutil.copytree(sample / "evidence", folder / "evidence", dirs_exist_ok=True)
    return folder


# `make test-long` takes both-tiers, too
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
NAMES = ["municipal", "district", "both-tiers"] if LONG else ["municipal", "district"]


@pytest.mark.parametrize("name", NAMES)
def test_the_package_is_the_same_as_from_json(name: str, tmp_path: Path, clerk: ModuleType) -> None:
    sample = ROOT / "samples/accepted" / name
    folder = typed_workspace(tmp_path / "我的申报", sample, clerk, tmp_path)
    build(folder, tmp_path / "typed")
    build(sample, tmp_path / "json")
    typed, plain = bag(tmp_path / "typed"), bag(tmp_path / "json")
    assert typed.keys() == plain.keys()
    assert json.loads(typed[f"data/{names.APPLICATION_JSON}"]) == json.loads(
        plain[f"data/{names.APPLICATION_JSON}"]
    )
    for pdf in (names.FORM_PDF, names.BUNDLE, names.PRINT_SHEET, names.MERGED):
        assert pdf_look.page_texts(tmp_path / "typed" / pdf) == pdf_look.page_texts(
            tmp_path / "json" / pdf
        )


def test_a_mistake_is_marked_at_its_cell_in_a_copy(
    tmp_path: Path, clerk: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = ROOT / "samples/accepted/district"
    folder = typed_workspace(tmp_path / "我的申报", sample, clerk, tmp_path)
    book = folder / "申报数据.xlsx"
    typed = clerk.openpyxl.load_workbook(book)
    typed["领衔工匠"]["A5"].value = None
    typed.save(book)
    before = book.read_bytes()
    assert run(["check", str(folder), "--mark"]) == ExitCode.FINDINGS
    assert "领衔工匠!A5" in capsys.readouterr().out
    assert book.read_bytes() == before
    marked = clerk.openpyxl.load_workbook(folder / "申报数据_标注.xlsx")
    assert "没有填写" in marked["领衔工匠"]["A5"].comment.text
    assert "问题清单" in marked.sheetnames
    assert run(["check", str(folder), "--mark"]) == ExitCode.FINDINGS
    assert (folder / "申报数据_标注2.xlsx").is_file()
