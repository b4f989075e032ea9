"""notice on the command line: its table, blank data, guesses, and what is refused with the help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bayu_docs.cli.main import run
from bayu_docs.errors import ExitCode
from bayu_docs.notices.kinds import kinds

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = str(ROOT / "samples/notices/publicity.json")
Captured = pytest.CaptureFixture[str]


def test_the_list_names_every_kind(capsys: Captured) -> None:
    assert run(["notice", "--list"]) == ExitCode.OK
    shown = capsys.readouterr().out
    for kind in kinds():
        assert kind.key in shown
        assert kind.name in shown


def test_the_list_is_also_told_as_json(capsys: Captured) -> None:
    assert run(["notice", "--list", "--format", "json"]) == ExitCode.OK
    assert len(json.loads(capsys.readouterr().out)["kinds"]) == len(kinds())


@pytest.mark.parametrize("word", ["recomendation", "推荐函"])
def test_an_unknown_kind_is_answered_with_the_nearest(word: str, capsys: Captured) -> None:
    assert run(["notice", word, SAMPLE, "-o", "out"]) == ExitCode.USAGE
    shown = capsys.readouterr().err
    assert f"没有公文种类“{word}”" in shown
    assert "recommendation（推荐函）" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少 KIND"),
        (["publicity"], "缺少 DATA"),
        (["publicity", SAMPLE], "缺少 -o/--output"),
        (["publicity", SAMPLE, SAMPLE, "-o", "out"], "数据文件只能给一个"),
        (["publicity", "甲.zip", "-o", "out"], "只有 recommendation、roster、transmittal"),
    ],
)
def test_a_wrong_command_line_exits_2_with_the_help(
    arguments: list[str], said: str, capsys: Captured
) -> None:
    assert run(["notice", *arguments]) == ExitCode.USAGE
    shown = capsys.readouterr().err
    assert said in shown
    assert "用法：bayu-docs notice" in shown


def test_a_blank_data_file_is_written_once(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "公示.json"
    assert run(["notice", "publicity", "--blank", str(target)]) == ExitCode.OK
    assert str(target) in capsys.readouterr().out
    data = json.loads(target.read_text(encoding="utf-8"))
    assert any(line.startswith("posted_on★：") for line in data["guide"])
    assert run(["notice", "publicity", "--blank", str(target)]) == ExitCode.OUTPUT_UNWRITABLE


def test_data_that_are_not_there_exit_3(tmp_path: Path, capsys: Captured) -> None:
    missing = str(tmp_path / "没有.json")
    out = tmp_path / "out"
    assert run(["notice", "publicity", missing, "-o", str(out)]) == ExitCode.SOURCE_UNREADABLE
    assert "没有.json" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.engine
def test_data_not_admitted_leave_only_the_reports(tmp_path: Path, capsys: Captured) -> None:
    source, out = tmp_path / "公示.json", tmp_path / "out"
    source.write_text('{"schema_version": "1"}', encoding="utf-8")
    assert run(["notice", "publicity", str(source), "-o", str(out)]) == ExitCode.FINDINGS
    assert "[notice.required]" in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {"检查报告.html", "report.json"}


@pytest.mark.engine
def test_a_final_paper_with_a_blank_is_not_made(tmp_path: Path, capsys: Captured) -> None:
    data = json.loads(Path(SAMPLE).read_text(encoding="utf-8"))
    del data["signed_on"]
    source, out = tmp_path / "公示.json", tmp_path / "out"
    source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    arguments = ["notice", "publicity", str(source), "-o", str(out), "--final"]
    assert run(arguments) == ExitCode.FINDINGS
    assert "成文日期" in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {"检查报告.html", "report.json"}


@pytest.mark.engine
def test_a_year_without_a_calendar_stops_the_paper(tmp_path: Path, capsys: Captured) -> None:
    data = json.loads(Path(SAMPLE).read_text(encoding="utf-8"))
    data |= {"posted_on": "2031-06-02", "signed_on": "2031-06-02"}
    source, out = tmp_path / "公示.json", tmp_path / "out"
    source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert run(["notice", "publicity", str(source), "-o", str(out)]) == ExitCode.RULES_FAULTY
    assert "2031年" in capsys.readouterr().err
    assert not out.exists()
