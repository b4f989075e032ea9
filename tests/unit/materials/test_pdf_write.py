"""Pages put together: what is drawn, once stored, linked, and the same twice."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from bayu_docs.materials import image, pdf_look, pdf_pictures, pdf_write
from bayu_docs.materials.pdf_write import A4_POINTS, Jump, Placed, Sheetful

MOMENT = datetime(2022, 3, 1, 9, 30, tzinfo=UTC)


def halves(path: Path, size: tuple[float, float]) -> Path:
    """A page red in its upper half, blue in its lower."""
    width, height = size
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=size)
        pdf.pages[0].obj.Contents = pdf.make_stream(
            f"1 0 0 rg 0 {height / 2} {width} {height / 2} re f "
            f"0 0 1 rg 0 0 {width} {height / 2} re f".encode()
        )
        pdf.save(path)
    return path


def write(target: Path, *pages: Sheetful, jumps: tuple[Jump, ...] = ()) -> Path:
    marks = [("目录", 1), ("E01 照片", len(pages))]
    pdf_write.write_pages(target, pages, jumps, marks, "样本", MOMENT)
    return target


def colour(path: Path, page: int, x: float, y: float) -> tuple[int, ...]:
    """What is seen at that point (points, origin lower left)."""
    picture = pdf_look.render_page(path, page, 72)
    seen = picture.getpixel((int(x), int(picture.height - y)))
    assert isinstance(seen, tuple)
    return seen


RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def test_a_piece_lies_in_its_box_and_the_next_is_drawn_over_it(tmp_path: Path) -> None:
    piece = halves(tmp_path / "a.pdf", (100, 200))
    cover = halves(tmp_path / "b.pdf", (50, 50))
    page = Sheetful((Placed(piece, 0, (100, 100, 200, 400)), Placed(cover, 0, (100, 100, 20, 20))))
    made = write(tmp_path / "out.pdf", page)
    assert [colour(made, 1, 200, y) for y in (490, 310, 290, 110)] == [RED, RED, BLUE, BLUE]
    assert [colour(made, 1, *spot) for spot in ((95, 300), (305, 300), (110, 115))] == [
        WHITE, WHITE, RED,
    ]  # fmt: skip


def test_a_turned_piece_has_its_upper_edge_at_the_binding(tmp_path: Path) -> None:
    piece = halves(tmp_path / "a.pdf", (200, 100))
    made = write(tmp_path / "out.pdf", Sheetful((Placed(piece, 0, (100, 100, 200, 400), True),)))
    assert [colour(made, 1, x, 300) for x in (90, 110, 190, 210, 290, 310)] == [
        WHITE, RED, RED, BLUE, BLUE, WHITE,
    ]  # fmt: skip


def test_pages_are_a4_and_a_piece_used_twice_is_stored_once(tmp_path: Path) -> None:
    noise = image.encoded(Image.effect_noise((300, 300), 90))
    source = tmp_path / "noise.pdf"
    pdf_pictures.write_pictures(source, [noise], [(300.0, 300.0)])
    page = Sheetful((Placed(source, 0, (50, 50, 300, 300)),))
    made = write(tmp_path / "out.pdf", page, page, page)
    assert pdf_look.page_sizes_mm(made) == tuple([pytest.approx((210, 297), abs=0.01)] * 3)
    assert made.stat().st_size < len(noise.jpeg) + 4000


def test_a_picture_is_stored_as_it_was_encoded(tmp_path: Path) -> None:
    picture = image.encoded(Image.effect_noise((90, 60), 90).convert("RGB"))
    pdf_pictures.write_pictures(
        tmp_path / "p.pdf", [picture, picture], [(90.0, 60.0), (45.0, 30.0)]
    )
    with pikepdf.open(tmp_path / "p.pdf") as pdf:
        assert pdf.pages[1].obj.Resources.XObject.P.read_raw_bytes() == picture.jpeg
    assert pdf_look.page_count(tmp_path / "p.pdf") == 2


def test_links_and_bookmarks_lead_where_they_say(tmp_path: Path) -> None:
    page = Sheetful((Placed(halves(tmp_path / "a.pdf", (100, 200)), 0, (0, 0, 100, 200)),))
    made = write(tmp_path / "out.pdf", page, page, jumps=(Jump(1, (10, 20, 30, 40), 2),))
    [link] = pdf_look.links(made)
    assert (link.page, link.target_page) == (1, 2)
    assert (link.box.left, link.box.top) == (10, 40)
    assert [(mark.title, mark.page) for mark in pdf_look.bookmarks(made)] == [
        ("目录", 1),
        ("E01 照片", 2),
    ]


def test_the_same_input_gives_the_same_bytes_and_says_when(tmp_path: Path) -> None:
    page = Sheetful((Placed(halves(tmp_path / "a.pdf", (100, 200)), 0, (0, 0, 100, 200)),))
    first, second = write(tmp_path / "1.pdf", page), write(tmp_path / "2.pdf", page)
    assert first.read_bytes() == second.read_bytes()
    with pikepdf.open(io.BytesIO(first.read_bytes())) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20220301093000+00'00'"
        assert str(pdf.docinfo["/Title"]) == "样本"
    assert pytest.approx((595.28, 841.89), abs=0.01) == A4_POINTS
