"""templates list, export and check on the command line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bayu_docs.cli.main import run
from bayu_docs.errors import ExitCode
from bayu_docs.notices.facts import DISTRICT_WORDS
from bayu_docs.notices.kinds import kinds
from bayu_docs.pipeline import case
from bayu_docs.pipeline.templates import catalogue, variables_book
from bayu_docs.pipeline.templates.contexts import WORDS, shape_of

Captured = pytest.CaptureFixture[str]
SUBSIDY = "notices/subsidy.docx"


def test_the_list_names_every_shipped_template(capsys: Captured) -> None:
    assert run(["templates", "list", "--format", "json"]) == ExitCode.OK
    listed = json.loads(capsys.readouterr().out)["templates"]
    files = {path.relative_to(catalogue.assets.TEMPLATES).as_posix()
             for path in catalogue.assets.TEMPLATES.rglob("*.docx")}  # fmt: skip
    assert {each["file"] for each in listed} == files
    assert {each["key"] for each in listed if each["command"] == "notice"} == {
        f"notices/{kind.key}" for kind in kinds()
    }
    assert {each["key"] for each in listed if not each["replaceable"]} == {
        "evidence/index",
        "evidence/stamps",
        "forms/sign-for",
    }


def test_the_list_for_people_says_how_to_use_ones_own(capsys: Captured) -> None:
    assert run(["templates", "list"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert any("notices/subsidy" in line and "notice --templates DIR" in line for line in lines)
    assert any("evidence/stamps" in line and "不能替换" in line for line in lines)


def test_what_is_exported_is_ours_and_checks_clean(tmp_path: Path, capsys: Captured) -> None:
    mine = tmp_path / "mine"
    assert run(["templates", "export", "subsidy", "print-sheet", "-o", str(mine)]) == ExitCode.OK
    assert (mine / SUBSIDY).read_bytes() == (catalogue.assets.TEMPLATES / SUBSIDY).read_bytes()
    assert (mine / "forms/print-sheet.docx").is_file()
    capsys.readouterr()
    assert run(["templates", "check", str(mine)]) == ExitCode.OK
    assert "notices/subsidy.docx" in capsys.readouterr().out


def test_all_that_can_be_replaced_is_exported_when_no_name_is_given(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    assert run(["templates", "export", "-o", str(mine)]) == ExitCode.OK
    made = {path.relative_to(mine).as_posix() for path in mine.rglob("*") if path.is_file()}
    wanted = {each.file for each in catalogue.shipped() if each.replaceable}
    assert made == wanted | {variables_book.NAME}


def test_a_changed_template_is_not_overwritten_and_nothing_else_is_written(
    tmp_path: Path, capsys: Captured
) -> None:
    mine = tmp_path / "mine"
    (mine / "notices").mkdir(parents=True)
    (mine / SUBSIDY).write_bytes(b"mine")
    assert run(["templates", "export", "-o", str(mine)]) == ExitCode.OUTPUT_UNWRITABLE
    assert SUBSIDY in capsys.readouterr().err
    assert [path.name for path in mine.rglob("*") if path.is_file()] == ["subsidy.docx"]
    assert (mine / SUBSIDY).read_bytes() == b"mine"


def test_an_export_may_be_repeated_while_nothing_has_changed(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    for name in ("subsidy", "ban", "subsidy"):
        assert run(["templates", "export", name, "-o", str(mine)]) == ExitCode.OK
    assert (mine / "notices/ban.docx").is_file()


@pytest.mark.parametrize(
    ("name", "words"), [("subsidies", "notices/subsidy"), ("stamps", "不能替换")]
)
def test_a_name_that_cannot_be_exported_is_a_wrong_command_line(
    tmp_path: Path, capsys: Captured, name: str, words: str
) -> None:
    assert run(["templates", "export", name, "-o", str(tmp_path / "x")]) == ExitCode.USAGE
    assert words in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_wrong_template_exits_1_and_says_where_the_copy_is(
    tmp_path: Path, capsys: Captured
) -> None:
    file, out = tmp_path / "subsidy.docx", tmp_path / "out"
    with (
        zipfile.ZipFile(catalogue.assets.TEMPLATES / SUBSIDY) as ours,
        zipfile.ZipFile(file, "w") as theirs,
    ):
        for name in ours.namelist():
            theirs.writestr(name, ours.read(name).replace(b"s.station_name", b"s.station_nam"))
    assert run(["templates", "check", str(file), "-o", str(out)]) == ExitCode.FINDINGS
    shown = capsys.readouterr().out
    assert "[templates.unknown_variable]" in shown
    assert "f.stations[].station_name（驿站名称）" in shown
    assert "subsidy（批注）.docx" in shown
    assert (out / "subsidy（批注）.docx").is_file()


def test_the_report_for_programs_lists_the_variables(tmp_path: Path, capsys: Captured) -> None:
    ours = catalogue.assets.TEMPLATES / SUBSIDY
    assert run(["templates", "check", str(ours), "--format", "json"]) == ExitCode.OK
    facts = {each["label"]: each["value"] for each in json.loads(capsys.readouterr().out)["facts"]}
    assert facts["f.stations[].station_name"].startswith("驿站名称")
    assert "notices/subsidy" in facts["对照"]


def test_the_workbook_explains_every_variable_with_a_chinese_title(tmp_path: Path) -> None:
    assert run(["templates", "export", "subsidy", "-o", str(tmp_path)]) == ExitCode.OK
    book = load_workbook(tmp_path / variables_book.NAME, read_only=True)
    rows = [tuple(cell or "" for cell in row) for row in book[variables_book.VARIABLES].values]
    book.close()
    assert rows[0] == variables_book.HEAD
    by_place = {(row[0], row[2]): row for row in rows[1:]}
    station = by_place[SUBSIDY, "f.stations[].station_name"]
    assert station[3] == "驿站名称"
    assert station[5] == "{% for s in f.stations %}{{ s.station_name }}{% endfor %}"
    assert by_place[variables_book.EVERY_NOTICE, "h.signature"][5] == "{{p h.signature }}"
    assert {f"d.{name}" for name in DISTRICT_WORDS} <= {path for _, path in by_place}
    for (file, path), row in by_place.items():
        assert any("\u4e00" <= char <= "\u9fff" for char in row[3]), (file, path)


@pytest.mark.parametrize("template", catalogue.shipped(), ids=lambda one: one.key)
def test_no_variable_is_without_a_title_of_its_own(template: catalogue.Shipped) -> None:
    untitled = [path for path, known in shape_of(template).items() if known.title == "由程序写入"]
    assert untitled == []


def test_no_title_is_kept_for_a_variable_there_is_no_more() -> None:
    told = catalogue.assets.data(WORDS)
    notices = [each for each in catalogue.shipped() if each.folder == catalogue.NOTICES]
    known = set[str]().union(*map(shape_of, notices))
    assert set(told["notices"]) - known == set()
    for key in ("forms/application", "forms/print-sheet"):
        own = next(each for each in catalogue.shipped() if each.key == key)
        assert set(told[key]) - set(shape_of(own)) == set()


def test_what_the_catalogue_calls_replaceable_is_what_build_replaces(tmp_path: Path) -> None:
    for each in catalogue.shipped():
        if each.command == "build":
            own = tmp_path / each.file
            own.parent.mkdir(exist_ok=True)
            own.write_bytes(each.path.read_bytes())
    taken = [case.template(name, tmp_path) for name in ("form", "index", "stamps", "print-sheet")]
    replaced = {path.relative_to(tmp_path).as_posix() for path in taken if tmp_path in path.parents}
    assert replaced == {
        each.file for each in catalogue.shipped() if each.replaceable and each.command == "build"
    }
