"""The command line as a user meets it: Chinese, quiet, and exact in its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.cli.main import COMMANDS, run
from bayu_docs.errors import EngineFailed, ExitCode

ROOT = Path(__file__).resolve().parents[3]
Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_chinese_help(name: str, capsys: Captured) -> None:
    assert run([name, "--help"]) == ExitCode.OK
    text = capsys.readouterr().out
    assert "用法：" in text
    assert "显示帮助" in text
    assert not re.search(r"Usage|Options|Show this message|\[required\]", text)


def test_without_a_command_the_help_is_shown(capsys: Captured) -> None:
    assert run([]) == ExitCode.OK
    out = capsys.readouterr().out
    assert all(name in out for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "没有命令"),
        (["check"], "缺少 SOURCE"),
        (["check", "x", "--fromat", "json"], "没有选项 --fromat"),
        (["check", "x", "--format", "xml"], "的值不对"),
        (["build", "x"], "缺少"),
        (["explain", "lead.cuont"], "lead.count"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(
    arguments: list[str], said: str, capsys: Captured
) -> None:
    assert run(arguments) == ExitCode.USAGE
    error = capsys.readouterr().err
    assert said in error
    assert "Error" not in error


def test_a_source_that_is_not_there_exits_3(tmp_path: Path, capsys: Captured) -> None:
    assert run(["check", str(tmp_path / "nowhere")]) == ExitCode.SOURCE_UNREADABLE
    assert "×" in capsys.readouterr().err


def test_a_call_that_contradicts_its_text_exits_4(tmp_path: Path, capsys: Captured) -> None:
    calls = ROOT / "schemas/calls"
    data = json.loads((calls / "bayu-2022.json").read_text(encoding="utf-8"))
    data["limits"]["max_sides"]["value"] = 40
    (tmp_path / data["text"]).write_bytes((calls / data["text"]).read_bytes())
    (tmp_path / "mine.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert run(["call", "show", "--call", str(tmp_path / "mine.json")]) == ExitCode.RULES_FAULTY
    assert "40" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (EngineFailed("坏了"), ExitCode.ENGINE_FAILED),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
        (ZeroDivisionError("x"), ExitCode.OUR_BUG),
    ],
)
def test_causes_become_exit_codes_without_a_traceback(
    raised: BaseException, code: ExitCode, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr("bayu_docs.calls.load.load_call", fail)
    assert run(["call", "show"]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_debug_lets_the_traceback_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bayu_docs.calls.load.load_call", fail)
    with pytest.raises(ZeroDivisionError):
        run(["call", "show", "--debug"])


@pytest.mark.parametrize(
    ("kind", "name"),
    [("json", "application.json"), ("xlsx", "申报数据.xlsx"), ("docx", "申报表.docx")],
)
def test_init_makes_a_workspace_that_check_understands(
    kind: str, name: str, tmp_path: Path, capsys: Captured
) -> None:
    folder = tmp_path / "我的申报"
    assert run(["init", str(folder), "--tier", "district", "--as", kind]) == ExitCode.OK
    assert (folder / "evidence").is_dir()
    assert (folder / name).is_file()
    told = (folder / "填写说明.txt").read_text(encoding="utf-8-sig")
    assert "样表（非官方）" in told
    assert "绝技绝活〔special_skill〕" in told
    capsys.readouterr()
    assert run(["check", str(folder), "--format", "json"]) == ExitCode.FINDINGS
    report = json.loads(capsys.readouterr().out)
    codes = {finding["code"] for finding in report["findings"]}
    assert "intake.required" in codes
    assert not codes & {"intake.unknown_field", "intake.type"}


def test_init_never_touches_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "application.json").write_text("{}", encoding="utf-8")
    assert run(["init", str(tmp_path)]) == ExitCode.OUTPUT_UNWRITABLE
    assert run(["init", str(tmp_path), "--as", "json"]) == ExitCode.OUTPUT_UNWRITABLE
    assert (tmp_path / "application.json").read_text(encoding="utf-8") == "{}"


def test_without_an_engine_check_finds_the_rest_and_ends_with_5(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    from bayu_docs.errors import EngineMissing

    def none() -> Path:
        raise EngineMissing("没有找到 LibreOffice")

    monkeypatch.setattr("bayu_docs.office.program.find_office", none)
    sample = ROOT / "samples/accepted/municipal"
    assert run(["check", str(sample), "--format", "json"]) == ExitCode.ENGINE_MISSING
    report = json.loads(capsys.readouterr().out)
    codes = [finding["code"] for finding in report["findings"]]
    assert codes.count("evidence.pages_unknown") == 2
    assert report["unchecked"]


def test_without_an_engine_an_error_still_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    from bayu_docs.errors import EngineMissing

    def none() -> Path:
        raise EngineMissing("没有找到 LibreOffice")

    monkeypatch.setattr("bayu_docs.office.program.find_office", none)
    sample = ROOT / "samples/rejected/lead-count-none"
    assert run(["check", str(sample)]) == ExitCode.FINDINGS


def test_the_district_of_the_workspace_is_found_and_may_be_named(
    tmp_path: Path, workspaces: ModuleType, district_data: dict[str, Any], capsys: Captured
) -> None:
    district_data["site"]["district"] = "荣昌区"
    source = workspaces.workspace(tmp_path, district_data)
    example = ROOT / "schemas/districts/example.json"
    run(["check", str(source), "--format", "json"])
    before = json.loads(capsys.readouterr().out)
    assert "filing.deadline_unknown" in {f["code"] for f in before["findings"]}
    run(["check", str(source), "--format", "json", "--district", str(example)])
    named = json.loads(capsys.readouterr().out)
    assert "filing.deadline_unknown" not in {f["code"] for f in named["findings"]}
    (source / "district.json").write_bytes(example.read_bytes())
    run(["check", str(source), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert found["findings"] == named["findings"]


def test_call_alone_shows_the_call(capsys: Captured) -> None:
    assert run(["call"]) == ExitCode.OK
    alone = capsys.readouterr().out
    assert run(["call", "show"]) == ExitCode.OK
    assert capsys.readouterr().out == alone


def test_call_lint_computes_what_can_be_computed(capsys: Captured) -> None:
    assert run(["call", "lint"]) == ExitCode.OK
    out = capsys.readouterr().out
    for told in ("星期四", "97", "100", "一式4份", "A05"):
        assert told in out


def test_explain_lists_and_explains(capsys: Captured) -> None:
    assert run(["explain"]) == ExitCode.OK
    assert "lead.count" in capsys.readouterr().out
    assert run(["explain", "lead.count"]) == ExitCode.OK
    assert "改法" in capsys.readouterr().out
