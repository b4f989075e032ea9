"""The bundle as drawn and as proved, on an index and stamps of our own making."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from bayu_docs.errors import OutputDisproved
from bayu_docs.evidence.assemble import assemble
from bayu_docs.evidence.plan import plan
from bayu_docs.evidence.prove import prove
from bayu_docs.evidence.rows import find_rows
from bayu_docs.materials import pdf_look
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import PagePlan, Piece

MOMENT = datetime(2022, 3, 1, tzinfo=UTC)
# Chinese stamps without a font file: the ASCII letters of Helvetica, one for each sign.
SIGNS = {"第": "a", "页": "b", "共": "c"}
LANDSCAPE = (842.0, 595.0)


def sheets(path: Path, pages: Sequence[Sequence[tuple[float, float, str]]]) -> Path:
    """Pages of text lines (x, y, words); 第 页 共 are told to readers by the font's ToUnicode."""
    table = "".join(f"<{ord(code):02x}> <{ord(sign):04x}>\n" for sign, code in SIGNS.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(SIGNS)} beginbfchar\n{table}endbfchar\n"
        "endcmap end end"
    )
    with pikepdf.new() as pdf:
        plain = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        signs = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name("/Helvetica-Bold"),
                ToUnicode=pdf.make_stream(cmap.encode()),
            )
        )
        for lines in pages:
            pdf.add_blank_page(page_size=(595.276, 841.89))
            page = pdf.pages[-1].obj
            page.Resources = Dictionary(Font=Dictionary(A=plain, S=signs))
            page.Contents = pdf.make_stream("\n".join(map(line, lines)).encode())
        pdf.save(path)
    return path


def line(spot: tuple[float, float, str]) -> str:
    x, y, words = spot
    shown = "".join(
        f"/S 9 Tf ({SIGNS[sign]}) Tj " if sign in SIGNS else f"/A 9 Tf ({sign}) Tj "
        for sign in words
    )
    return f"BT {x} {y} Td {shown} ET"


class Desk:
    """Three items (2 + 1 + 1 pages, the last one landscape) with index, stamps and plan."""

    def __init__(self, place: Path, rows_per_page: int = 17) -> None:
        self.place = place
        self.items = [
            EvidenceItem(name, title, f"{name}.pdf", ("x",))
            for name, title in (("E1", "License"), ("E11", "License"), ("E2", "Deed"))
        ]
        piece_pdf = sheets(
            place / "pieces.pdf", [[(60, 700, f"piece {number}")] for number in range(4)]
        )
        keys = ("E1.1", "E1.2", "E11.1", "E2.1")
        pieces = [
            Piece(key, key.partition(".")[0], "pdf", 595.276, 841.89, "x", 1, str(piece_pdf), n)
            for n, key in enumerate(keys)
        ]
        self.pieces = {piece.key: piece for piece in pieces}
        self.plan = plan(self.items, pieces, 20, rows_per_page)
        self.index = self.index_of(rows_per_page)
        self.stamps = self.stamps_of(self.plan)
        self.bundle = place / "bundle.pdf"

    def index_of(self, rows_per_page: int) -> Path:
        rows = [(item.id, item.title) for item in self.items]
        pages = [
            [
                cell
                for number, (name, title) in enumerate(rows[start : start + rows_per_page])
                for cell in ((60.0, 700.0 - 30 * number, name), (120.0, 700.0 - 30 * number, title))
            ]
            for start in range(0, len(rows), rows_per_page)
        ]
        return sheets(self.place / "index.pdf", pages)

    def stamps_of(self, page_plan: PagePlan, wrong: int = 0) -> Path:
        on_page = {page: item.id for item in page_plan.items for page in item.pages}
        return sheets(
            self.place / "stamps.pdf",
            [
                [
                    (40, 820, on_page.get(page, "index")),
                    (400, 820, f"第 {page + wrong} 页 共 {page_plan.total_pages} 页"),
                ]
                for page in range(1, page_plan.total_pages + 1)
            ],
        )

    def assemble(self) -> Path:
        assemble(self.plan, self.pieces, self.index, self.stamps, self.bundle, "册", MOMENT)
        return self.bundle


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


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


def test_the_outline_is_the_index(desk: Desk) -> None:
    assert [(mark.title, mark.page) for mark in pdf_look.bookmarks(desk.assemble())] == [
        ("目录", 1),
        ("E1 License", 2),
        ("E11 License", 4),
        ("E2 Deed", 5),
    ]


def test_rows_go_on_over_index_pages(tmp_path: Path) -> None:
    desk = Desk(tmp_path, rows_per_page=2)
    rows = find_rows(desk.index, desk.plan)
    assert {name: row.page for name, row in rows.items()} == {"E1": 1, "E11": 1, "E2": 2}
    prove(desk.assemble(), desk.plan)


def test_the_same_input_gives_the_same_bytes(desk: Desk) -> None:
    assert desk.assemble().read_bytes() == desk.assemble().read_bytes()


def test_an_item_without_pages_has_neither_link_nor_bookmark(desk: Desk) -> None:
    desk.pieces = {key: piece for key, piece in desk.pieces.items() if piece.item != "E11"}
    desk.plan = plan(desk.items, list(desk.pieces.values()), 20, 17, ("E11",))
    desk.stamps = desk.stamps_of(desk.plan)
    prove(desk.assemble(), desk.plan)
    assert len(pdf_look.bookmarks(desk.bundle)) == 3


def test_index_or_stamps_of_other_length_are_disproved(desk: Desk) -> None:
    desk.stamps = sheets(desk.place / "short.pdf", [[], []])
    with pytest.raises(OutputDisproved, match="页戳应有 5 页，实际 2 页"):
        desk.assemble()
    desk.index = sheets(desk.place / "long.pdf", [[], []])
    with pytest.raises(OutputDisproved, match="目录应有 1 页，实际 2 页"):
        desk.assemble()


def test_an_index_without_the_row_is_disproved(desk: Desk) -> None:
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
