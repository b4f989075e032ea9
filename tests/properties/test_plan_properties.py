"""What holds of every plan: order, count, budget, room for the stamp, no overlap, shape, size."""

from __future__ import annotations

from itertools import combinations, groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayu_docs.evidence.layout import least_scale, scale_among
from bayu_docs.evidence.plan import BAND_MM, MARGIN_MM, fewest_pages, plan
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.document import A4_HEIGHT_MM, A4_WIDTH_MM, POINTS_PER_MM
from bayu_docs.model.evidence import PagePlan, PageSlot, Piece

Shape = tuple[float, float, str, float | None]
Bundle = list[tuple[str, list[Shape]]]

SIDES = st.floats(min_value=3, max_value=14_400)
SCALES = st.none() | st.floats(min_value=0.01, max_value=2)
SHAPES = st.tuples(SIDES, SIDES, st.sampled_from(["pdf", "picture", "word", "sheet"]), SCALES)
# What an item proves is one of two things, so that neighbours often may share a page.
BUNDLES = st.lists(st.tuples(st.sampled_from("甲乙"), st.lists(SHAPES, max_size=5)), max_size=12)
ROWS = st.integers(min_value=1, max_value=20)
LIMITS = st.integers(min_value=1, max_value=30)
SLACK = 1e-6


def made(bundle: Bundle, rows: int, limit: int) -> tuple[PagePlan, list[Piece]]:
    items = [
        EvidenceItem(f"E{n}", f"材料{n}", "x", (proved,)) for n, (proved, _) in enumerate(bundle)
    ]
    pieces = [
        Piece(f"E{n}.{m}", f"E{n}", kind, width, height, "x", least_scale=least)
        for n, (_, shapes) in enumerate(bundle)
        for m, (width, height, kind, least) in enumerate(shapes, 1)
    ]
    return plan(items, pieces, limit, rows), pieces


def sheets(page_plan: PagePlan) -> list[list[PageSlot]]:
    return [list(slots) for _, slots in groupby(page_plan.slots, key=lambda slot: slot.page)]


@given(BUNDLES, ROWS, LIMITS)
def test_order_is_kept_and_every_page_is_counted(bundle: Bundle, rows: int, limit: int) -> None:
    page_plan, pieces = made(bundle, rows, limit)
    assert [slot.piece for slot in page_plan.slots] == [piece.key for piece in pieces]
    pages = list(range(page_plan.index_pages + 1, page_plan.total_pages + 1))
    assert [slots[0].page for slots in sheets(page_plan)] == pages
    for item in page_plan.items:
        own = {slot.page for slot in page_plan.slots if slot.piece.startswith(f"{item.id}.")}
        assert item.pages == tuple(sorted(own))
    assert (page_plan.index_pages - 1) * rows <= max(len(bundle), 1)
    assert page_plan.index_pages * rows >= len(bundle)


@given(BUNDLES, ROWS, LIMITS)
def test_the_limit_is_kept_whenever_the_fewest_legible_pages_allow_it(
    bundle: Bundle, rows: int, limit: int
) -> None:
    page_plan, pieces = made(bundle, rows, limit)
    fewest = page_plan.index_pages + fewest_pages(page_plan.items, pieces)
    assert page_plan.overflow == max(0, fewest - limit)
    if page_plan.natural_pages <= limit:
        assert page_plan.total_pages == page_plan.natural_pages


@given(BUNDLES, ROWS, LIMITS)
def test_no_piece_leaves_the_page_or_enters_the_band(bundle: Bundle, rows: int, limit: int) -> None:
    page_plan, _pieces = made(bundle, rows, limit)
    margin = MARGIN_MM * POINTS_PER_MM - SLACK
    for slot in page_plan.slots:
        assert slot.x >= margin and slot.y >= margin
        assert slot.x + slot.width <= A4_WIDTH_MM * POINTS_PER_MM - margin
        assert slot.y + slot.height <= (A4_HEIGHT_MM - BAND_MM) * POINTS_PER_MM + SLACK


@given(BUNDLES, ROWS, LIMITS)
def test_pieces_on_one_page_prove_the_same_and_do_not_overlap(
    bundle: Bundle, rows: int, limit: int
) -> None:
    page_plan, pieces = made(bundle, rows, limit)
    proved = {piece.key: bundle[int(piece.item[1:])][0] for piece in pieces}
    for slots in sheets(page_plan):
        assert len(slots) <= 6
        assert len({proved[slot.piece] for slot in slots}) == 1
        for one, other in combinations(slots, 2):
            apart = max(
                abs(one.x + one.width / 2 - other.x - other.width / 2)
                - (one.width + other.width) / 2,
                abs(one.y + one.height / 2 - other.y - other.height / 2)
                - (one.height + other.height) / 2,
            )
            assert apart >= 4 * POINTS_PER_MM - SLACK


@given(BUNDLES, ROWS, LIMITS)
def test_shape_is_kept_and_only_pictures_grow(bundle: Bundle, rows: int, limit: int) -> None:
    page_plan, pieces = made(bundle, rows, limit)
    for slot, piece in zip(page_plan.slots, pieces, strict=True):
        width, height = (slot.height, slot.width) if slot.turned else (slot.width, slot.height)
        assert width / height == pytest.approx(piece.width / piece.height)
        assert piece.kind == "picture" or width <= piece.width * (1 + SLACK)


@given(BUNDLES, ROWS, LIMITS)
def test_no_piece_is_printed_smaller_than_it_can_be_read(
    bundle: Bundle, rows: int, limit: int
) -> None:
    page_plan, pieces = made(bundle, rows, limit)
    by_key = {piece.key: piece for piece in pieces}
    for slots in sheets(page_plan):
        for slot in slots:
            piece = by_key[slot.piece]
            printed = (slot.height if slot.turned else slot.width) / piece.width
            assert printed >= least_scale(piece) * (1 - SLACK)
            if len(slots) == 1:
                assert printed == pytest.approx(scale_among(piece, 1))
                assert not (slot.turned and piece.kind == "picture")
