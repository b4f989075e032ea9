"""How pages look: text height, resolution, blank, blurred, overturned, and which show the same."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from bayu_docs.materials import image, page_picture, pdf_pictures
from bayu_docs.materials.page_look import PageLook, look, looks
from bayu_docs.materials.pdf_look import PdfUnreadable

A4_AT_150_DPI = (1240, 1754)
WORDS = "甲乙丙丁戊己庚辛壬癸" * 3


def _load_fake() -> ModuleType:
    path = Path(__file__).parents[2] / "fakes" / "pdf_pages.py"
    spec = importlib.util.spec_from_file_location("bayu_fakes_pdf_pages", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


write_pdf = _load_fake().write_pdf


def certificate(name: str) -> Image.Image:
    """A drawn certificate of that holder; all of a kind look alike but for the name."""
    drawn = Image.new("RGB", A4_AT_150_DPI, (248, 246, 238))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((50, 50, 1190, 1704), outline=(170, 40, 30), width=9)
    pen.text((300, 150), "CERTIFICATE", font=ImageFont.load_default(90), fill=(160, 30, 30))
    for row, line in enumerate(("Name: " + name, "Trade: tractor mechanic", "Grade: 3", "2020")):
        pen.text((160, 420 + 80 * row), line, font=ImageFont.load_default(36), fill=(40, 40, 40))
    pen.ellipse((800, 1250, 1050, 1500), outline=(200, 30, 30), width=8)
    return drawn


def scene() -> Image.Image:
    """A drawn view of soft light with a few hard edges, as a hall or a field has."""
    drawn = Image.linear_gradient("L").resize((1600, 1200)).convert("RGB")
    pen = ImageDraw.Draw(drawn)
    for at in range(12):
        pen.rectangle((90 + 120 * at, 500, 150 + 120 * at, 900), fill=(20 * at, 90, 200 - 15 * at))
    return drawn


def saved(picture: Image.Image, quality: int = 85) -> Image.Image:
    """The picture as it is after saving it as a JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer)


def page_of(target: Path, picture: Image.Image, size: tuple[float, float] = (595, 842)) -> PageLook:
    """The look of a page that is that picture, as the tool writes it."""
    pdf_pictures.write_pictures(target, [image.encoded(picture.convert("RGB"))], [size])
    [seen] = look(target)
    return seen


def rewritten(path: Path, *changes: tuple[str, str]) -> PageLook:
    """The look of the first page after changing words of its content."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode("ascii")
        for old, new in changes:
            assert old in content
            content = content.replace(old, new)
        pdf.pages[0].obj.Contents = pdf.make_stream(content.encode("ascii"))
        pdf.save(path)
    return look(path)[0]


def test_the_height_of_the_smallest_text_is_that_of_most_not_of_a_stray_dot(tmp_path: Path) -> None:
    [page] = look(write_pdf(tmp_path / "a.pdf", [[WORDS, WORDS, WORDS]]))
    assert page.smallest_text_pt == 12
    assert (page.blank, page.pictured, page.upside_down, page.image_dpi) == (False,) * 3 + (None,)
    path = write_pdf(tmp_path / "b.pdf", [[WORDS, WORDS, WORDS, "丁"]])
    with_a_dot = rewritten(path, ("1 0 0 1 72 709.89", "0.1 0 0 0.1 72 709.89"))
    assert with_a_dot.smallest_text_pt == 12
    path = write_pdf(tmp_path / "c.pdf", [[WORDS, WORDS, WORDS, "丁丁丁丁丁"]])
    with_a_note = rewritten(path, ("1 0 0 1 72 709.89", "0.5 0 0 0.5 72 709.89"))
    assert with_a_note.smallest_text_pt == 6


def test_text_in_a_form_is_as_high_as_the_form_makes_it(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[WORDS]])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        form = pdf.make_stream(page.Contents.read_bytes())
        form.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 850]))
        form.Resources = page.Resources
        page.obj.Resources = Dictionary(XObject=Dictionary(X=form))
        page.obj.Contents = pdf.make_stream(b"q 0 0.5 -0.5 0 500 0 cm /X Do Q")
        pdf.save(path)
    [seen] = look(path)
    assert seen.smallest_text_pt == 6 and not seen.upside_down


def test_text_nobody_sees_counts_for_nothing(tmp_path: Path) -> None:
    page = rewritten(write_pdf(tmp_path / "a.pdf", [[WORDS]]), ("BT", "BT 3 Tr"))
    assert page.smallest_text_pt is None and page.blank


def test_text_on_its_head_is_noticed_and_text_on_its_side_is_not(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[WORDS]])
    assert rewritten(path, ("1 0 0 1 72", "-1 0 0 -1 500")).upside_down
    assert not rewritten(path, ("-1 0 0 -1 500", "0 1 -1 0 300")).upside_down
    few = write_pdf(tmp_path / "b.pdf", [["甲乙"]])
    assert not rewritten(few, ("1 0 0 1 72", "-1 0 0 -1 500")).upside_down


def test_a_picture_has_the_dpi_of_its_page(tmp_path: Path) -> None:
    page = page_of(tmp_path / "a.pdf", certificate("WANG YI"), (595.2, 841.92))
    assert page.image_px == A4_AT_150_DPI and page.image_dpi == 150
    assert page.pictured and page.smallest_text_pt is None
    assert not (page.blank or page.blurred or page.upside_down)


def test_a_seal_or_a_logo_has_no_say_and_the_finest_layer_of_a_scan_has(tmp_path: Path) -> None:
    pictures = [image.encoded(scene().resize((w, w))) for w in (100, 400, 900)]
    places = ("100 0 0 100 50 50", "600 0 0 800 0 0", "600 0 0 800 0 0")
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(600, 800))
        names = ("S", "Low", "High")
        page.obj.Resources = Dictionary(XObject=Dictionary())
        for name, picture in zip(names, pictures, strict=True):
            page.obj.Resources.XObject[Name("/" + name)] = pdf_pictures.image_of(pdf, picture)
        drawn = " ".join(f"q {at} cm /{n} Do Q" for n, at in zip(names, places, strict=True))
        page.obj.Contents = pdf.make_stream(drawn.encode("ascii"))
        pdf.save(tmp_path / "a.pdf")
    [seen] = look(tmp_path / "a.pdf")
    assert seen.image_px == (900, 900) and seen.image_dpi == 81


def test_white_paper_is_blank_and_a_line_of_words_is_not(tmp_path: Path) -> None:
    empty, words = look(write_pdf(tmp_path / "a.pdf", [[], ["甲"]]))
    assert empty.blank and not words.blank
    scanned = Image.new("RGB", A4_AT_150_DPI, (252, 252, 250))
    assert page_of(tmp_path / "b.pdf", scanned).blank
    face = ImageFont.load_default(40)
    ImageDraw.Draw(scanned).text((200, 200), "one line of words", font=face, fill="black")
    assert not page_of(tmp_path / "c.pdf", scanned).blank


def test_a_picture_that_pdfium_leaves_white_is_not_called_blank(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(600, 800))
        broken = pdf.make_stream(b"no picture")
        broken.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=800,
                Height=800,
                BitsPerComponent=8,
                ColorSpace=Name.DeviceRGB,
                Filter=Name.JPXDecode,
            )
        )
        page.obj.Resources = Dictionary(XObject=Dictionary(X=broken))
        page.obj.Contents = pdf.make_stream(b"q 600 0 0 800 0 0 cm /X Do Q")
        pdf.save(tmp_path / "a.pdf")
    [seen] = look(tmp_path / "a.pdf")
    assert not seen.blank


def test_a_picture_other_than_grey_or_rgb_is_shown_as_pdfium_shows_it(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("CMYK", (800, 800), (0, 255, 255, 0)).save(buffer, "JPEG")
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(600, 800))
        red = pdf.make_stream(buffer.getvalue())
        red.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=800,
                Height=800,
                BitsPerComponent=8,
                ColorSpace=Name.DeviceCMYK,
                Decode=Array([1, 0] * 4),
                Filter=Name.DCTDecode,
            )
        )
        page.obj.Resources = Dictionary(XObject=Dictionary(X=red))
        page.obj.Contents = pdf.make_stream(b"q 600 0 0 800 0 0 cm /X Do Q")
        pdf.save(tmp_path / "a.pdf")
    [seen] = look(tmp_path / "a.pdf")
    red_level, green, blue = (
        Image.open(io.BytesIO(seen.thumbnail)).convert("RGB").getpixel((40, 60))
    )
    assert red_level > 200 and green < 80 and blue < 80


@pytest.mark.parametrize("picture", [certificate("LI"), scene()], ids=["certificate", "scene"])
def test_a_picture_out_of_focus_is_blurred_and_a_sharp_one_is_not(
    tmp_path: Path, picture: Image.Image
) -> None:
    assert not page_of(tmp_path / "a.pdf", saved(picture, 60)).blurred
    slightly = picture.filter(ImageFilter.GaussianBlur(1.5))
    assert not page_of(tmp_path / "b.pdf", slightly).blurred
    assert page_of(tmp_path / "c.pdf", picture.filter(ImageFilter.GaussianBlur(8))).blurred


def test_text_is_never_called_blurred(tmp_path: Path) -> None:
    [page] = look(write_pdf(tmp_path / "a.pdf", [["甲"]]))
    assert not page.blurred


@pytest.mark.parametrize("picture", [certificate("LI"), scene()], ids=["certificate", "scene"])
@pytest.mark.parametrize(
    "change",
    [
        lambda picture: saved(picture, 40),
        lambda picture: picture.resize((picture.width // 2, picture.height // 2)),
        lambda picture: picture.convert("L"),
        lambda picture: ImageEnhance.Brightness(picture).enhance(1.03),
    ],
    ids=["quality", "size", "grey", "light"],
)
def test_the_same_picture_saved_anew_is_like_itself(
    tmp_path: Path, picture: Image.Image, change: Callable[[Image.Image], Image.Image]
) -> None:
    first = page_of(tmp_path / "a.pdf", picture)
    assert first.is_like(page_of(tmp_path / "b.pdf", change(picture)))


def test_certificates_of_two_people_are_not_the_same_however_alike(tmp_path: Path) -> None:
    one = page_of(tmp_path / "a.pdf", certificate("CHEN DEHOU"))
    other = page_of(tmp_path / "b.pdf", certificate("ZHOU WENLAN"))
    assert (one.fingerprint ^ other.fingerprint).bit_count() <= 4
    assert not one.is_like(other)


def test_pages_of_different_words_or_none_are_not_the_same(tmp_path: Path) -> None:
    pages = look(write_pdf(tmp_path / "a.pdf", [["甲乙"], ["丙丁"], ["甲乙"], [], []]))
    assert pages[0].is_like(pages[2])
    assert not pages[0].is_like(pages[1])  # squares look alike, their words are not
    assert not pages[3].is_like(pages[4])  # blank pages have a hint of their own


def test_a_thumbnail_is_small_upright_and_in_proportion(tmp_path: Path) -> None:
    for size, expected in (
        ((1240, 1754), (85, 120)),
        ((1754, 1240), (170, 120)),
        ((4000, 400), (200, 20)),
    ):
        noise = Image.effect_noise(size, 200)
        page = page_of(tmp_path / "a.pdf", noise, (size[0] / 2, size[1] / 2))
        assert len(page.thumbnail) <= page_picture.THUMBNAIL_BYTES
        thumbnail = Image.open(io.BytesIO(page.thumbnail))
        assert max(abs(a - b) for a, b in zip(thumbnail.size, expected, strict=True)) <= 1


def test_a_sheet_shows_each_thumbnail_in_its_place_and_turned_as_on_paper() -> None:
    left_red = Image.new("RGB", (100, 50), "blue")
    left_red.paste("red", (0, 0, 50, 50))
    buffer = io.BytesIO()
    left_red.save(buffer, "JPEG", quality=95, subsampling=0)
    jpeg = buffer.getvalue()
    made = page_picture.sheet(
        (600, 840),
        [(jpeg, (100, 700, 200, 100), False), (jpeg, (300, 100, 200, 400), True)],
        6000,
    )
    paper = Image.open(io.BytesIO(made)).convert("RGB")
    assert paper.size == (86, 120)

    def colour(x_pt: float, y_pt: float) -> str:
        red, green, blue = paper.getpixel((int(x_pt / 7), int((840 - y_pt) / 7)))
        return "white" if min(red, green, blue) > 180 else "red" if red > blue else "blue"

    assert (colour(130, 750), colour(270, 750), colour(500, 750)) == ("red", "blue", "white")
    # A quarter turn to the left: what was left is now below.
    assert (colour(400, 150), colour(400, 450), colour(150, 300)) == ("red", "blue", "white")


def test_many_files_are_looked_at_once_each(tmp_path: Path) -> None:
    paths = [write_pdf(tmp_path / f"{n}.pdf", [["甲"]] * n) for n in (1, 2, 3)]
    seen = looks([*paths, paths[0]])
    assert [len(seen[path]) for path in paths] == [1, 2, 3]


def test_a_broken_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(PdfUnreadable):
        look(tmp_path / "a.pdf")
