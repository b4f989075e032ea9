"""The second half of the road: papers printed, bound and packed, and the reports."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bayu_docs.materials import files
from bayu_docs.model import submission as names
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Finding
from bayu_docs.model.report import Report
from bayu_docs.pipeline import papers
from bayu_docs.pipeline.case import FORM, PRINT_SHEET, Case, first_papers, print_sheet, template
from bayu_docs.pipeline.engines import Engines
from bayu_docs.rendering.form import DRAFT_MARK


@dataclass(frozen=True)
class Made:
    """The finished files with what was found while making them, and figures for the report."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    facts: tuple[tuple[str, str], ...]


def make(case: Case, engines: Engines, work: Path, out: Path, moment: datetime) -> Made:
    """All papers of the case in `out`; a draft stops before .docx, bag and e-mail draft.

    The engine works in a thread of its own: while it prints the form, the binders are loaded,
    and while it prints the print sheet, they bind.
    """
    with ThreadPoolExecutor(1) as engine:
        first = papers.fill(first_papers(case), work, moment)
        converting = engine.submit(engines.writer.convert, first.sources, work)
        from bayu_docs.pipeline import binding

        printed = papers.prove(first, converting.result(), moment)
        pages = printed[FORM].pages
        sheet = papers.fill((print_sheet(case, pages),), work, moment)
        converting = engine.submit(engines.writer.convert, sheet.sources, work, last=True)
        findings = binding.bind(case, printed, out, moment)
        printed |= papers.prove(sheet, converting.result(), moment)
    shutil.copyfile(printed[PRINT_SHEET].pdf, out / names.PRINT_SHEET)
    facts = (
        ("申报表", f"{pages} 面（{(pages + 1) // 2} 张）"),
        *([("表式", str(template(FORM, case.templates)))] if case.templates else []),
        ("状态", DRAFT_MARK if case.draft else "已通过检查"),
    )
    return Made(tuple(binding.artifacts(out)), findings, facts)


def write_reports(report: Report, out: Path) -> None:
    """检查报告.html and report.json."""
    from bayu_docs.reporting import html, json_report

    files.write_whole(out / names.REPORT_HTML, html.to_html(report).encode("utf-8"))
    files.write_whole(out / names.REPORT_JSON, json_report.to_json(report).encode("utf-8"))
