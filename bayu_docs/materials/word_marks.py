"""A mark in the headers of a stranger's Word file: on every page, theirs kept as they are."""

from __future__ import annotations

import re

from lxml import etree

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials.word_grid import W, WordPaper, parent, parser, w

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_RELATION_PART, _TYPES_PART = "word/_rels/document.xml.rels", "[Content_Types].xml"
# The parts a template is compiled from; a header of another name would show its tags.
_COMPILED = re.compile(r"word/header\d*\.xml")
_TEMPLATE_SIGNS = ("{{", "{%", "{#", "}}", "%}", "#}")


def template_signs(paper: WordPaper) -> str:
    """The first piece of the file's own text that a template engine would take for its own."""
    for name, raw in paper.members.items():
        if not re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
            continue
        source = raw.decode("utf-8", "replace")
        for text in (source, re.sub(r"<[^>]*>", "", source)):
            for sign in _TEMPLATE_SIGNS:
                if (at := text.find(sign)) >= 0:
                    return text[max(0, at - 10) : at + 12].strip()
    return ""


def mark_headers(paper: WordPaper, mark: str, condition: str) -> None:
    """Print the paragraph `mark` at the head of every page; empty where `condition` is not met.

    Headers there are get the mark before their own text; kinds of page without one get a new
    header. SourceUnreadable when a header's part has a name templates cannot reach.
    """
    for name in _header_parts(paper):
        paper.members[name] = _with_mark(paper.members[name], mark, condition)
    missing = _missing_kinds(paper)
    if not missing:
        return
    identifier = _add_part(paper, mark)
    for section, kind in missing:
        reference = etree.Element(w("headerReference"))
        reference.set(w("type"), kind)
        reference.set(f"{{{_R}}}id", identifier)
        section.insert(0, reference)


def _header_parts(paper: WordPaper) -> list[str]:
    relations = _tree(paper.members.get(_RELATION_PART, b"<a/>"))
    used = {node.get(f"{{{_R}}}id") for node in paper.root.iter(w("headerReference"))}
    names = []
    for node in relations:
        if node.get("Id") in used:
            target = str(node.get("Target"))
            name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
            if not _COMPILED.fullmatch(name) or name not in paper.members:
                raise SourceUnreadable(
                    "表的页眉写法少见，不能加“草稿”字样",
                    "请用 Word 或 WPS 打开，另存为 .docx 后再试",
                )
            names.append(name)
    return sorted(set(names))


def _with_mark(header: bytes, mark: str, condition: str) -> bytes:
    root = _tree(header)
    paragraphs = [
        _paragraph(f"<w:r><w:t>{{%p if {condition} %}}</w:t></w:r>"),
        _paragraph(mark),
        _paragraph("<w:r><w:t>{%p endif %}</w:t></w:r>"),
    ]
    for at, node in enumerate(paragraphs):
        root.insert(at, node)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _paragraph(content: str) -> etree._Element:
    """A paragraph from its markup, or from runs alone."""
    text = content if content.startswith("<w:p>") else f"<w:p>{content}</w:p>"
    return etree.fromstring(text.replace("<w:p>", f'<w:p xmlns:w="{W}">', 1))


def _missing_kinds(paper: WordPaper) -> list[tuple[etree._Element, str]]:
    """Sections and the kind of page that has no header in them, own or inherited."""
    settings = _tree(paper.members.get("word/settings.xml", b"<a/>"))
    even = settings.find(w("evenAndOddHeaders"))
    both_sides = even is not None and even.get(w("val"), "1") not in ("0", "false", "off")
    known: set[str] = set()
    missing = []
    for section in paper.root.iter(w("sectPr")):
        if parent(section).tag == w("sectPrChange"):
            continue
        known |= {node.get(w("type"), "default") for node in section.findall(w("headerReference"))}
        first = section.find(w("titlePg"))
        wanted = ["default", *(["even"] if both_sides else [])]
        if first is not None and first.get(w("val"), "1") not in ("0", "false", "off"):
            wanted.append("first")
        missing += [(section, kind) for kind in wanted if kind not in known]
        known |= set(wanted)
    return missing


def _add_part(paper: WordPaper, mark: str) -> str:
    """A new header part with the mark; gives its relationship id."""
    numbers = [int(n) for n in re.findall(r"word/header(\d+)\.xml", " ".join(paper.members))]
    name = f"header{max(numbers, default=0) + 1}.xml"
    root = etree.Element(w("hdr"), nsmap={"w": W})
    root.append(_paragraph(mark))
    paper.members[f"word/{name}"] = _xml(root)
    blank = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
    relations = _tree(paper.members.get(_RELATION_PART, blank))
    taken = {node.get("Id") for node in relations}
    identifier = next(f"rIdDraft{n}" for n in range(1, 1000) if f"rIdDraft{n}" not in taken)
    added = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
    added.set("Id", identifier)
    added.set("Type", f"{_R}/header")
    added.set("Target", name)
    paper.members[_RELATION_PART] = _xml(relations)
    types = _tree(paper.members[_TYPES_PART])
    override = etree.SubElement(types, f"{{{_TYPES}}}Override")
    override.set("PartName", f"/word/{name}")
    override.set("ContentType", _HEADER_TYPE)
    paper.members[_TYPES_PART] = _xml(types)
    return identifier


def _tree(raw: bytes) -> etree._Element:
    return etree.fromstring(raw, parser())


def _xml(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
