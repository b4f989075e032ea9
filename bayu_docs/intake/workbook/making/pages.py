"""A sheet written: single fields one below the other, or a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bayu_docs.intake.workbook.layout import COVER, HEAD_ROW, REQUIRED_MARK, Column, Group, Sheet
from bayu_docs.intake.workbook.making import hints, style
from bayu_docs.intake.workbook.making.grids import Grid
from bayu_docs.intake.workbook.making.rules import Lists, owner_rule, rule
from bayu_docs.intake.workbook.making.spots import (
    FIRST_ROW,
    HINT_COLUMN,
    HINT_ROW,
    LABEL_COLUMN,
    UNIT_COLUMN,
    VALUE_COLUMN,
    lines,
)
from bayu_docs.intake.workbook.making.values import Cell
from bayu_docs.materials.workbook_write import Look, Page
from bayu_docs.model.call import Call

_WIDTHS = {LABEL_COLUMN: 27, VALUE_COLUMN: 56, UNIT_COLUMN: 9, HINT_COLUMN: 58}
_WIDEST_UNFROZEN = 150
"""Characters: a wider table keeps its first columns in sight."""
_WIDEST_PAPER = 200
"""Characters on one page of paper that can still be read."""
_TITLE_TAKES = 42
"""Characters in the first row that the title runs over; the way back stands behind them."""
_BLANK_LINES_PT = 48
"""Room for a text of several lines, so that one is expected."""
_BACK = "返回填写说明"


def write_fields(
    page: Page,
    sheet: Sheet,
    cells: Sequence[Cell],
    call: Call,
    lists: Lists,
    names: Mapping[str, str],
) -> None:
    """A sheet of single fields: label, value, unit, hint."""
    for column, width in _WIDTHS.items():
        page.column(column, width, style.PLAIN)
    _title(page, sheet.title, HINT_COLUMN)
    note = "在浅黄色的格里填写；名称后带 * 的必填"
    page.text(2, 1, note, style.ONE_LINE_NOTE)
    values = dict(zip((column.pattern for column in sheet.columns), cells, strict=True))
    for row, line in lines(sheet):
        if isinstance(line, Group):
            page.text(row, LABEL_COLUMN, line.title, style.GROUP)
            for column in range(VALUE_COLUMN, HINT_COLUMN + 1):
                page.blank(row, column, style.GROUP)
            page.height(row, 21)
        else:
            _field(page, row, line, values[line.pattern], call)
            page.rule((row, row), VALUE_COLUMN, rule(line, call, lists, names))
    page.freeze(2, 0)
    page.paper(call.form_title)


def _field(page: Page, row: int, column: Column, value: Cell, call: Call) -> None:
    label = style.LABEL_REQUIRED if column.required else style.LABEL
    page.text(row, LABEL_COLUMN, head(column), label)
    put(page, row, VALUE_COLUMN, value, replace(style.value_look(column.node), across="left"))
    page.text(row, UNIT_COLUMN, str(column.node.get("x-unit", "")), style.UNIT)
    hint = hints.hint(column, call)
    page.text(row, HINT_COLUMN, hint, style.HINT)
    shown = (
        (head(column), LABEL_COLUMN, label),
        (value, VALUE_COLUMN, style.CELL),
        (hint, HINT_COLUMN, style.HINT),
    )
    height = _height_pt((text, _WIDTHS[place], look) for text, place, look in shown)
    page.height(row, max(height, _BLANK_LINES_PT if column.node.get("x-multiline") else 0))


def write_grid(page: Page, grid: Grid, call: Call, lists: Lists, names: Mapping[str, str]) -> None:
    """A table: title, note, hints, heads, rows."""
    widths = _table_widths(grid)
    for column, width in enumerate(widths, 1):
        page.column(column, width, _look_of(grid, column, ruled=False))
    wide = sum(widths) > _WIDEST_UNFROZEN
    _title(page, grid.title, _column_behind(widths, _TITLE_TAKES))
    if wide:
        page.text(2, 1, grid.note, style.ONE_LINE_NOTE)
        page.height(2, style.ROW_HEIGHT_PT)
    else:
        page.across(2, 1, len(widths), grid.note, style.NOTE)
        page.height(2, style.height_pt(grid.note, sum(widths), style.NOTE))
    _heads(page, grid, widths)
    _rows(page, grid, widths)
    _rules(page, grid, call, lists, names)
    kept = (len(grid.leads) or 1) if wide else 0
    page.freeze(HEAD_ROW, kept)
    page.paper(
        call.form_title,
        repeated_row=HEAD_ROW,
        repeated_columns=kept,
        pages_wide=max(1, round(sum(widths) / _WIDEST_PAPER)),
    )


def _rows(page: Page, grid: Grid, widths: Sequence[float]) -> None:
    """The data, and ruled rows below it."""
    looks = [_look_of(grid, column, ruled=True) for column in range(1, len(widths) + 1)]
    for row, cells in enumerate(grid.rows, FIRST_ROW):
        for column, (cell, look) in enumerate(zip(cells, looks, strict=True), 1):
            put(page, row, column, cell, look)
        page.height(row, _height_pt(zip(cells, widths, looks, strict=True)))
    for row in range(FIRST_ROW + len(grid.rows), FIRST_ROW + grid.extent.ruled):
        for column, look in enumerate(looks, 1):
            page.blank(row, column, look)
        page.height(row, style.ROW_HEIGHT_PT)


def _height_pt(cells: Iterable[tuple[Cell, float, Look]]) -> float:
    """The height of a row by the text that takes most."""
    texts = [each for each in cells if isinstance(each[0], str)]
    heights = (style.height_pt(str(cell), width, look) for cell, width, look in texts)
    return max(style.ROW_HEIGHT_PT, *heights, 0)


def head(column: Column) -> str:
    """The title as a head shows it."""
    return column.title + (REQUIRED_MARK if column.required else "")


def put(page: Page, row: int, column: int, value: Cell, look: Look) -> None:
    """The value as what it is; nothing is an empty cell."""
    if value is None:
        page.blank(row, column, look)
    elif isinstance(value, str):
        page.text(row, column, value, look)
    elif isinstance(value, date):
        page.day(row, column, value, look)
    else:
        page.number(row, column, value, look)


def _title(page: Page, title: str, back_column: int) -> None:
    page.text(1, 1, title, style.TITLE)
    page.height(1, style.TITLE_HEIGHT_PT)
    page.link(1, max(2, back_column), COVER, "A1", _BACK, style.LINK)


def _heads(page: Page, grid: Grid, widths: Sequence[float]) -> None:
    hints = [*(lead.hint for lead in grid.leads), *grid.hints]
    heads = [(lead.title + REQUIRED_MARK, True) for lead in grid.leads]
    heads += [(head(column), column.required) for column in grid.columns]
    for column, (hint, (title, required)) in enumerate(zip(hints, heads, strict=True), 1):
        page.text(HINT_ROW, column, hint, style.HINT_ABOVE)
        page.text(HEAD_ROW, column, title, style.HEAD_REQUIRED if required else style.HEAD)
    page.height(
        HINT_ROW,
        _height_pt(
            (hint, width, style.HINT_ABOVE) for hint, width in zip(hints, widths, strict=True)
        ),
    )
    page.height(
        HEAD_ROW,
        _height_pt(
            (title, width, style.HEAD_REQUIRED)
            for (title, _), width in zip(heads, widths, strict=True)
        ),
    )


def _rules(page: Page, grid: Grid, call: Call, lists: Lists, names: Mapping[str, str]) -> None:
    rows = (FIRST_ROW, grid.extent.last_row)
    for number, lead in enumerate(grid.leads, 1):
        if lead.names:
            page.rule(rows, number, owner_rule(lead.title, lead.names, lead.hint))
    for number, column in enumerate(grid.columns, len(grid.leads) + 1):
        page.rule(rows, number, rule(column, call, lists, names))


def _table_widths(grid: Grid) -> list[float]:
    own = [
        style.width(head(column), column.node, hints.choices(column.node), hint)
        for column, hint in zip(grid.columns, grid.hints, strict=True)
    ]
    return [*(lead.width for lead in grid.leads), *own]


def _look_of(grid: Grid, column: int, *, ruled: bool) -> Look:
    if column <= len(grid.leads):
        return style.text_look() if ruled else style.UNRULED_TEXT
    node = grid.columns[column - len(grid.leads) - 1].node
    return style.value_look(node) if ruled else style.unused_look(node)


def _column_behind(widths: Sequence[float], characters: float) -> int:
    """The first column that begins behind so many characters, or the last one."""
    begun = 0.0
    for number, width in enumerate(widths, 1):
        if begun >= characters:
            return number
        begun += width
    return len(widths)
