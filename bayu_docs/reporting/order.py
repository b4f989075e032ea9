"""What every report says alike: the order of findings, the counts, the verdict."""

from __future__ import annotations

from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.model.report import Report
from bayu_docs.reporting.mask import masked

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
MARKS = {Severity.ERROR: "×", Severity.WARNING: "！", Severity.INFO: "·"}
"""Marks that exist in GBK, so that a Chinese Windows console can show them."""


def in_order(report: Report) -> list[Finding]:
    """Errors first, then warnings, then hints; within each as found."""
    return sorted(report.findings, key=lambda finding: _WEIGHT[finding.severity])


def count(report: Report, severity: Severity) -> int:
    """How many findings of that severity."""
    return sum(finding.severity is severity for finding in report.findings)


def counts_line(report: Report) -> str:
    """`错误 2 处，警告 1 处，提示 0 处`."""
    return "，".join(f"{each.label} {count(report, each)} 处" for each in Severity)


def verdict(report: Report) -> str:
    """One sentence; nothing checked is never a pass."""
    errors = count(report, Severity.ERROR)
    if report.closing:
        return report.closing
    if errors:
        return f"未通过：有 {errors} 处错误，改正后重新运行"
    if not report.checked:
        return "没有检查任何内容，不能视为通过"
    if report.unchecked:
        return f"没有查完：有 {len(report.unchecked)} 项在这台电脑上不能检查"
    return "通过：没有发现错误"


def where(place: Place) -> str:
    """The place in the user's terms; the JSON pointer only when there is nothing better."""
    words = str(place) if place.spot or place.page is not None else place.file
    if not place.spot and place.pointer and place.page is None:
        words = " › ".join(part for part in (place.file, place.pointer) if part)
    return masked(words)


def grounds(finding: Finding) -> str:
    """The clause and its words, or empty: `四（一）2“……”`."""
    clause = finding.clause
    if clause is None:
        return ""
    source = f"（{clause.source}）" if clause.source else ""
    words = f"“{clause.words}”" if clause.words else ""
    return f"{clause.number}{words}{source}"
