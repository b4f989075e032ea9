"""What the finished bundle says of its pages is what was planned, for any number of items."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bayu_docs.evidence.prove import matrix_in, prove

COUNTS = st.lists(st.integers(min_value=0, max_value=6), min_size=1, max_size=25)


@given(counts=COUNTS, limit=st.integers(3, 20), shrinks=st.booleans())
@settings(max_examples=200)
def test_the_matrix_read_from_the_pdf_is_the_plans(
    counts: list[int], limit: int, shrinks: bool, bundle_desk: ModuleType
) -> None:
    items = [(f"E{number:02}", f"Proof{number}", count) for number, count in enumerate(counts)]
    with tempfile.TemporaryDirectory() as folder:
        least = 0.3 if shrinks else None
        desk = bundle_desk.Desk(Path(folder), 17, items, limit, least)
        bundle = desk.assemble()
        prove(bundle, desk.plan)
        read = matrix_in(bundle, desk.plan)
    assert read == {item.id: item.page_range or "待定" for item in desk.plan.items}


@pytest.mark.parametrize("count", [18, 19, 20])
def test_the_index_counts_at_the_limit(count: int, tmp_path: Path, bundle_desk: ModuleType) -> None:
    page_plan = bundle_desk.Desk(tmp_path, 17, [("E01", "Proof", count)]).plan
    assert page_plan.total_pages == count + 1
    assert page_plan.overflow == max(0, count - 19)
