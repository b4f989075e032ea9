"""The report for programs: versioned JSON, as schemas/report.schema.json says."""

from __future__ import annotations

import json
from typing import Any

from bayu_docs import __version__
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.report import BundleOverview, MatrixItem, Report
from bayu_docs.reporting.mask import masked
from bayu_docs.reporting.order import count, in_order, verdict

TOOL_NAME = "bayu-docs"


def to_json(report: Report) -> str:
    """The report as indented JSON with a final newline; file names without folders."""
    return json.dumps(report_data(report), ensure_ascii=False, indent=2) + "\n"


def report_data(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "schema_version": report.version,
        "tool": {"name": TOOL_NAME, "version": __version__},
        "subject": masked(report.subject),
        "verdict": verdict(report),
        "exit_code": int(report.exit_code),
        "counts": {each.value: count(report, each) for each in Severity},
        "facts": [{"label": label, "value": masked(value)} for label, value in report.facts],
        "findings": [_finding(finding) for finding in in_order(report)],
        "checked": list(report.checked),
        "unchecked": [masked(each) for each in report.unchecked],
        "artifacts": [_artifact(artifact) for artifact in report.artifacts],
        "bundle": report.bundle and _bundle(report.bundle),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    clause = finding.clause
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": masked(finding.message),
        "place": {
            "file": masked(place.file),
            "spot": masked(place.spot),
            "pointer": place.pointer,
            "page": place.page,
        },
        "clause": clause
        and {"number": clause.number, "words": clause.words, "source": clause.source},
        "advice": masked(finding.advice),
        "doubt": finding.doubt,
    }


def _artifact(artifact: Artifact) -> dict[str, Any]:
    return {
        "kind": artifact.kind,
        "file": artifact.path.name,
        "sha256": artifact.sha256,
        "size": artifact.size,
        "pages": artifact.pages,
        "made_from": list(artifact.made_from),
    }


def _bundle(bundle: BundleOverview) -> dict[str, Any]:
    """The matrix and what stands on each page; the pictures are for people."""
    return {
        "used_pages": len(bundle.pages),
        "max_pages": bundle.max_pages,
        "matrix": [
            {
                "clause": row.clause,
                "requirement": row.requirement,
                "state": "excused" if row.excused else "missing" if row.missing else "proved",
                "items": [_matrix_item(item) for item in row.items],
            }
            for row in bundle.matrix
        ],
        "loose": [_matrix_item(item) for item in bundle.loose],
        "pages": [{"number": page.number, "items": list(page.items)} for page in bundle.pages],
    }


def _matrix_item(item: MatrixItem) -> dict[str, Any]:
    return {"id": item.id, "title": masked(item.title), "pages": list(item.pages)}
