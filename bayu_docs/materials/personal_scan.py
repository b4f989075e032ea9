"""Numbers of persons anywhere in a finished file, where a reader sees them and where not.

Word: text, hidden and deleted text, comments, notes, headers, alternative texts, properties,
custom XML. PDF: the text of each page, information, XMP, bookmarks, annotations, attachments.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pikepdf
from lxml import etree

from bayu_docs.materials import pdf_look
from bayu_docs.materials.personal import Hit, numbers_in

_PARTS = (
    ("word/document", "正文"),
    ("word/comments", "批注"),
    ("word/header", "页眉"),
    ("word/footer", "页脚"),
    ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"),
    ("docProps/", "文档属性"),
    ("customXml/", "内嵌数据"),
)
_ATTRIBUTES = frozenset({"descr", "title", "name", "alt", "val", "author", "initials", "tooltip"})
_DRAWN = frozenset({"docPr", "cNvPr", "shape", "imagedata", "hlinkClick"})
_MAX_DEPTH = 6


class Found(NamedTuple):
    """A number, and where it stands in the file."""

    spot: str
    hit: Hit


def in_word(docx: bytes) -> tuple[Found, ...]:
    """Every number of a person in a .docx, each once at a place; runs of a paragraph are joined.

    Raises zipfile.BadZipFile or etree.XMLSyntaxError for what is no sound Word file.
    """
    found: dict[Found, None] = {}
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            raw = archive.read(name)
            for spot, text in _texts_of_part(name, raw):
                found |= {Found(spot, hit): None for hit in numbers_in(text)}
    return tuple(found)


def in_pdf(path: Path) -> tuple[Found, ...]:
    """Every number of a person in a PDF, each once at a place."""
    found: dict[Found, None] = {}
    for page, text in enumerate(pdf_look.page_texts(path), start=1):
        found |= {Found(f"第{page}页", hit): None for hit in numbers_in(text)}
    for spot, text in _unseen_texts(path):
        found |= {Found(spot, hit): None for hit in numbers_in(text)}
    return tuple(found)


def _texts_of_part(name: str, raw: bytes) -> Iterator[tuple[str, str]]:
    spot = next((words for start, words in _PARTS if name.startswith(start)), name)
    yield "文件名", name
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    for block in _blocks(root):
        yield spot, "".join(map(str, block.itertext()))
    for node in root.iter():
        if not isinstance(node.tag, str):
            yield spot, node.text or ""  # a comment or a processing instruction
            continue
        for key, value in node.attrib.items():
            local = etree.QName(key).localname
            if local in _ATTRIBUTES:
                drawn = etree.QName(node).localname in _DRAWN
                yield ("图片说明" if drawn else spot), str(value)


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, each with all its runs; and, where there are none, every element with text."""
    for node in root.iter(etree.Element):
        is_paragraph = etree.QName(node).localname == "p"
        if is_paragraph or (node.text and node.text.strip()):
            yield node


def _unseen_texts(path: Path) -> Iterator[tuple[str, str]]:
    with pikepdf.open(path) as pdf:
        for value in _strings(pdf.trailer.get("/Info"), 0):
            yield "文档属性", value
        metadata = pdf.Root.get("/Metadata")
        if isinstance(metadata, pikepdf.Stream):
            yield "文档属性", metadata.read_bytes().decode("utf-8", "replace")
        for mark in pdf_look.bookmarks(path):
            yield "书签", mark.title
        for number, page in enumerate(pdf.pages, start=1):
            for annotation in _listed(page.obj.get("/Annots")):
                for value in _strings(annotation, 0):
                    yield f"第{number}页注释", value
        for name, attached in pdf.attachments.items():
            yield "附件", name
            yield "附件", attached.get_file().read_bytes().decode("utf-8", "replace")


def _listed(value: object) -> Sequence[pikepdf.Object]:
    return list(value) if isinstance(value, pikepdf.Array) else []


def _strings(value: object, depth: int) -> Iterator[str]:
    """Texts of a PDF object, without following pages and parents."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            yield from _strings(item, depth + 1)
    elif isinstance(value, pikepdf.Dictionary):
        for key, item in value.items():
            if key not in ("/P", "/Parent", "/Popup", "/Dest", "/A"):
                yield from _strings(item, depth + 1)
