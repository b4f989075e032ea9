"""The report as one plain page: no script, nothing fetched, printable."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from bayu_docs import __version__
from bayu_docs.materials import assets
from bayu_docs.materials.html import filled_page
from bayu_docs.model.document import Artifact
from bayu_docs.model.evidence import page_words
from bayu_docs.model.finding import Finding, Severity, has_errors
from bayu_docs.model.report import BundleOverview, MatrixItem, MatrixRow, PagePicture, Report
from bayu_docs.reporting.mask import masked
from bayu_docs.reporting.order import (
    MARKS,
    count,
    counts_line,
    grounds,
    in_order,
    verdict,
    where,
)

TEMPLATE = "report/report.html.j2"


def to_html(report: Report) -> str:
    """The whole page; severity is shown by mark and word, colour only repeats it."""
    return filled_page(
        TEMPLATE,
        subject=masked(report.subject),
        verdict=verdict(report),
        state=_state(report),
        counts=counts_line(report),
        facts=[(label, masked(value)) for label, value in report.facts],
        groups=_groups(report),
        bundle=report.bundle and _bundle(report.bundle),
        unchecked=[masked(each) for each in report.unchecked],
        checked=[_check_words(code) for code in report.checked],
        artifacts=[_artifact(artifact) for artifact in report.artifacts],
        version=__version__,
    )


def _state(report: Report) -> str:
    """The page's class: error, open (not all checked) or pass."""
    if has_errors(report.findings):
        return "error"
    return "open" if report.unchecked or not report.checked else "pass"


def _groups(report: Report) -> list[dict[str, Any]]:
    ordered = in_order(report)
    return [
        {
            "key": each.value,
            "title": f"{each.label}（{count(report, each)} 处）",
            "findings": [_finding(found) for found in ordered if found.severity is each],
        }
        for each in Severity
        if count(report, each)
    ]


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "mark": MARKS[finding.severity],
        "label": finding.severity.label,
        "where": where(finding.place),
        "message": masked(finding.message),
        "grounds": grounds(finding),
        "advice": masked(finding.advice),
        "doubt": finding.doubt,
        "code": finding.code,
    }


def _bundle(bundle: BundleOverview) -> dict[str, Any]:
    return {
        "used": bundle.used,
        "pages": [_page(page, bundle.max_pages) for page in bundle.pages],
        "matrix": [_row(row) for row in bundle.matrix],
        "loose": [_matrix_item(item) for item in bundle.loose],
    }


def _page(page: PagePicture, max_pages: int) -> dict[str, Any]:
    items = "、".join(page.items) or "目录"
    return {
        "number": page.number,
        "holds": items,
        "words": f"第 {page.number} 页：{items}",
        "over": page.number > max_pages,
        "picture": b64encode(page.jpeg).decode("ascii"),
    }


def _row(row: MatrixRow) -> dict[str, Any]:
    return {
        "clause": row.clause,
        "requirement": row.requirement,
        "proofs": [_matrix_item(item) for item in row.items],
        "missing": row.missing,
        "excused": row.excused,
    }


def _matrix_item(item: MatrixItem) -> dict[str, str]:
    pages = f"第 {page_words(item.pages)} 页" if item.pages else ""
    nowhere = "页数未知" if item.unknown else "没有编入"
    return {"id": item.id, "title": masked(item.title), "pages": pages or nowhere}


def _check_words(code: str) -> tuple[str, str]:
    """A check's Chinese name, when the catalogue of findings has it, and its code."""
    return assets.finding_catalogue().get(code, {}).get("name", ""), code


def _artifact(artifact: Artifact) -> dict[str, str]:
    pages = "" if artifact.pages is None else f"{artifact.pages} 页"
    size = f"{max(1, round(artifact.size / 1000))} KB"
    return {"file": artifact.path.name, "pages": pages, "size": size, "sha256": artifact.sha256}
