"""Re-open the finished bundle and prove that it says what the plan says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bayu_docs.errors import OutputDisproved
from bayu_docs.evidence.assemble import bookmarks
from bayu_docs.evidence.rows import find_rows, pages_printed
from bayu_docs.materials import pdf_look
from bayu_docs.model.document import A4_HEIGHT_MM, A4_WIDTH_MM
from bayu_docs.model.evidence import UNKNOWN_PAGES, PagePlan, PlannedItem

_TOLERANCE_MM = 2.0


def prove(bundle: Path, page_plan: PagePlan) -> None:
    """OutputDisproved unless pages, stamps, bookmarks and links of the bundle match the plan."""
    _prove_pages(bundle, page_plan)
    _prove_stamps(bundle, page_plan)
    found = [(entry.title, entry.page) for entry in pdf_look.bookmarks(bundle)]
    if found != bookmarks(page_plan):
        raise OutputDisproved("佐证材料册的书签与目录不一致")
    _prove_links(bundle, page_plan)
    _prove_matrix(bundle, page_plan)


def matrix_in(bundle: Path, page_plan: PagePlan) -> dict[str, str]:
    """Item id -> its pages, as the finished index prints them; the plan names the items only."""
    return pages_printed(bundle, find_rows(bundle, page_plan))


def _prove_matrix(bundle: Path, page_plan: PagePlan) -> None:
    """The index sends the reader to the very pages the plan gave the items."""
    printed = matrix_in(bundle, page_plan)
    for item in page_plan.items:
        if printed[item.id] != (item.page_range or UNKNOWN_PAGES):
            said = f"印的页码是“{printed[item.id]}”，应为“{item.page_range}”"
            raise OutputDisproved(f"佐证材料册目录中“{item.id} {item.title}”{said}")


def _prove_pages(bundle: Path, page_plan: PagePlan) -> None:
    sizes = pdf_look.page_sizes_mm(bundle)
    if len(sizes) != page_plan.total_pages:
        raise OutputDisproved(f"佐证材料册应有 {page_plan.total_pages} 页，实际 {len(sizes)} 页")
    for number, (width, height) in enumerate(sizes, 1):
        off = max(abs(width - A4_WIDTH_MM), abs(height - A4_HEIGHT_MM))
        if off > _TOLERANCE_MM:
            raise OutputDisproved(f"佐证材料册第 {number} 页不是 A4")


def _prove_stamps(bundle: Path, page_plan: PagePlan) -> None:
    """Each page carries its number, and each page of an item the item's id."""
    texts = ["".join(text.split()) for text in pdf_look.page_texts(bundle)]
    for number, text in enumerate(texts, 1):
        if f"第{number}页共{page_plan.total_pages}页" not in text:
            raise OutputDisproved(f"佐证材料册第 {number} 页没有正确的页码戳")
    for item in page_plan.items:
        for page in item.pages:
            if item.id not in texts[page - 1]:
                raise OutputDisproved(f"佐证材料册第 {page} 页的页戳上没有编号 {item.id}")


def _prove_links(bundle: Path, page_plan: PagePlan) -> None:
    """From each row to the item's first page, in the index's order, and from there back."""
    links = pdf_look.links(bundle)
    there = [link for link in links if link.page <= page_plan.index_pages]
    wanted = [item for item in page_plan.items if item.pages]
    if [link.target_page for link in there] != [item.pages[0] for item in wanted]:
        raise OutputDisproved("佐证材料册目录的链接与页码不一致")
    _prove_rows(bundle, list(zip(wanted, there, strict=True)))
    back = {link.page: link.target_page for link in links if link.page > page_plan.index_pages}
    expected: dict[int, int] = {}
    for item, link in zip(wanted, there, strict=True):
        expected.setdefault(item.pages[0], link.page)
    if back != expected:
        raise OutputDisproved("佐证材料册返回目录的链接不正确")


def _prove_rows(bundle: Path, rows: Sequence[tuple[PlannedItem, pdf_look.Link]]) -> None:
    """Each link lies on the row that names the item."""
    for page in sorted({link.page for _, link in rows}):
        here = [(item, link) for item, link in rows if link.page == page]
        found = pdf_look.find_texts(bundle, page, [item.id + item.title for item, _ in here])
        for (item, link), boxes in zip(here, found, strict=True):
            middle = (link.box.bottom + link.box.top) / 2
            if not any(box.bottom <= middle <= box.top for box in boxes):
                words = f"“{item.id} {item.title}”的链接不在这一行上"
                raise OutputDisproved(f"佐证材料册目录中{words}")
