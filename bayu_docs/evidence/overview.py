"""The bundle at a glance for the report: requirement ⇄ items ⇄ pages, and each page as it will be.

The pictures are made of the pieces' thumbnails, 120 pixels high: one sees what lies where and how
large, and cannot read a name or a number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from bayu_docs.evidence.budget import used_words
from bayu_docs.materials import page_picture
from bayu_docs.materials.page_look import PageLook
from bayu_docs.model.document import A4_HEIGHT_MM, A4_WIDTH_MM, POINTS_PER_MM
from bayu_docs.model.evidence import PagePlan, PageSlot, PlannedItem
from bayu_docs.model.report import BundleOverview, MatrixItem, MatrixRow, PagePicture
from bayu_docs.model.verdict import Assessment

PICTURES_BYTES = 290_000  # of all pages together; written into HTML they grow by a third
_A4 = (A4_WIDTH_MM * POINTS_PER_MM, A4_HEIGHT_MM * POINTS_PER_MM)


def overview(
    page_plan: PagePlan,
    assessments: Sequence[Assessment],
    looks: Mapping[str, PageLook],
    excused: Collection[str] = (),
) -> BundleOverview:
    """Everything the report shows of the bundle.

    assessments: the rows of the form's table J; looks: by piece key, pieces without one stay white;
    excused: keys of requirements that need no proof.
    """
    return BundleOverview(
        used=used_words(page_plan),
        words=in_words(page_plan),
        matrix=matrix(page_plan, assessments, excused),
        loose=loose(page_plan, assessments),
        pages=tuple(_pictures(page_plan, looks)),
        max_pages=page_plan.max_pages,
    )


def in_words(page_plan: PagePlan) -> str:
    """The plan as a picture in words for the applicant: `1  目录`, `2  E01.1  E01.2（横放）`."""
    lines = {page: ["目录"] for page in range(1, page_plan.index_pages + 1)}
    for slot in page_plan.slots:
        lines.setdefault(slot.page, []).append(slot.piece + ("（横放）" if slot.turned else ""))
    return "\n".join(f"{page:>2}  {'  '.join(words)}" for page, words in sorted(lines.items()))


def matrix(
    page_plan: PagePlan, assessments: Sequence[Assessment], excused: Collection[str] = ()
) -> tuple[MatrixRow, ...]:
    """Each requirement with its items, by the same names as the form's page numbers."""
    return tuple(
        MatrixRow(
            clause=row.clause,
            requirement=row.title,
            items=tuple(
                _item(item, page_plan) for item in page_plan.items if row.title in item.proves
            ),
            excused=row.key in excused,
        )
        for row in assessments
    )


def loose(page_plan: PagePlan, assessments: Sequence[Assessment]) -> tuple[MatrixItem, ...]:
    """The items that prove none of the requirements."""
    titles = {row.title for row in assessments}
    return tuple(
        _item(item, page_plan) for item in page_plan.items if titles.isdisjoint(item.proves)
    )


def _item(item: PlannedItem, page_plan: PagePlan) -> MatrixItem:
    return MatrixItem(item.id, item.title, item.pages, item.id in page_plan.unknown)


def _pictures(page_plan: PagePlan, looks: Mapping[str, PageLook]) -> Iterator[PagePicture]:
    """Every page; the pictures together stay under PICTURES_BYTES, later pages go without."""
    slots: dict[int, list[PageSlot]] = {}
    for slot in page_plan.slots:
        slots.setdefault(slot.page, []).append(slot)
    left, share = PICTURES_BYTES, PICTURES_BYTES // max(1, len(slots))
    for number in range(1, page_plan.total_pages + 1):
        items = tuple(item.id for item in page_plan.items if number in item.pages)
        jpeg = _picture(slots.get(number, ()), looks, share)
        if len(jpeg) > left:
            jpeg = b""
        left -= len(jpeg)
        yield PagePicture(number, items, jpeg)


def _picture(slots: Sequence[PageSlot], looks: Mapping[str, PageLook], most_bytes: int) -> bytes:
    """The page with its pieces in their places; none for a page without pieces (the index)."""
    if not slots:
        return b""
    placed = [
        (looks[slot.piece].thumbnail, (slot.x, slot.y, slot.width, slot.height), slot.turned)
        for slot in slots
        if slot.piece in looks
    ]
    return page_picture.sheet(_A4, placed, min(most_bytes, page_picture.THUMBNAIL_BYTES))
