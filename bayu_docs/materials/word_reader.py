"""The door that reads a Word file as it will be set: every file through the OOXML gate first.

Read is what stays once all tracked changes are accepted; hidden text and field codes are left
out, and of two writings of one text box the newer.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials import ooxml
from bayu_docs.materials.word_grid import MAIN, MC, w
from bayu_docs.materials.word_layout import (
    BODY,
    BOX,
    CELL,
    MARGIN,
    Paragraph,
    Section,
    Spot,
    WordLayout,
)
from bayu_docs.materials.word_looks import Looks
from bayu_docs.materials.word_numbers import Numbering
from bayu_docs.materials.word_sections import Break, margins_of, section_of, starts_page
from bayu_docs.materials.word_styles import Styles, is_on, properties, tree

_ODD_KIND = "请用 Word 或 WPS 打开，另存为 .docx 后再试"
_THROUGH = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins"))
_CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_layout(path: Path) -> WordLayout:
    """The file as it will be set. SourceUnreadable when it does not pass the gate."""
    return layout_of(read_parts(path), path.name)


def read_parts(path: Path) -> Mapping[str, bytes]:
    """The file's parts, through the gate. SourceUnreadable, naming the file and the way out."""
    try:
        return ooxml.open_parts(path, ooxml.WORD)
    except ooxml.Refused as error:
        refusal = error.refusal
        raise SourceUnreadable(f"{path.name}：{refusal.reason}", refusal.advice) from error
    except OSError as error:
        advice = "请检查文件名、读取权限，或是否被别的程序占用"
        raise SourceUnreadable(f"{path.name}：无法打开", advice) from error


def layout_of(members: Mapping[str, bytes], name: str) -> WordLayout:
    """The parts of a .docx that passed the gate, as they will be set."""
    try:
        root = tree(members, MAIN)
        body = None if root is None else root.find(w("body"))
        if body is None:
            raise SourceUnreadable(f"{name}：找不到正文", _ODD_KIND)
        return _Reading(members).whole(body)
    except (etree.XMLSyntaxError, RecursionError) as error:
        raise SourceUnreadable(f"{name}：不是可以读取的 Word 文件", _ODD_KIND) from error


def paragraph_elements(body: Any) -> Iterator[Any]:
    """The paragraphs of a body element in the order in which Paragraph.number counts them."""
    for node in _blocks(body):
        if node.tag == w("p"):
            yield node
        else:
            for row in _inner(node, "tr"):
                for cell in _inner(row, "tc"):
                    yield from paragraph_elements(cell)


class _Reading:
    """One walk through a document."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        self._members = members
        self._looks = Looks(Styles(members), Numbering(members))
        self._relations = _targets(members, MAIN)
        self._number = self._table = self._section = 0
        self._break = Break.NONE
        self._sections: list[Section] = []
        self._ends: list[Any | None] = []

    def whole(self, body: Any) -> WordLayout:
        """Everything."""
        last = body.find(w("sectPr"))
        inner = (node.find(f"{w('pPr')}/{w('sectPr')}") for node in paragraph_elements(body))
        self._ends = [*(node for node in inner if node is not None), last]
        paragraphs = tuple(self._within(body, Spot(BODY)))
        if last is not None or not self._sections:
            self._end_section(last)
        settings = tree(self._members, "word/settings.xml")
        odd_even = settings is not None and is_on(properties(settings), "evenAndOddHeaders")
        core = tree(self._members, "docProps/core.xml")
        title = None if core is None else core.find(_CORE_TITLE)
        return WordLayout(
            tuple(self._sections),
            paragraphs,
            odd_even,
            self._table,
            "" if title is None else str(title.text or ""),
        )

    def _within(self, holder: Any, spot: Spot) -> Iterator[Paragraph]:
        for node in _blocks(holder):
            if node.tag == w("p"):
                yield from self._paragraph(node, spot)
            else:
                yield from self._rows(node, spot)

    def _rows(self, table: Any, spot: Spot) -> Iterator[Paragraph]:
        self._table += 1
        number = self._table
        for at, row in enumerate(_inner(table, "tr"), 1):
            kind = spot.kind if spot.kind == BOX else CELL
            for cell in _inner(row, "tc"):
                yield from self._within(cell, Spot(kind, number, at))

    def _paragraph(self, node: Any, spot: Spot) -> Iterator[Paragraph]:
        number = self._number
        self._number += 1
        made = self._looks.paragraph(node, number, spot, self._section, self._break)
        self._break = Break.NONE
        yield made.paragraph
        for box in _boxes(node):
            yield from self._boxed(box, number)
        if made.breaks_after:
            self._break = Break.PAGE
        ended = node.find(f"{w('pPr')}/{w('sectPr')}")
        if ended is not None:
            self._end_section(ended)

    def _boxed(self, box: Any, number: int) -> Iterator[Paragraph]:
        for node in box.iter(w("p")):
            made = self._looks.paragraph(node, number, Spot(BOX), self._section, Break.NONE)
            yield made.paragraph

    def _end_section(self, node: Any | None) -> None:
        before = self._sections[-1] if self._sections else None
        margins = margins_of(node, self._relations)
        headers = dict(before.headers) if before else {}
        footers = dict(before.footers) if before else {}
        for kind, target in margins.headers.items():
            headers[kind] = tuple(self._margin(target))
        for kind, target in margins.footers.items():
            footers[kind] = tuple(self._margin(target))
        self._sections.append(section_of(node, len(self._sections) + 1, headers, footers))
        self._section += 1
        following = self._ends[self._section] if self._section < len(self._ends) else None
        self._break = Break.SECTION if starts_page(following) else Break.NONE

    def _margin(self, part: str) -> Iterator[Paragraph]:
        root = tree(self._members, part)
        if root is None:
            return
        for node in root.iter(w("p")):
            if not any(up.tag == f"{{{MC}}}Fallback" for up in node.iterancestors()):
                spot = Spot(MARGIN)
                yield self._looks.paragraph(node, -1, spot, self._section, Break.NONE).paragraph


def _blocks(holder: Any) -> Iterator[Any]:
    yield from _inner(holder, "p", "tbl")


def _inner(holder: Any, *names: str) -> Iterator[Any]:
    """Children by name, controls and accepted changes looked through."""
    wanted = {w(name) for name in names}
    for node in holder:
        if node.tag in wanted:
            yield node
        elif node.tag in _THROUGH:
            yield from _inner(node, *names)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes that hang on a paragraph, of two writings the first."""
    for box in paragraph.iter(w("txbxContent")):
        above = [up.tag for up in box.iterancestors()]
        if f"{{{MC}}}Fallback" not in above and above.count(w("txbxContent")) == 0:
            yield box


def _targets(members: Mapping[str, bytes], part: str) -> dict[str, str]:
    """Relationship id -> part name, of a part's relationships."""
    folder, name = posixpath.split(part)
    root = tree(members, f"{folder}/_rels/{name}.rels")
    if root is None:
        return {}
    return {
        str(node.get("Id")): posixpath.normpath(posixpath.join(folder, str(node.get("Target"))))
        if not str(node.get("Target")).startswith("/")
        else str(node.get("Target")).lstrip("/")
        for node in root
        if node.get("TargetMode") != "External"
    }
