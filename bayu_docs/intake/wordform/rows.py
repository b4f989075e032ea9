"""Which row of the paper is which row of the data the form was made from.

Data that no paper shows (身份号码) may follow a row only when there is no doubt whose it is: rows
are added, deleted and copied by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bayu_docs.intake.fields import Node
from bayu_docs.intake.typed import typed
from bayu_docs.intake.wordform.entries import Item
from bayu_docs.materials import text
from bayu_docs.model.form import entry


@dataclass(frozen=True)
class Pair:
    """The kept row of a row on paper; sure: no other could be meant."""

    row: Mapping[str, Any]
    at: int
    sure: bool


def paired(
    items: Sequence[Item], kept: Sequence[Mapping[str, Any]], node: Node, pattern: str
) -> list[Pair | None]:
    """For each row on paper its kept row, or None.

    Rows alike in all that is shown first, then rows of the same name, then those in the same
    place. node: schema of a row; pattern: of a row's pointer.
    """
    members = node["properties"]
    shown = [name for name in members if any(f"{pattern}/{name}" in item.entries for item in items)]
    papers = [
        tuple(_on_paper(item, f"{pattern}/{name}", members[name]) for name in shown)
        for item in items
    ]
    stored = [tuple(canonical(row.get(name), members[name]) for name in shown) for row in kept]
    pairing = _Pairing(kept, len(items))
    pairing.by_key(papers, stored)
    first = next((at for at, name in enumerate(shown) if name in node.get("required", ())), None)
    if first is not None:
        names = [row[first] for row in papers], [row[first] for row in stored]
        pairing.by_key(*names, only_single=True)
    pairing.by_place()
    return pairing.found


class _Pairing:
    """Pairs found so far, and the kept rows nobody has claimed."""

    def __init__(self, kept: Sequence[Mapping[str, Any]], items: int) -> None:
        self.found: list[Pair | None] = [None] * items
        self._kept = kept
        self._free = dict.fromkeys(range(len(kept)))

    def by_key(
        self, papers: Sequence[Hashable], stored: Sequence[Hashable], *, only_single: bool = False
    ) -> None:
        """Pair what has the same key, in order; sure when as many stand on paper as were kept.

        only_single: a pair among several of the same key is never sure.
        """
        mine, theirs = self._open_by(papers), defaultdict[Hashable, list[int]](list)
        for at in self._free:
            theirs[stored[at]].append(at)
        for key, items in mine.items():
            rows = theirs.get(key, [])
            sure = len(items) == len(rows) and (len(items) == 1 or not only_single)
            for item, row in zip(items, rows, strict=False):
                self._take(item, row, sure)

    def _open_by(self, papers: Sequence[Hashable]) -> dict[Hashable, list[int]]:
        groups = defaultdict[Hashable, list[int]](list)
        for at, key in enumerate(papers):
            if self.found[at] is None and key:
                groups[key].append(at)
        return groups

    def by_place(self) -> None:
        """Pair what is left and stands in the same place; never sure."""
        for at, pair in enumerate(self.found):
            if pair is None and at in self._free:
                self._take(at, at, False)

    def _take(self, item: int, row: int, sure: bool) -> None:
        self.found[item] = Pair(self._kept[row], row, sure)
        del self._free[row]


def canonical(value: Any, node: Node) -> str:
    """A value as compared: the way it is typed does not matter."""
    return _compared(entry(value, node.get("x-words", {})), node)


def _on_paper(item: Item, at: str, node: Node) -> str:
    entries = item.entries.get(at, ())
    return _compared(next((each.text for each in entries if not each.is_empty), ""), node)


def _compared(words: str, node: Node) -> str:
    plain = text.normalise(words)
    return repr(typed(plain, node).value) if plain else ""
