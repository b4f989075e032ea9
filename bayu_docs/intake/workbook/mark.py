"""A copy of the user's workbook with every finding at its cell, and a list of all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bayu_docs.intake.workbook.layout import COVER, MARKS_SHEET, STAMP
from bayu_docs.intake.workbook.making.style import height_pt
from bayu_docs.materials.workbook_mark import Line, Listing, Mark, MarkableBook
from bayu_docs.materials.workbook_write import Look
from bayu_docs.model.finding import Finding, Severity

FILLS: Mapping[Severity, str] = {
    Severity.ERROR: "FFC7CE",
    Severity.WARNING: "FFEB9C",
    Severity.INFO: "CFE2F3",
}
"""Red, amber, blue (RRGGBB)."""

_WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_SPOT = re.compile("(.+)!([A-Z]{1,3}[1-9][0-9]{0,6})")
_HEADS = ("序号", "程度", "位置", "问题", "怎么改", "依据", "代码")
_WIDTHS = (6.0, 8.0, 24.0, 60.0, 48.0, 26.0, 26.0)
_LINK_COLUMN = 3
_LOOK = Look(size_pt=10.5)
_MARGIN_PT = 3
_BACK = "返回问题清单"


def mark(workbook: bytes, findings: Sequence[Finding], file_name: str) -> bytes:
    """A copy in which every finding stands at its cell, and all in 问题清单 with links.

    file_name: the workbook's; only findings of this file have cells in it, the others stand in
    the list. What an earlier marking left in the workbook is replaced. SourceUnreadable when the
    workbook cannot be opened for writing.
    """
    book = MarkableBook(workbook, STAMP)
    cells = [_cell(finding, file_name, book.titles) for finding in findings]
    at_cell = dict[tuple[str, str], list[Finding]]()
    for finding, cell in zip(findings, cells, strict=True):
        if cell is not None:
            at_cell.setdefault(cell, []).append(finding)
    marks = [_mark(cell, together) for cell, together in at_cell.items()]
    lines = tuple(
        _line(number, finding, cell, file_name)
        for number, (finding, cell) in enumerate(zip(findings, cells, strict=True), 1)
    )
    return book.mark(marks, _listing(findings, lines, file_name), after=COVER)


def _cell(finding: Finding, file_name: str, titles: Sequence[str]) -> tuple[str, str] | None:
    """The sheet and cell of a finding; None when it has none in this workbook."""
    match = _SPOT.fullmatch(finding.place.spot)
    if match is None or finding.place.file not in ("", file_name):
        return None
    sheet, cell = match.groups()
    return (sheet, cell) if sheet in titles and sheet != MARKS_SHEET else None


def _mark(cell: tuple[str, str], findings: Sequence[Finding]) -> Mark:
    """One mark for all findings of a cell, in the colour of the worst."""
    worst = min((finding.severity for finding in findings), key=_WORST_FIRST.index)
    comment = "\n\n".join(map(_comment, findings))
    return Mark(cell[0], cell[1], FILLS[worst], comment)


def _comment(finding: Finding) -> str:
    parts = [f"【{finding.severity.label}】{finding.message}"]
    if finding.advice:
        parts.append(f"改法：{finding.advice}")
    if finding.clause is not None and finding.clause.number:
        parts.append(f"依据：{finding.clause.number}")
    return "\n".join([*parts, f"代码：{finding.code}"])


def _line(number: int, finding: Finding, cell: tuple[str, str] | None, file_name: str) -> Line:
    place = finding.place
    where = place.spot if place.file in ("", file_name) and place.spot else str(place)
    words = (
        str(number),
        finding.severity.label,
        where or "（不在表内）",
        finding.message,
        finding.advice,
        _basis(finding),
        finding.code,
    )
    heights = (height_pt(text, width, _LOOK) for text, width in zip(words, _WIDTHS, strict=True))
    return Line(words, FILLS[finding.severity], max(heights) + _MARGIN_PT, cell)


def _basis(finding: Finding) -> str:
    """The clause with its words."""
    if finding.clause is None:
        return ""
    words = f"“{finding.clause.words}”" if finding.clause.words else ""
    return f"{finding.clause.number}{words}"


def _listing(findings: Sequence[Finding], lines: tuple[Line, ...], file_name: str) -> Listing:
    counted = "，".join(
        f"{severity.label} {sum(finding.severity is severity for finding in findings)} 处"
        for severity in _WORST_FIRST
    )
    note = (
        f"{counted}。点“位置”到所在的格；格子的批注里有说明。"
        "这是标注副本，原来的文件没有改动；红色为错误，黄色为警告，蓝色为提示。"
    )
    heading = f"{MARKS_SHEET}：{file_name}"
    return Listing(MARKS_SHEET, heading, note, _HEADS, _WIDTHS, _LINK_COLUMN, _BACK, lines)
