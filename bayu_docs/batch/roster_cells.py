"""The clerk's cells of 汇总表.xlsx, found by heads and 收件序号, wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bayu_docs.batch.columns import (
    COLUMNS,
    EDITABLE,
    MARK,
    MARK_SHEET,
    REVISION_CELL,
    SHEET,
    Column,
    column,
)
from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.workbook.reading.matching import folded
from bayu_docs.materials import ooxml
from bayu_docs.materials.workbook_read import Book, CellValue, Grid, open_workbook, spot
from bayu_docs.model.finding import Finding, Place, Severity

_HEAD_WITHIN_ROWS = 20
_FEWEST_HEADS = 3
_NUMBER_DIGITS = 3


@dataclass(frozen=True)
class Cell:
    """A clerk's cell: what stands in it, where."""

    number: str
    column: Column
    raw: object
    place: Place


@dataclass(frozen=True)
class Roster:
    """The workbook as it was read. revision: of the state it was written from, None unknown;
    numbers: the rows that are there."""

    file: str
    cells: tuple[Cell, ...]
    numbers: tuple[str, ...]
    revision: int | None
    epoch: date
    findings: tuple[Finding, ...] = field(default_factory=tuple)


def read(path: Path) -> Roster:
    """The clerk's cells of that workbook; SourceUnreadable when it is no roster of ours."""
    ooxml.require(path, ooxml.WORKBOOK)
    with open_workbook(path) as book:
        grid = _roster_grid(book, path)
        revision = _revision(book)
        epoch = book.epoch
    head_row = _head_row(grid)
    if head_row is None:
        raise SourceUnreadable(
            f"{path.name}：没有找到表头（收件序号、会商意见……）",
            "请用 bayu-docs receive 重新生成汇总表，不要改动表头",
        )
    heads, findings = _heads(grid, head_row, path.name)
    if "number" not in heads:
        raise SourceUnreadable(
            f"{path.name}：没有“{column('number').head}”这一列，认不出各行是哪份申报",
            "请恢复这一列，或用 bayu-docs desk update 之前的备份",
        )
    rows, row_findings = _rows(grid, head_row, heads["number"], path.name)
    merged, merged_findings = _merged(grid, rows, heads, path.name)
    cells = tuple(
        Cell(number, one, grid.at(row, heads[one.key]), _place(path, grid, row, heads[one.key]))
        for row, number in rows.items()
        for one in EDITABLE
        if one.key in heads and (row, heads[one.key]) not in merged
    )
    return Roster(
        path.name,
        cells,
        tuple(rows.values()),
        revision,
        epoch,
        (*findings, *row_findings, *merged_findings),
    )


def _roster_grid(book: Book, path: Path) -> Grid:
    """The roster's sheet, by its name, else the first sheet that looks like it."""
    if SHEET in book.titles:
        return book.grid(SHEET)
    for title in book.titles:
        grid = book.grid(title)
        if _head_row(grid) is not None:
            return grid
    raise SourceUnreadable(
        f"{path.name}：没有名为“{SHEET}”的工作表", "请恢复工作表的名称，或用 receive 重新生成"
    )


def _revision(book: Book) -> int | None:
    if MARK_SHEET not in book.titles:
        return None
    grid = book.grid(MARK_SHEET)
    if tuple(str(grid.at(1, at)) for at in range(1, len(MARK) + 1)) != MARK:
        return None
    value = grid.at(*REVISION_CELL)
    return int(value) if isinstance(value, int | float) else None


def _head_row(grid: Grid) -> int | None:
    """The first row near the top in which several of our heads stand."""
    known = {folded(one.head) for one in COLUMNS}
    for row, cells in sorted(grid.rows.items()):
        if row > _HEAD_WITHIN_ROWS:
            return None
        found = {folded(text) for text in cells.values() if isinstance(text, str)} & known
        if len(found) >= _FEWEST_HEADS:
            return row
    return None


def _heads(grid: Grid, row: int, file: str) -> tuple[dict[str, int], list[Finding]]:
    """Column key -> where it stands; a finding for each clerk's column that is gone or twice."""
    by_head = {folded(one.head): one for one in COLUMNS}
    heads: dict[str, int] = {}
    findings = []
    for at, text in sorted(grid.rows[row].items()):
        one = by_head.get(folded(text)) if isinstance(text, str) else None
        if one is None:
            continue
        if one.key in heads:
            place = Place(file, spot(grid.title, row, at))
            message = f"“{one.head}”这一列出现两次，只读取左边的一列"
            findings.append(
                Finding("desk.column", Severity.ERROR, message, place, advice="请删去多出的一列")
            )
            continue
        heads[one.key] = at
    for one in EDITABLE:
        if one.key not in heads:
            message = f"没有“{one.head}”这一列，这一列的登记保持不变"
            advice = "请恢复表头的名称；不需要改动这一列时可以不管"
            place = Place(file, grid.title)
            findings.append(Finding("desk.column", Severity.WARNING, message, place, advice=advice))
    return heads, findings


def _rows(grid: Grid, head_row: int, at: int, file: str) -> tuple[dict[int, str], list[Finding]]:
    """Row -> 收件序号; a finding for each that stands twice."""
    rows: dict[int, str] = {}
    findings = []
    for row in sorted(grid.rows):
        number = _number(grid.at(row, at)) if row > head_row else ""
        if not number:
            continue
        if number in rows.values():
            place = Place(file, spot(grid.title, row, at))
            message = f"收件序号 {number} 出现两次，只读取上面的一行"
            advice = "请删去多出的一行，或改回原来的收件序号"
            findings.append(
                Finding("desk.row_twice", Severity.ERROR, message, place, advice=advice)
            )
            continue
        rows[row] = number
    return rows, findings


def _number(value: CellValue | None) -> str:
    """A 收件序号, even when a program made 1 of 001."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{int(value):0{_NUMBER_DIGITS}}"
    text = value.strip() if isinstance(value, str) else ""
    return text.zfill(_NUMBER_DIGITS) if text.isdecimal() else text


def _merged(
    grid: Grid, rows: Mapping[int, str], heads: Mapping[str, int], file: str
) -> tuple[set[tuple[int, int]], list[Finding]]:
    """The clerk's cells that a merged block covers: nobody can say for which row it is meant."""
    ours = {at: column(key) for key, at in heads.items() if column(key).editable}
    covered: set[tuple[int, int]] = set()
    findings = []
    for block in grid.merged:
        inside = [
            (row, at)
            for row in range(block.first_row, block.last_row + 1)
            for at in range(block.first_column, block.last_column + 1)
            if row in rows and at in ours
        ]
        if not inside:
            continue
        covered.update(inside)
        place = Place(file, spot(grid.title, block.first_row, block.first_column))
        message = f"“{ours[inside[0][1]].head}”有合并单元格，分不清填给哪一行，没有读取"
        advice = "请取消合并，逐行填写"
        findings.append(Finding("desk.merged", Severity.ERROR, message, place, advice=advice))
    return covered, findings


def _place(path: Path, grid: Grid, row: int, at: int) -> Place:
    return Place(path.name, spot(grid.title, row, at))
