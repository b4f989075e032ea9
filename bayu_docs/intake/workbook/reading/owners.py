"""Rows of a list within a list: which row they belong to, by its name or by its number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from bayu_docs.materials import text

_BY_NUMBER = re.compile(r"第\s*([0-9]+)\s*\S{0,2}")
_LISTED = 5

OwnerRow = tuple[str, dict[str, Any]]
"""The pointer of a row that owns others, and the row itself."""


class Owners:
    """The rows of a list that others belong to. name: the member that names a row."""

    def __init__(self, rows: Sequence[OwnerRow], name: str) -> None:
        self._rows = rows
        self._names = [row.get(name) for _, row in rows]
        self._by: list[tuple[Callable[[str], str], dict[str, list[int]]]] = []
        for form in (str, text.normalise, _folded):
            known: dict[str, list[int]] = {}
            for index, each in enumerate(self._names):
                if isinstance(each, str):
                    known.setdefault(form(each), []).append(index)
            self._by.append((form, known))

    @property
    def named(self) -> bool:
        """Whether any can be told by its name; rows that all lack one are told elsewhere."""
        return not self._rows or any(isinstance(each, str) for each in self._names)

    def find(self, words: str, counter: str) -> OwnerRow | str:
        """The row that is meant, or what to do, as a Chinese sentence: 第2人, else the name,
        letter by letter, else without regard to blanks and widths."""
        numbered = _BY_NUMBER.fullmatch(unicodedata.normalize("NFKC", words).strip())
        if numbered:
            index = int(numbered[1]) - 1
            if 0 <= index < len(self._rows):
                return self._rows[index]
            return f"一共只有 {len(self._rows)} {counter}，请改成其中一{counter}的名称或序号"
        for form, known in self._by:
            hits = known.get(form(words), [])
            if len(hits) == 1:
                return self._rows[hits[0]]
            if hits:
                numbers = "、".join(f"第{hit + 1}{counter}" for hit in hits)
                return f"这个名称有 {len(hits)} {counter}，请改写成序号：{numbers}中的一个"
        return self._advice(words)

    def _advice(self, words: str) -> str:
        names = {_folded(each): each for each in self._names if isinstance(each, str)}
        for likest in get_close_matches(_folded(words), names, 1, 0.5):
            return f"是不是“{text.visible(names[likest])}”？请照原表上的名称改写"
        listed = [text.visible(each) for each in list(names.values())[:_LISTED]]
        if not listed:
            return "请先在那张表里填写，再回来填这一栏"
        more = "等" if len(names) > _LISTED else ""
        return f"请改成原表上有的名称：{'、'.join(listed)}{more}"


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
