"""The door that writes comments into a Word file; nothing else of it changes.

The file must have passed the OOXML gate. Comments there are stay as they are. Word allows comments
in the body only: what concerns a header, a footer or the whole file is noted at the first
paragraph.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from bayu_docs.materials.word_grid import MAIN, W, parser, w
from bayu_docs.materials.word_reader import paragraph_elements

AUTHOR = "bayu-docs"
_INITIALS = "检"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION_PART, _TYPES_PART = "word/_rels/document.xml.rels", "[Content_Types].xml"
_OWN_PART = "word/comments.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Note:
    """One comment.

    paragraph: Paragraph.number of word_reader (from 0, all paragraphs of the body in order, those
    in tables too, text boxes not); None, or a number beyond the last: the first paragraph;
    text: lines parted by \\n; author: as Word shows it.
    """

    paragraph: int | None
    text: str
    author: str = AUTHOR


def annotated(docx: bytes, notes: Sequence[Note], moment: datetime | None = None) -> bytes:
    """The file with the notes as comments, each over the whole of its paragraph; notes of one
    paragraph in their order. moment: written as the comments' date, none when None. The same input
    gives the same bytes; without notes the file comes back as it was.
    """
    if not notes:
        return docx
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(members[MAIN], parser())
    part = _comments_part(members)
    comments = etree.fromstring(members[part], parser())
    paragraphs = list(paragraph_elements(root.find(w("body"))))
    if not paragraphs:
        paragraphs = [_first_paragraph(root)]
    identifier = _free_identifier(comments)
    for note in notes:
        at = note.paragraph
        inside = at is not None and 0 <= at < len(paragraphs)
        _mark(paragraphs[at if inside and at is not None else 0], identifier)
        comments.append(_comment(note, identifier, moment))
        identifier += 1
    members |= {MAIN: _xml(root), part: _xml(comments)}
    return _zip(members)


def is_ours(members: Mapping[str, bytes]) -> bool:
    """Whether a file's parts hold a comment of ours: it is a copy that annotated() made."""
    raw = members.get(_OWN_PART)
    root = None if raw is None else etree.fromstring(raw, parser())
    return root is not None and any(
        node.get(w("author")) == AUTHOR for node in root.iter(w("comment"))
    )


def _comments_part(members: dict[str, bytes]) -> str:
    """The name of the comments part, made when there is none."""
    relations = etree.fromstring(
        members.get(_RELATION_PART, f'<Relationships xmlns="{_RELATIONS}"/>'.encode()), parser()
    )
    for node in relations:
        if node.get("Type") == f"{_R}/comments":
            target = str(node.get("Target"))
            name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
            if name in members:
                return name
            relations.remove(node)
    taken = {node.get("Id") for node in relations}
    added = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
    added.set("Id", next(f"rIdNotes{n}" for n in range(1, 1000) if f"rIdNotes{n}" not in taken))
    added.set("Type", f"{_R}/comments")
    added.set("Target", "comments.xml")
    members[_RELATION_PART] = _xml(relations)
    members[_OWN_PART] = _xml(etree.Element(w("comments"), nsmap={"w": W}))
    types = etree.fromstring(members[_TYPES_PART], parser())
    if not any(node.get("PartName") == f"/{_OWN_PART}" for node in types):
        override = etree.SubElement(types, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{_OWN_PART}")
        override.set("ContentType", _KIND)
        members[_TYPES_PART] = _xml(types)
    return _OWN_PART


def _free_identifier(comments: Any) -> int:
    used = [node.get(w("id"), "") for node in comments.iter(w("comment"))]
    return max((int(each) for each in used if each.isdecimal()), default=-1) + 1


def _first_paragraph(root: Any) -> Any:
    """A new empty paragraph at the beginning of a body without any."""
    paragraph = etree.Element(w("p"))
    root.find(w("body")).insert(0, paragraph)
    return paragraph


def _mark(paragraph: Any, identifier: int) -> None:
    """Lay the comment's range over the paragraph, its reference at the end."""
    start, end = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
    run = etree.Element(w("r"))
    reference = etree.SubElement(run, w("commentReference"))
    for node in (start, end, reference):
        node.set(w("id"), str(identifier))
    opening = 0
    for at, node in enumerate(paragraph):
        if node.tag in (w("pPr"), w("commentRangeStart")):
            opening = at + 1
        else:
            break
    paragraph.insert(opening, start)
    paragraph.append(end)
    paragraph.append(run)


def _comment(note: Note, identifier: int, moment: datetime | None) -> Any:
    comment = etree.Element(w("comment"))
    comment.set(w("id"), str(identifier))
    comment.set(w("author"), note.author)
    comment.set(w("initials"), _INITIALS)
    if moment is not None:
        comment.set(w("date"), moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for line in note.text.split("\n"):
        paragraph = etree.SubElement(comment, w("p"))
        text = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
        text.text = "".join(char for char in line if char.isprintable() or char == "\u3000")
        text.set(_SPACE, "preserve")
    return comment


def _xml(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, raw)
    return buffer.getvalue()
