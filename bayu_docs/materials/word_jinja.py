"""The Jinja environment of Word templates: sandboxed, strict, and it records what it prints.

Template code runs in an immutable sandbox, undefined names are errors, and every printed value is
escaped and recorded for the render proof.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from typing import Any

import jinja2
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bayu_docs.materials import caches

_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_SPECIAL = frozenset("<>&\"'\n")
# Raise the number when the environment's options change: compiled code depends on them.
_KEPT_NAME = "template-2-%s.jinja"


@dataclass(frozen=True)
class Fragment:
    """Ready-made paragraphs for a `{{p … }}` tag, where the layout depends on what is printed.

    xml: well-formed w:p and w:tbl elements; texts: what a reader sees in them, in order.
    """

    xml: str
    texts: tuple[str, ...]


class _Silent(str):
    """Printed into an attribute: not part of what a reader sees, so not recorded."""


@jinja2.pass_context
def _finalize(context: Context, value: Any) -> str:
    """Record what is printed, escape it, and turn line breaks into Word's."""
    printed: list[str] = context.parent["_printed"]  # what render() was given
    if type(value) is not str:
        if value is None:
            return ""
        if isinstance(value, _Silent):
            return str(value)
        if isinstance(value, Fragment):
            printed.extend(value.texts)
            return value.xml
    if not (text := str(value)):
        return ""
    printed.append(text)
    if not _SPECIAL.isdisjoint(text):
        text = html.escape(text).replace("\n", _BREAK)
    return text


def functions(fields: Mapping[str, Any]) -> dict[str, Any]:
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


def function_names() -> frozenset[str]:
    """The names of the functions a template may call."""
    return frozenset(functions({}))


_DAY = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})日?")


def _iso_day(text: str) -> str:
    """2022-03-02 of 2022年3月2日 or of itself; empty for what is no day."""
    if (match := _DAY.fullmatch(text)) is None:
        return ""
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""


def compiled(source: str) -> jinja2.Template:
    """The source compiled, or taken from the user's cache, where Jinja keeps it by its digest."""
    key = hashlib.sha256(source.encode("utf-8")).hexdigest()
    environment, sources = _environment()
    sources[key] = source
    return environment.get_template(key)


class _Environment(ImmutableSandboxedEnvironment):
    """Dicts are asked for their keys first: `m.items` is the field, never Python's method."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The field of that name."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def _environment() -> tuple[ImmutableSandboxedEnvironment, dict[str, str]]:
    """The one environment, and the sources it loads templates from."""
    sources: dict[str, str] = {}
    folder = caches.cache_folder()
    kept = jinja2.FileSystemBytecodeCache(str(folder), _KEPT_NAME) if folder else None
    environment = _Environment(
        autoescape=False,  # _finalize escapes whatever is printed
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        loader=jinja2.DictLoader(sources),
        bytecode_cache=kept,
    )
    environment.globals.clear()
    return environment, sources
