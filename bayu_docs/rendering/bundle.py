"""The fields of the bundle's index page and of the stamps on its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bayu_docs.model.application import Application, EvidenceItem
from bayu_docs.model.evidence import UNKNOWN_PAGES, PagePlan
from bayu_docs.rendering.form import DRAFT_MARK

ORIGINAL_FOOT = "复印件与原件核对无误（申报主体盖章）："
_PROVES_CHARACTERS = 20  # two lines of the index's column


def index_fields(
    application: Application, plan: PagePlan, rows_per_page: int, *, foot: bool = True
) -> dict[str, Any]:
    """Rows of the index, cut into pages of `rows_per_page`; the foot line is ours, not the
    notice's, and may be left out."""
    items = {item.id: item for item in application.evidence}
    rows = [
        {
            "id": planned.id,
            "title": planned.title,
            "proves": shortened(planned.proves),
            "original": items[planned.id].original,
            "pages": planned.page_range or UNKNOWN_PAGES,
        }
        for planned in plan.items
    ]
    pages = [rows[at : at + rows_per_page] for at in range(0, len(rows), rows_per_page)] or [[]]
    return {
        "f": {
            "station_name": application.station_name,
            "applicant_name": application.applicant.name,
            "index_pages": [
                {"first": number == 0, "rows": page} for number, page in enumerate(pages)
            ],
            "foot_lines": [ORIGINAL_FOOT] if foot else [],
        },
        "blank": False,
    }


def stamp_fields(items: Sequence[EvidenceItem], plan: PagePlan, *, draft: bool) -> dict[str, Any]:
    """One stamp a page: the items on it, `第 x 页 共 y 页`, and the draft mark where it is one.

    An item alone is named with its title; of several the ids must do, the stamp has one line.
    """
    titles = {item.id: f"{item.id}　{item.title}" for item in items}
    on_page: dict[int, list[str]] = {}
    for planned in plan.items:
        for page in planned.pages:
            on_page.setdefault(page, []).append(planned.id)
    left = {
        page: titles[ids[0]] if len(ids) == 1 else "、".join(ids) for page, ids in on_page.items()
    }
    return {
        "f": {
            "total": plan.total_pages,
            "stamps": [
                {
                    "page": page,
                    "left": left.get(page, "目录"),
                    "draft": DRAFT_MARK if draft else "",
                }
                for page in range(1, plan.total_pages + 1)
            ],
        },
        "blank": False,
    }


def shortened(titles: Sequence[str]) -> str:
    """Requirement titles for a cell of two lines: as many as fit, then how many there are."""
    whole = "、".join(titles)
    if len(whole) <= _PROVES_CHARACTERS:
        return whole
    kept = list(titles)
    while len(kept) > 1 and len("、".join(kept)) > _PROVES_CHARACTERS - 4:
        kept.pop()
    return f"{'、'.join(kept)}等{len(titles)}项"
