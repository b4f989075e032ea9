"""Draw what the plan says: index, pieces, stamps, bookmarks and links, in one bundle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bayu_docs.errors import OutputDisproved
from bayu_docs.evidence.plan import BAND_MM, MARGIN_MM
from bayu_docs.evidence.rows import Row, find_rows, targets
from bayu_docs.materials import pdf_look, pdf_write
from bayu_docs.materials.pdf_write import A4_POINTS, Jump, Placed, Sheetful
from bayu_docs.model.document import POINTS_PER_MM
from bayu_docs.model.evidence import PagePlan, PageSlot, Piece, PlannedItem

INDEX_BOOKMARK = "目录"
_WHOLE_PAGE = (0.0, 0.0, *A4_POINTS)


def assemble(
    page_plan: PagePlan,
    pieces: Mapping[str, Piece],
    index_pdf: Path,
    stamps_pdf: Path,
    target: Path,
    title: str,
    moment: datetime,
    rows: Mapping[str, Row] | None = None,
) -> None:
    """Write the bundle to `target`.

    pieces: by key; stamps_pdf: one transparent page for each page of the bundle; rows: the index
    rows by item id, found in index_pdf when not given; moment: the file's date. OutputDisproved
    when index or stamps have not the pages the plan says, or a row is missing.
    """
    _expect_pages(index_pdf, page_plan.index_pages, "目录")
    _expect_pages(stamps_pdf, page_plan.total_pages, "页戳")
    if rows is None:
        rows = find_rows(index_pdf, page_plan)
    pdf_write.write_pages(
        target,
        [
            _sheetful(page, page_plan, pieces, index_pdf, stamps_pdf)
            for page in range(1, page_plan.total_pages + 1)
        ],
        [*_links_to_items(page_plan, rows), *_links_to_index(page_plan, rows)],
        bookmarks(page_plan),
        title,
        moment,
    )


def bookmarks(page_plan: PagePlan) -> list[tuple[str, int]]:
    """The outline: the index, then every item that has pages, in the index's order."""
    entries = [(bookmark(item), item.pages[0]) for item in page_plan.items if item.pages]
    return [(INDEX_BOOKMARK, 1), *entries]


def bookmark(item: PlannedItem) -> str:
    """An item's bookmark: `E03 合作协议`."""
    return f"{item.id} {item.title}"


def _expect_pages(path: Path, expected: int, what: str) -> None:
    found = pdf_look.page_count(path)
    if found != expected:
        raise OutputDisproved(f"佐证材料{what}应有 {expected} 页，实际 {found} 页")


def _sheetful(
    page: int,
    page_plan: PagePlan,
    pieces: Mapping[str, Piece],
    index_pdf: Path,
    stamps_pdf: Path,
) -> Sheetful:
    stamp = Placed(stamps_pdf, page - 1, _WHOLE_PAGE)
    if page <= page_plan.index_pages:
        return Sheetful((Placed(index_pdf, page - 1, _WHOLE_PAGE), stamp))
    own = [slot for slot in page_plan.slots if slot.page == page]
    return Sheetful((*(_placed(slot, pieces[slot.piece]) for slot in own), stamp))


def _placed(slot: PageSlot, piece: Piece) -> Placed:
    box = (slot.x, slot.y, slot.width, slot.height)
    return Placed(Path(piece.location), piece.page_index, box, slot.turned)


def _links_to_items(page_plan: PagePlan, rows: Mapping[str, Row]) -> list[Jump]:
    return [
        Jump(row.page, (row.box.left, row.box.bottom, row.box.right, row.box.top), page)
        for row, page in targets(page_plan, rows)
    ]


def _links_to_index(page_plan: PagePlan, rows: Mapping[str, Row]) -> list[Jump]:
    """The stamp's band of each item's first page leads back to the item's row."""
    width, height = A4_POINTS
    side, band = MARGIN_MM * POINTS_PER_MM, BAND_MM * POINTS_PER_MM
    rect = (side, height - band, width - side, height)
    back: dict[int, Jump] = {}
    for row, page in targets(page_plan, rows):
        back.setdefault(page, Jump(page, rect, row.page))
    return list(back.values())
