"""The door to filled Word forms: lines, tables and content controls as plain values, page order.

A file comes here through the gate (ooxml).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from bayu_docs.materials import ooxml
from bayu_docs.materials.word_data import Kept, kept_in
from bayu_docs.materials.word_walk import UNKNOWN_SYMBOL, Cell, Control, Line, Table, Walk

__all__ = ["UNKNOWN_SYMBOL", "Cell", "Control", "Kept", "Line", "Paper", "Table", "read_paper"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_APPLICATION = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_MAIN_RELATION = "/officeDocument"


class Unreadable(Exception):
    """The file is no Word document that can be read; the message says why, in Chinese."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason, self.advice = reason, advice


@dataclass(frozen=True)
class Paper:
    """A document. blocks: paragraphs and tables in order; program: what saved it; kept: the data
    it keeps in itself; revised, hidden, boxed: it has tracked changes, hidden text, text boxes."""

    blocks: tuple[Line | Table, ...]
    program: str
    kept: Kept | None
    revised: bool
    hidden: bool
    boxed: bool

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def read_paper(path: Path) -> Paper:
    """The document at that path; Unreadable when it does not pass the gate or cannot be parsed."""
    try:
        parts = ooxml.open_parts(path, ooxml.WORD)
    except ooxml.Refused as refused:
        raise Unreadable(refused.refusal.reason, refused.refusal.advice) from refused
    except OSError as error:
        raise Unreadable("无法打开", "请检查文件名、读取权限，或是否被别的程序占用") from error
    try:
        body = etree.fromstring(parts[_main_part(parts)], _parser()).find(f"{_W}body")
        program = _program(parts)
    except (etree.XMLSyntaxError, KeyError, StopIteration) as error:
        raise Unreadable("Word 文件的正文已损坏", "请用 Word 或 WPS 打开，另存为 .docx") from error
    walk = Walk()
    blocks = tuple(walk.blocks(body)) if body is not None else ()
    return Paper(blocks, program, kept_in(parts), walk.revised, walk.hidden, walk.boxed)


def _main_part(parts: Mapping[str, bytes]) -> str:
    links = etree.fromstring(parts["_rels/.rels"], _parser())
    return next(
        str(link.get("Target")).lstrip("/")
        for link in links
        if str(link.get("Type", "")).endswith(_MAIN_RELATION)
    )


def _program(parts: Mapping[str, bytes]) -> str:
    raw = parts.get("docProps/app.xml")
    if raw is None:
        return ""
    return str(etree.fromstring(raw, _parser()).findtext(f"{_APPLICATION}Application") or "")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
