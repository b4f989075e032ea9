"""What the stamp of a page says when several items stand on it."""

from __future__ import annotations

from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import PagePlan, PlannedItem
from bayu_docs.rendering.bundle import stamp_fields


def test_an_item_alone_has_its_title_and_several_share_the_line_by_their_ids() -> None:
    items = [EvidenceItem(f"E{n}", f"证书{n}", "x", ("资格",)) for n in (1, 2, 3)]
    pages = {"E1": (2, 3), "E2": (3,), "E3": (3,)}
    planned = tuple(PlannedItem(i.id, i.title, i.proves, pages[i.id]) for i in items)
    fields = stamp_fields(items, PagePlan(1, planned, (), 3, 20), draft=False)
    left = [stamp["left"] for stamp in fields["f"]["stamps"]]
    assert left == ["目录", "E1　证书1", "E1、E2、E3"]
