"""A Word document's body as plain values: lines, tables, content controls, in the page's order.

Read is what a person sees once all tracked changes are accepted: deleted and hidden text, field
codes, comments and text boxes are left out, and the walk notes that there were such.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_THROUGH = frozenset(
    _W + name for name in ("smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")
)
_ADDED = frozenset({f"{_W}ins", f"{_W}moveTo"})
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom"})
_TEXTS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Boxes of the symbol faces Wingdings and Wingdings 2, by code point.
_FULL_BOXES = frozenset({"F0FE", "F0FD", "F0FC", "F0FB", "F052", "F053", "F054", "F051", "F050"})
_EMPTY_BOXES = frozenset({"F0A8", "F06F", "F071", "F0A3", "F030"})
UNKNOWN_SYMBOL = "\ufffd"


@dataclass(frozen=True)
class Control:
    """A content control whose tag is a pointer.

    text: lines by \\n; prompting: it says of itself that it shows its prompt; ticked: a check
    box's own state, None for any other control; hidden: hidden text in it was left out.
    """

    tag: str
    title: str
    text: str
    prompting: bool = False
    ticked: bool | None = None
    hidden: bool = False


Piece = str | Control


@dataclass(frozen=True)
class Line:
    """A paragraph: texts and controls in order."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What it says outside controls."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


@dataclass(frozen=True)
class Cell:
    """A table cell; column: 0-based column of the grid it begins in."""

    lines: tuple[Line, ...]
    column: int

    @property
    def controls(self) -> tuple[Control, ...]:
        """Its controls in order."""
        return tuple(
            piece for line in self.lines for piece in line.pieces if isinstance(piece, Control)
        )

    @property
    def text(self) -> str:
        """What it says outside controls."""
        return "\n".join(line.text for line in self.lines).strip()


@dataclass(frozen=True)
class Table:
    """A table: number counts the document's tables from 1; rows of cells."""

    number: int
    rows: tuple[tuple[Cell, ...], ...]


class Walk:
    """One walk through a document; it notes what is left out."""

    def __init__(self) -> None:
        self.revised = self.hidden = self.boxed = False
        self._tables = 0
        self._codes: list[bool] = []  # for each open field: whether its code is still running

    def blocks(self, holder: Any) -> Iterator[Line | Table]:
        for node in holder:
            if node.tag == f"{_W}p":
                yield self._line(node)
            elif node.tag == f"{_W}tbl":
                self._tables += 1
                number = self._tables
                yield Table(number, tuple(self._rows(node)))
            elif node.tag == f"{_W}sdt" and _is_field(node) and not _holds(node, "tbl"):
                yield Line((self._control(node),))
            elif (inner := self._through(node)) is not None:
                yield from self.blocks(inner)

    def _through(self, node: Any) -> Any | None:
        """What to go on with inside a wrapper; None for what is nothing to read."""
        if node.tag == f"{_W}sdt":
            content = node.find(f"{_W}sdtContent")
            return content if content is not None else ()
        if node.tag in _ADDED:
            self.revised = True
            return node
        if node.tag in _GONE:
            self.revised = True
            return None
        if node.tag == f"{_MC}AlternateContent":
            return node.find(f"{_MC}Choice")
        return node if node.tag in _THROUGH else None

    def _rows(self, holder: Any) -> Iterator[tuple[Cell, ...]]:
        for node in holder:
            if node.tag == f"{_W}tr":
                properties = node.find(f"{_W}trPr")
                if properties is not None and properties.find(f"{_W}del") is not None:
                    self.revised = True
                    continue
                yield tuple(self._cells(node, _number(properties, "gridBefore")))
            elif (inner := self._through(node)) is not None:
                yield from self._rows(inner)

    def _cells(self, holder: Any, column: int) -> Iterator[Cell]:
        for node, field in _cell_nodes(holder):
            if field is not None:
                lines: tuple[Line, ...] = (Line((self._control(field),)),)
            else:
                lines = tuple(self._cell_lines(node))
            yield Cell(lines, column)
            column += max(1, _number(node.find(f"{_W}tcPr"), "gridSpan"))

    def _cell_lines(self, cell: Any) -> Iterator[Line]:
        """The cell's lines, those of a table within it too."""
        for block in self.blocks(cell):
            if isinstance(block, Line):
                yield block
            else:
                yield from (line for row in block.rows for each in row for line in each.lines)

    def _line(self, paragraph: Any) -> Line:
        pieces: list[Piece] = []
        for piece in self._pieces(paragraph):
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            elif piece:
                pieces.append(piece)
        return Line(tuple(pieces))

    def _pieces(self, holder: Any) -> Iterator[Piece]:
        for node in holder:
            if node.tag == f"{_W}r":
                yield self._run(node)
            elif node.tag == f"{_W}sdt" and _is_field(node):
                yield self._control(node)
            elif node.tag == f"{_W}p":
                yield from self._pieces(node)
            elif (inner := self._through(node)) is not None:
                yield from self._pieces(inner)

    def _control(self, node: Any) -> Control:
        properties = node.find(f"{_W}sdtPr")
        box = properties.find(f"{_W14}checkbox")
        before, self.hidden = self.hidden, False
        content = node.find(f"{_W}sdtContent")
        text = self._plain(content) if content is not None else ""
        hidden, self.hidden = self.hidden, before or self.hidden
        return Control(
            _value(properties, "tag"),
            _value(properties, "alias"),
            text,
            properties.find(f"{_W}showingPlcHdr") is not None,
            None if box is None else _ticked(box),
            hidden,
        )

    def _plain(self, holder: Any) -> str:
        """The text of a control, of one paragraph or several."""
        texts, joined = [], ""
        for node in holder:
            if node.tag == f"{_W}p":
                line = "".join(self._texts(node))
                texts.append(joined + line)
                joined = ""
                if node.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                    self.revised, joined = True, texts.pop()
            elif node.tag == f"{_W}tc":
                texts.append(self._plain(node))
            else:
                joined += "".join(self._texts((node,)))
        return "\n".join([*texts, *([joined] if joined else [])])

    def _texts(self, holder: Any) -> Iterator[str]:
        for piece in self._pieces(holder):
            yield piece if isinstance(piece, str) else piece.text

    def _run(self, run: Any) -> str:
        if _is_on(run.find(f"{_W}rPr/{_W}vanish")):
            self.hidden = self.hidden or any(node.text for node in run.iter(f"{_W}t"))
            return ""
        return "".join(map(self._seen, run))

    def _seen(self, node: Any) -> str:
        tag = node.tag
        if tag == f"{_W}fldChar":
            self._field(node.get(f"{_W}fldCharType"))
            return ""
        if any(self._codes):
            return ""
        if tag == f"{_W}t":
            return str(node.text or "")
        if tag == f"{_W}br":
            return "\n" if node.get(f"{_W}type", "textWrapping") == "textWrapping" else ""
        if tag == f"{_W}sym":
            return _symbol(node)
        if tag == f"{_W}ruby":
            base = node.find(f"{_W}rubyBase")
            return "".join(self._texts(base)) if base is not None else ""
        if tag in (f"{_W}drawing", f"{_W}pict", f"{_MC}AlternateContent", f"{_W}object"):
            inner = (text for box in node.iter(f"{_W}txbxContent") for text in box.iter(f"{_W}t"))
            self.boxed = self.boxed or any((text.text or "").strip() for text in inner)
            return ""
        return _TEXTS.get(tag, "")

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._codes.append(True)
        elif kind == "separate" and self._codes:
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            self._codes.pop()


def _cell_nodes(holder: Any) -> Iterator[tuple[Any, Any | None]]:
    """The row's cells, each with the control of ours that holds the whole cell, or None."""
    for node in holder:
        if node.tag == f"{_W}tc":
            yield node, None
        elif node.tag in (f"{_W}sdt", f"{_W}customXml"):
            content = node.find(f"{_W}sdtContent") if node.tag == f"{_W}sdt" else node
            if content is None:
                continue
            cells = content.findall(f"{_W}tc")
            if node.tag == f"{_W}sdt" and _is_field(node) and len(cells) == 1:
                yield cells[0], node
            else:
                yield from _cell_nodes(content)


def _is_field(node: Any) -> bool:
    """Whether a content control stands for a field: its tag is a pointer, it repeats nothing."""
    properties = node.find(f"{_W}sdtPr")
    if properties is None or not _value(properties, "tag").startswith("/"):
        return False
    repeats = ("repeatingSection", "repeatingSectionItem")
    return all(properties.find(_W15 + name) is None for name in repeats)


def _holds(node: Any, name: str) -> bool:
    return next(node.iter(_W + name), None) is not None


def _value(properties: Any, name: str) -> str:
    found = properties.find(_W + name)
    return "" if found is None else str(found.get(f"{_W}val") or "")


def _number(properties: Any, name: str) -> int:
    text = "" if properties is None else _value(properties, name)
    return int(text) if text.isdecimal() else 0


def _is_on(node: Any) -> bool:
    return node is not None and node.get(f"{_W}val", "1") not in ("0", "false", "off")


def _ticked(box: Any) -> bool:
    state = box.find(f"{_W14}checked")
    return state is not None and state.get(f"{_W14}val", "1") not in ("0", "false")


def _symbol(node: Any) -> str:
    """The character, when it is one by itself and not a picture of the symbol face's."""
    code = str(node.get(f"{_W}char") or "").upper()
    if code in _FULL_BOXES:
        return "☑"
    if code in _EMPTY_BOXES:
        return "□"
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return UNKNOWN_SYMBOL
    return character if unicodedata.category(character)[0] in "LNPSZ" else UNKNOWN_SYMBOL
