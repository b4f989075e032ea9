"""What doctor says of machines that lack something."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bayu_docs.errors import EngineMissing
from bayu_docs.materials import font_files
from bayu_docs.office import doctor, program


def _no_office() -> str:
    raise EngineMissing("没有找到办公软件", "请安装")


def test_one_command_brings_all_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_files, "installed_files", dict)
    monkeypatch.setattr(program, "office_version", _no_office)
    checks = doctor.examine(date(2022, 3, 1))
    assert doctor.mend_command(checks) == (
        "sudo apt-get install --no-install-recommends -y fonts-liberation fonts-noto-cjk "
        "libreoffice-calc-nogui libreoffice-writer-nogui texlive-lang-chinese"
    )


def test_only_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_files, "installed_files", dict)
    monkeypatch.setattr(program, "office_version", lambda: "LibreOffice 7.4")
    assert "libreoffice" not in doctor.mend_command(doctor.examine(date(2022, 3, 1)))


def test_a_year_without_official_holidays_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "office_version", lambda: "LibreOffice 7.4")
    year = {check.name: check for check in doctor.examine(date(2096, 1, 1))}["2096 年工作日历"]
    assert not year.ok and "没有 2096 年的" in year.detail and year.mend


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(program, "office_version", lambda: "LibreOffice 7.4")
    monkeypatch.setattr(doctor, "_LEAST_FREE_MB", 10**12)
    disk = doctor.examine(date(2022, 3, 1), tmp_path)[-1]
    assert not disk.ok and "腾出" in disk.mend


def test_every_failed_check_says_how_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_files, "installed_files", dict)
    monkeypatch.setattr(program, "office_version", _no_office)
    failed = [check for check in doctor.examine(date(2096, 1, 1)) if not check.ok]
    assert len(failed) >= 7
    assert all(check.mend for check in failed)
