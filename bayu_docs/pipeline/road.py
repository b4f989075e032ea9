"""The road, stage by stage: read, admit, judge, gather the proofs, print, bind, pack, report."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bayu_docs.materials.fonts import FontSet
from bayu_docs.model.finding import Finding, Severity, has_errors
from bayu_docs.model.report import Report
from bayu_docs.pipeline import case, package, proofs
from bayu_docs.pipeline.engines import Engines
from bayu_docs.pipeline.judging import Judged, judge_order, uncovered_characters
from bayu_docs.pipeline.order import Order, Progress
from bayu_docs.pipeline.summary import report_on


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
    case.check_own_templates(order.templates)
    progress("读取申报数据，对照通知条款")
    judged = judge_order(order, moment)
    if judged.application is None:
        report = report_on(judged, ())
    else:
        uncovered = tuple(uncovered_characters(judged.application, fontset))
        progress("整理佐证材料")
        with ThreadPoolExecutor(1) as pool:  # the proofs are read by others; this one is idle
            pool.submit(case.load_templates, order.templates)
            gathered = proofs.gather(judged.application, judged.call, work, engines)
        report = report_on(judged, (*uncovered, *_substituted(fontset)), gathered)
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
        application,
        judged.call,
        judged.district,
        verdict,
        gathered,
        draft,
        order.index_foot,
        order.templates,
    )
    made = package.make(packed, engines, work, out, moment)
    return replace(
        report,
        findings=(*report.findings, *made.findings),
        artifacts=made.artifacts,
        facts=(*report.facts, *made.facts),
        checked=(*report.checked, "render_proof", "bundle_proof"),
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
