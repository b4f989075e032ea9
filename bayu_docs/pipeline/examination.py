"""`check`: applications admitted, judged and planned; the workbook marked if asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bayu_docs.evidence.collect import office_files
from bayu_docs.intake.source import source_file
from bayu_docs.materials.files import write_whole
from bayu_docs.materials.fonts import FontSet
from bayu_docs.model.finding import Finding, Severity, place_in
from bayu_docs.model.report import Report
from bayu_docs.pipeline import proofs
from bayu_docs.pipeline.engines import Engines
from bayu_docs.pipeline.judging import Judged, judge_all, uncovered_characters
from bayu_docs.pipeline.order import Order, Progress
from bayu_docs.pipeline.summary import report_on


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
    judged = judge_all(order, moment, progress)
    reports = []
    for number, each in enumerate(judged, 1):
        progress(f"整理佐证材料 {number}/{len(judged)}")
        room = work / str(number)
        room.mkdir()
        reports.append(examined(each, moment, room, fontset, engine_there))
    report = reports[0] if len(reports) == 1 else _together(order, judged, reports)
    if not order.mark:
        return report
    copy = _mark(source_file(order.source), judged, reports)
    return replace(report, facts=(*report.facts, ("标注副本", copy.name)))


def examined(
    judged: Judged, moment: datetime, work: Path, fontset: FontSet | None, engine_there: bool
) -> Report:
    """The report on one judged application: its characters looked at, its proofs planned."""
    application = judged.application
    if application is None:
        return report_on(judged, ())
    covered = uncovered_characters(application, fontset) if fontset else ()
    needed = office_files(application.evidence, application.base)
    if fontset is None or not engine_there or not needed:
        gathered = proofs.gather(application, judged.call, work, None)
    else:
        with Engines(fontset, work, moment) as engines:
            gathered = proofs.gather(application, judged.call, work, engines)
    return report_on(judged, covered, gathered)


def _together(order: Order, judged: Sequence[Judged], reports: Sequence[Report]) -> Report:
    """One report on a roster: a line for each application, whose key every finding names."""
    findings = tuple(
        replace(finding, message=f"〔{each.draft.key}〕{finding.message}")
        for each, report in zip(judged, reports, strict=True)
        for finding in report.findings
    )
    return Report(
        f"{source_file(order.source).name}（{len(reports)} 个申报）",
        findings,
        checked=tuple(dict.fromkeys(name for report in reports for name in report.checked)),
        unchecked=tuple(dict.fromkeys(said for report in reports for said in report.unchecked)),
        facts=tuple(
            (each.draft.key, _counts(report)) for each, report in zip(judged, reports, strict=True)
        ),
    )


def _counts(report: Report) -> str:
    errors = sum(found.severity is Severity.ERROR for found in report.findings)
    warnings = sum(found.severity is Severity.WARNING for found in report.findings)
    return f"错误 {errors} 处，警告 {warnings} 处"


def _mark(workbook: Path, judged: Sequence[Judged], reports: Sequence[Report]) -> Path:
    """A copy of the workbook beside it, with every finding at its cell; no file is overwritten."""
    from bayu_docs.intake.workbook.mark import mark

    placed = [
        finding
        for each, report in zip(judged, reports, strict=True)
        for finding in _at_cells(each, report)
    ]
    copy = _free_name(workbook)
    write_whole(copy, mark(workbook.read_bytes(), placed, workbook.name))
    return copy


def _at_cells(judged: Judged, report: Report) -> Iterator[Finding]:
    """The findings, each at the cell its value was typed in where there is one."""
    for finding in report.findings:
        place = finding.place
        if "!" not in place.spot and place.pointer:
            place = place_in(judged.draft.origins, place.pointer)
        yield replace(finding, place=place)


def _free_name(workbook: Path) -> Path:
    """申报数据_标注.xlsx, or with the next number: an earlier copy may hold work."""
    copy = workbook.with_stem(f"{workbook.stem}_标注")
    number = 2
    while copy.exists():
        copy = workbook.with_stem(f"{workbook.stem}_标注{number}")
        number += 1
    return copy
