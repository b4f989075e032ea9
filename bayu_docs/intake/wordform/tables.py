"""A document -> all that stands on it: single fields, and rows of lists in their order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bayu_docs.intake.wordform import cells
from bayu_docs.intake.wordform.entries import Entry, Fault, Item, title
from bayu_docs.intake.wordform.shape import (
    Shape,
    Slot,
    is_head,
    outer_list,
    pattern,
    recognised,
    shapes,
    squeezed,
)
from bayu_docs.materials.word_controls import Cell, Line, Paper, Table
from bayu_docs.model.finding import Severity

Row = tuple[Cell, ...]


@dataclass
class Visible:
    """What a paper shows. single: its single fields; rows: list pointer -> its rows; heads: list
    pointer -> where the list stands; shapes: the tables of our form that are there."""

    single: Item = field(default_factory=lambda: Item(""))
    rows: dict[str, list[Item]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)


def visible(paper: Paper) -> Visible:
    """All that the paper says."""
    seen = Visible()
    known = recognised(paper.tables)
    seen.shapes = list(known.values())
    for block in paper.blocks:
        if isinstance(block, Line):
            _line(block, seen)
        else:
            _table(block, known.get(block.number), seen)
    return seen


def _line(line: Line, seen: Visible) -> None:
    for piece in line.pieces:
        if not isinstance(piece, str) and not outer_list(piece.tag):
            cells.read_cell(Cell((Line((piece,)),), 0), None, "正文", seen.single)


def _table(table: Table, shape: Shape | None, seen: Visible) -> None:
    lists = Counter(
        outer
        for row in table.rows
        for cell in row
        for control in cell.controls
        if (outer := outer_list(control.tag))
    )
    rows_of = shape.rows if shape else (lists.most_common(1)[0][0] if lists else "")
    if rows_of:
        _List(table, shape, rows_of, seen).read()
    else:
        _single_fields(table, shape, seen.single)


def _single_fields(table: Table, shape: Shape | None, into: Item) -> None:
    cover = shape is not None and shape.number == shapes()[0].number
    for number, row in enumerate(table.rows, start=1):
        spot = "封面" if cover else f"表{table.number}第{number}行"
        before = ""
        for cell in row:
            slot = _slot_beside(before, shape)
            if cell.controls or slot is not None:
                cells.read_cell(cell, slot, spot, into)
            before = cell.text


def _slot_beside(label: str, shape: Shape | None) -> Slot | None:
    if shape is None:
        return None
    if len(shape.slots) == 1 and not shape.slots[0].label:
        return shape.slots[0]
    return shape.at_label(label)


class _List:
    """A table that holds a list: its rows, those put in by hand too."""

    def __init__(self, table: Table, shape: Shape | None, rows_of: str, seen: Visible) -> None:
        self._table, self._shape, self._rows_of, self._seen = table, shape, rows_of, seen
        self._items = seen.rows.setdefault(rows_of, [])
        self._first = shape.slots[0].patterns[0] if shape else ""
        self._open: Item | None = None
        seen.heads.setdefault(rows_of, f"表{table.number}第1行")

    def read(self) -> None:
        """Put all rows into what is seen."""
        for row in self._table.rows:
            if any(outer_list(c.tag) == self._rows_of for cell in row for c in cell.controls):
                self._with_controls(row)
            elif self._shape is not None and not is_head(row, self._shape):
                self._without_controls(row, self._shape)

    def _with_controls(self, row: Row) -> None:
        here = {pattern(c.tag) for cell in row for c in cell.controls}
        here = {each for each in here if outer_list(each) == self._rows_of}
        self._first = self._first or pattern(row[0].controls[0].tag if row[0].controls else "")
        item = self._open
        if item is None or self._first in here or here & item.entries.keys():
            item = self._begin()
        under = self._shape.under if self._shape else None
        if under is not None and here <= set(under.patterns) and item is self._open:
            slots: tuple[Slot, ...] = (under,)
        else:
            slots = self._shape.slots if self._shape else ()
        for cell in row:
            if cell.controls or any(slot.column == cell.column for slot in slots):
                cells.read_cell(cell, _slot_for(cell, slots), item.spot, item)

    def _begin(self) -> Item:
        item = Item(f"表{self._table.number}第{len(self._items) + 1}行")
        self._items.append(item)
        self._open = item
        return item

    def _without_controls(self, row: Row, shape: Shape) -> None:
        under = shape.under
        if under and self._open and any(squeezed(c.text) == under.label for c in row):
            self._second_line(row, under)
            return
        strangers = [c for cell in row for c in cell.controls if c.text.strip()]
        if strangers:
            names = "、".join(dict.fromkeys(title(pattern(c.tag)) for c in strangers))
            said = f"里放的是别的栏目（{names}）的填写框，没有读取"
            advice = "请删去它们，复制上面一整行再改"
            self._begin().faults.append(Fault("intake.foreign_box", said, advice))
            return
        wanted = {slot.column: slot for slot in shape.slots}
        filled = [(cell, wanted[cell.column]) for cell in row if cell.column in wanted]
        filled = [(cell, slot) for cell, slot in filled if slot.beyond_print(cell.text)]
        if not filled:
            return
        item = self._begin()
        for cell, slot in filled:
            if len(slot.patterns) == 1:
                (at,) = slot.patterns
                text = cells.typed_beside(cell, slot)
                item.add(Entry(at, f"{item.spot} {title(at)}", text))
            else:
                cells.unread(item, cell, slot)
        if not item.faults:
            said = "没有填写框（可能是用“插入行”加的），按列读取"
            item.faults.append(
                Fault("intake.row_without_boxes", said, "请核对这一行", Severity.INFO)
            )

    def _second_line(self, row: Row, under: Slot) -> None:
        assert self._open is not None
        for cell in row:
            if cell.column == under.column and cell.text:
                cells.read_cell(cell, under, self._open.spot, self._open)


def _slot_for(cell: Cell, slots: tuple[Slot, ...]) -> Slot | None:
    """What a cell of a list's row should hold: by its column, unless its fields are another's."""
    here = {pattern(control.tag) for control in cell.controls}
    at_column = next((slot for slot in slots if slot.column == cell.column), None)
    if not here or (at_column is not None and here & set(at_column.patterns)):
        return at_column
    return next((slot for slot in slots if here & set(slot.patterns)), at_column)
