"""What stands around a cell: its label, the section it lies in, whose telephone it is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bayu_docs.materials.word_grid import Cell, Grid, Line
from bayu_docs.pipeline.templates import blanks
from bayu_docs.pipeline.templates.blanks import Blank
from bayu_docs.pipeline.templates.labels import spellings, squeezed
from bayu_docs.pipeline.templates.targets import words

_SEALED = re.compile(r"章|签字|签名")
_DATED = re.compile(r"年[\s_]*月[\s_]*日")
_HINT = re.compile(r"[（(].*[）)]")
_LABEL_MAX_CHARACTERS = 30


def authority(text: str, *, box: bool = False) -> bool:
    """Whether a label, line or (box) cell is for an authority or a signature, not for data."""
    flat = squeezed(text)
    if any(word in flat for word in ("签字", "签名", "签章")):
        return True
    if _SEALED.search(flat) and _DATED.search(text):
        return True
    if box:
        return len(flat) > _LABEL_MAX_CHARACTERS and bool(_DATED.search(text))
    return any(word in flat for word in words()["authority"])


@dataclass(frozen=True)
class Room:
    """Where in a cell to write: the line, its blank, the lines that stay empty, and further lines
    of boxes that belong to the same choice."""

    line: Line
    blank: Blank
    spare: tuple[int, ...] = ()
    more: tuple[Line, ...] = ()


def room_in(cell: Cell) -> Room | None:
    """The room of a cell that says no label; None when it says something."""
    if blanks.is_blank(cell.text):
        first, *rest = cell.lines
        return Room(first, Blank("", 0, len(first.text)), tuple(each.at for each in rest))
    full = [line for line in cell.lines if not blanks.is_blank(line.text)]
    empty = [line for line in cell.lines if blanks.is_blank(line.text)]
    if len(full) == 1 and (blank := blanks.unlabelled(full[0].text)) is not None:
        return Room(full[0], blank, tuple(line.at for line in empty))
    if len(full) > 1 and all(blanks.choice_ticks(line.text) for line in full):
        blank = Blank("", 0, len(full[0].text), blanks.choice_ticks(full[0].text))
        return Room(full[0], blank, (), tuple(full[1:]))
    hinted = len(full) == 1 and _HINT.fullmatch(full[0].text.strip())
    if hinted and cell.lines[0] is full[0] and empty:
        blank = Blank("", 0, len(empty[0].text))
        return Room(empty[0], blank, tuple(line.at for line in empty[1:]))
    return None


def holds_its_own_room(grid: Grid, cell: Cell) -> bool:
    """Whether a cell is a label with empty lines below it in the same cell, and no room beside."""
    first, *rest = cell.lines
    label = squeezed(first.text)
    if not rest or not 0 < len(label) <= _LABEL_MAX_CHARACTERS or authority(label):
        return False
    if not all(blanks.is_blank(line.text) for line in rest):
        return False
    return cell.span * 2 > grid.columns


def label_of(grid: Grid, cell: Cell) -> Cell | None:
    """The cell that names this one: at its left, else above it."""
    left = grid.cell(cell.row, cell.column - 1) if cell.column else None
    if left is not None and _names(left):
        return left
    above = grid.cell(cell.row - 1, cell.column) if cell.row else None
    if above is not None and above.column == cell.column and _names(above):
        return above
    return None


def _names(cell: Cell) -> bool:
    text = squeezed(cell.text)
    return bool(text) and not cell.inner and room_in(cell) is None and (
        not any(blanks.labelled(line.text) for line in cell.lines)
    )  # fmt: skip


def around(
    grid: Grid, cell: Cell, headings: tuple[str, ...], label: Cell | None = None
) -> tuple[str, ...]:
    """The words a cell stands under, nearest first: heads at its left, section rows, headings."""
    found = [
        other.text
        for other in reversed(grid.cells)
        if other is not label
        and other.rows > 1
        and other.column + other.span <= cell.column
        and other.row <= cell.row < other.row + other.rows
        and _names(other)
    ]
    for row in range(cell.row - 1, -1, -1):
        alone = grid.starting(row)
        wide = len(alone) == 1 and alone[0].span * 2 > grid.columns and alone[0] is not label
        if wide and _names(alone[0]):
            found.append(alone[0].text)
            break
    return tuple(squeezed(text) for text in (*found, *headings) if squeezed(text))


def canonical_person(label: str) -> str:
    """The person a label names (联系人, 法定代表人 …), or empty."""
    for person, labels in words()["persons"].items():
        known = {spelling for each in labels for spelling in spellings(each)[:1]}
        if set(spellings(label)) & known:
            return str(person)
    return ""


def depends(label: str, *, same_row: bool) -> bool:
    """Whether a label says something of a person named before it."""
    kinds = words()["dependents"]
    known = (*kinds["near"], *(kinds["row"] if same_row else ()))
    return bool(set(spellings(label)) & {spellings(each)[0] for each in known})
