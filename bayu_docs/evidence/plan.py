"""The page plan: which piece stands on which page, where and how large. Pure arithmetic.

Index pages come first, then the items in their order, one piece a page. A piece lies below the
band that the stamp needs. Pages are never enlarged; pictures fill the box. A landscape page is
turned so that it is not shrunk for being landscape; a picture stays upright, as one looks at it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.document import A4_HEIGHT_MM, A4_WIDTH_MM, POINTS_PER_MM
from bayu_docs.model.evidence import PagePlan, PageSlot, Piece, PlannedItem

BAND_MM = 12.0  # kept free at the upper edge for the stamp
MARGIN_MM = 10.0  # left, right and below: what printers leave white, and the binding edge
BOX_MM = (A4_WIDTH_MM - 2 * MARGIN_MM, A4_HEIGHT_MM - BAND_MM - MARGIN_MM)
PICTURE = "picture"

_BOX = (BOX_MM[0] * POINTS_PER_MM, BOX_MM[1] * POINTS_PER_MM)
_ORIGIN = MARGIN_MM * POINTS_PER_MM
# What an upright A4 page is printed at; a landscape page that gets as much needs no turning.
_A4_SCALE = BOX_MM[0] / A4_WIDTH_MM


def plan(
    items: Sequence[EvidenceItem],
    pieces: Sequence[Piece],
    max_pages: int,
    rows_per_index_page: int,
    unknown: Sequence[str] = (),
) -> PagePlan:
    """Plan the bundle: every piece gets a page, over the limit or not (the judge speaks of it).

    Items in their order, an item's pieces in theirs; pieces of no listed item are left out.
    unknown: ids of items whose pages cannot be known here. ValueError for a senseless row count.
    """
    if rows_per_index_page < 1:
        raise ValueError(f"rows_per_index_page: {rows_per_index_page}")
    index_pages = max(1, math.ceil(len(items) / rows_per_index_page))
    slots: list[PageSlot] = []
    planned: list[PlannedItem] = []
    for item in items:
        first = index_pages + len(slots) + 1
        own = [piece for piece in pieces if piece.item == item.id]
        slots += [slot_for(piece, first + number) for number, piece in enumerate(own)]
        pages = tuple(range(first, first + len(own)))
        planned.append(PlannedItem(item.id, item.title, item.proves, pages))
    return PagePlan(
        index_pages=index_pages,
        items=tuple(planned),
        slots=tuple(slots),
        total_pages=index_pages + len(slots),
        max_pages=max_pages,
        unknown=tuple(unknown),
    )


def slot_for(piece: Piece, page: int) -> PageSlot:
    """The piece alone on that page: scaled to the box, turned when that is right, centred."""
    turned = piece.kind != PICTURE and _gains_by_turning(piece)
    width, height = (piece.height, piece.width) if turned else (piece.width, piece.height)
    scale = _fit(width, height, enlarge=piece.kind == PICTURE)
    width, height = width * scale, height * scale
    return PageSlot(
        piece=piece.key,
        page=page,
        x=_ORIGIN + (_BOX[0] - width) / 2,
        y=_ORIGIN + (_BOX[1] - height) / 2,
        width=width,
        height=height,
        turned=turned,
    )


def picture_size(width_px: int, height_px: int) -> tuple[float, float]:
    """The size in points of a picture of that shape that fills the box."""
    scale = _fit(width_px, height_px, enlarge=True)
    return width_px * scale, height_px * scale


def in_words(page_plan: PagePlan) -> str:
    """The plan as a picture in words, one line a page: `1  index`, `2  E01.1`; ↺ marks a turn."""
    lines = {page: ["index"] for page in range(1, page_plan.index_pages + 1)}
    for slot in page_plan.slots:
        lines.setdefault(slot.page, []).append(slot.piece + ("↺" if slot.turned else ""))
    return "\n".join(f"{page}  {' '.join(words)}" for page, words in sorted(lines.items()))


def _gains_by_turning(piece: Piece) -> bool:
    """A landscape page that, left upright, would be printed smaller than an upright A4 page."""
    if piece.width <= piece.height:
        return False
    upright = _fit(piece.width, piece.height, enlarge=False)
    turned = _fit(piece.height, piece.width, enlarge=False)
    return turned > upright and upright < _A4_SCALE - 1e-3


def _fit(width: float, height: float, enlarge: bool) -> float:
    """The scale at which width × height fills the box; at most 1 unless it may be enlarged."""
    scale = min(_BOX[0] / width, _BOX[1] / height)
    return scale if enlarge else min(1.0, scale)
