"""The looking door: counts, sizes, texts, boxes, fonts, links and bookmarks of finished PDFs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from bayu_docs.materials import pdf_look
from bayu_docs.materials.pdf_look import PdfUnreadable
from bayu_docs.materials.pdf_survey import survey, surveys


def _load_fake() -> ModuleType:
    path = Path(__file__).parents[2] / "fakes" / "pdf_pages.py"
    spec = importlib.util.spec_from_file_location("bayu_fakes_pdf_pages", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


write_pdf = _load_fake().write_pdf


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    return write_pdf(
        tmp_path / "a.pdf",
        [["驿站 名称", "𬭩 甲乙"], ["第二页"]],
        bookmarks=[("一", 1), ("二", 2)],
        links=[(1, 2)],
    )


def test_pages_texts_and_sizes_are_read(two_pages: Path) -> None:
    assert pdf_look.page_count(two_pages) == 2
    assert pdf_look.page_texts(two_pages) == ("驿站 名称\n𬭩 甲乙", "第二页")
    for width, height in pdf_look.page_sizes_mm(two_pages):
        assert (round(width), round(height)) == (210, 297)


def test_a_turned_page_is_measured_as_it_is_shown(two_pages: Path) -> None:
    with pikepdf.open(two_pages, allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(90, relative=False)
        pdf.pages[1].obj.UserUnit = 2
        pdf.save(two_pages)
    sizes = [(round(w), round(h)) for w, h in pdf_look.page_sizes_mm(two_pages)]
    assert sizes == [(297, 210), (420, 594)]


def test_text_is_found_over_white_space_and_beyond_the_first_plane(two_pages: Path) -> None:
    (box,) = pdf_look.find_texts(two_pages, 1, ["驿站名称"])[0]
    assert (box.left, round(box.right)) == (72, 72 + 5 * 12)
    (box,) = pdf_look.find_texts(two_pages, 1, ["甲 乙"])[0]
    assert box.left == pytest.approx(72 + 2 * 12)
    assert pdf_look.find_texts(two_pages, 2, ["驿站"])[0] == ()
    assert pdf_look.find_texts(two_pages, 2, [" "])[0] == ()
    with pytest.raises(PdfUnreadable):
        pdf_look.find_texts(two_pages, 3, ["驿站"])[0]


def test_each_occurrence_has_its_own_box(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["甲乙甲乙", "甲乙"]])
    assert len(pdf_look.find_texts(path, 1, ["甲乙"])[0]) == 3


def test_links_and_bookmarks_name_pages_from_one(two_pages: Path) -> None:
    assert [(link.page, link.target_page) for link in pdf_look.links(two_pages)] == [(1, 2)]
    assert pdf_look.links(two_pages)[0].box == pdf_look.Box(72, 700, 200, 720)
    assert pdf_look.bookmarks(two_pages) == (("一", 1, 1), ("二", 2, 1))


def test_the_smallest_text_and_the_picture_of_a_page(two_pages: Path) -> None:
    assert pdf_look.smallest_text_pt(two_pages) == 12
    picture = pdf_look.render_page(two_pages, 1, 36)
    assert abs(picture.width - 298) <= 1 and abs(picture.height - 421) <= 1
    assert picture.getextrema()[0] == (0, 255)


def test_a_font_without_its_program_is_named_wherever_it_stands(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["甲"]])
    assert pdf_look.fonts_not_embedded(path) == ()
    assert pdf_look.fonts_not_embedded(write_pdf(tmp_path / "b.pdf", [["甲"]], embed=False)) == (
        "AAAAAA+Squares",
    )
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica"))
        form = pdf.make_stream(b"")
        form.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, 1, 1]),
                Resources=Dictionary(Font=Dictionary(F9=plain)),
            )
        )
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
        pdf.save(path)
    assert pdf_look.fonts_not_embedded(path) == ("Helvetica",)


def test_a_type_3_font_counts_as_embedded(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["甲"]])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary())
        pdf.pages[0].obj.Resources.Font.F3 = pdf.make_indirect(font)
        pdf.save(path)
    assert pdf_look.fonts_not_embedded(path) == ()


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF"])
def test_a_broken_file_is_unreadable(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    for look in (pdf_look.page_count, pdf_look.page_texts, pdf_look.links):
        with pytest.raises(PdfUnreadable):
            look(path)


def test_a_survey_in_a_child_is_the_survey_made_here(two_pages: Path, tmp_path: Path) -> None:
    broken = tmp_path / "b.pdf"
    broken.write_bytes(b"x")
    there, trouble = surveys([two_pages, broken])
    assert there == survey(two_pages)
    assert there.pages == 2 and there.active == ()
    assert trouble.trouble and trouble.pages == 0


def test_a_file_that_kills_its_reader_costs_only_its_own_survey(
    two_pages: Path, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        form = pdf.make_stream(b"/X Do")
        form.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])))
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        page.obj.Resources = Dictionary(XObject=Dictionary(X=form))
        page.obj.Contents = pdf.make_stream(b"/X Do")
        pdf.save(bomb)
    sound, killed = surveys([two_pages, bomb])
    assert sound.pages == 2
    assert killed.trouble or killed.pages == 1
