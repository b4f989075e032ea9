"""Text in terminal columns: Chinese characters take two."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[\x21-\x7e]+|\s|.", re.DOTALL)
_NOT_FIRST = frozenset("，。；：！？、）》】”’」』〉…")
_NOT_LAST = frozenset("（《【“‘「『〈")


def width_of(text: str) -> int:
    """Columns the text takes: wide and full characters two, marks none."""
    return sum(_columns(char) for char in text)


def folded(text: str, width: int, indent: str) -> str:
    """The text in lines of at most `width` columns, all but the first indented.

    ASCII words are not cut, and closing punctuation does not begin a line.
    """
    lines: list[str] = []
    line, room = "", width
    for piece in _pieces(text):
        if piece == "\n" or (line.strip() and width_of(line + piece) > room):
            lines.append(line.rstrip())
            line, room = "", width - width_of(indent)
        line += "" if piece.isspace() and not line else piece
    lines.append(line.rstrip())
    return f"\n{indent}".join(lines)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _WORD.findall(text):
        sticks = piece in _NOT_FIRST or (pieces and pieces[-1][-1] in _NOT_LAST)
        if sticks and pieces and not pieces[-1].isspace():
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1
