"""The page plan: which piece stands on which page, where and how large. Pure arithmetic.

Index pages come first, then the items in their order, one piece a page while that fits. When it
does not, pages are shared by two, four or six pieces so that the bundle fits and the least is lost.
What a piece loses is how much closer one must look, times its weight. Items share a page only when
they stand next to each other and prove the same. Nothing is dropped, and nothing is printed smaller
than it can be read. When even that is too long, the plan is the shortest legible one: its overflow
is then what the applicant really has to take out, not what shrinking would have mended.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Protocol

from bayu_docs.evidence import solve
from bayu_docs.evidence.layout import (
    BAND_MM,
    BOX_MM,
    MARGIN_MM,
    picture_size,
    shares,
    slot_for,
    slots_for,
)
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import PagePlan, PageSlot, Piece, PlannedItem

__all__ = [
    "BAND_MM",
    "BOX_MM",
    "MARGIN_MM",
    "fewest_pages",
    "in_words",
    "picture_size",
    "plan",
    "slot_for",
]

_LOSS_UNITS = 1_000_000  # a loss is counted in millionths, so that equal losses are equal

_Owned = tuple[int, Piece]  # the position of its item, and the piece


class Listed(Protocol):
    """An item as far as the plan needs it."""

    @property
    def id(self) -> str:
        """The item's id, which its pieces name."""

    @property
    def proves(self) -> tuple[str, ...]:
        """The titles of what it proves."""


def plan(
    items: Sequence[EvidenceItem],
    pieces: Sequence[Piece],
    max_pages: int,
    rows_per_index_page: int,
    unknown: Sequence[str] = (),
) -> PagePlan:
    """Plan the bundle: the most legible one within max_pages, else the shortest legible one.

    Items in their order, an item's pieces in theirs; pieces of no listed item are left out.
    unknown: ids of items whose pages cannot be known here. ValueError for a senseless row count.
    """
    if rows_per_index_page < 1:
        raise ValueError(f"rows_per_index_page: {rows_per_index_page}")
    index_pages = max(1, math.ceil(len(items) / rows_per_index_page))
    runs = _runs(items, pieces)
    sizes = _sizes(runs, max_pages - index_pages)
    slots, pages_of = _placed([owned for run in runs for owned in run], sizes, index_pages + 1)
    return PagePlan(
        index_pages=index_pages,
        items=tuple(
            PlannedItem(item.id, item.title, item.proves, tuple(pages_of.get(position, ())))
            for position, item in enumerate(items)
        ),
        slots=tuple(slots),
        total_pages=index_pages + len(sizes),
        max_pages=max_pages,
        unknown=tuple(unknown),
    )


def fewest_pages(items: Sequence[Listed], pieces: Sequence[Piece]) -> int:
    """The fewest pages on which all pieces of the items can be read, the index not counted."""
    return solve.fewest_pages([_losses(run) for run in _runs(items, pieces)])


def in_words(page_plan: PagePlan) -> str:
    """The plan as a picture in words, one line a page: `1  index`, `2  E01.1 E01.2`; ↺ marks a
    turn."""
    lines = {page: ["index"] for page in range(1, page_plan.index_pages + 1)}
    for slot in page_plan.slots:
        lines.setdefault(slot.page, []).append(slot.piece + ("↺" if slot.turned else ""))
    return "\n".join(f"{page}  {' '.join(words)}" for page, words in sorted(lines.items()))


def _runs(items: Sequence[Listed], pieces: Sequence[Piece]) -> list[list[_Owned]]:
    """The pieces in order, those that may share pages together: of neighbours that prove the
    same."""
    own: dict[str, list[Piece]] = {}
    for piece in pieces:
        own.setdefault(piece.item, []).append(piece)
    return [
        [(position, piece) for position, item in together for piece in own.get(item.id, ())]
        for _, together in groupby(
            enumerate(items), key=lambda numbered: frozenset(numbered[1].proves) or numbered[1].id
        )
    ]


def _sizes(runs: Sequence[Sequence[_Owned]], room: int) -> Sequence[int]:
    """How many pieces each page holds."""
    count = sum(map(len, runs))
    if count <= room:
        return [1] * count
    losses = [_losses(run) for run in runs]
    return solve.least_loss(losses, max(room, solve.fewest_pages(losses)))


def _losses(run: Sequence[_Owned]) -> list[list[int | None]]:
    """What each piece loses on a page of 1, 2 … pieces; None where it could not be read."""
    return [[_loss(piece, share) for share in shares(piece)] for _, piece in run]


def _loss(piece: Piece, share: float | None) -> int | None:
    return None if share is None else round(piece.weight * (1 / share - 1) * _LOSS_UNITS)


def _placed(
    owned: Sequence[_Owned], sizes: Sequence[int], first_page: int
) -> tuple[list[PageSlot], Mapping[int, list[int]]]:
    """The slots page by page, and the pages of each item by its position."""
    slots: list[PageSlot] = []
    pages_of: dict[int, list[int]] = {}
    for page, size in enumerate(sizes, first_page):
        here = owned[len(slots) : len(slots) + size]
        slots += slots_for([piece for _, piece in here], page)
        for position in dict.fromkeys(position for position, _ in here):
            pages_of.setdefault(position, []).append(page)
    return slots, pages_of
