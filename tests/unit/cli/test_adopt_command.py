"""templates adopt and build --templates on the command line."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from bayu_docs.cli.main import run
from bayu_docs.errors import ExitCode

ROOT = Path(__file__).resolve().parents[3]
Captured = pytest.CaptureFixture[str]


def test_every_match_is_shown_with_how_it_was_found(
    official_forms: ModuleType, tmp_path: Path, capsys: Captured
) -> None:
    form = tmp_path / "下发的表.docx"
    form.write_bytes(official_forms.plain())
    assert run(["templates", "adopt", str(form), "-o", str(tmp_path / "mine")]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "相近 0.88" in shown
    assert "开户银行" in shown
    assert "[templates.unmatched_label]" in shown
    assert "--templates" in shown


def test_help_is_chinese(capsys: Captured) -> None:
    assert run(["templates", "adopt", "--help"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "下发的空白申报表" in shown
    assert "Usage" not in shown


def test_a_form_that_is_not_there_exits_3(tmp_path: Path, capsys: Captured) -> None:
    arguments = ["templates", "adopt", str(tmp_path / "no.docx"), "-o", str(tmp_path / "mine")]
    assert run(arguments) == ExitCode.SOURCE_UNREADABLE
    assert "×" in capsys.readouterr().err


@pytest.mark.engine
@pytest.mark.parametrize("content", [None, b"no zip"])
def test_a_folder_without_a_sound_template_exits_4(
    tmp_path: Path, capsys: Captured, content: bytes | None
) -> None:
    mine = tmp_path / "mine"
    (mine / "forms").mkdir(parents=True)
    if content is not None:
        (mine / "forms/application.docx").write_bytes(content)
    sample = ROOT / "samples/accepted/district"
    out = tmp_path / "out"
    arguments = ["build", str(sample), "-o", str(out), "--templates", str(mine)]
    assert run(arguments) == ExitCode.RULES_FAULTY
    assert "application.docx" in capsys.readouterr().err
    assert not out.exists()
