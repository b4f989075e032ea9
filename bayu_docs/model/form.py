"""The tag grammar of the form's content controls, which rendering writes and intake reads.

A field is a content control whose tag is its JSON pointer (RFC 6901), at most 64 characters; in a
repeated row the index is written `-` and the row's position in its table counts:
`/lead_artisans/-/name`.

Several words in one field (用途, 合作类型 …) are joined by 、 and taken apart again without loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

TAG_MAX_CHARACTERS = 64
ROW_MARK = "-"


def tag(pointer: str) -> str:
    """The tag of a field; ValueError when it would not fit Word's 64 characters."""
    if not pointer.startswith("/") or len(pointer) > TAG_MAX_CHARACTERS:
        raise ValueError(f"not a tag: {pointer!r}")
    return pointer


def choice_tag(pointer: str, value: str) -> str:
    """The tag of one tick box among the choices of a field: /applicant/kind=企业."""
    return tag(f"{pointer}={value}")


def pattern_of(pointer: str) -> str:
    """The tag a concrete pointer belongs to: /team/3/name -> /team/-/name."""
    return "/".join(ROW_MARK if part.isdigit() else part for part in pointer.split("/"))


_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


def entry(value: Any, words: Mapping[str, str]) -> str:
    """A value as it stands in a field, whatever was typed; words: printed words of stored values.

    Characters no Word file can hold become �.
    """
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return joined([entry(each, words) for each in value])
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    return _UNFIT.sub("\ufffd", _LINE_END.sub("\n", words.get(str(value), str(value))))


_SEPARATORS = "、，,；;\n"
_WORD = re.compile(rf'\s*(?:"((?:[^"]|"")*)"|([^{_SEPARATORS}]+))\s*(?:[{_SEPARATORS}]|$)')


def joined(words: Sequence[str]) -> str:
    """Words in one field: joined by 、; one that holds a separator itself stands in quotes."""
    return "、".join(map(_quoted, words))


def split(text: str) -> list[str]:
    """The words of one field, as `joined` wrote them or as people type them; blanks fall away."""
    words, at = list[str](), 0
    while at < len(text):
        match = _WORD.match(text, at)
        if match is None:  # a separator where a word was due
            at += 1
            continue
        quoted, plain = match.groups()
        words.append(quoted.replace('""', '"') if quoted is not None else plain.strip())
        at = match.end()
    return [word for word in words if word]


def _quoted(word: str) -> str:
    plain = word == word.strip() and not any(mark in word for mark in f'{_SEPARATORS}"')
    return word if plain else '"' + word.replace('"', '""') + '"'
