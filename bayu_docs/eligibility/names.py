"""When two names are one: comparing what people typed by hand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

_NOTHING = frozenset(
    {"", "无", "暂无", "没有", "否", "不适用", "未填", "待填", "待定", "略", "空", "/", "-", "--"}
    | {"—", "——", "n/a", "none", "x", "xx", "xxx"}
)


class Named(Protocol):
    """A person of the application: a name, and perhaps an identity number."""

    @property
    def name(self) -> str:
        """The name as typed."""

    @property
    def id_number(self) -> str:
        """The identity number, or empty."""


P = TypeVar("P", bound=Named)


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The text for comparison: NFKC, lower case, without blanks and invisible characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "ZC")


def says_nothing(text: str) -> bool:
    """True for an empty field and for words that stand for one (无, 暂无, /)."""
    return bare(text).rstrip("。.") in _NOTHING


def same_person(one: Named, other: Named) -> bool:
    """True when nothing tells the two apart: one name, and not two different identity numbers."""
    if bare(one.name) != bare(other.name):
        return False
    numbers = {bare(one.id_number), bare(other.id_number)} - {""}
    return len(numbers) < 2


def distinct_people(people: Iterable[P]) -> tuple[P, ...]:
    """The people without repetitions, in order."""
    kept: dict[str, list[P]] = {}
    for person in people:
        namesakes = kept.setdefault(bare(person.name), [])
        if not any(same_person(person, known) for known in namesakes):
            namesakes.append(person)
    return tuple(person for namesakes in kept.values() for person in namesakes)


def listed(names: Iterable[str], most: int = 5) -> str:
    """Names in one phrase: `甲、乙、丙`, and `甲、乙、丙、丁、戊等9名` when there are more."""
    everyone = list(names)
    shown = "、".join(everyone[:most])
    return shown if len(everyone) <= most else f"{shown}等{len(everyone)}名"
