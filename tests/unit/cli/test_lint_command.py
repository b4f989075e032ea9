"""lint on the command line: exit codes, formats, annotated copies, files that are refused."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document

from bayu_docs.cli.main import run
from bayu_docs.errors import EngineMissing, ExitCode
from bayu_docs.pipeline import linting

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def paper(tmp_path: Path, right_papers: dict[str, bytes]) -> Path:
    """A right paper in a file."""
    path = tmp_path / "通知.docx"
    path.write_bytes(right_papers["document"])
    return path


@pytest.fixture
def habitual(tmp_path: Path, office_papers: ModuleType) -> Path:
    """A paper full of mistakes in a file."""
    path = tmp_path / "来文.docx"
    path.write_bytes(office_papers.habitual())
    return path


def test_without_pages_a_right_paper_ends_with_0_and_says_what_was_not_checked(
    paper: Path, capsys: Captured
) -> None:
    assert run(["lint", str(paper), "--no-render"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "没有检查" in shown and "红色分隔线" in shown
    assert "通过：没有发现错误" not in shown


def test_a_wrong_paper_ends_with_1(habitual: Path, capsys: Captured) -> None:
    assert run(["lint", str(habitual), "--no-render"]) == ExitCode.FINDINGS
    shown = capsys.readouterr().out
    assert "[lint.H01]" in shown and "渝" not in shown
    assert "改成“示人社发〔2022〕27号”" in shown


def test_several_files_are_one_report_and_each_place_names_its_file(
    paper: Path, habitual: Path, capsys: Captured
) -> None:
    files = [str(paper), str(habitual)]
    code = run(["lint", *files, "--no-render", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert code == ExitCode.FINDINGS
    assert {each["place"]["file"] for each in report["findings"]} == {"来文.docx"}
    assert [each["label"] for each in report["facts"]] == ["通知.docx", "来文.docx"]
    assert len(report["unchecked"]) == 2


def test_without_an_engine_the_rest_is_checked_and_the_end_is_5(
    paper: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise EngineMissing("没有办公软件", "请运行 bayu-docs doctor")

    monkeypatch.setattr(linting.fonts, "resolve", missing)
    assert run(["lint", str(paper)]) == ExitCode.ENGINE_MISSING
    assert "没有办公软件" in capsys.readouterr().out


def test_the_annotated_copy_stands_beside_the_file_and_the_file_is_unchanged(
    habitual: Path, capsys: Captured
) -> None:
    before = habitual.read_bytes()
    assert run(["lint", str(habitual), "--no-render", "--annotate"]) == ExitCode.FINDINGS
    copy = habitual.with_name("来文（批注）.docx")
    comments = [each.text for each in Document(str(copy)).comments]
    assert habitual.read_bytes() == before
    assert any("[lint.H01]" in each and "改法：" in each for each in comments)
    assert str(copy) in capsys.readouterr().out
    assert run(["lint", str(habitual), "--no-render", "--annotate"]) == ExitCode.FINDINGS


def test_a_file_the_tool_did_not_make_is_never_overwritten(
    habitual: Path, tmp_path: Path, capsys: Captured
) -> None:
    theirs = tmp_path / "副本" / "来文（批注）.docx"
    theirs.parent.mkdir()
    Document().save(str(theirs))
    before = theirs.read_bytes()
    arguments = ["lint", str(habitual), "--no-render", "--annotate", "-o", str(theirs.parent)]
    assert run(arguments) == ExitCode.OUTPUT_UNWRITABLE
    assert theirs.read_bytes() == before
    assert "不是本工具写的" in capsys.readouterr().err


def test_a_right_paper_gets_no_annotated_copy(paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "副本"
    run(["lint", str(paper), "--no-render", "--annotate", "-o", str(out)])
    assert not out.exists()


def test_hostile_files_are_refused_by_name(
    hostile: ModuleType, tmp_path: Path, capsys: Captured
) -> None:
    for each in hostile.files("office"):
        path = tmp_path / each.name
        path.write_bytes(each.content)
        expected = ExitCode.FINDINGS if each.name == "sound.docx" else ExitCode.SOURCE_UNREADABLE
        assert run(["lint", str(path), "--no-render"]) == expected, each.name
        said = capsys.readouterr()
        assert each.name in said.out + said.err


def test_our_own_form_is_taken_for_a_form_and_has_no_error(
    tmp_path: Path, capsys: Captured
) -> None:
    assert run(["init", str(tmp_path / "申报"), "--as", "docx"]) == ExitCode.OK
    form = tmp_path / "申报" / "申报表.docx"
    capsys.readouterr()
    assert run(["lint", str(form), "--no-render"]) == ExitCode.OK
    assert "按表单检查" in capsys.readouterr().out


def test_wrong_command_lines_end_with_2(paper: Path, capsys: Captured) -> None:
    assert run(["lint"]) == ExitCode.USAGE
    assert run(["lint", str(paper), "-o", "x"]) == ExitCode.USAGE
    assert run(["lint", str(paper), "--profile", "信件"]) == ExitCode.USAGE
    assert "--annotate" in capsys.readouterr().err
