"""The numbers Word writes before paragraphs by itself (一、 1. (1)), counted as Word counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bayu_docs.materials.word_grid import w
from bayu_docs.materials.word_styles import tree

_DIGITS = "〇一二三四五六七八九"
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital")
_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
_LEVELS = 9


class Numbering:
    """Counts along a document: ask for each paragraph once, in order."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        root = tree(members, "word/numbering.xml")
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._list_of: dict[str, str] = {}
        if root is None:
            return
        for node in root.findall(w("abstractNum")):
            levels = {int(each.get(w("ilvl"), "0")): each for each in node.findall(w("lvl"))}
            self._levels[node.get(w("abstractNumId"), "")] = levels
        for node in root.findall(w("num")):
            abstract = node.find(w("abstractNumId"))
            if abstract is not None:
                self._list_of[node.get(w("numId"), "")] = abstract.get(w("val"), "")

    def label(self, node: Any | None) -> str:
        """The number before a paragraph with this w:numPr, empty when there is none."""
        found = _reference(node)
        if found is None:
            return ""
        identifier, level = found
        abstract = self._list_of.get(identifier, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        return self._written(levels, counts, level)

    def _written(self, levels: Mapping[int, Any], counts: Mapping[int, int], level: int) -> str:
        pattern = _value(levels[level], "lvlText")
        if _value(levels[level], "numFmt") == "bullet":
            return ""

        def figure(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            node = levels.get(at)
            if node is None:
                return ""
            return _figure(counts.get(at, _start(node)), _value(node, "numFmt"))

        return re.sub(r"%(\d)", figure, pattern)


def _reference(node: Any | None) -> tuple[str, int] | None:
    if node is None:
        return None
    identifier, level = _value(node, "numId"), _value(node, "ilvl")
    if not identifier or identifier == "0":
        return None
    return identifier, int(level) if level.isdecimal() else 0


def _start(node: Any) -> int:
    text = _value(node, "start")
    return int(text) if text.isdecimal() else 1


def _value(node: Any, name: str) -> str:
    found = node.find(w(name))
    return "" if found is None else str(found.get(w("val"), ""))


def _figure(count: int, form: str) -> str:
    if form in _CHINESE:
        return chinese(count)
    if form in _CIRCLED and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    return str(count)


def chinese(count: int) -> str:
    """1 to 99 as 一 … 九十九."""
    tens, ones = divmod(count, 10)
    if not 1 <= count <= 99:
        return str(count)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")
