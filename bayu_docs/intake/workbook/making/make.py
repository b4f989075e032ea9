"""A workbook made from the schema and the call: blank, or filled with what is known already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from bayu_docs.intake.workbook import layout
from bayu_docs.intake.workbook.layout import Table
from bayu_docs.intake.workbook.making import cover, formulas
from bayu_docs.intake.workbook.making.formulas import Counter
from bayu_docs.intake.workbook.making.grids import KEYS_NAME, owners_name, roster_grid, table_grid
from bayu_docs.intake.workbook.making.pages import write_fields, write_grid
from bayu_docs.intake.workbook.making.rules import LEADS, Lists
from bayu_docs.intake.workbook.making.spots import Extent, filled_range, single_extent, spots
from bayu_docs.intake.workbook.making.style import PLAIN
from bayu_docs.intake.workbook.making.values import (
    Cell,
    Row,
    refuse_unplaceable,
    rows_of,
    single_cells,
    table_at,
)
from bayu_docs.materials.workbook_write import Book, column_letters, quoted
from bayu_docs.model.call import Call

_FIRST_LIST_COLUMN = 6  # of the hidden sheet, to the right of the stamp
_NAMES = {LEADS: owners_name(LEADS)}


def make(
    call: Call,
    applications: Sequence[Mapping[str, Any]] = (),
    *,
    keys: Sequence[str] = (),
    many: bool = False,
) -> bytes:
    """A workbook, blank or filled with data (not necessarily admitted); the same input gives the
    same bytes.

    many: a roster; keys: 申报编号 of each application of a roster, 001, 002 … where not given.
    SourceUnreadable when the data holds what no cell can; ValueError for several applications
    in a workbook for one.
    """
    if len(applications) > 1 and not many:
        raise ValueError("a workbook for one application cannot hold several")
    for application in applications:
        refuse_unplaceable(application)
    book = Book(f"{call.form_title}申报数据", datetime.combine(call.issued_on, time()))
    if many:
        named = [*keys, *(f"{number:03}" for number in range(len(keys) + 1, len(applications) + 1))]
        _roster(book, call, list(zip(named, applications, strict=True)))
    else:
        _single(book, call, applications[0] if applications else {"call": call.id})
    return book.finished()


def _single(book: Book, call: Call, application: Mapping[str, Any]) -> None:
    tables = [sheet.table for sheet in layout.sheets() if sheet.table is not None]
    rows = {table.pattern: rows_of(table, application) for table in tables}
    extents = {table.pattern: single_extent(table, len(rows[table.pattern])) for table in tables}
    _name_leads(book, extents[LEADS], column=1)
    cover.write(book, call, layout.sheets(), _counters(application, rows, extents))
    lists = Lists()
    for sheet in layout.sheets():
        page = book.sheet(sheet.title)
        if sheet.table is None:
            write_fields(page, sheet, single_cells(sheet, application), call, lists, _NAMES)
            continue
        pattern = sheet.table.pattern
        grid = table_grid(sheet.title, sheet.table, rows[pattern], extents[pattern], call)
        write_grid(page, grid, call, lists, _NAMES)
    _hidden_sheet(book, call, layout.SINGLE, lists)


def _roster(book: Book, call: Call, applications: list[tuple[str, Mapping[str, Any]]]) -> None:
    grids = [roster_grid(sheet, applications, call) for sheet in layout.sheets()]
    extents = {grid.title: grid.extent for grid in grids}
    _name_leads(book, extents[table_at(LEADS).title], column=2)
    keys = filled_range(layout.FIRST_SHEET, 1, extents[layout.FIRST_SHEET].last_row)
    book.name(KEYS_NAME, keys)
    cover.write(book, call, layout.sheets(), ())
    lists = Lists()
    for grid in grids:
        write_grid(book.sheet(grid.title), grid, call, lists, _NAMES)
    _hidden_sheet(book, call, layout.ROSTER, lists)


def _name_leads(book: Book, extent: Extent, *, column: int) -> None:
    """Name the range of the lead artisans' names, for the sheets that refer to them."""
    title = table_at(LEADS).title
    book.name(_NAMES[LEADS], filled_range(title, column, extent.last_row))


def _counters(
    application: Mapping[str, Any], rows: Mapping[str, list[Row]], extents: Mapping[str, Extent]
) -> tuple[Counter, ...]:
    columns = dict[str, list[Cell]]()
    for sheet in layout.sheets():
        if sheet.table is None:
            cells = single_cells(sheet, application)
            columns |= {
                column.pattern: [cell] for column, cell in zip(sheet.columns, cells, strict=True)
            }
        else:
            columns |= _by_column(sheet.table, rows[sheet.table.pattern])
    return formulas.counters(spots(layout.sheets(), extents), columns)


def _by_column(table: Table, rows: Sequence[Row]) -> dict[str, list[Cell]]:
    return {
        column.pattern: [row.cells[number] for row in rows]
        for number, column in enumerate(table.columns)
    }


def _hidden_sheet(book: Book, call: Call, kind: str, lists: Lists) -> None:
    """The stamp by which our workbook is known, and the lists of long drop-downs."""
    page = book.sheet(layout.STAMP_SHEET)
    for column, word in enumerate((layout.STAMP, layout.VERSION, kind, call.id), 1):
        page.text(1, column, word, PLAIN)
    for column, (name, words) in enumerate(lists.kept.items(), _FIRST_LIST_COLUMN):
        page.text(1, column, name, PLAIN)
        for row, word in enumerate(words, 2):
            page.text(row, column, word, PLAIN)
        letters = column_letters(column)
        book.name(name, f"{quoted(layout.STAMP_SHEET)}!${letters}$2:${letters}${len(words) + 1}")
    page.hide()
