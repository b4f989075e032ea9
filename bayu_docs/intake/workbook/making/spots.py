"""Where fields stand in a workbook we make: rows, columns, and ranges as formulas write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bayu_docs.intake.workbook.layout import HEAD_ROW, Column, Group, Sheet, Table
from bayu_docs.materials.workbook_write import column_letters, quoted

FIRST_ROW = HEAD_ROW + 1
HINT_ROW = HEAD_ROW - 1
LABEL_COLUMN, VALUE_COLUMN, UNIT_COLUMN, HINT_COLUMN = 1, 2, 3, 4
_FIRST_GROUP_ROW = 3
_SHORT_LIST_ROWS = 30


@dataclass(frozen=True)
class Extent:
    """How far a table reaches. filled: rows with data; ruled: rows drawn for filling in;
    last_row: the last row that is validated and counted."""

    filled: int
    ruled: int
    last_row: int


def single_extent(table: Table, filled: int) -> Extent:
    """The extent in a workbook for one application: lines for some rows more than are filled."""
    usual = 10 if table.max_rows <= _SHORT_LIST_ROWS else 18
    ruled = max(filled, min(table.max_rows, max(usual, filled + 3)))
    return Extent(filled, ruled, HEAD_ROW + max(table.max_rows, filled))


def roster_extent(filled: int) -> Extent:
    """The extent in a roster, which has no limit of its own."""
    return Extent(filled, max(18, filled + 3), HEAD_ROW + max(2000, filled + 500))


def lines(sheet: Sheet) -> Iterator[tuple[int, Group | Column]]:
    """The lines of a sheet of single fields: row number with a group's heading or a field."""
    row = _FIRST_GROUP_ROW
    for group in sheet.groups:
        if group.columns:
            yield row, group
            row += 1
        for column in group.columns:
            yield row, column
            row += 1


@dataclass(frozen=True)
class Spots:
    """Of a workbook for one application, by pattern: the cells of single fields and the ranges
    of tables' columns, as formulas write them."""

    cells: Mapping[str, str]
    ranges: Mapping[str, str]


def spots(sheets: tuple[Sheet, ...], extents: Mapping[str, Extent]) -> Spots:
    """The spots of all fields; extents: by pattern of the list."""
    cells, ranges = dict[str, str](), dict[str, str]()
    for sheet in sheets:
        for row, line in lines(sheet):
            if isinstance(line, Column):
                cells[line.pattern] = f"{quoted(sheet.title)}!$B${row}"
        if sheet.table is not None:
            last = extents[sheet.table.pattern].last_row
            first = 2 if sheet.table.owner else 1
            for number, column in enumerate(sheet.table.columns, first):
                ranges[column.pattern] = column_range(sheet.title, number, last)
    return Spots(cells, ranges)


def column_range(sheet: str, column: int, last_row: int) -> str:
    """All data cells of a table's column."""
    letters = column_letters(column)
    return f"{quoted(sheet)}!${letters}${FIRST_ROW}:${letters}${last_row}"


def filled_range(sheet: str, column: int, last_row: int) -> str:
    """The column's cells down to as many as are filled: a list without empty words at its end."""
    whole = column_range(sheet, column, last_row)
    first = whole.partition(":")[0]
    return f"{first}:INDEX({whole},MAX(1,COUNTA({whole})))"
