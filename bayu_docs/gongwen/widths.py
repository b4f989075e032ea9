"""How wide words are, in 字: a Chinese character is one, a Latin letter or figure half."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NEVER_FIRST = "、，。；：？！）》”’〉〕】…—～·"
_NEVER_LAST = "（《“‘〈〔【"


def chars(text: str) -> float:
    """The width of the words in 字."""
    return sum(map(_char, text))


def _char(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def wrapped(text: str, limit_chars: float) -> list[str]:
    """The text in lines of at most so many 字, none beginning or ending with the wrong mark."""
    return list(_lines(text, limit_chars))


def _lines(text: str, limit: float) -> Iterator[str]:
    while chars(text) > limit:
        cut, width = 0, 0.0
        while width + _char(text[cut]) <= limit:
            width += _char(text[cut])
            cut += 1
        while cut > 1 and (text[cut] in _NEVER_FIRST or text[cut - 1] in _NEVER_LAST):
            cut -= 1
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text
