"""Statements of a Word template that stand where they take away more than themselves.

docxtpl replaces the whole row, cell or paragraph around {%tr %}, {%tc %} and {%p %} by the bare
statement: what stands beside it is lost without a word. A loop that begins as a row and ends as a
paragraph leaves no well-formed document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from bayu_docs.materials.word_grid import w
from bayu_docs.materials.word_tag_texts import statement
from bayu_docs.materials.word_tags import Placed, TagFault, TaggedPart, document_roots

_SPACED_PREFIX = re.compile(r"{%\s+(tr|tc|p|r)\s+(?:for|if|elif|else|end\w+)\b")
_HOLDERS = {"tr": "表格行", "tc": "单元格", "p": "段落"}
_SHOWN_CHARACTERS = 24


def misplaced(part: TaggedPart) -> Iterator[TagFault]:
    """A fault for each statement whose place is wrong, in order."""
    wrong = []
    for placed in part.placed:
        if why := _why_alone(placed):
            wrong.append(placed)
            yield _fault(placed, why)
    yield from _pairs(part, wrong)


def _why_alone(placed: Placed) -> str:
    """What is wrong with a statement's own place, or empty."""
    tag = placed.tag
    if spaced := _SPACED_PREFIX.match(tag.shown):
        return f"% 和 {spaced[1]} 之间不能有空格，要写成“{{%{spaced[1]} …”"
    name = _HOLDERS.get(tag.prefix)
    if name is None:
        return ""
    holder = placed.element if tag.prefix == "p" else _above(placed.element, tag.prefix)
    if holder is None:
        return f"它不在{name}里"
    text = "".join(node.text or "" for node in holder.iter(w("t")))
    rest = " ".join(text.replace(tag.shown, "", 1).split())
    short = rest[:_SHOWN_CHARACTERS] + ("…" if len(rest) > _SHOWN_CHARACTERS else "")
    return f"它要独占一个{name}，同处的“{short}”会被一并删掉" if rest else ""


def _pairs(part: TaggedPart, wrong: Sequence[Placed]) -> Iterator[TagFault]:
    """Loops and conditions that begin and end in different ways or places; wrong: told already."""
    open_ones: list[Placed] = []
    for placed in part.placed:
        word = statement(placed.tag.text)
        if word in ("for", "if"):
            open_ones.append(placed)
        elif word in ("endfor", "endif") and open_ones:
            first = open_ones.pop()
            matching = statement(first.tag.text) == word.removeprefix("end")
            if matching and first not in wrong and placed not in wrong:
                yield from _pair(first, placed)


def _pair(first: Placed, last: Placed) -> Iterator[TagFault]:
    begin = f"开头“{first.tag.shown}”"
    if first.tag.prefix != last.tag.prefix:
        yield _fault(last, f"{begin}与结尾的写法要一样：同为 tr、同为 p，或都不写")
    elif first.element is not last.element and _home(first) is not _home(last):
        yield _fault(last, f"{begin}在{first.tag.spot.words}，不在同一个表格或单元格里")


def _fault(placed: Placed, why: str) -> TagFault:
    return TagFault("misplaced", placed.tag.shown, placed.tag.spot, why)


def _home(placed: Placed) -> etree._Element | None:
    """What both ends must share: the table of rows, the row of cells, the holder of paragraphs."""
    if placed.tag.prefix in ("tr", "tc"):
        return _above(placed.element, {"tr": "tbl", "tc": "tr"}[placed.tag.prefix])
    holders = ("tc", "txbxContent", "body", "hdr", "ftr")
    return next(placed.element.iterancestors(*map(w, holders)), None)


def _above(node: etree._Element, name: str) -> etree._Element | None:
    return next(node.iterancestors(w(name)), None)


def empty_cell(docx: bytes) -> str:
    """Where a filled document has a cell that does not end with a paragraph (表2第3行), or empty.

    Word takes such a file for a damaged one.
    """
    for part in document_roots(docx):
        for number, table in enumerate(part.iter(w("tbl")), 1):
            for row, node in enumerate(table.iter(w("tr")), 1):
                for cell in node.iterchildren(w("tc")):
                    if len(cell) == 0 or cell[-1].tag not in (w("p"), w("sdt"), w("customXml")):
                        return f"表{number}第{row}行"
    return ""
