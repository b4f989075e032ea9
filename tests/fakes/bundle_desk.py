"""A bundle on a desk: items, pieces, an index and stamps of our own making, without an engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name

from bayu_docs.evidence.assemble import assemble
from bayu_docs.evidence.plan import plan
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import UNKNOWN_PAGES, PagePlan, Piece

MOMENT = datetime(2022, 3, 1, tzinfo=UTC)
# Chinese stamps without a font file: the ASCII letters of Helvetica, one for each sign.
SIGNS = {"第": "a", "页": "b", "共": "c", "—": "d", "、": "e", "待": "f", "定": "g"}
PAGES_X = 500.0  # within the index's last column
THREE = (("E1", "License", 2), ("E11", "License", 1), ("E2", "Deed", 1))


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
    """Items (id, title, pages) with index, stamps and plan; each piece an A4 page of text."""

    def __init__(
        self,
        place: Path,
        rows_per_page: int = 17,
        items: Sequence[tuple[str, str, int]] = THREE,
        max_pages: int = 20,
        least_scale: float | None = None,
    ) -> None:
        self.place, self.rows_per_page = place, rows_per_page
        self.items = [EvidenceItem(name, title, f"{name}.pdf", ("x",)) for name, title, _ in items]
        keys = [f"{name}.{n + 1}" for name, _, count in items for n in range(count)]
        piece_pdf = sheets(
            place / "pieces.pdf", [[(60, 700, f"piece {number}")] for number in range(len(keys))]
        )
        pieces = [
            Piece(
                key,
                key.partition(".")[0],
                "pdf",
                595.276,
                841.89,
                "x",
                location=str(piece_pdf),
                page_index=number,
                least_scale=least_scale,
            )
            for number, key in enumerate(keys)
        ]
        self.pieces = {piece.key: piece for piece in pieces}
        self.replan(plan(self.items, pieces, max_pages, rows_per_page))
        self.bundle = place / "bundle.pdf"

    def replan(self, page_plan: PagePlan) -> None:
        """Another plan, with index and stamps drawn for it."""
        self.plan = page_plan
        self.index = self.index_of(page_plan)
        self.stamps = self.stamps_of(page_plan)

    def index_of(self, page_plan: PagePlan, wrong: str = "") -> Path:
        """The index; `wrong` is printed for the pages of the first item."""
        rows = [(item.id, item.title, item.page_range or UNKNOWN_PAGES) for item in page_plan.items]
        if wrong:
            rows[0] = (*rows[0][:2], wrong)
        pages = [
            [
                cell
                for number, row in enumerate(rows[start : start + self.rows_per_page])
                for cell in zip((60.0, 120.0, PAGES_X), [700.0 - 30 * number] * 3, row, strict=True)
            ]
            for start in range(0, len(rows), self.rows_per_page)
        ] or [[]]
        return sheets(self.place / "index.pdf", pages)

    def stamps_of(self, page_plan: PagePlan, wrong: int = 0) -> Path:
        on_page = {
            page: " ".join(item.id for item in page_plan.items if page in item.pages)
            for page in range(page_plan.index_pages + 1, page_plan.total_pages + 1)
        }
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
