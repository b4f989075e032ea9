"""What this machine needs for the whole road, what it has, and the one command that mends it."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bayu_docs.errors import BayuError, EngineMissing
from bayu_docs.materials import font_files, fonts, workdays
from bayu_docs.office import program

_LEAST_PYTHON = (3, 11)
_LEAST_FREE_MB = 500
_APT = "sudo apt-get install --no-install-recommends -y"
_REINSTALL = "请重新安装 bayu-docs"


@dataclass(frozen=True)
class Check:
    """One thing looked at. detail: what was found; mend: what to do when not ok, else empty;
    packages: Debian packages that mend it."""

    name: str
    ok: bool
    detail: str
    mend: str = ""
    packages: tuple[str, ...] = ()


def examine(today: date | None = None, folder: Path | None = None) -> tuple[Check, ...]:
    """Every check, in the order to read them. today: the day the calendar must reach, by default
    the machine's; folder: where there must be room, by default the temporary folder."""
    day = today or date.today()
    return (
        _python(),
        _engine(),
        *_fonts(),
        _calendar(day.year),
        _disk(folder or Path(tempfile.gettempdir())),
    )


def mend_command(checks: Iterable[Check]) -> str:
    """The one command for Debian 12+ and Ubuntu 24.04+ that installs all that is missing; empty
    when no package is."""
    packages = {name for check in checks if not check.ok for name in check.packages}
    return f"{_APT} {' '.join(sorted(packages))}" if packages else ""


def _python() -> Check:
    ok = sys.version_info >= _LEAST_PYTHON
    least = ".".join(str(part) for part in _LEAST_PYTHON)
    mend = "" if ok else f"请用 Python {least} 以上重新安装 bayu-docs"
    return Check("Python", ok, platform.python_version(), mend)


def _engine() -> Check:
    try:
        return Check("办公软件 LibreOffice", True, program.office_version())
    except EngineMissing as error:
        return Check("办公软件 LibreOffice", False, error.message, error.advice, program.packages())


def _fonts() -> tuple[Check, ...]:
    return tuple(_font(face) for face in font_files.faces() if not face.optional)


def _font(face: font_files.Face) -> Check:
    name = f"字体 {face.official}"
    if not face.files:
        mend = f"请运行：{_APT} {face.package}"
        return Check(name, False, f"没有{face.role}类字体", mend, (face.package,))
    try:
        gaps = fonts.FontSet((face,)).uncovered("的1", face.official)
    except EngineMissing as error:
        return Check(name, False, error.message, error.advice, (face.package,))
    if "1" in gaps and "的" in gaps:
        return Check(name, False, f"{face.used} 没有字形", "请重新安装该字体", (face.package,))
    return Check(name, True, face.used if face.real else f"以 {face.used} 代替")


def _calendar(year: int) -> Check:
    name = f"{year} 年工作日历"
    try:
        years = workdays.calendar_years()
    except BayuError as error:
        return Check(name, False, error.message, error.advice or _REINSTALL)
    known = f"已有 {years[0]}–{years[-1]} 年的官方节假日安排"
    if year in years:
        return Check(name, True, known)
    return Check(
        name, False, f"{known}，没有 {year} 年的", "请升级：pip install -U chinesecalendar"
    )


def _disk(folder: Path) -> Check:
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    ok = free_mb >= _LEAST_FREE_MB
    mend = "" if ok else f"请在 {folder} 所在磁盘腾出至少 {_LEAST_FREE_MB} MB"
    return Check("磁盘空间", ok, f"{folder} 剩余 {free_mb} MB", mend)
