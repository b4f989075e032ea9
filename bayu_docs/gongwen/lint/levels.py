"""The four levels of a paper's text, told by the numbers before its paragraphs."""

from __future__ import annotations

import re

from bayu_docs.materials.word_layout import Paragraph

_CHINESE = "〇一二三四五六七八九十"
_LEVELS = (
    (1, re.compile(r"([一二三四五六七八九十]{1,3})[、，,.．。]")),
    (2, re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]")),
    (3, re.compile(r"(\d{1,2})[．.、，](?!\d)")),
    (4, re.compile(r"[（(](\d{1,2})[）)]")),
)


def level_of(paragraph: Paragraph) -> tuple[int, int, str]:
    """A paragraph's level (1 to 4, 0 for none), its number, and the mark as written."""
    text = paragraph.words
    for level, pattern in _LEVELS:
        found = pattern.match(text)
        if found:
            figure = found[1]
            count = int(figure) if figure.isdecimal() else from_chinese(figure)
            return level, count, found[0]
    return 0, 0, ""


def from_chinese(figure: str) -> int:
    """一 to 九十九 as a number."""
    if "十" not in figure:
        return _CHINESE.find(figure) if len(figure) == 1 else 0
    tens, _, ones = figure.partition("十")
    return (_CHINESE.find(tens) if tens else 1) * 10 + (_CHINESE.find(ones) if ones else 0)
