"""The shipped form's tables: which cell holds which fields, and what is printed in it.

Read from the template itself, so that form and reader cannot part. A cell is found in a filled
form by its label (single fields) or its column (lists) when its content control is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain

from bayu_docs.materials import assets
from bayu_docs.materials.word_controls import Cell, Control, Paper, Table, read_paper
from bayu_docs.model.form import ROW_MARK

TEMPLATE = "forms/application.docx"
_STATEMENT = re.compile(r"{%.*?%}", re.DOTALL)
_PRINTED = re.compile(r"{{(.*?)}}", re.DOTALL)
_QUOTED = re.compile(r"'([^']*)'")
_HINT = re.compile(r"show\(.*, '([^']*)'\)")
_COUNT, _COUNT_MARK = "loop.index", "\0"
_LIKE_A_HEAD = 0.6
_LEAST_LABELS = 0.3  # the printed form leaves out rows that are empty


@dataclass(frozen=True)
class Slot:
    """A cell that holds fields. patterns: of the fields, in order; column: of the grid; label: the
    words beside it, or its column's head; ticked: it holds tick boxes; words: matches what the form
    itself prints in it."""

    patterns: tuple[str, ...]
    column: int
    label: str
    ticked: bool
    words: re.Pattern[str] = field(compare=False, repr=False)

    def beyond_print(self, text: str) -> str:
        """The text without what the form prints at its ends; empty when nothing was typed, and
        only the prompt of a control is left."""
        rest, before = text.strip(), ""
        while rest != before:
            before = rest
            rest = self.words.sub("", rest).strip(" \u3000\u00a0\n\t")
        asks = (hints().get(each, frozenset()) for each in self.patterns)
        return "" if any(rest in each for each in asks) else rest


@dataclass(frozen=True)
class Shape:
    """A table of the form. number: 1-based among its tables; rows: pointer of the list it holds,
    empty for single fields; heads: a list's heads; slots: its cells with fields; under: a second
    line of each row, by its words."""

    number: int
    rows: str
    heads: tuple[str, ...]
    slots: tuple[Slot, ...]
    under: Slot | None = None

    @property
    def patterns(self) -> frozenset[str]:
        """Of all its fields."""
        more = self.under.patterns if self.under else ()
        return frozenset(chain(more, *(slot.patterns for slot in self.slots)))

    def at_label(self, text: str) -> Slot | None:
        """The cell beside a label."""
        label = squeezed(text)
        return next((slot for slot in self.slots if label and slot.label == label), None)


@cache
def shapes() -> tuple[Shape, ...]:
    """The tables of the shipped form that hold fields, in order."""
    made = (_shape(table) for table in _template().tables)
    return tuple(shape for shape in made if shape.slots)


@cache
def hints() -> Mapping[str, frozenset[str]]:
    """Field -> the texts by which it asks to be filled in."""
    found: dict[str, frozenset[str]] = {}
    for table in _template().tables:
        for control in _controls(table):
            at = pattern(control.tag)
            found[at] = found.get(at, frozenset()) | frozenset(_HINT.findall(control.text))
    return found


@cache
def _template() -> Paper:
    return read_paper(assets.template(TEMPLATE))


def pattern(tag: str) -> str:
    """The field a tag belongs to: a tick box's choice left away."""
    return tag.partition("=")[0]


def list_of(tag: str) -> str:
    """The innermost list a tag's field belongs to; empty for a single field."""
    return tag.rpartition(f"/{ROW_MARK}/")[0]


def outer_list(tag: str) -> str:
    """The list of the application a tag's field belongs to; empty for a single field."""
    return tag.partition(f"/{ROW_MARK}/")[0] if f"/{ROW_MARK}/" in tag else ""


def squeezed(text: str) -> str:
    """Text without white space, for comparing labels."""
    return "".join(text.split())


def recognised(tables: Iterable[Table]) -> dict[int, Shape]:
    """Table number -> the table of the form it is: by its fields and its heads or labels.

    A table of another form may hold the same fields, but not under the same words.
    """
    found: dict[int, Shape] = {}
    rest: list[Table] = []
    for table in tables:
        tags = {pattern(control.tag) for control in _controls(table)}
        best = max(shapes(), key=lambda shape: len(shape.patterns & tags))
        if best.patterns & tags and _resembles(table, best):
            found[table.number] = _moved(best, table)
        elif not tags:
            rest.append(table)
    for table in rest:
        taken = {shape.number for shape in found.values()}
        free = [shape for shape in shapes() if shape.number not in taken]
        if likely := next((shape for shape in free if _resembles(table, shape)), None):
            found[table.number] = _moved(likely, table)
    return found


def _moved(shape: Shape, table: Table) -> Shape:
    """The shape with its columns where the table's own heads stand."""
    head = next((row for row in table.rows if is_head(row, shape)), ())
    columns = {squeezed(cell.text): cell.column for cell in head}
    slots = tuple(
        replace(slot, column=columns.get(slot.label, slot.column)) for slot in shape.slots
    )
    return replace(shape, slots=slots)


def is_head(row: tuple[Cell, ...], shape: Shape) -> bool:
    """Whether a row is a list's head."""
    texts = [squeezed(cell.text) for cell in row]
    same = sum(head in texts for head in shape.heads)
    return bool(shape.heads) and same >= _LIKE_A_HEAD * len(shape.heads)


def _resembles(table: Table, shape: Shape) -> bool:
    if shape.rows:
        return any(is_head(row, shape) for row in table.rows[:3])
    texts = {squeezed(cell.text) for row in table.rows for cell in row}
    labels = {slot.label for slot in shape.slots if slot.label}
    if not labels:  # the box of the commitment
        tags = {pattern(control.tag) for control in _controls(table)}
        return shape.patterns <= tags
    return len(labels & texts) >= _LEAST_LABELS * len(labels)


def _controls(table: Table) -> Iterator[Control]:
    return chain.from_iterable(cell.controls for row in table.rows for cell in row)


def _shape(table: Table) -> Shape:
    rows = [row for row in table.rows if not row[0].text.startswith("{%tr")]
    lists = {outer_list(control.tag) for control in _controls(table)} - {""}
    if not lists:
        return Shape(table.number, "", (), tuple(chain.from_iterable(map(_labelled, rows))))
    heads = tuple(squeezed(cell.text) for cell in rows[0])
    slots = [
        [_slot(cell, squeezed(rows[0][at].text) if at < len(rows[0]) else "") for at, cell in row]
        for row in (
            [(at, cell) for at, cell in enumerate(row) if cell.controls] for row in rows[1:]
        )
    ]
    under = None
    if len(slots) > 1:
        (single,) = slots[1]
        label = squeezed(rows[2][1].text)
        under = Slot(single.patterns, single.column, label, False, single.words)
    return Shape(table.number, lists.pop(), heads, tuple(slots[0]), under)


def _labelled(row: tuple[Cell, ...]) -> Iterator[Slot]:
    """The row's cells with fields, each with the words of the cell before it."""
    label = ""
    for cell in row:
        if cell.controls:
            yield _slot(cell, label)
        label = squeezed(cell.text)


def _slot(cell: Cell, label: str) -> Slot:
    patterns = dict.fromkeys(pattern(control.tag) for control in cell.controls)
    words: set[str] = set()
    for line in cell.lines:
        for piece in line.pieces:
            if isinstance(piece, str):
                words |= set(_words(piece))
    ticked = any(control.ticked is not None for control in cell.controls)
    return Slot(tuple(patterns), cell.column, label, ticked, _edges(words))


def _words(text: str) -> Iterator[str]:
    """What a text of the template can print: its plain words, and those in quotes."""
    plain = _PRINTED.sub(_printed, _STATEMENT.sub("\n", text))
    yield from (part.strip() for part in plain.split("\n"))
    for code in _PRINTED.findall(text):
        yield from _QUOTED.findall(code)


def _printed(code: re.Match[str]) -> str:
    return _COUNT_MARK if code[1].strip() == _COUNT else "\n"


def _edges(words: set[str]) -> re.Pattern[str]:
    """Matches any of the words at the start or the end of a text."""
    parts = [
        re.escape(word).replace(_COUNT_MARK, r"\d+")
        for word in sorted(words, key=len, reverse=True)
        if word.strip(" \u3000") and word != _COUNT_MARK
    ]
    if not parts:
        return re.compile(r"(?!)")
    either = "|".join(parts)
    return re.compile(rf"^(?:{either})|(?:{either})$")
