"""The paragraphs of a part of a Word file as they are written: each character with its element.

Also what stands in attributes and field codes, for tags may stand there too, and where a reader
finds each paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, count

from lxml import etree

from bayu_docs.materials.word_grid import MAIN, MC, parent, w
from bayu_docs.materials.word_reader import paragraph_elements
from bayu_docs.materials.word_tag_texts import OPENER

NOT_IN_BODY = -1
_QUOTED_CHARACTERS = 20


@dataclass(frozen=True)
class Spot:
    """A place in a template. part: name of the zip member; paragraph: its number as word_reader
    counts the body's from 0, NOT_IN_BODY in a header or footer; words: as a user finds it."""

    part: str
    paragraph: int
    words: str


@dataclass
class Written:
    """A paragraph: its place among the part's, its text, and for each character where it stands
    in the order of the part and the element that holds it."""

    element: etree._Element
    number: int
    text: str = ""
    order: list[int] = field(default_factory=list)
    holders: list[etree._Element] = field(default_factory=list)

    def is_torn(self, start: int, end: int) -> bool:
        """Whether these characters stand in different wrappers (a link, a control, a revision)."""
        return len({parent(parent(node)) for node in self.holders[start:end]}) > 1


@dataclass(frozen=True)
class Bare:
    """A text with tags in an attribute or a field code, and the paragraph it belongs to."""

    text: str
    order: int
    paragraph: Written


class Writing:
    """A part read once: `paragraphs` and `bare` texts in the order of the file."""

    def __init__(self, name: str, root: etree._Element) -> None:
        self.name = name
        self.paragraphs: list[Written] = []
        self._order = count()
        self._bare: list[tuple[str, int, int]] = []
        self._read(root, None)
        self._tables = list(root.iter(w("tbl")))
        self._numbers = _body_numbers(root)
        self._counted = list(accumulate(map(_counts, self.paragraphs)))

    @property
    def bare(self) -> list[Bare]:
        """Texts beside the paragraphs' own; those behind the last paragraph belong to it."""
        last = len(self.paragraphs) - 1
        return [
            Bare(text, order, self.paragraphs[min(number, last)])
            for text, order, number in self._bare
            if self.paragraphs
        ]

    def spot(self, paragraph: Written) -> Spot:
        """Where a paragraph stands."""
        seen = " ".join(paragraph.text.split())
        short = seen[:_QUOTED_CHARACTERS] + ("…" if len(seen) > _QUOTED_CHARACTERS else "")
        words = self._place_words(paragraph) + (f"“{short}”" if short else "")
        return Spot(self.name, self._body_number(paragraph.element), words)

    def _read(self, node: etree._Element, open_one: Written | None) -> None:
        if not isinstance(node.tag, str) or node.tag == f"{{{MC}}}Fallback":
            return
        if node.tag == w("p"):
            open_one = Written(node, len(self.paragraphs))
            self.paragraphs.append(open_one)
        number = open_one.number if open_one else len(self.paragraphs)
        for value in node.attrib.values():
            self._keep_bare(str(value), number)
        text = node.text or ""
        if node.tag == w("t") and open_one is not None:
            for char in text:
                open_one.text += char
                open_one.order.append(next(self._order))
                open_one.holders.append(node)
        else:
            self._keep_bare(text, number)
        for child in node:
            self._read(child, open_one)

    def _keep_bare(self, text: str, number: int) -> None:
        if OPENER.search(text):
            self._bare.append((text, next(self._order), number))

    def _body_number(self, element: etree._Element) -> int:
        """The paragraph's number, of one in a text box that of the paragraph the box hangs on."""
        for each in (element, *element.iterancestors(w("p"))):
            if each in self._numbers:
                return self._numbers[each]
        return NOT_IN_BODY

    def _place_words(self, paragraph: Written) -> str:
        """表1第2行, 第3段 (of those with text, outside tables), 文本框, 页眉 or 页脚."""
        if self.name != MAIN:
            return "页眉" if "header" in self.name else "页脚"
        for above in paragraph.element.iterancestors(w("tr")):
            table = _table_of(above)
            inside = (row for row in table.iter(w("tr")) if _table_of(row) is table)
            row = next(number for number, row in enumerate(inside, 1) if row is above)
            return f"表{self._tables.index(table) + 1}第{row}行"
        if next(paragraph.element.iterancestors(w("txbxContent")), None) is not None:
            return "文本框"
        return f"第{max(1, self._counted[paragraph.number])}段"


def _table_of(row: etree._Element) -> etree._Element:
    return next(row.iterancestors(w("tbl")))


def _counts(paragraph: Written) -> bool:
    """Whether a reader counts the paragraph: it says something, outside tables and boxes."""
    apart = next(paragraph.element.iterancestors(w("tbl"), w("txbxContent")), None)
    return apart is None and bool(paragraph.text.strip())


def _body_numbers(root: etree._Element) -> dict[etree._Element, int]:
    """The paragraphs of the main text with the numbers word_reader gives them."""
    body = root.find(w("body"))
    elements = paragraph_elements(body) if body is not None else ()
    return {element: number for number, element in enumerate(elements)}
