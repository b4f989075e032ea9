"""The door to strangers' Word files: their paragraphs and tables as plain values with handles.

Tables become grids: merged cells are one cell with its extent, so that "right of" and "below" mean
what a reader of the paper sees. What holds room to write in (underlined blanks, an empty content
control) is read as `_`, one for each character, so that places in a text keep their positions.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from bayu_docs.errors import SourceUnreadable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MAIN = "word/document.xml"
BLANK = "_"
BOX = "□"
_SAVE_AGAIN = "请用 Word 或 WPS 打开，另存为 .docx 后再试"
# Boxes of the symbol faces Wingdings and Wingdings 2, as w:sym writes them.
_BOX_SYMBOLS = frozenset({"F0A8", "F06F", "F071", "F0A3", "F072", "F030"})
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def w(name: str) -> str:
    """A WordprocessingML name as lxml spells it."""
    return f"{{{W}}}{name}"


@dataclass(frozen=True)
class Line:
    """A paragraph: its handle and its text, tabs and breaks as characters, blanks as `_`."""

    at: int
    text: str


@dataclass(frozen=True)
class Cell:
    """A cell of a grid. row, column: 0-based, top left; span, rows: its extent; order: 1-based
    among the cells of its row; inner: it holds a table of its own."""

    at: int
    row: int
    column: int
    span: int
    rows: int
    order: int
    lines: tuple[Line, ...]
    inner: bool = False

    @property
    def text(self) -> str:
        """All its text as one line; a vertical head's characters stand together again."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Grid:
    """A table: its handle, its number of rows and columns, and its cells row by row."""

    at: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers this place."""
        for cell in self.cells:
            inside = cell.column <= column < cell.column + cell.span
            if inside and cell.row <= row < cell.row + cell.rows:
                return cell
        return None

    def starting(self, row: int) -> tuple[Cell, ...]:
        """The cells that begin in this row, from left to right."""
        return tuple(cell for cell in self.cells if cell.row == row)


class Character(NamedTuple):
    """A character of a paragraph, the element that holds it, and its offset in there."""

    char: str
    holder: etree._Element
    offset: int


class WordPaper:
    """A Word file in memory: `body` to read, handles (`at`) to find its elements again.

    members: the zip's parts; the main part is kept as a tree and written by `to_bytes`.
    """

    def __init__(self, path: Path) -> None:
        """SourceUnreadable when the file is no Word document of the usual make."""
        try:
            with zipfile.ZipFile(path) as archive:
                self.members = {name: archive.read(name) for name in archive.namelist()}
            self.root = etree.fromstring(self.members[MAIN], parser())
        except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
            raise SourceUnreadable(f"{path.name}：不是可以读取的 Word 文件", _SAVE_AGAIN) from error
        if self.root.tag != w("document") or self.root.prefix != "w":
            raise SourceUnreadable(f"{path.name}：Word 文件的写法少见，不能改作模板", _SAVE_AGAIN)
        self.lines: list[etree._Element] = []
        self.cells: list[etree._Element] = []
        self.tables: list[etree._Element] = []
        self.body = tuple(self._blocks(self.root.find(w("body"))))

    def rows(self, table: int) -> list[etree._Element]:
        """The row elements of a table."""
        return list(_inner(self.tables[table], "tr"))

    def to_bytes(self) -> bytes:
        """The file with the tree as it is now; all other parts as they were read or set."""
        xml = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, raw in (self.members | {MAIN: xml}).items():
                info = zipfile.ZipInfo(name, _ZIP_DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, raw)
        return buffer.getvalue()

    def _blocks(self, holder: etree._Element | None) -> Iterator[Line | Grid]:
        if holder is None:
            return
        for node in _inner(holder, "p", "tbl"):
            if node.tag == w("p"):
                yield self._line(node)
            else:
                yield from self._grids(node)

    def _line(self, paragraph: etree._Element) -> Line:
        self.lines.append(paragraph)
        text = "".join(each.char for each in characters(paragraph))
        return Line(len(self.lines) - 1, text)

    def _grids(self, table: etree._Element) -> Iterator[Grid]:
        """The table itself, then the tables in its cells."""
        self.tables.append(table)
        number, nested = len(self.tables) - 1, list[etree._Element]()
        cells: list[Cell] = []
        open_above: dict[int, int] = {}  # column -> place in `cells` of the cell still growing
        columns = rows = 0
        for row, element in enumerate(_inner(table, "tr")):
            rows, column = row + 1, _number(element, "trPr", "gridBefore")
            growing: dict[int, int] = {}
            for order, node in enumerate(_inner(element, "tc"), start=1):
                span = max(1, _number(node, "tcPr", "gridSpan"))
                merge = node.find(f"{w('tcPr')}/{w('vMerge')}")
                kind = "" if merge is None else merge.get(w("val"), "continue")
                if kind == "continue" and column in open_above:
                    place = open_above[column]
                    cells[place] = _grown(cells[place])
                else:
                    inner = list(_inner(node, "tbl"))
                    nested += inner
                    place = len(cells)
                    cells.append(self._cell(node, row, column, span, order, bool(inner)))
                if kind:
                    growing[column] = place
                column += span
            open_above, columns = growing, max(columns, column)
        yield Grid(number, rows, columns, tuple(cells))
        for each in nested:
            yield from self._grids(each)

    def _cell(
        self, node: etree._Element, row: int, column: int, span: int, order: int, inner: bool
    ) -> Cell:
        self.cells.append(node)
        at = len(self.cells) - 1
        lines = tuple(self._line(each) for each in _inner(node, "p"))
        return Cell(at, row, column, span, 1, order, lines, inner)


def parent(node: etree._Element) -> etree._Element:
    """The element around one that stands in a document."""
    above = node.getparent()
    if above is None:
        raise ValueError(f"{node.tag} stands in no document")
    return above


def drop(node: etree._Element) -> None:
    """Take an element out of its document."""
    parent(node).remove(node)


def characters(paragraph: etree._Element) -> list[Character]:
    """The paragraph's characters as they are seen: no deleted text, no field code, no text box."""
    found: list[Character] = []
    for run in paragraph.iter(w("r")):
        if _hidden(run, paragraph):
            continue
        open_room = _placeholder(run, paragraph)
        underlined = _underlined(run)
        for node in run:
            for offset, char in enumerate(_seen(node)):
                room = open_room or (underlined and char.isspace() and char != "\n")
                found.append(Character(BLANK if room else char, node, offset))
    return found


def _seen(node: etree._Element) -> str:
    if node.tag == w("t"):
        return node.text or ""
    if node.tag == w("sym"):
        return BOX if (node.get(w("char")) or "").upper() in _BOX_SYMBOLS else "\ufffd"
    return {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}.get(
        str(node.tag), ""
    )


def _hidden(run: etree._Element, paragraph: etree._Element) -> bool:
    for above in run.iterancestors():
        if above is paragraph:
            return False
        if above.tag in (w("p"), w("del"), w("moveFrom"), f"{{{MC}}}Fallback"):
            return True
    return True


def _placeholder(run: etree._Element, paragraph: etree._Element) -> bool:
    """Whether the run is the prompt of an empty content control."""
    for above in run.iterancestors():
        if above is paragraph:
            return False
        if above.tag == w("sdt"):
            return above.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None
    return False


def _underlined(run: etree._Element) -> bool:
    line = run.find(f"{w('rPr')}/{w('u')}")
    return line is not None and line.get(w("val"), "single") != "none"


def _inner(holder: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Children by name; content controls and the like around them are looked through."""
    wanted = {w(name) for name in names}
    through = {w("sdt"), w("sdtContent"), w("customXml"), w("smartTag"), w("ins")}
    for node in holder:
        if node.tag in wanted:
            yield node
        elif node.tag in through:
            yield from _inner(node, *names)


def _number(node: etree._Element, properties: str, name: str) -> int:
    found = node.find(f"{w(properties)}/{w(name)}")
    text = found.get(w("val"), "") if found is not None else ""
    return int(text) if text.isdigit() else 0


def _grown(cell: Cell) -> Cell:
    return Cell(
        cell.at, cell.row, cell.column, cell.span, cell.rows + 1, cell.order, cell.lines, cell.inner
    )


def parser() -> etree.XMLParser:
    """A parser that resolves and fetches nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
