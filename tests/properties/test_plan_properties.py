"""What holds of every plan: order, count, room for the stamp, shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayu_docs.evidence.plan import BAND_MM, plan
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.document import A4_HEIGHT_MM, A4_WIDTH_MM, POINTS_PER_MM
from bayu_docs.model.evidence import PagePlan, Piece

SIDES = st.floats(min_value=3, max_value=14_400)
SHAPES = st.tuples(SIDES, SIDES, st.sampled_from(["pdf", "picture", "word", "sheet"]))
BUNDLES = st.lists(st.lists(SHAPES, max_size=5), max_size=12)
ROWS = st.integers(min_value=1, max_value=20)
SLACK = 1e-6


def made(bundle: list[list[tuple[float, float, str]]], rows: int) -> tuple[PagePlan, list[Piece]]:
    items = [EvidenceItem(f"E{n}", f"材料{n}", "x", ("条件",)) for n in range(len(bundle))]
    pieces = [
        Piece(f"E{n}.{m}", f"E{n}", kind, width, height, "x")
        for n, shapes in enumerate(bundle)
        for m, (width, height, kind) in enumerate(shapes, 1)
    ]
    return plan(items, pieces, 20, rows), pieces


@given(BUNDLES, ROWS)
def test_order_is_kept_and_every_page_is_counted(
    bundle: list[list[tuple[float, float, str]]], rows: int
) -> None:
    page_plan, pieces = made(bundle, rows)
    assert [slot.piece for slot in page_plan.slots] == [piece.key for piece in pieces]
    assert page_plan.total_pages == page_plan.index_pages + len(pieces)
    pages = [slot.page for slot in page_plan.slots]
    assert pages == list(range(page_plan.index_pages + 1, page_plan.total_pages + 1))
    assert [page for item in page_plan.items for page in item.pages] == pages
    assert (page_plan.index_pages - 1) * rows <= max(len(bundle), 1)
    assert page_plan.index_pages * rows >= len(bundle)


@given(BUNDLES, ROWS)
def test_no_piece_leaves_the_page_or_enters_the_band(
    bundle: list[list[tuple[float, float, str]]], rows: int
) -> None:
    page_plan, _pieces = made(bundle, rows)
    margin = 8 * POINTS_PER_MM
    for slot in page_plan.slots:
        assert slot.x >= margin and slot.y >= margin
        assert slot.x + slot.width <= A4_WIDTH_MM * POINTS_PER_MM - margin
        assert slot.y + slot.height <= (A4_HEIGHT_MM - BAND_MM) * POINTS_PER_MM + SLACK


@given(BUNDLES, ROWS)
def test_shape_is_kept_and_only_pictures_grow(
    bundle: list[list[tuple[float, float, str]]], rows: int
) -> None:
    page_plan, pieces = made(bundle, rows)
    for slot, piece in zip(page_plan.slots, pieces, strict=True):
        width, height = (slot.height, slot.width) if slot.turned else (slot.width, slot.height)
        assert width / height == pytest.approx(piece.width / piece.height)
        assert not (slot.turned and piece.kind == "picture")
        assert piece.kind == "picture" or width <= piece.width * (1 + SLACK)
