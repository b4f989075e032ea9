"""Where each item's row stands in the finished index, by the text that pdfium reads there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bayu_docs.errors import OutputDisproved
from bayu_docs.materials import pdf_look
from bayu_docs.materials.pdf_look import Box
from bayu_docs.model.document import A4_WIDTH_MM, POINTS_PER_MM
from bayu_docs.model.evidence import PagePlan

_RIGHT_EDGE = (A4_WIDTH_MM - 20.0) * POINTS_PER_MM
# Where templates/evidence/index.docx prints an item's pages, and half of a row's exact height.
_PAGES_COLUMN_MM = (174.0, 188.0)
_HALF_ROW_MM = 5.0


@dataclass(frozen=True)
class Row:
    """An item's row: the index page it is on and its box in points, up to the page numbers."""

    page: int
    box: Box


def find_rows(index_pdf: Path, page_plan: PagePlan) -> dict[str, Row]:
    """The row of every item, by id. OutputDisproved when a row is missing or out of order."""
    rows: dict[str, Row] = {}
    page, ceiling = 1, float("inf")
    needles = [item.id + item.title for item in page_plan.items]
    found = [
        pdf_look.find_texts(index_pdf, number, needles)
        for number in range(1, page_plan.index_pages + 1)
    ]
    for position, item in enumerate(page_plan.items):
        while (box := _below(found[page - 1][position], ceiling)) is None:
            page, ceiling = page + 1, float("inf")
            if page > page_plan.index_pages:
                raise OutputDisproved(f"佐证材料目录里找不到“{item.id} {item.title}”这一行")
        ceiling = (box.top + box.bottom) / 2
        rows[item.id] = Row(page, Box(box.left, box.bottom, _RIGHT_EDGE, box.top))
    return rows


def _below(boxes: Sequence[Box], ceiling: float) -> Box | None:
    """The highest place below the ceiling of those that read id and title, as the cells do."""
    under = [box for box in boxes if box.top < ceiling]
    return max(under, key=lambda box: box.top, default=None)


def pages_printed(pdf: Path, rows: Mapping[str, Row]) -> dict[str, str]:
    """What each row's last column says, without white space; by item id."""
    printed: dict[str, str] = {}
    for page in sorted({row.page for row in rows.values()}):
        here = [(name, _pages_cell(row)) for name, row in rows.items() if row.page == page]
        texts = pdf_look.texts_in(pdf, page, [cell for _, cell in here])
        names = (name for name, _ in here)
        printed |= {name: "".join(text.split()) for name, text in zip(names, texts, strict=True)}
    return printed


def _pages_cell(row: Row) -> Box:
    middle = (row.box.bottom + row.box.top) / 2
    left, right = (edge * POINTS_PER_MM for edge in _PAGES_COLUMN_MM)
    half = _HALF_ROW_MM * POINTS_PER_MM
    return Box(left, middle - half, right, middle + half)


def targets(page_plan: PagePlan, rows: Mapping[str, Row]) -> list[tuple[Row, int]]:
    """Each row with the first page of its item; items without pages lead nowhere."""
    return [(rows[item.id], item.pages[0]) for item in page_plan.items if item.pages]
