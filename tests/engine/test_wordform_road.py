"""The Word form on the whole road: built, edited by hand, read again, built again; and spoiled."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.errors import ExitCode, SourceUnreadable
from bayu_docs.intake.differences import pruned
from bayu_docs.intake.normalise import normalise
from bayu_docs.intake.source import read
from bayu_docs.materials import pdf_look
from bayu_docs.model import submission as names
from bayu_docs.pipeline import story, today
from bayu_docs.pipeline.fillable import render_form

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
DISTRICT = ROOT / "samples/accepted/district"
MOMENT = datetime(2026, 11, 1, 9, 0, tzinfo=today.SHANGHAI)


def data_of(sample: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((sample / "application.json").read_text(encoding="utf-8"))
    return data


def plain(data: Any) -> Any:
    return pruned(normalise(data))


def saved_by_libreoffice(form: Path, folder: Path) -> Path:
    """The form opened and saved as .docx by LibreOffice."""
    folder.mkdir(parents=True)
    profile = (folder.parent / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(folder), str(form)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / form.name


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `build` made of the district sample."""
    out = tmp_path_factory.mktemp("form") / "out"
    report = story.build(story.Order(DISTRICT, "bayu-2022"), out, MOMENT, lambda _: None)
    assert report.exit_code is ExitCode.OK
    return out


@pytest.fixture
def form(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built / names.FORM_DOCX, tmp_path / "申报表.docx"))


def test_the_built_form_edited_in_word_reads_back_with_exactly_those_edits(
    form: Path, word_edits: ModuleType
) -> None:
    edited = word_edits.Form(form)
    edited.retype("/applicant/contact/position", "副主任")
    edited.copy_row("/team/-/name", 1)
    edited.retype("/team/-/name", "新示例", 2)
    edited.delete_row("/partners/-/name", 1)
    edited.unwrap("/organization/head")
    edited.split_runs()
    edited.sprinkle()
    edited.save()
    draft = read(form)
    wanted = copy.deepcopy(data_of(DISTRICT))
    wanted["applicant"]["contact"]["position"] = "副主任"
    wanted["team"].insert(2, {**wanted["team"][1], "name": "新示例"})
    wanted["team"][2].pop("id_number", None)
    del wanted["partners"][1]
    assert plain(draft.data) == plain(wanted)
    assert {found.code for found in draft.findings} == {"intake.edited", "intake.box_removed"}


def test_a_package_is_built_from_the_filled_form_as_from_json(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    shutil.copytree(DISTRICT / "evidence", folder / "evidence")
    (folder / "申报表.docx").write_bytes(render_form(data_of(DISTRICT), load_call()))
    out = tmp_path / "out"
    report = story.build(story.Order(folder, "bayu-2022"), out, MOMENT, lambda _: None)
    assert report.exit_code is ExitCode.OK, report.findings
    for name in (names.FORM_PDF, names.BUNDLE, names.PRINT_SHEET):
        assert pdf_look.page_texts(out / name) == pdf_look.page_texts(built / name)


def test_what_libreoffice_saves_is_refused_by_name(form: Path, tmp_path: Path) -> None:
    blank = tmp_path / "空白.docx"
    blank.write_bytes(render_form(data_of(DISTRICT), load_call()))
    for path in (form, blank):
        spoiled = saved_by_libreoffice(path, tmp_path / path.stem)
        with pytest.raises(SourceUnreadable) as caught:
            read(spoiled)
        assert "LibreOffice" in caught.value.message
        assert "Word 或 WPS" in caught.value.advice


def test_libreoffice_without_its_name_is_refused_all_the_same(
    form: Path, tmp_path: Path, word_edits: ModuleType
) -> None:
    """Document properties are stripped by mail gateways; wrong data must stay impossible."""
    spoiled = word_edits.Form(saved_by_libreoffice(form, tmp_path / "saved"))
    spoiled.saved_by("Microsoft Office Word")
    with pytest.raises(SourceUnreadable) as caught:
        read(spoiled.save())
    assert "Word 或 WPS" in caught.value.advice


def test_the_blank_form_stands_on_paper_as_it_was_made(tmp_path: Path) -> None:
    form = tmp_path / "申报表.docx"
    form.write_bytes(render_form({"call": "bayu-2022"}, load_call()))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(form)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = pdf_look.page_texts(form.with_suffix(".pdf"))
    text = "".join("".join(pages).split())
    assert 10 <= len(pages) <= 12
    for words in ("样表（非官方）", "填写单位全称", "佐证材料清单和其他信息", "□企业", "选择类别"):
        assert words in text
    assert text.count("填写证明事项") == 8
