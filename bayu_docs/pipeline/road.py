"""The road, stage by stage: read, admit, judge, gather the proofs, print, bind, pack, report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bayu_docs.evidence.budget import used_words
from bayu_docs.evidence.collect import office_files
from bayu_docs.materials.fonts import FontSet
from bayu_docs.model.application import Application
from bayu_docs.model.call import TIER_NAMES
from bayu_docs.model.finding import Finding, Severity, has_errors
from bayu_docs.model.report import Report
from bayu_docs.pipeline import case, package, proofs
from bayu_docs.pipeline.engines import Engines
from bayu_docs.pipeline.judging import Judged, judge_order, uncovered_characters
from bayu_docs.pipeline.order import Order, Progress


def examine(
    order: Order,
    moment: datetime,
    work: Path,
    fontset: FontSet | None,
    engine_there: bool,
    progress: Progress,
) -> Report:
    """Admit, judge and plan. Engines start only when a proof needs one."""
    progress("读取申报数据，对照通知条款")
    judged = judge_order(order, moment)
    application = judged.application
    if application is None:
        return _report(judged, ())
    progress("整理佐证材料")
    covered = uncovered_characters(application, fontset) if fontset else ()
    needed = office_files(application.evidence, application.base)
    if fontset is None or not engine_there or not needed:
        gathered = proofs.gather(application, judged.call, work, None)
    else:
        with Engines(fontset, work, moment) as engines:
            gathered = proofs.gather(application, judged.call, work, engines)
    return _report(judged, covered, gathered)


def walk(
    order: Order,
    moment: datetime,
    work: Path,
    out: Path,
    fontset: FontSet,
    engines: Engines,
    progress: Progress,
) -> Report:
    """Everything that belongs into `out`, the reports last."""
    progress("读取申报数据，对照通知条款")
    judged = judge_order(order, moment)
    if judged.application is None:
        report = _report(judged, ())
    else:
        uncovered = tuple(uncovered_characters(judged.application, fontset))
        progress("整理佐证材料")
        with ThreadPoolExecutor(1) as pool:  # the proofs are read by others; this one is idle
            pool.submit(case.load_templates)
            gathered = proofs.gather(judged.application, judged.call, work, engines)
        report = _report(judged, (*uncovered, *_substituted(fontset)), gathered)
        if not uncovered:  # a box must never stand on paper, not even on a draft
            progress("生成申报表和佐证材料册")
            report = _with_package(report, order, judged, gathered, engines, work, out, moment)
    package.write_reports(report, out)
    return report


def _with_package(
    report: Report,
    order: Order,
    judged: Judged,
    gathered: proofs.Proofs,
    engines: Engines,
    work: Path,
    out: Path,
    moment: datetime,
) -> Report:
    application, verdict = judged.application, judged.verdict
    if application is None or verdict is None:
        raise ValueError("only an admitted application is packed")
    draft = has_errors(report.findings)
    packed = case.Case(
        application, judged.call, judged.district, verdict, gathered, draft, order.index_foot
    )
    made = package.make(packed, engines, work, out, moment)
    return replace(
        report,
        findings=(*report.findings, *made.findings),
        artifacts=made.artifacts,
        facts=(*report.facts, *made.facts),
        checked=(*report.checked, "render_proof", "bundle_proof"),
    )


def _report(
    judged: Judged, more: Iterable[Finding], gathered: proofs.Proofs | None = None
) -> Report:
    application: Application | None = judged.application
    if application is None or gathered is None:
        return Report("申报数据", (*judged.findings, *more), checked=judged.checked)
    return Report(
        application.station_name,
        (*judged.findings, *more, *gathered.findings),
        checked=(*judged.checked, "text.uncovered", "evidence"),
        unchecked=gathered.unchecked,
        facts=(
            ("申报主体", application.applicant.name),
            ("申报级别", TIER_NAMES[application.tier]),
            ("申报批次", judged.call.batch),
            ("佐证材料", used_words(gathered.plan)),
        ),
    )


def _substituted(fontset: FontSet) -> Iterator[Finding]:
    """One hint naming the free faces that stand in for the official ones."""
    pairs = [f"{official}→{used}" for official, used in fontset.substitutions]
    if pairs:
        yield Finding(
            "text.substituted",
            Severity.INFO,
            f"PDF 用替代字体印出：{'，'.join(pairs)}；Word 文件里写的仍是标准字体名",
            advice="定稿可在装有标准字体的电脑上打开 Word 文件复核",
        )
