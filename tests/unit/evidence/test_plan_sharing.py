"""Bundles that fit only when pages are shared, in words: `4  a.1 a.2` is a page of two."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from bayu_docs.evidence.plan import in_words, picture_size, plan
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import PagePlan, Piece

A4 = (595.276, 841.89)


def item(name: str, *proves: str) -> EvidenceItem:
    return EvidenceItem(name, f"{name}的名称", f"{name}.pdf", proves or (f"{name}的条件",))


def photos(name: str, count: int, weight: float = 1.0) -> list[Piece]:
    return [
        Piece(f"{name}.{n}", name, "picture", *picture_size(3, 4), f"{name}.jpg", n, weight=weight)
        for n in range(1, count + 1)
    ]


def texts(name: str, count: int) -> list[Piece]:
    return [Piece(f"{name}.{n}", name, "pdf", *A4, f"{name}.pdf", n) for n in range(1, count + 1)]


def words(text: str) -> str:
    return dedent(text).strip()


def planned(limit: int, items: list[EvidenceItem], *pieces: list[Piece]) -> PagePlan:
    return plan(items, [piece for some in pieces for piece in some], limit, 17)


def test_only_as_many_pages_are_shared_as_must_be_and_late_ones_first() -> None:
    made = planned(4, [item("a")], photos("a", 4))
    assert in_words(made) == words("""
        1  index
        2  a.1
        3  a.2
        4  a.3↺ a.4↺
    """)


def test_what_weighs_less_is_shrunk_first() -> None:
    made = planned(4, [item("photo"), item("award")], photos("photo", 2), photos("award", 2, 3))
    assert in_words(made) == words("""
        1  index
        2  photo.1↺ photo.2↺
        3  award.1
        4  award.2
    """)


def test_contracts_stay_large_and_certificates_of_one_requirement_share() -> None:
    items = [item("deed"), item("ann", "资格"), item("bob", "资格"), item("cat", "资格")]
    made = planned(4, items, texts("deed", 2), photos("ann", 1), photos("bob", 1), photos("cat", 1))
    assert in_words(made) == words("""
        1  index
        2  deed.1
        3  deed.2
        4  ann.1 bob.1 cat.1
    """)
    assert [each.pages for each in made.items] == [(2, 3), (4,), (4,), (4,)]


def test_items_that_prove_different_things_never_share() -> None:
    made = planned(2, [item("a", "甲"), item("b", "甲", "乙")], photos("a", 1), photos("b", 1))
    assert (made.total_pages, made.overflow) == (3, 1)


def test_items_with_another_between_them_never_share() -> None:
    items = [item("a", "甲"), item("b", "乙"), item("c", "甲")]
    made = planned(3, items, photos("a", 1), photos("b", 1), photos("c", 1))
    assert [slot.page for slot in made.slots] == [2, 3, 4]


def test_an_item_may_begin_on_the_page_where_the_one_before_ends() -> None:
    made = planned(3, [item("a", "甲"), item("b", "甲")], photos("a", 2), photos("b", 1))
    assert [each.pages for each in made.items] == [(2, 3), (3,)]


@pytest.mark.parametrize(("count", "total", "shared"), [(18, 19, 0), (19, 20, 0), (20, 20, 2)])
def test_the_twenty_first_natural_page_is_the_first_to_share(
    count: int, total: int, shared: int
) -> None:
    made = planned(20, [item("a")], photos("a", count))
    pages = [slot.page for slot in made.slots]
    assert (made.natural_pages, made.total_pages, made.overflow) == (count + 1, total, 0)
    assert sum(pages.count(page) > 1 for page in pages) == shared


def test_what_cannot_fit_gets_its_shortest_legible_plan() -> None:
    made = planned(4, [item("deed"), item("photo")], texts("deed", 4), photos("photo", 5))
    assert in_words(made) == words("""
        1  index
        2  deed.1
        3  deed.2
        4  deed.3
        5  deed.4
        6  photo.1↺ photo.2↺
        7  photo.3 photo.4 photo.5
    """)
    assert (made.overflow, made.natural_pages) == (3, 10)


def test_a_measured_text_may_share_as_far_as_it_can_be_read() -> None:
    pieces = [replace(piece, least_scale=0.6) for piece in texts("list", 4)]
    made = planned(2, [item("list")], pieces)
    assert (made.total_pages, made.overflow) == (3, 1)
    assert [slot.page for slot in made.slots] == [2, 2, 3, 3]
