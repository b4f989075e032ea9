"""The road of one application: `check` walks it to the plan, `build` to the package.

This file only sets the scene: OUT, a workshop, and the office engines, which take a second to
start. The road itself is loaded while they do.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bayu_docs.errors import EngineMissing, OutputUnwritable
from bayu_docs.materials import fonts
from bayu_docs.materials.files import OutputFolder
from bayu_docs.model.report import Report
from bayu_docs.model.submission import KNOWN_OUTPUT
from bayu_docs.office import program
from bayu_docs.pipeline.engines import Engines
from bayu_docs.pipeline.order import Order, Progress

__all__ = ["Order", "build", "check"]


def check(order: Order, moment: datetime, progress: Progress) -> Report:
    """Admit, judge and plan; nothing is built.

    Without an engine or its fonts everything else is still found; what stayed unchecked is said.
    """
    from bayu_docs.pipeline import examination

    fontset, engine_there, unchecked = _machine()
    with _workshop() as work:
        report = examination.examine(order, moment, work, fontset, engine_there, progress)
    return replace(report, unchecked=(*unchecked, *report.unchecked))


def build(order: Order, out: Path, moment: datetime, progress: Progress) -> Report:
    """The whole road. OUT appears whole or not at all.

    When admission fails only the reports are written; when anything else is wrong, drafts for
    reading, each page marked, but no .docx, bag or e-mail draft. EngineMissing leaves nothing.
    """
    _refuse_evidence_folder(order.source, out)
    fontset = fonts.resolve()
    with (
        OutputFolder(out, KNOWN_OUTPUT) as folder,
        _workshop() as work,
        Engines(fontset, work, moment, sheets_likely=_holds_sheets(order.source)) as engines,
    ):
        from bayu_docs.pipeline import road

        report = road.walk(order, moment, work, folder.path, fontset, engines, progress)
        folder.commit()
    moved = (replace(made, path=out / made.path.name) for made in report.artifacts)
    return replace(report, artifacts=tuple(moved))


def _refuse_evidence_folder(source: Path, out: Path) -> None:
    """OUT among the proofs would be taken for proofs the next time."""
    folder = source if source.is_dir() else source.parent
    if out.resolve().is_relative_to((folder / "evidence").resolve()):
        raise OutputUnwritable("输出位置在佐证材料文件夹里面", "请换一个输出文件夹")


def _holds_sheets(source: Path) -> bool:
    """Whether an Excel engine is worth starting ahead: a guess by names, for speed only."""
    folder = source if source.is_dir() else source.parent
    return any(folder.glob("evidence/*.xlsx"))


def _machine() -> tuple[fonts.FontSet | None, bool, tuple[str, ...]]:
    """The fonts, whether an engine is there, and what stays unchecked for want of them."""
    try:
        fontset = fonts.resolve()
    except EngineMissing as error:
        return None, False, (f"{error.message}：没有核对生僻字能否印出",)
    try:
        program.find_office()
    except EngineMissing:
        return fontset, False, ()
    return fontset, True, ()


@contextmanager
def _workshop() -> Iterator[Path]:
    """A folder for what is made on the way, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bayu-docs-") as folder:
        yield Path(folder)
