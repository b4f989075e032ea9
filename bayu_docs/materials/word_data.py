"""The data a Word form was filled from, kept in the form as a custom XML part.

Fields that stand on no line of the paper travel in it, and a reader can tell what was changed by
hand. The part holds one element, its text the data as JSON; `use` says whether the form was
printed or is to be filled, `shown` names the tags of the controls it had.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

NAMESPACE = "urn:bayu-docs:application:1"
_ITEM, _PROPERTIES = "customXml/item%d.xml", "customXml/itemProps%d.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_LINKS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'.encode()
)
_STORE = "{3D8F5D0B-6C52-4E0B-9B1C-2F0C7A5B1E91}"
_TYPES, _LINKS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_UNFIT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r'<w:tag w:val="([^"]*)"/>')


@dataclass(frozen=True)
class Kept:
    """What a form keeps: data as JSON values; tags, patterns of pointers, of the controls it was
    made with."""

    data: Any
    tags: frozenset[str]


def members(
    existing: Mapping[str, bytes], document: str, data: Mapping[str, Any]
) -> dict[str, bytes]:
    """The parts to add to a document, or to put in place of its own: item, properties, relations.

    existing: all parts of the template; document: the finished main part, whose controls are
    listed.
    """
    number = 1
    while _ITEM % number in existing:
        number += 1
    item, properties = _ITEM % number, _PROPERTIES % number
    return {
        _TYPES: _put_in(
            existing[_TYPES],
            f'<Override PartName="/{properties}" ContentType="{_PROPERTIES_TYPE}"/>',
        ),
        _LINKS: _put_in(
            existing.get(_LINKS, _NO_LINKS),
            f'<Relationship Id="rIdBayuData" Type="{_OFFICE}/relationships/customXml" '
            f'Target="../{item}"/>',
        ),
        item: _item(document, data),
        f"customXml/_rels/item{number}.xml.rels": (
            f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
            f'Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" '
            f'Target="itemProps{number}.xml"/></Relationships>'
        ).encode(),
        properties: (
            f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_STORE}" '
            f'xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
    }


def _put_in(part: bytes, element: str) -> bytes:
    """The part with the element before its root's end."""
    at = part.rindex(b"</")
    return part[:at] + element.encode("utf-8") + part[at:]


def _item(document: str, data: Mapping[str, Any]) -> bytes:
    tags = tags_in(document)
    return (
        f'{_DECLARATION}<application xmlns="{NAMESPACE}" '
        f'shown="{escape(" ".join(tags))}">{escape(_json(data))}</application>'
    ).encode()


def tags_in(document: str) -> tuple[str, ...]:
    """Patterns of the fields that the main part has controls for, in order."""
    return tuple(dict.fromkeys(tag.partition("=")[0] for tag in _TAG.findall(document)))


def _json(data: Mapping[str, Any]) -> str:
    """The data as JSON text in characters that XML may hold."""
    plain = json.dumps(data, ensure_ascii=False)
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def kept_in(parts: Mapping[str, bytes]) -> Kept | None:
    """What the document keeps of our data; None when it keeps nothing that can be read."""
    for name, raw in sorted(parts.items()):
        if name.lower().startswith("customxml/") and NAMESPACE.encode() in raw:
            try:
                root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False))
                if root.tag != f"{{{NAMESPACE}}}application":
                    continue
                data = json.loads(root.text or "")
            except (etree.XMLSyntaxError, ValueError, RecursionError):
                continue
            tags = frozenset(_words(root.get("shown")))
            return Kept(data, tags)
    return None


def _words(text: str | None) -> Iterable[str]:
    return (text or "").split()
