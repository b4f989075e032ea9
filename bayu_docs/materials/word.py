"""The door to Word templates: docxtpl patches, Jinja compiles once, each render is one zip write.

docxtpl's own render() is not used: it repairs broken XML by deleting text without a word. Here a
rendered part must parse strictly, undefined names are errors, values are escaped, template code
runs in an immutable sandbox, and every printed value is recorded for the render proof.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from lxml import etree

from bayu_docs.errors import TemplateFaulty
from bayu_docs.materials import word_data, word_faults, word_jinja, zip_write
from bayu_docs.materials.word_jinja import Fragment, function_names
from bayu_docs.materials.word_prepare import prepared

__all__ = ["Fragment", "Rendered", "Template", "compiled", "function_names", "load", "text_of"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_RENDERED_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_KEPT_TEMPLATES = 32
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Rendered:
    """A rendered document.

    docx: its bytes; printed: every value printed in the main text, in order; static: every text
    of the template that stands outside conditions and loops, in order; text: all text of the main
    part as it was read back after rendering, without the breaks between paragraphs.
    """

    docx: bytes
    printed: tuple[str, ...]
    static: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class _Part:
    """A rendered part: its XML, the same packed, and its text. Heads of letters seldom change, so
    the last one of each is kept."""

    xml: str
    packed: zip_write.Packed
    text: str


@dataclass(frozen=True)
class Template:
    """A compiled template. variables: the Word document variables it states."""

    name: str
    variables: Mapping[str, str]
    _static: tuple[str, ...]
    _parts: Mapping[str, jinja2.Template]
    _members: tuple[tuple[str, bytes], ...]
    _packed: Mapping[str, zip_write.Packed]
    _last: dict[str, _Part] = field(default_factory=dict, compare=False)

    @property
    def tags(self) -> tuple[str, ...]:
        """Patterns of the fields it has controls for."""
        return word_data.tags_in(dict(self._members)[_MAIN].decode("utf-8"))

    def render(
        self,
        fields: Mapping[str, Any],
        *,
        moment: datetime | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> Rendered:
        """The document for these fields (plain strings, numbers, lists and dicts).

        data: what the document is to keep in itself (word_data). The same input gives the same
        bytes. TemplateFaulty when a name is unknown or the result is no well-formed XML.
        """
        stamp = _ZIP_DATE if moment is None else moment.timetuple()[:6]
        printed: list[str] = []
        packed, text, main = dict(self._packed), "", ""
        for name in self._parts:
            xml = self._render_part(name, fields, printed if name == _MAIN else [])
            if (kept := self._last.get(name)) is None or kept.xml != xml:
                kept = self._last[name] = self._sound(name, xml)
            packed[name] = kept.packed
            if name == _MAIN:
                text, main = kept.text, xml
        if data is not None:
            more = word_data.members(dict(self._members), main, data)
            packed |= {name: zip_write.pack(name, raw) for name, raw in more.items()}
        docx = zip_write.archive(packed.values(), stamp)
        return Rendered(docx, tuple(printed), self._static, text)

    def _render_part(self, name: str, fields: Mapping[str, Any], printed: list[str]) -> str:
        """The part's XML, not yet known to be sound."""
        try:
            return self._parts[name].render(
                fields, _printed=printed, **word_jinja.functions(fields)
            )
        except (jinja2.TemplateError, ArithmeticError, TypeError) as error:
            raise word_faults.faulty(self.name, error, fields) from error

    def _sound(self, name: str, xml: str) -> _Part:
        """The part packed, with what a strict parser reads in it."""
        try:
            raw = xml.encode("utf-8")
            root = etree.fromstring(raw, _strict_parser())
        except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
            raise word_faults.faulty(self.name, error) from error
        return _Part(xml, zip_write.pack(name, raw), _text(root))


@cache
def load(path: Path) -> Template:
    """The template at that path, patched and compiled once per process; TemplateFaulty."""
    try:
        return compiled(path.name, path.read_bytes())
    except OSError as error:
        raise TemplateFaulty(f"模板 {path.name} 打不开", "请重新安装或换一份模板") from error


@lru_cache(_KEPT_TEMPLATES)
def compiled(name: str, docx: bytes) -> Template:
    """The template of these bytes; the last few are kept. TemplateFaulty."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            members = tuple((each, archive.read(each)) for each in archive.namelist())
        sources = {
            part: prepared(raw.decode("utf-8"))
            for part, raw in members
            if _RENDERED_PART.fullmatch(part)
        }
        parts = {
            part: word_jinja.compiled(text)
            for part, text in sources.items()
            if part == _MAIN or _STATEMENT.search(text)
        }
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise TemplateFaulty(f"模板 {name} 打不开", "请重新安装或换一份模板") from error
    except jinja2.TemplateSyntaxError as error:
        raise word_faults.faulty(name, error) from error
    settings = dict(members).get("word/settings.xml", b"<a/>")
    return Template(
        name,
        _variables(settings),
        tuple(_static_texts(sources[_MAIN])),
        parts,
        members,
        {part: zip_write.pack(part, raw) for part, raw in members},
    )


def text_of(docx: bytes) -> str:
    """All text of the main part in document order, breaks and tabs as blanks.

    Raises TemplateFaulty when the file is no Word document with well-formed XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            root = etree.fromstring(archive.read(_MAIN), _strict_parser())
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise TemplateFaulty("生成的 Word 文件打不开") from error
    return "".join(
        node.text or "" if node.tag == f"{_W}t" else " "
        for node in root.iter(f"{_W}t", f"{_W}br", f"{_W}tab", f"{_W}p")
    )


def _text(root: etree._Element) -> str:
    """All text of the part, nothing between paragraphs: what is compared without white space."""
    return str(etree.tostring(root, method="text", encoding="unicode"))


_STATEMENT = re.compile(r"({%.*?%}|{{.*?}}|{#.*?#})", re.DOTALL)
_GAP = "\ufffc"


def _static_texts(source: str) -> list[str]:
    """Texts of w:t outside loops and conditions, in order."""
    kept: list[str] = []
    depth = 0
    for piece in _STATEMENT.split(source):
        if piece.startswith("{%"):
            word = piece.strip("{%- }").split()[0]
            depth += (word in ("for", "if")) - (word in ("endfor", "endif"))
            kept.append(_GAP)
        elif piece.startswith(("{{", "{#")):
            kept.append(_GAP)
        elif depth == 0:
            kept.append(piece)
    runs = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", "".join(kept))
    return [html.unescape(part) for run in runs for part in run.split(_GAP) if part.strip()]


def _variables(settings: bytes) -> dict[str, str]:
    root = etree.fromstring(settings, _strict_parser())
    return {
        str(node.get(f"{_W}name")): str(node.get(f"{_W}val")) for node in root.iter(f"{_W}docVar")
    }


@cache
def _strict_parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, collect_ids=False
    )
