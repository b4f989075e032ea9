"""Text as it may stand on paper: one normal form, and the characters no document can carry.

Word files are XML 1.0; a template engine drops what XML forbids without a word, and a font draws
a box for what has no agreed shape. Such characters are refused by name and position instead.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_BLANKS = " \n\u00a0\u3000\ufeff"
_LINE_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_LAST_OF_EACH_PLANE = "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15)
)
# (characters as a regular expression class, why they are refused)
_KINDS: tuple[tuple[str, str], ...] = (
    ("\ud800-\udfff", "残缺的字符（单个代理码），原字已丢失"),
    ("\x00-\x08\x0b-\x1f\x7f-\x9f", "不可见的控制字符，Word 文件不能保存"),
    ("\u202a-\u202e\u2066-\u2069", "改变文字方向的不可见字符，会让内容看起来与实际不符"),
    ("\ufeff", "夹在文字中间的字节顺序标记（不可见）"),
    ("\ufffc\ufffd", "替换字符，原字已丢失"),
    ("\ufdd0-\ufdef\ufffe\uffff" + _LAST_OF_EACH_PLANE, "Unicode 保留的非字符"),
    ("\ue000-\uf8ff\U000f0000-\U0010ffff", "私人造字区的字符，换一台电脑就显示成别的字或方框"),
)
_REFUSED = re.compile("|".join(f"([{characters}])" for characters, _ in _KINDS) + r"|(\{_\{|\}_\})")
_WHY = (*(why for _, why in _KINDS), "模板程序的专用记号，会被改写成别的文字")


class Refusal(NamedTuple):
    """A character no document may carry: 1-based position, the character itself, why (Chinese)."""

    position: int
    char: str
    why: str


def normalise(value: str) -> str:
    """NFC, line breaks as \\n, tabs as one space, no blanks at either end; idempotent."""
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", value))
    return text.replace("\t", " ").strip(_BLANKS)


def refused(value: str) -> list[Refusal]:
    """Every character (or template sequence) of value that cannot be printed as it stands."""
    return [
        Refusal(hit.start() + 1, hit.group(), _WHY[(hit.lastindex or 1) - 1])
        for hit in _REFUSED.finditer(value)
    ]


def code_points(char: str) -> str:
    """How a character is named to a reader who cannot see it: U+202E; sequences as they are."""
    return f"U+{ord(char):04X}" if len(char) == 1 else char


def visible(value: str, limit: int = 40) -> str:
    """A value as quoted in a sentence: one line, at most `limit` characters, nothing invisible."""
    line = value.replace("\n", " ")
    short = line if len(line) <= limit else line[: limit - 1] + "…"
    return _REFUSED.sub(
        lambda hit: f"[{code_points(hit.group())}]" if len(hit.group()) == 1 else hit.group(),
        short,
    )
