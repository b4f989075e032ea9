"""Plans in words: `2  E01.1` is a page and what stands on it; ↺ marks a turned page."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bayu_docs.evidence.plan import BOX_MM, in_words, picture_size, plan, slot_for
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.document import POINTS_PER_MM
from bayu_docs.model.evidence import PagePlan, Piece

A4 = (595.276, 841.89)
A4_LANDSCAPE = (841.89, 595.276)


def item(name: str) -> EvidenceItem:
    return EvidenceItem(name, f"{name}的名称", f"{name}.pdf", ("实体单位",))


def piece(key: str, size: tuple[float, float] = A4, kind: str = "pdf") -> Piece:
    return Piece(key, key.partition(".")[0], kind, *size, source="x.pdf")


def plan_of(keys: str, limit: int = 20, rows: int = 17, unknown: tuple[str, ...] = ()) -> PagePlan:
    """`id.1 id.2 degree.1` -> the plan of those pieces, items in order of first mention."""
    pieces = [piece(key) for key in keys.split() if "." in key]
    items = [item(name) for name in dict.fromkeys(key.partition(".")[0] for key in keys.split())]
    return plan(items, pieces, limit, rows, unknown)


def words(text: str) -> str:
    return dedent(text).strip()


def test_the_index_comes_first_then_every_piece_on_its_own_page() -> None:
    assert in_words(plan_of("id.1 id.2 degree.1 award.1")) == words("""
        1  index
        2  id.1
        3  id.2
        4  degree.1
        5  award.1
    """)


def test_a_long_index_takes_as_many_pages_as_its_rows_need() -> None:
    made = plan_of("a.1 b.1 c.1", rows=2)
    assert in_words(made) == words("""
        1  index
        2  index
        3  a.1
        4  b.1
        5  c.1
    """)
    assert [each.pages for each in made.items] == [(3,), (4,), (5,)]


def test_an_item_without_pages_is_listed_and_takes_none() -> None:
    made = plan_of("a.1 b c.1", unknown=("b",))
    assert [each.page_range for each in made.items] == ["2", "", "3"]
    assert made.unknown == ("b",)


def test_without_items_there_is_still_an_index_page() -> None:
    assert plan([], [], 20, 17).total_pages == 1


@pytest.mark.parametrize(("pieces", "overflow"), [(18, 0), (19, 0), (20, 1)])
def test_the_index_counts_at_the_limit(pieces: int, overflow: int) -> None:
    made = plan_of(" ".join(f"a.{number}" for number in range(1, pieces + 1)))
    assert (made.total_pages, made.overflow) == (pieces + 1, overflow)
    assert made.sheets == (10 if pieces < 20 else 11)


def test_a_landscape_page_is_turned_and_not_shrunk() -> None:
    upright, turned = slot_for(piece("a.1"), 2), slot_for(piece("b.1", A4_LANDSCAPE), 3)
    assert not upright.turned and turned.turned
    assert (turned.width, turned.height) == pytest.approx((upright.width, upright.height))


def test_a_landscape_invoice_that_fits_upright_stays_upright() -> None:
    invoice = slot_for(piece("a.1", (595.276, 396.85)), 2)  # 210 × 140 mm
    assert not invoice.turned
    assert invoice.width == pytest.approx(BOX_MM[0] * POINTS_PER_MM)


def test_a_landscape_photo_stays_upright_over_the_full_width() -> None:
    photo = slot_for(piece("a.1", (400, 300), "picture"), 2)
    assert not photo.turned
    assert photo.width == pytest.approx(BOX_MM[0] * POINTS_PER_MM)
    assert (photo.width, photo.height) == pytest.approx(picture_size(4000, 3000))


def test_a_small_page_is_not_enlarged() -> None:
    small = slot_for(piece("a.1", (100, 150)), 2)
    assert (small.width, small.height) == (100, 150)


def test_a_senseless_row_count_is_refused() -> None:
    with pytest.raises(ValueError):
        plan([], [], 20, 0)
