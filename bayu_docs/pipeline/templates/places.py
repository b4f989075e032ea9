"""Where something may be written on their form, with its label and all that tells what is meant.

A cell to fill takes the label at its left, else the one above it; a line takes the words before
its colon; a list's columns take the heads above its first empty row. Boxes of authorities (意见,
签字, 公章 with a date) are counted and never offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bayu_docs.materials.word_grid import Cell, Grid, Line
from bayu_docs.pipeline.templates import blanks, sections
from bayu_docs.pipeline.templates.blanks import Blank, Tick
from bayu_docs.pipeline.templates.labels import squeezed
from bayu_docs.pipeline.templates.lists import Column, Rows, find_lists
from bayu_docs.pipeline.templates.sections import Room, authority

_LABEL_MAX_CHARACTERS = 40


@dataclass(frozen=True)
class Box:
    """A box to tick: its line, its place there, and the words it stands for."""

    line: int
    start: int
    words: str


@dataclass(frozen=True)
class Slot:
    """A place for one field.

    where: as a reader counts, 表2第3行第4格; label: as printed, without blanks; head: the upper
    head of a two-level column, or empty; line, start, end: the characters it takes; like: a line
    whose look to take; context: the words around it, nearest first; owner: the person a telephone
    or duty belongs to; rows: the id of its list, or empty; cell, table, row: None outside tables;
    spare: empty lines of its cell; ticks, certain, drawn: as Blank; followed: more text behind it.
    """

    where: str
    label: str
    line: int
    start: int
    end: int
    head: str = ""
    like: int | None = None
    context: tuple[str, ...] = ()
    owner: str = ""
    rows: str = ""
    cell: int | None = None
    table: int | None = None
    row: int | None = None
    spare: tuple[int, ...] = ()
    ticks: tuple[Box, ...] = ()
    certain: bool = True
    drawn: bool = False
    followed: bool = False


@dataclass(frozen=True)
class Reading:
    """Their form as read: places in reading order, lists by id, and how many boxes are theirs."""

    slots: tuple[Slot, ...]
    lists: dict[str, Rows]
    authority_boxes: int


def read(body: Sequence[Line | Grid]) -> Reading:
    """All places of a form."""
    slots: list[Slot] = []
    lists: dict[str, Rows] = {}
    boxes = number = 0
    headings: list[str] = []
    for block in body:
        if isinstance(block, Line):
            number += bool(block.text.strip())
            if authority(block.text):
                continue
            found = list(_of_line(block, f"正文第{number}段", tuple(headings[:2])))
            slots += found
            if not found and 0 < len(squeezed(block.text)) <= _LABEL_MAX_CHARACTERS:
                headings.insert(0, squeezed(block.text))
        else:
            known = find_lists(block)
            lists |= {rows.id: rows for rows in known}
            table = _Table(block, known, tuple(headings[:2]))
            slots += table.slots()
            boxes += table.boxes
    return Reading(tuple(_told_apart(slots)), lists, boxes)


class _Table:
    """The places of one table; boxes: how many cells belong to authorities."""

    def __init__(self, grid: Grid, lists: Sequence[Rows], headings: tuple[str, ...]) -> None:
        self.grid, self.lists, self.headings = grid, lists, headings
        self.boxes = 0

    def slots(self) -> list[Slot]:
        found: list[Slot] = []
        taken = {row for rows in self.lists for row in rows.taken}
        for rows in self.lists:
            for column in rows.columns:
                found += self._column(rows, column)
        for cell in self.grid.cells:
            if cell.inner or cell.row in taken:
                continue
            if authority(cell.text, box=True):
                self.boxes += 1
                continue
            found += self._of_cell(cell)
        found.sort(key=lambda slot: (slot.row or 0, slot.cell or 0, slot.line, slot.start))
        return list(_with_owners(found))

    def _column(self, rows: Rows, column: Column) -> Iterator[Slot]:
        cell = column.cell
        context = sections.around(self.grid, cell, self.headings)
        if authority(column.label) or authority(column.head):
            return
        inline = list(self._labelled(cell, context, rows.id))
        yield from inline
        if not inline:
            room = sections.room_in(cell) or Room(cell.lines[0], Blank("", 0, 0))
            slot = self._room(cell, room, column.label, column.line, context, rows.id)
            yield replace(slot, head=column.head)

    def _of_cell(self, cell: Cell) -> Iterator[Slot]:
        context = sections.around(self.grid, cell, self.headings)
        label, room = sections.label_of(self.grid, cell), sections.room_in(cell)
        inline = list(self._labelled(cell, context, ""))
        if (label and authority(label.text)) or (context and context[0].endswith("意见")):
            self.boxes += bool(inline or room)
        elif inline:
            yield from inline
        elif room is not None:
            if label is not None:
                context = sections.around(self.grid, cell, self.headings, label)
                like = next((each.at for each in label.lines if each.text.strip()), None)
                yield self._room(cell, room, label.text, like, context, "")
        elif sections.holds_its_own_room(self.grid, cell):
            first, line, *rest = cell.lines
            context = sections.around(self.grid, cell, self.headings, cell)
            below = Room(line, Blank("", 0, len(line.text)), tuple(each.at for each in rest))
            yield self._room(cell, below, first.text, first.at, context, "")

    def _labelled(self, cell: Cell, context: tuple[str, ...], rows: str) -> Iterator[Slot]:
        """The places of a cell that have their labels with them."""
        open_slot: Slot | None = None
        for at, line in enumerate(cell.lines):
            if authority(line.text):
                continue
            if open_slot is not None and open_slot.ticks and blanks.choice_ticks(line.text):
                more = _boxes(line, blanks.choice_ticks(line.text))
                open_slot = replace(open_slot, ticks=(*open_slot.ticks, *more))
                continue
            for blank in blanks.labelled(line.text):
                if open_slot is not None:
                    yield open_slot
                open_slot = self._after_colon(cell, at, blank, context, rows)
        if open_slot is not None:
            yield open_slot

    def _after_colon(
        self, cell: Cell, at: int, blank: Blank, context: tuple[str, ...], rows: str
    ) -> Slot:
        """A place after a colon; when nothing but empty lines follow, it is the next line."""
        line, rest = cell.lines[at], cell.lines[at + 1 :]
        alone = not blank.certain and blank.end == len(line.text)
        if alone and rest and all(blanks.is_blank(each.text) for each in rest):
            room = Room(rest[0], Blank("", 0, len(rest[0].text)), tuple(x.at for x in rest[1:]))
        else:
            room = Room(line, blank)
        return self._room(cell, room, blank.label, line.at, context, rows)

    def _room(
        self,
        cell: Cell,
        room: Room,
        label: str,
        like: int | None,
        context: tuple[str, ...],
        rows: str,
    ) -> Slot:
        where = f"表{self.grid.at + 1}第{cell.row + 1}行第{cell.order}格"
        slot = _slot(where, room.line, room.blank, label, context)
        more = [box for line in room.more for box in _boxes(line, blanks.choice_ticks(line.text))]
        return replace(
            slot,
            like=like,
            rows=rows,
            cell=cell.at,
            table=self.grid.at,
            row=cell.row,
            spare=room.spare,
            ticks=(*slot.ticks, *more),
        )


def _of_line(line: Line, where: str, context: tuple[str, ...]) -> Iterator[Slot]:
    for blank in blanks.labelled(line.text):
        if not authority(blank.label):
            yield _slot(where, line, blank, blank.label, context)


def _slot(where: str, line: Line, blank: Blank, label: str, context: tuple[str, ...]) -> Slot:
    return Slot(
        where,
        "".join(label.split()).replace("_", ""),
        line.at,
        blank.start,
        blank.end,
        context=context,
        ticks=_boxes(line, blank.ticks),
        certain=blank.certain,
        drawn=blank.drawn,
        followed=bool(line.text[blank.end :].strip()),
    )


def _boxes(line: Line, ticks: Sequence[Tick]) -> tuple[Box, ...]:
    return tuple(Box(line.at, tick.start, tick.words) for tick in ticks)


def _with_owners(slots: Sequence[Slot]) -> Iterator[Slot]:
    """Each place with the person named last before it, in its row or the row above."""
    person, seen_in = "", -1
    for slot in slots:
        row = slot.row if slot.row is not None else 0
        if person and row - seen_in > 1:
            person = ""
        near = sections.canonical_person(slot.label)
        if near:
            person, seen_in = near, row
            yield slot
        elif person and sections.depends(slot.label, same_row=row == seen_in):
            seen_in = row
            yield replace(slot, owner=person)
        else:
            yield slot


def _told_apart(slots: Sequence[Slot]) -> Iterator[Slot]:
    """Places with a name each: a label that comes twice in one cell or line is numbered."""
    seen: dict[tuple[str, str], int] = {}
    for slot in slots:
        key = (slot.where, slot.label)
        seen[key] = seen.get(key, 0) + 1
        again = f"（之{seen[key]}）" if seen[key] > 1 else ""
        yield replace(slot, where=slot.where + again)
