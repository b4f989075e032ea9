"""Tags in a plain text: where each begins and ends, and what looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

TAG = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
OPENER = re.compile(r"{[{%#]")
_HALF = re.compile(r"{[{%#]|[}%#]}")
_BRACES = re.compile(
    r"(?![{][{%#])(?:[{｛][{｛%％#]|[｛])(?P<inner>[^{}｛｝]*)(?:[}｝%％#][}｝]|[｝])"
)
_SINGLE = re.compile(r"(?<![{｛]){\s*[A-Za-z_]\w*(?:\.\w+)+\s*}(?![}｝])")
_NAMELIKE = re.compile(r"[A-Za-z_]\w*[.\w\s]*|(?:for|if|end\w+|else|elif|tr|p|tc|r)\b.*")
_PREFIX = re.compile(
    r"({[{%])(?:(?P<near>tr|tc|p|r)\s"
    r"|\s+(?P<apart>tr|tc|p|r)\s+(?=(?:for|if|elif|else|end\w+)\b))"
)
_SPEECH = str.maketrans("“”‘’", "\"\"''")
_SHOWN_CHARACTERS = 40

FULL_WIDTH, SINGLE, UNCLOSED = "full_width", "single", "unclosed"


def whole_tags(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each whole tag; one that never ends before the next begins is none."""
    at = 0
    while match := TAG.search(text, at):
        inner = OPENER.search(text, match.start() + 2, match.end() - 2)
        if inner is not None and not match[0].startswith("{#"):
            at = inner.start()
            continue
        yield match.span()
        at = match.end()


def unprefixed(shown: str) -> tuple[str, str]:
    """A tag as Jinja reads it, on one line, and docxtpl's prefix of it (tr, tc, p, r or empty)."""
    prefix = _PREFIX.match(shown)
    name = (prefix["near"] or prefix["apart"]) if prefix else ""
    return cleaned(_PREFIX.sub(r"\1 ", shown, count=1)), name


def cleaned(text: str) -> str:
    """A tag as docxtpl hands it to Jinja, on one line: Word's curly quotes are straight again."""
    return " ".join(text.translate(_SPEECH).split())


def faults_between(text: str) -> Iterator[tuple[int, str, str]]:
    """Place, kind and text of each fault in a text between two tags."""
    for match in [*_full_width(text), *_SINGLE.finditer(text)]:
        yield match.start(), SINGLE if match.re is _SINGLE else FULL_WIDTH, match[0]
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    for match in _HALF.finditer(text):
        opening = match[0].startswith("{")
        near = text[match.start() :] if opening else text[: match.end()]
        near = near[:_SHOWN_CHARACTERS] if opening else near[-_SHOWN_CHARACTERS:]
        yield match.start(), UNCLOSED, near.strip()
        if opening:
            return  # what follows belongs to it


def statement(text: str) -> str:
    """The first word of a {% … %} tag, empty for any other."""
    words = text.strip("{%-+ }").split(maxsplit=1) if text.startswith("{%") else []
    return words[0] if words else ""


def _full_width(text: str) -> Iterator[re.Match[str]]:
    """Pairs of braces, some of them full-width, around what may be a tag's words."""
    for match in _BRACES.finditer(text):
        wide = any(char in match[0] for char in "｛｝％")
        if wide and _NAMELIKE.match(match["inner"].strip(" %％#")):
            yield match
