"""The report for a terminal: what, where, by which clause, how to mend it, and the code."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.report import Report
from bayu_docs.reporting.columns import folded, width_of
from bayu_docs.reporting.mask import masked
from bayu_docs.reporting.order import MARKS, counts_line, grounds, in_order, verdict, where

_INDENT = "    "
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render_text(report: Report, colour: bool = False, width: int = 100) -> str:
    """The whole report; width in columns, colour as ANSI sequences that repeat what marks say."""
    blocks = [_head(report)]
    blocks += [_finding(finding, colour, width) for finding in in_order(report)]
    if report.unchecked:
        lines = [folded(f"· {masked(each)}", width, "  ") for each in report.unchecked]
        blocks.append("\n".join(["这台电脑上没有检查：", *lines]))
    tail = f"{verdict(report)}（{counts_line(report)}；检查了 {len(report.checked)} 项）"
    blocks.append(folded(tail, width, ""))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(report: Report) -> str:
    widest = max((width_of(label) for label, _ in report.facts), default=0)
    lines = [masked(report.subject)]
    for label, value in report.facts:
        lines.append(f"{label}{' ' * (widest - width_of(label))}  {masked(value)}")
    return "\n".join(lines)


def _finding(finding: Finding, colour: bool, width: int) -> str:
    lines = list(_lines(finding))
    shown = [folded(line, width if n == 0 else width - len(_INDENT), _INDENT)
             for n, line in enumerate(lines)]  # fmt: skip
    if colour:
        shown[0] = f"\x1b[{_COLOURS[finding.severity]}m{shown[0]}\x1b[0m"
    return f"\n{_INDENT}".join(shown)


def _lines(finding: Finding) -> Iterator[str]:
    place = where(finding.place)
    message = masked(finding.message)
    yield (
        f"{MARKS[finding.severity]} {place}：{message}"
        if place
        else (f"{MARKS[finding.severity]} {message}")
    )
    if grounds(finding):
        yield f"依据：{grounds(finding)}"
    if finding.doubt:
        yield f"存疑：{finding.doubt}（用 bayu-docs call lint 查看）"
    mend = f"改法：{masked(finding.advice)}  " if finding.advice else ""
    yield f"{mend}[{finding.code}]"
