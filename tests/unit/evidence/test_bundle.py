"""The bundle as drawn and as proved, on an index and stamps of our own making."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest

from bayu_docs.errors import OutputDisproved
from bayu_docs.evidence.plan import plan
from bayu_docs.evidence.prove import matrix_in, prove
from bayu_docs.evidence.rows import find_rows
from bayu_docs.materials import pdf_look

Desk = Any
Sheets = Callable[..., Path]


@pytest.fixture
def desk(tmp_path: Path, bundle_desk: ModuleType) -> Desk:
    return bundle_desk.Desk(tmp_path)


@pytest.fixture
def sheets(bundle_desk: ModuleType) -> Sheets:
    made: Sheets = bundle_desk.sheets
    return made


def test_the_bundle_holds_index_pieces_and_stamps_in_order(desk: Desk) -> None:
    texts = ["".join(text.split()) for text in pdf_look.page_texts(desk.assemble())]
    assert len(texts) == 5
    assert "License" in texts[0] and "第1页共5页" in texts[0]
    assert [f"piece{n}" in text for n, text in enumerate(texts[1:])] == [True] * 4
    assert "第5页共5页" in texts[4]
    prove(desk.bundle, desk.plan)


def test_rows_lead_to_the_items_and_stamps_back(desk: Desk) -> None:
    links = pdf_look.links(desk.assemble())
    there = [(link.page, link.target_page) for link in links if link.page == 1]
    back = [(link.page, link.target_page) for link in links if link.page > 1]
    assert there == [(1, 2), (1, 4), (1, 5)]
    assert back == [(2, 1), (4, 1), (5, 1)]
    heights = [round(link.box.bottom) // 10 * 10 for link in links if link.page == 1]
    assert heights == [690, 660, 630]  # E1 and E11 share a title and keep their own rows


def test_items_that_share_a_page_keep_their_rows_links_and_stamps(desk: Desk) -> None:
    shrinkable = [replace(piece, least_scale=0.3) for piece in desk.pieces.values()]
    desk.replan(plan(desk.items, shrinkable, 3, 17))
    assert [item.pages for item in desk.plan.items] == [(2,), (3,), (3,)]
    texts = ["".join(text.split()) for text in pdf_look.page_texts(desk.assemble())]
    assert [sorted(n for n in range(4) if f"piece{n}" in text) for text in texts] == [
        [],
        [0, 1],
        [2, 3],
    ]
    links = [(link.page, link.target_page) for link in pdf_look.links(desk.bundle)]
    assert sorted(links) == [(1, 2), (1, 3), (1, 3), (2, 1), (3, 1)]
    prove(desk.bundle, desk.plan)


def test_the_outline_is_the_index(desk: Desk) -> None:
    assert [(mark.title, mark.page) for mark in pdf_look.bookmarks(desk.assemble())] == [
        ("目录", 1),
        ("E1 License", 2),
        ("E11 License", 4),
        ("E2 Deed", 5),
    ]


def test_rows_go_on_over_index_pages(tmp_path: Path, bundle_desk: ModuleType) -> None:
    desk = bundle_desk.Desk(tmp_path, rows_per_page=2)
    rows = find_rows(desk.index, desk.plan)
    assert {name: row.page for name, row in rows.items()} == {"E1": 1, "E11": 1, "E2": 2}
    prove(desk.assemble(), desk.plan)


def test_the_same_input_gives_the_same_bytes(desk: Desk) -> None:
    assert desk.assemble().read_bytes() == desk.assemble().read_bytes()


def test_an_item_without_pages_has_neither_link_nor_bookmark(desk: Desk) -> None:
    desk.pieces = {key: piece for key, piece in desk.pieces.items() if piece.item != "E11"}
    desk.replan(plan(desk.items, list(desk.pieces.values()), 20, 17, ("E11",)))
    prove(desk.assemble(), desk.plan)
    assert len(pdf_look.bookmarks(desk.bundle)) == 3


def test_index_or_stamps_of_other_length_are_disproved(desk: Desk, sheets: Sheets) -> None:
    desk.stamps = sheets(desk.place / "short.pdf", [[], []])
    with pytest.raises(OutputDisproved, match="页戳应有 5 页，实际 2 页"):
        desk.assemble()
    desk.index = sheets(desk.place / "long.pdf", [[], []])
    with pytest.raises(OutputDisproved, match="目录应有 1 页，实际 2 页"):
        desk.assemble()


def test_an_index_without_the_row_is_disproved(desk: Desk, sheets: Sheets) -> None:
    desk.index = sheets(desk.place / "bare.pdf", [[(60, 700, "E1"), (120, 700, "License")]])
    with pytest.raises(OutputDisproved, match="E11 License"):
        desk.assemble()


def test_a_wrong_stamp_is_disproved(desk: Desk) -> None:
    desk.stamps = desk.stamps_of(desk.plan, wrong=1)
    with pytest.raises(OutputDisproved, match="第 1 页没有正确的页码戳"):
        prove(desk.assemble(), desk.plan)


def test_a_dropped_page_is_disproved(desk: Desk) -> None:
    with pikepdf.open(desk.assemble(), allow_overwriting_input=True) as pdf:
        del pdf.pages[-1]
        pdf.save(desk.bundle)
    with pytest.raises(OutputDisproved, match="应有 5 页，实际 4 页"):
        prove(desk.bundle, desk.plan)


def test_a_link_to_another_page_is_disproved(desk: Desk) -> None:
    with pikepdf.open(desk.assemble(), allow_overwriting_input=True) as pdf:
        first, second, *_ = pdf.pages[0].obj.Annots
        for key in ("/Dest", "/A"):
            if key in first:
                first[key], second[key] = second[key], first[key]
        pdf.save(desk.bundle)
    with pytest.raises(OutputDisproved, match="链接与页码不一致"):
        prove(desk.bundle, desk.plan)


@pytest.mark.parametrize("wrong", ["2—4", "3", "12—3", "2"])
def test_a_wrong_page_number_in_the_index_is_disproved(desk: Desk, wrong: str) -> None:
    desk.index = desk.index_of(desk.plan, wrong)
    with pytest.raises(OutputDisproved, match=f"E1 License”印的页码是“{wrong}”，应为“2—3”"):
        prove(desk.assemble(), desk.plan)


def test_the_matrix_is_read_back_from_the_finished_pages(desk: Desk) -> None:
    assert matrix_in(desk.assemble(), desk.plan) == {"E1": "2—3", "E11": "4", "E2": "5"}
