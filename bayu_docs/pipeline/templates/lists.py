"""Lists on their form: a row of at least three heads with empty rows below it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bayu_docs.materials.word_grid import Cell, Grid
from bayu_docs.pipeline.templates import blanks
from bayu_docs.pipeline.templates.labels import spellings, squeezed
from bayu_docs.pipeline.templates.targets import words

LEAST_HEADS = 3
_NUMBER = re.compile(r"\(?\d{1,3}\)?[.、]?|[①-⑳]|[一二三四五六七八九十]{1,2}")


@dataclass(frozen=True)
class Column:
    """A column: the cell of the row that will be repeated, its head, and the head above that."""

    cell: Cell
    label: str
    head: str
    line: int


@dataclass(frozen=True)
class Rows:
    """A list. row: the 0-based row to repeat; spare: further empty rows, to be removed; columns:
    those with a head; numbers: cells of that row that hold the row's number; begin: cells merged
    downwards that begin in that row; top: the first row of its heads."""

    table: int
    row: int
    spare: tuple[int, ...]
    columns: tuple[Column, ...]
    numbers: tuple[Cell, ...]
    begin: tuple[Cell, ...]
    top: int

    @property
    def id(self) -> str:
        """Its name among the form's lists."""
        return f"表{self.table + 1}第{self.row + 1}行"

    @property
    def taken(self) -> tuple[int, ...]:
        """The rows that are no single fields."""
        return (*range(self.top, self.row + 1), *self.spare)


def find_lists(grid: Grid) -> tuple[Rows, ...]:
    """The lists of a table, from top to bottom."""
    found: list[Rows] = []
    row = 1
    while row < grid.rows:
        rows = _list_at(grid, row) or (_goes_on(grid, row, found[-1]) if found else None)
        if rows is not None:
            found.append(rows)
        row = max(rows.taken) + 1 if rows is not None else row + 1
    return tuple(found)


def _goes_on(grid: Grid, row: int, before: Rows) -> Rows | None:
    """A list under the heads of the one just above, told apart by a head at its left."""
    begin = tuple(cell for cell in grid.starting(row) if cell.rows > 1 and not _fillable(cell))
    cells = tuple(cell for cell in grid.starting(row) if cell not in begin)
    over = [*(each.cell for each in before.columns), *before.numbers]
    cuts = {(cell.column, cell.span): cell for cell in cells}
    adjoining = before.begin and begin and row == max(before.taken) + 1
    if not adjoining or {(c.column, c.span) for c in over} != set(cuts):
        return None
    if not all(map(_fillable, cells)):
        return None
    columns = tuple(
        Column(cuts[each.cell.column, each.cell.span], each.label, each.head, each.line)
        for each in before.columns
    )
    numbers = tuple(cuts[each.column, each.span] for each in before.numbers)
    spare = tuple(_spare(grid, row, cells))
    return Rows(grid.at, row, spare, columns, numbers, begin, row)


def _list_at(grid: Grid, row: int) -> Rows | None:
    """The list whose first empty row this is."""
    begin = tuple(cell for cell in grid.starting(row) if cell.rows > 1 and not _fillable(cell))
    cells = tuple(cell for cell in grid.starting(row) if cell not in begin)
    if len(cells) < LEAST_HEADS or not all(map(_fillable, cells)):
        return None
    heads = [_head_over(grid, cell) for cell in cells]
    if not all(heads) or len({head.at for head in heads if head}) < LEAST_HEADS:
        return None
    known = [head for head in heads if head is not None]
    top = min(head.row for head in known)
    columns, numbers = [], []
    for cell, head in zip(cells, known, strict=True):
        if spellings(head.text)[0] in words()["ordinals"]:
            numbers.append(cell)
            continue
        upper = grid.cell(head.row - 1, cell.column) if head.row > top else None
        line = next(each.at for each in head.lines if each.text.strip())
        columns.append(Column(cell, _flat(head.text), _flat(upper.text) if upper else "", line))
    spare = tuple(_spare(grid, row, cells))
    return Rows(grid.at, row, spare, tuple(columns), tuple(numbers), begin, top)


def _head_over(grid: Grid, cell: Cell) -> Cell | None:
    """The head of a column: the cell just above, when it spans the column and says something."""
    head = grid.cell(cell.row - 1, cell.column)
    if head is None or head.inner or _fillable(head) or not squeezed(head.text):
        return None
    covers = head.column <= cell.column and head.column + head.span >= cell.column + cell.span
    has_room = any(blanks.labelled(line.text) for line in head.lines)
    return head if covers and not has_room else None


def _spare(grid: Grid, row: int, cells: tuple[Cell, ...]) -> Iterator[int]:
    """The rows below that are cut like the first and as empty."""
    cuts = [(cell.column, cell.span) for cell in cells]
    for below in range(row + 1, grid.rows):
        own = [cell for cell in grid.starting(below) if (cell.column, cell.span) in cuts]
        if len(own) != len(cells) or not all(map(_fillable, own)):
            return
        if any(cell not in own and not _fillable(cell) for cell in grid.starting(below)):
            return
        yield below


def _fillable(cell: Cell) -> bool:
    """Empty, a row's number, or nothing but labelled blanks and boxes."""
    if cell.inner:
        return False
    text = cell.text
    if blanks.unlabelled(text) is not None or _NUMBER.fullmatch(squeezed(text)):
        return True
    lines = [line.text for line in cell.lines if not blanks.is_blank(line.text)]
    return all(blanks.labelled(line) or blanks.choice_ticks(line) for line in lines)


def _flat(text: str) -> str:
    return "".join(text.split())
