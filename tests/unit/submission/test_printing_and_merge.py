"""The print sheet's figures, and form and bundle as one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bayu_docs.materials import pdf_look
from bayu_docs.submission.merge import merge
from bayu_docs.submission.printing import print_facts, print_fields

MOMENT = datetime(2022, 3, 21, 9, 30, tzinfo=UTC)


def facts(tier: str = "municipal", form: int = 11, bundle: int = 18):
    return print_facts(
        tier=tier,
        form_pages=form,
        bundle_pages=bundle,
        copies_to_district=4,
        copies_to_city=2,
        bodies={"district": ("区县人力社保部门",), "city": ("市人力社保部门",)},
    )


def test_sides_and_sheets_of_all_copies_are_counted() -> None:
    made = facts()
    assert [(line.copies, line.sides, line.sheets) for line in made.lines] == [
        (4, 11, 6),
        (4, 18, 9),
    ]
    assert (made.total_sides, made.total_sheets) == (116, 60)


def test_a_municipal_candidates_copies_go_to_the_district_which_forwards_two() -> None:
    assert [
        (route.copies, route.goes_to.removeprefix("其中：")[:3]) for route in facts().routes
    ] == [
        (4, "所在区"),
        (2, "市人力"),
        (2, "留在区"),
    ]


def test_a_district_candidates_copies_are_not_forwarded() -> None:
    assert [route.copies for route in facts("district").routes] == [4]


def test_the_bodies_are_called_as_the_call_calls_them() -> None:
    made = print_fields(facts(), [("驿站名称", "样例")], ["按通知备注2。"])
    assert made["routes"][0]["goes_to"] == "所在区县人力社保部门"
    assert made["facts"] == [{"name": "驿站名称", "text": "样例"}]


def test_a_document_without_pages_is_not_printed() -> None:
    with pytest.raises(ValueError):
        facts(form=0)


def test_the_merged_file_keeps_pages_bookmarks_and_links(parts, tmp_path: Path) -> None:
    form, bundle = parts.folder / "01_申报表.pdf", parts.folder / "02_佐证材料.pdf"
    target = tmp_path / "00.pdf"
    merge(form, bundle, target, "申报表", "佐证材料", MOMENT)
    assert pdf_look.page_count(target) == 5
    assert pdf_look.bookmarks(target) == (
        ("申报表", 1, 1),
        ("基本情况", 1, 2),
        ("佐证材料", 2, 1),
        ("E01", 3, 2),
    )
    assert [(link.page, link.target_page) for link in pdf_look.links(target)] == [(2, 3)]
    assert pdf_look.fonts_not_embedded(target) == ()
    first = target.read_bytes()
    merge(form, bundle, target, "申报表", "佐证材料", MOMENT)
    assert target.read_bytes() == first
