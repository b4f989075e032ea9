"""The road of one application, walked in order: `check` to the plan, `build` to the package."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bayu_docs.errors import EngineMissing
from bayu_docs.evidence.budget import used_words
from bayu_docs.evidence.collect import office_files
from bayu_docs.materials import fonts
from bayu_docs.materials.files import OutputFolder
from bayu_docs.model.application import Application
from bayu_docs.model.call import TIER_NAMES
from bayu_docs.model.finding import Finding, has_errors
from bayu_docs.model.report import Report
from bayu_docs.model.submission import KNOWN_OUTPUT
from bayu_docs.office import program
from bayu_docs.pipeline import package, proofs
from bayu_docs.pipeline.engines import Engines
from bayu_docs.pipeline.judging import Judged, Order, judge_order, uncovered_characters

__all__ = ["Order", "build", "check"]

Progress = Callable[[str], None]


def check(order: Order, moment: datetime, progress: Progress) -> Report:
    """Admit, judge and plan; nothing is built.

    Without an engine or its fonts everything else is still found; what stayed unchecked is said.
    """
    progress("读取申报数据，对照通知条款")
    judged = judge_order(order, moment)
    if judged.application is None:
        return _report(judged, ())
    progress("整理佐证材料")
    with _workshop() as work:
        fontset, unchecked = _fonts_if_any()
        covered = list(uncovered_characters(judged.application, fontset)) if fontset else []
        if fontset is None or not _needs_engine(judged.application):
            gathered = proofs.gather(judged.application, judged.call, work, None)
        else:
            with Engines(fontset, work) as engines:
                gathered = proofs.gather(judged.application, judged.call, work, engines)
    return replace(
        _report(judged, (*covered, *gathered.findings), gathered),
        unchecked=(*unchecked, *gathered.unchecked),
    )


def build(order: Order, out: Path, moment: datetime, progress: Progress) -> Report:
    """The whole road. OUT appears whole or not at all.

    When admission fails only the reports are written; when anything else is wrong, drafts for
    reading, each page marked, but no .docx, bag or e-mail draft. EngineMissing leaves nothing.
    """
    fontset = fonts.resolve()
    with (
        OutputFolder(out, KNOWN_OUTPUT) as folder,
        _workshop() as work,
        Engines(fontset, work) as engines,
    ):
        progress("读取申报数据，对照通知条款")
        judged = judge_order(order, moment)
        if judged.application is None:
            report = _report(judged, ())
        else:
            covered = tuple(uncovered_characters(judged.application, fontset))
            progress("整理佐证材料")
            gathered = proofs.gather(judged.application, judged.call, work, engines)
            report = _report(
                judged, (*covered, *gathered.findings, *_substituted(fontset)), gathered
            )
            progress("生成申报表和佐证材料册")
            made = package.make(
                judged,
                gathered,
                engines,
                work,
                folder.path,
                moment,
                draft=has_errors(report.findings),
                printable=not covered,
            )
            report = replace(
                report,
                findings=(*report.findings, *made.findings),
                artifacts=made.artifacts,
                facts=(*report.facts, *made.facts),
                checked=(*report.checked, "render_proof", "bundle_proof"),
            )
        package.write_reports(report, folder.path)
        folder.commit()
    return replace(
        report,
        artifacts=tuple(
            replace(artifact, path=out / artifact.path.name) for artifact in report.artifacts
        ),
    )


def _report(
    judged: Judged, more: tuple[Finding, ...], gathered: proofs.Proofs | None = None
) -> Report:
    application = judged.application
    findings = (*judged.findings, *more)
    if application is None or gathered is None:
        return Report("申报数据", findings, checked=judged.checked)
    facts = (
        ("申报主体", application.applicant.name),
        ("申报级别", TIER_NAMES[application.tier]),
        ("申报批次", judged.call.batch),
        ("佐证材料", used_words(gathered.plan)),
    )
    return Report(
        application.station_name,
        findings,
        checked=(*judged.checked, "text.uncovered", "evidence"),
        facts=facts,
    )


def _substituted(fontset: fonts.FontSet) -> Iterator[Finding]:
    """One hint naming the free faces that stand in for the official ones."""
    from bayu_docs.model.finding import Place, Severity

    pairs = [f"{official}→{used}" for official, used in fontset.substitutions]
    if pairs:
        yield Finding(
            "text.substituted",
            Severity.INFO,
            f"PDF 用替代字体印出：{'，'.join(pairs)}；Word 文件里写的仍是标准字体名",
            Place(),
            advice="定稿可在装有标准字体的电脑上打开 Word 文件复核",
        )


def _needs_engine(application: Application) -> bool:
    return bool(office_files(application.evidence, application.base))


def _fonts_if_any() -> tuple[fonts.FontSet | None, tuple[str, ...]]:
    """The fonts, when they and the engine are there; else what that leaves unchecked."""
    try:
        fontset = fonts.resolve()
    except EngineMissing as error:
        return None, (f"{error.message}：没有核对生僻字能否印出",)
    try:
        program.find_office()
    except EngineMissing:
        return fontset, ()
    return fontset, ()


@contextmanager
def _workshop() -> Iterator[Path]:
    """A folder for what is made on the way, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bayu-docs-") as folder:
        yield Path(folder)
