"""Tick boxes: what is drawn counts, whatever the control says of itself.

People tick by a click, by typing √ over the box, and by typing √ beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bayu_docs.intake import fields
from bayu_docs.intake.wordform.entries import Entry, Fault, title
from bayu_docs.intake.wordform.shape import Slot, pattern
from bayu_docs.materials.word_controls import Cell, Control, Line
from bayu_docs.model.finding import Severity

_FULL = "■☑✓✔√☒●"
_EMPTY = "□☐○◻▢"
_MARK = re.compile(f"[{_FULL}]")
_BOX = re.compile(f"[{_FULL}{_EMPTY}]")
_BLANKS = " \u3000\u00a0\t\n"


def tick_entries(cell: Cell, slot: Slot | None, spot: str) -> list[Entry]:
    """The fields of a cell of tick boxes; slot: what it should hold, None when unknown."""
    here = dict.fromkeys(pattern(control.tag) for control in cell.controls)
    wanted = dict.fromkeys(slot.patterns) if slot else {}
    return [_entry(cell, each, slot, spot) for each in wanted | here]


def _entry(cell: Cell, at: str, slot: Slot | None, spot: str) -> Entry:
    entry = Entry(at, f"{spot} {title(at)}")
    states = dict.fromkeys(choices(at), False)
    have = {_word(control) for control in cell.controls if pattern(control.tag) == at}
    gone = [word for word in states if word and word not in have]
    boxed = bool(have)
    for line in cell.lines:
        for piece in line.pieces:
            if isinstance(piece, Control) and pattern(piece.tag) == at:
                _read_box(piece, states, entry)
        _read_marks(line, gone, states, entry)
        boxed = _read_loose_boxes(line, gone, states, entry) or boxed
        if slot is not None:
            _tell_more(line, slot, entry)
    if boxed:
        entry.chosen = tuple(word for word, ticked in states.items() if ticked)
    return entry


def _word(control: Control) -> str:
    """The choice a box stands for; empty for a yes."""
    return control.tag.partition("=")[2]


def choices(at: str) -> tuple[str, ...]:
    """The words of a field's boxes; one empty word for a yes."""
    node = fields.node_at(at)
    return tuple(node.get("enum", node.get("items", {}).get("enum", ("",))))


def _read_box(control: Control, states: dict[str, bool], entry: Entry) -> None:
    word = _word(control)
    drawn = control.text.strip()
    if drawn in tuple(_FULL) or drawn in tuple(_EMPTY):
        ticked = drawn in _FULL
        if control.ticked is not None and ticked != control.ticked:
            said = f"中“{_name(word, entry)}”的框里画的是“{drawn}”，与控件记录的不一致，以画的为准"
            entry.faults.append(Fault("intake.tick", said, _LOOK, Severity.INFO))
    else:
        ticked = bool(control.ticked)
        taken = "已选" if ticked else "未选"
        said = f"中“{_name(word, entry)}”的框里是“{drawn}”，看不出选没选，按{taken}读取"
        entry.faults.append(Fault("intake.tick", said, _CLICK, Severity.WARNING))
    states[word] = states.get(word, False) or ticked


_LOOK = "请核对；需要改的，点一下这个框"
_CLICK = "请点一下这个框，让它变成 ■ 或 □"


def _read_marks(line: Line, gone: list[str], states: dict[str, bool], entry: Entry) -> None:
    """Marks typed beside a box: before its word or right after it, else they mean the next one."""
    for number, piece in enumerate(line.pieces):
        if isinstance(piece, Control):
            continue
        for mark in _MARK.finditer(piece):
            if _word_after(piece, mark.end(), gone) is not None:
                continue  # a box whose control is gone
            meant = _meant(line, number, piece[: mark.start()])
            if meant is None or pattern(meant.tag) != entry.pattern:
                continue
            states[_word(meant)] = True
            said = f"中“{mark[0]}”打在框外，按“{_name(_word(meant), entry)}”已选读取"
            entry.faults.append(Fault("intake.tick", said, _CLICK, Severity.WARNING))


def _meant(line: Line, number: int, before: str) -> Control | None:
    """The box that a mark in the line's piece belongs to, after so much text of that piece."""
    boxes = [piece for piece in line.pieces[:number] if isinstance(piece, Control)]
    rest = [piece for piece in line.pieces[number:] if isinstance(piece, Control)]
    parted = not boxes or (bool(before) and before[-1] in _BLANKS)
    if parted and rest:
        return rest[0]
    return boxes[-1] if boxes else None


def _tell_more(line: Line, slot: Slot, entry: Entry) -> None:
    """Tell of words beside this field's boxes that are not the form's own."""
    mine = False
    for piece in line.pieces:
        if isinstance(piece, Control):
            mine = pattern(piece.tag) == entry.pattern
        elif mine and (more := slot.beyond_print(_BOX.sub("", piece))):
            said = f"的选项旁边写了“{more}”，没有读取"
            advice = "请删去；需要说明的，写到说明栏或备注里"
            entry.faults.append(Fault("intake.outside", said, advice))


def _word_after(text: str, position: int, words: list[str]) -> str | None:
    rest = text[position:].lstrip(_BLANKS)
    return next((word for word in words if rest.startswith(word)), None)


def _read_loose_boxes(line: Line, gone: list[str], states: dict[str, bool], entry: Entry) -> bool:
    """Boxes that are plain text, their controls deleted; True when there was one."""
    found = False
    for word, drawn in _drawn(line.text, gone):
        found = True
        states[word] = drawn in _FULL
        said = f"中“{word}”的勾选框已不是控件，按画的“{drawn}”读取"
        entry.faults.append(Fault("intake.box_removed", said, _LOOK, Severity.INFO))
    return found


def _drawn(text: str, words: list[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        if match := re.search(f"([{_FULL}{_EMPTY}])\\s*{re.escape(word)}", text):
            yield word, match[1]


def _name(word: str, entry: Entry) -> str:
    return word or title(entry.pattern)
