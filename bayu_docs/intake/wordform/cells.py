"""A cell with its content controls -> fields, and what was typed beside the controls."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.intake.wordform.entries import Entry, Fault, Item, Loose, entry_of, title
from bayu_docs.intake.wordform.shape import Slot, list_of, outer_list, pattern
from bayu_docs.intake.wordform.ticks import tick_entries
from bayu_docs.materials.text import visible
from bayu_docs.materials.word_controls import Cell, Control
from bayu_docs.model.finding import Severity

INTO_THE_BOX = "请把它移到灰色提示处的填写框里，框外不要留字"


def read_cell(cell: Cell, slot: Slot | None, spot: str, into: Item) -> None:
    """Put all that the cell says into the row (or, for single fields, into the whole paper).

    slot: what the cell should hold; None in a table that is not of our form, where only the
    controls are read.
    """
    boxes = any(control.ticked is not None or "=" in control.tag for control in cell.controls)
    if boxes or (slot is not None and slot.ticked and not cell.controls):
        for entry in tick_entries(cell, slot, spot):
            into.add(entry)
        return
    if slot is not None and len(slot.patterns) == 1:
        into.add(_single(cell, slot, spot))
    else:
        _several(cell, slot, spot, into)


def _single(cell: Cell, slot: Slot, spot: str) -> Entry:
    """The one field of a cell, its control there or not."""
    (at,) = slot.patterns
    own = [control for control in cell.controls if pattern(control.tag) == at]
    beside = typed_beside(cell, slot)
    if not own:
        return _without_control(cell, at, beside, spot)
    entry = entry_of(own[0], at, spot)
    for other in (entry_of(control, at, spot) for control in own[1:]):
        if entry.is_empty:
            entry = other
        elif not other.is_empty and other.text.strip() != entry.text.strip():
            beside = "\n".join(part for part in (beside, other.text.strip()) if part)
    if beside and entry.is_empty:
        entry.text, entry.asking = beside, False
        said = f"写在填写框外：“{visible(beside)}”，已照此读取"
        entry.faults.append(Fault("intake.outside", said, INTO_THE_BOX, Severity.WARNING))
    elif beside:
        said = (
            f"的填写框里是“{visible(entry.text.strip())}”，框外又有“{visible(beside)}”，"
            "不知道以哪个为准"
        )
        entry.faults.append(Fault("intake.outside", said, "请只留一个，写在填写框里"))
    return entry


def _without_control(cell: Cell, at: str, beside: str, spot: str) -> Entry:
    entry = Entry(at, f"{spot} {title(at)}")
    foreign = [control for control in cell.controls if control.text.strip()]
    if foreign:
        names = "、".join(dict.fromkeys(title(pattern(control.tag)) for control in foreign))
        said = f"这一格里放的是别的栏目（{names}）的填写框，没有读取"
        entry.faults.append(Fault("intake.foreign_box", said, "请删去它，直接输入内容"))
    elif beside:
        entry.text = beside
        said = f"的填写框已被删除，按这一格里的文字“{visible(beside)}”读取"
        entry.faults.append(Fault("intake.box_removed", said, "请核对", Severity.INFO))
    else:
        entry.gone = True
    return entry


def typed_beside(cell: Cell, slot: Slot) -> str:
    """What stands in a cell outside its controls and is not printed by the form itself."""
    return "\n".join(filter(None, (slot.beyond_print(line.text) for line in cell.lines)))


def _several(cell: Cell, slot: Slot | None, spot: str, into: Item) -> None:
    """A cell of several fields: by their tags; rows within it by the order of the lines."""
    first = slot.patterns[0] if slot else ""
    near, item = first, into
    texts: list[tuple[str, str, Item]] = []
    for piece in _pieces(cell):
        if isinstance(piece, Control):
            near = pattern(piece.tag)
            item = _row_of(near, first, spot, into)
            item.add(entry_of(piece, near, item.spot))
        elif slot is not None and (beside := slot.beyond_print(piece)):
            texts.append((beside, near, item))
    for beside, at, owner in texts:
        there = owner.entries
        missing = tuple(each for each in (slot.patterns if slot else ()) if each not in there)
        owner.loose.append(Loose(beside, missing, at))


def _pieces(cell: Cell) -> Iterator[str | Control]:
    for line in cell.lines:
        yield from line.pieces


def _row_of(at: str, first: str, spot: str, into: Item) -> Item:
    """The row a field belongs to: the item itself, or one of a list within it, begun anew by the
    list's first field or by a field it has already."""
    inner = list_of(at)
    if inner == outer_list(at):
        return into
    rows = into.rows.setdefault(inner, [])
    if not rows or at == first or at in rows[-1].entries:
        rows.append(Item(f"{spot} {title(inner)}第{len(rows) + 1}项"))
    return rows[-1]


def unread(item: Item, cell: Cell, slot: Slot) -> None:
    """Tell that a cell of several fields holds text but no controls."""
    said = f"的“{slot.label}”一格有文字“{visible(cell.text)}”，但没有填写框，分不清各是哪一栏"
    advice = "请复制上面一整行再改，不要用“插入行”"
    item.faults.append(Fault("intake.row_without_boxes", said, advice))
