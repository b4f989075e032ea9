"""The door to Word templates: docxtpl patches, Jinja compiles once, each render is one zip write.

docxtpl's own render() is not used: it repairs broken XML by deleting text without a word. Here a
rendered part must parse strictly, undefined names are errors, values are escaped, template code
runs in an immutable sandbox, and every printed value is recorded for the render proof.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from bayu_docs.errors import TemplateFaulty
from bayu_docs.materials import caches, word_data
from bayu_docs.materials.word_prepare import prepared

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_RENDERED_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
# Raise the number when the environment's options change: compiled code depends on them.
_KEPT_NAME = "template-1-%s.jinja"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Rendered:
    """A rendered document.

    docx: its bytes; printed: every value printed in the main text, in order; static: every text
    of the template that stands outside conditions and loops, in order.
    """

    docx: bytes
    printed: tuple[str, ...]
    static: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """A compiled template. variables: the Word document variables it states."""

    name: str
    variables: Mapping[str, str]
    _static: tuple[str, ...]
    _parts: Mapping[str, jinja2.Template]
    _members: tuple[tuple[str, bytes], ...]

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
        members = dict(self._members)
        for name in self._parts:
            members[name] = self._render_part(name, fields, printed if name == _MAIN else [])
        if data is not None:
            members |= word_data.members(members, members[_MAIN].decode("utf-8"), data)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, raw in members.items():
                info = zipfile.ZipInfo(name, stamp)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, raw)
        return Rendered(buffer.getvalue(), tuple(printed), self._static)

    def _render_part(self, name: str, fields: Mapping[str, Any], printed: list[str]) -> bytes:
        try:
            text = self._parts[name].render(fields, _printed=printed, **_functions(fields))
            raw = text.encode("utf-8")
            etree.fromstring(raw, _strict_parser())
        except jinja2.UndefinedError as error:
            raise TemplateFaulty(f"模板 {self.name} 用到了没有的字段：{error.message}") from error
        except (jinja2.TemplateError, ArithmeticError, TypeError) as error:
            raise TemplateFaulty(f"模板 {self.name} 无法填写：{error}") from error
        except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
            raise TemplateFaulty(f"模板 {self.name} 填写后不是有效的 Word 文件：{error}") from error
        return raw


@cache
def load(path: Path) -> Template:
    """The template at that path, patched and compiled once per process; TemplateFaulty."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = tuple((name, archive.read(name)) for name in archive.namelist())
        sources = {
            name: prepared(raw.decode("utf-8"))
            for name, raw in members
            if _RENDERED_PART.fullmatch(name)
        }
        parts = {name: _compiled(text) for name, text in sources.items()}
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise TemplateFaulty(f"模板 {path.name} 打不开", "请重新安装或换一份模板") from error
    except jinja2.TemplateSyntaxError as error:
        raise TemplateFaulty(f"模板 {path.name} 的标签写错了：{error.message}") from error
    settings = dict(members).get("word/settings.xml", b"<a/>")
    return Template(
        path.name, _variables(settings), tuple(_static_texts(sources[_MAIN])), parts, members
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


class _Silent(str):
    """Printed into an attribute: not part of what a reader sees, so not recorded."""


@jinja2.pass_context
def _finalize(context: Context, value: Any) -> Any:
    """Record what is printed, and turn line breaks into Word's."""
    if isinstance(value, _Silent):
        return value
    text = "" if value is None else str(value)
    if text:
        context["_printed"].append(text)
    return Markup(escape(text).replace("\n", _BREAK))


def _functions(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The few functions a template may call, fresh for each part."""
    blank = bool(fields.get("blank"))
    ids = count(1000)
    return {
        "next_id": lambda: _Silent(next(ids)),
        "show": lambda value, hint: value if value or not blank else hint,
        "tick": lambda chosen: "■" if chosen else "□",
        "flag": lambda chosen: _Silent(int(bool(chosen))),
        "day": lambda value: _Silent(_iso_day(str(value or ""))),
    }


_DAY = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})日?")


def _iso_day(text: str) -> str:
    """2022-03-02 of 2022年3月2日 or of itself; empty for what is no day."""
    if (match := _DAY.fullmatch(text)) is None:
        return ""
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""


def _compiled(source: str) -> jinja2.Template:
    """The source compiled, or taken from the user's cache, where Jinja keeps it by its digest."""
    key = hashlib.sha256(source.encode("utf-8")).hexdigest()
    environment, sources = _environment()
    sources[key] = source
    return environment.get_template(key)


@cache
def _environment() -> tuple[ImmutableSandboxedEnvironment, dict[str, str]]:
    """The one environment, and the sources it loads templates from."""
    sources: dict[str, str] = {}
    folder = caches.cache_folder()
    kept = jinja2.FileSystemBytecodeCache(str(folder), _KEPT_NAME) if folder else None
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        loader=jinja2.DictLoader(sources),
        bytecode_cache=kept,
    )
    environment.globals.clear()
    return environment, sources


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


def _strict_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
