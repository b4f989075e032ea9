"""What a package says of its parts (content types) and of what they point at (relationships).

Both are watched while they stream by; nothing of them is kept but what decides. In ISO/IEC
29500-2 names of parts and types are compared without regard to case, and so they are here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from bayu_docs.materials.ooxml_words import WORD, WORKBOOK, Unfit, external, shown

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"

_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_HYPERLINKS = (f"{_OFFICE}hyperlink", f"{_STRICT_OFFICE}hyperlink")
_XML_TYPES = ("application/xml", "text/xml")
_MAX_TYPE_ENTRIES = 10_000

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_SLIDES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
_MAIN_TYPES = {f"{_WORD_TYPE}document.main+xml": WORD, f"{_SHEET_TYPE}sheet.main+xml": WORKBOOK}
_TEMPLATE_TYPES = {
    f"{_WORD_TYPE}template.main+xml": WORD,
    f"{_SHEET_TYPE}template.main+xml": WORKBOOK,
}
_BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroenabled.main"

# Active content by what the name of a part or its content type holds; by the last word of a
# relationship's type. `package` is a whole Office file inside this one.
_BY_NAME = (
    ("macro", ("vbaproject", "vbadata", "/macrosheets/")),
    ("afchunk", ("afchunk",)),
    ("activex", ("/activex/",)),
    ("ole", ("/embeddings/", "oleobject")),
)
_BY_CONTENT_TYPE = (
    ("macro", ("macroenabled", "vbaproject", "vbadata", "macrosheet")),
    ("activex", ("activex",)),
    ("ole", ("oleobject",)),
)
_BY_RELATION = {
    "vbaproject": "macro",
    "wordvbadata": "macro",
    "xlmacrosheet": "macro",
    "xlintlmacrosheet": "macro",
    "afchunk": "afchunk",
    "control": "activex",
    "activexcontrolbinary": "activex",
    "oleobject": "ole",
    "package": "ole",
}
# A template on a disk of the machine that wrote the file, or beside the file, as Word notes it
# (file:///C:\Users\…\公文.dotx). No server is asked for it, and our readers ask for none; one
# on a server would be fetched by Word when somebody opens what is made of this file.
_LOCAL = re.compile(r"(?:file://(?:localhost)?/)?(?:[a-z]:/)?(?!/)[^:]*", re.IGNORECASE)


class ContentTypes:
    """The content type of every part, in lower case; give its `element` to an XmlWatch."""

    def __init__(self) -> None:
        self._by_suffix: dict[str, str] = {}
        self._by_part: dict[str, str] = {}

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """One element of [Content_Types].xml."""
        type_name = attributes.get("ContentType", "").strip().casefold()
        if name == f"{_TYPES_NS} Default":
            self._state(self._by_suffix, attributes.get("Extension", ""), type_name)
        elif name == f"{_TYPES_NS} Override":
            self._state(self._by_part, attributes.get("PartName", ""), type_name)
        if len(self._by_suffix) + len(self._by_part) > _MAX_TYPE_ENTRIES:
            raise Unfit("too_many_parts", f"内容类型超过 {_MAX_TYPE_ENTRIES} 条")

    def _state(self, types: dict[str, str], key: str, type_name: str) -> None:
        if types.setdefault(key.casefold(), type_name) != type_name:
            raise Unfit("broken", f"{shown(key)} 有两种内容类型")

    def of(self, part: str) -> str:
        """The part's content type, empty when none is stated."""
        name = part.casefold()
        suffix = name.rpartition(".")[2]
        return self._by_part.get(f"/{name}") or self._by_suffix.get(suffix, "")

    def is_xml(self, part: str) -> bool:
        """True when the part's type says XML."""
        type_name = self.of(part)
        return type_name.endswith("+xml") or type_name in _XML_TYPES


class Relations:
    """What all relationships together say: the main parts (two at most), and the
    first fault of each kind."""

    def __init__(self, parts: frozenset[str]) -> None:
        """parts: the names of all parts there are."""
        self.main_parts: list[str] = []
        self.faults: list[Unfit] = []
        self._part = ""
        self._parts = parts
        self._folded = frozenset(part.casefold() for part in parts)

    def enter(self, part: str) -> None:
        """The elements to come are those of this .rels part."""
        self._part = part

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """One element of a .rels part."""
        if name.rpartition(" ")[2] != "Relationship":
            return
        type_name, target = attributes.get("Type", ""), attributes.get("Target", "")
        relation = type_name.rpartition("/")[2].casefold()
        mode = attributes.get("TargetMode", "").casefold()
        if relation in _BY_RELATION:
            self._add(Unfit(_BY_RELATION[relation], shown(target)))
        if mode == "external" or "://" in target or relation == "connections":
            if not _is_harmless(type_name, relation, target):
                self._add(external(_source(self._part), relation, target))
        elif name == f"{_RELATIONS_NS} Relationship":
            self._inside(type_name, target.partition("#")[0])

    def _inside(self, type_name: str, target: str) -> None:
        """A relationship to a part of this file; without a target, to a place in its own part."""
        folder = posixpath.dirname(_source(self._part))
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if target and part not in self._parts:
            self._add(self._missing(part))
        if self._part == ROOT_RELATIONS:
            self._note_main(type_name, part)

    def _missing(self, part: str) -> Unfit:
        """Libraries stop at what Word and LibreOffice know by another case or simply leave out."""
        known = unquote(part).casefold() in self._folded or posixpath.basename(part) == "NULL"
        return Unfit("missing" if known else "broken", f"缺少 {shown(part)}")

    def _note_main(self, type_name: str, part: str) -> None:
        if type_name == f"{_STRICT_OFFICE}officeDocument":
            self._add(Unfit("strict"))
        elif type_name != f"{_OFFICE}officeDocument":
            return
        if len(self.main_parts) < 2:
            self.main_parts.append(part)

    def _add(self, fault: Unfit) -> None:
        if fault.kind not in {known.kind for known in self.faults}:
            self.faults.append(fault)


def main_kind(relations: Relations, types: ContentTypes, parts: frozenset[str]) -> tuple[str, str]:
    """The kind of the package (WORD or WORKBOOK) and its main part; Unfit when it is neither."""
    mains = relations.main_parts
    if len(mains) != 1 or mains[0] not in parts:
        raise Unfit("broken", "找不到唯一的正文部件")
    type_name = types.of(mains[0])
    if type_name == _BINARY_TYPE:
        raise Unfit("binary", want=WORKBOOK)
    if "macroenabled" in type_name:
        raise Unfit("macro", shown(mains[0]))
    if type_name.startswith(_SLIDES_TYPE):
        raise Unfit("wrong_kind", "演示文稿（.pptx）")
    kind = _MAIN_TYPES.get(type_name) or _TEMPLATE_TYPES.get(type_name)
    if kind is None:
        raise Unfit("not_office", "其他软件的文件")
    if any(types.of(part) == type_name for part in parts if part != mains[0]):
        raise Unfit("broken", "有两个正文部件")
    return kind, mains[0]


def active_parts(parts: frozenset[str], main: str, types: ContentTypes) -> Iterator[Unfit]:
    """A fault for each part that is active, foreign or a template, by its name or its type."""
    if types.of(main) in _TEMPLATE_TYPES:
        yield Unfit("template", want=_TEMPLATE_TYPES[types.of(main)])
    for part in sorted(parts):
        marks = ((f"/{part.casefold()}", _BY_NAME), (types.of(part), _BY_CONTENT_TYPE))
        for text, table in marks:
            kind = next((kind for kind, words in table if any(w in text for w in words)), None)
            if kind is not None:
                yield Unfit(kind, shown(part))


def _is_harmless(type_name: str, relation: str, target: str) -> bool:
    """True for what is followed only when a person clicks, or asks no server."""
    if type_name in _HYPERLINKS:
        return True
    place = unquote(target).replace("\\", "/")
    return relation == "attachedtemplate" and _LOCAL.fullmatch(place) is not None


def _source(relations_part: str) -> str:
    """The part a .rels part speaks for: word/_rels/document.xml.rels -> word/document.xml."""
    folder, name = posixpath.split(relations_part)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
