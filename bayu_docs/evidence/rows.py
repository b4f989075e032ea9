"""Where each item's row stands in the finished index, by the text that pdfium reads there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bayu_docs.errors import OutputDisproved
from bayu_docs.materials import pdf_look
from bayu_docs.materials.pdf_look import Box
from bayu_docs.model.document import A4_WIDTH_MM, POINTS_PER_MM
from bayu_docs.model.evidence import PagePlan, PlannedItem

_RIGHT_EDGE = (A4_WIDTH_MM - 20.0) * POINTS_PER_MM


@dataclass(frozen=True)
class Row:
    """An item's row: the index page it is on and its box in points, up to the page numbers."""

    page: int
    box: Box


def find_rows(index_pdf: Path, page_plan: PagePlan) -> dict[str, Row]:
    """The row of every item, by id. OutputDisproved when a row is missing or out of order."""
    rows: dict[str, Row] = {}
    page, ceiling = 1, float("inf")
    for item in page_plan.items:
        while (box := _below(index_pdf, page, item, ceiling)) is None:
            page, ceiling = page + 1, float("inf")
            if page > page_plan.index_pages:
                raise OutputDisproved(f"佐证材料目录里找不到“{item.id} {item.title}”这一行")
        ceiling = (box.top + box.bottom) / 2
        rows[item.id] = Row(page, Box(box.left, box.bottom, _RIGHT_EDGE, box.top))
    return rows


def _below(index_pdf: Path, page: int, item: PlannedItem, ceiling: float) -> Box | None:
    """The highest place below the ceiling that reads id and title, as the cells do in order."""
    boxes = pdf_look.find_text(index_pdf, page, item.id + item.title)
    under = [box for box in boxes if box.top < ceiling]
    return max(under, key=lambda box: box.top, default=None)


def targets(page_plan: PagePlan, rows: Mapping[str, Row]) -> list[tuple[Row, int]]:
    """Each row with the first page of its item; items without pages lead nowhere."""
    return [(rows[item.id], item.pages[0]) for item in page_plan.items if item.pages]
