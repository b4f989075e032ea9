"""The report for a terminal: what, where, by which clause, how to mend it, and the code."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.model.evidence import page_words
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.report import BundleOverview, MatrixItem, MatrixRow, Report
from bayu_docs.reporting.columns import folded, width_of
from bayu_docs.reporting.mask import masked
from bayu_docs.reporting.order import MARKS, counts_line, grounds, in_order, verdict, where

_INDENT = "    "
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render_text(report: Report, colour: bool = False, width: int = 100) -> str:
    """The whole report; width in columns, colour as ANSI sequences that repeat what marks say."""
    blocks = [_head(report)]
    if report.bundle is not None:
        blocks += [_plan(report.bundle), _matrix(report.bundle, width)]
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


def _plan(bundle: BundleOverview) -> str:
    """The plan as a picture in words; what lies beyond the limit stands below a line."""
    lines = [f"  {line}" for line in bundle.words.splitlines()]
    if len(lines) > bundle.max_pages:
        lines.insert(bundle.max_pages, f"  —— 以下超出上限 {bundle.max_pages} 面 ——")
    return "\n".join(["排页：", *lines])


def _matrix(bundle: BundleOverview, width: int) -> str:
    """A line for each requirement: its items and their pages."""
    rows = [f"{row.requirement}：{_proofs(row)}" for row in bundle.matrix]
    rows += [f"（未对应任何条件）：{_proof(item)}" for item in bundle.loose]
    return "\n".join(["佐证对照：", *(f"  {folded(row, width - 2, _INDENT)}" for row in rows)])


def _proofs(row: MatrixRow) -> str:
    lacking = f"{MARKS[Severity.ERROR]} 缺佐证" if row.missing else ""
    words = [*map(_proof, row.items), lacking or ("" if row.items else "不适用")]
    return "；".join(word for word in words if word)


def _proof(item: MatrixItem) -> str:
    nowhere = "页数未知" if item.unknown else "没有编入"
    return f"{item.id} {f'第 {page_words(item.pages)} 页' if item.pages else nowhere}"


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
