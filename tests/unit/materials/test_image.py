"""Pictures as paper needs them; every file is made here with Pillow."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bayu_docs.materials import image, image_level, pdf_gate_raster
from bayu_docs.materials.image import PictureError, read_pictures
from bayu_docs.materials.image_level import Fineness

BOX_MM = (190.0, 275.0)
QUARTER_MM = (47.5, 68.75)  # a quarter of its width and height, for fewer pixels
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)


def saved(tmp_path: Path, picture: Image.Image, kind: str, **options: object) -> Path:
    path = tmp_path / "picture.bin"  # the name tells nothing
    picture.save(path, kind, **options)  # type: ignore[arg-type]
    return path


def only(path: Path) -> Image.Image:
    [picture] = read_pictures(path, BOX_MM)
    return Image.open(io.BytesIO(picture.jpeg))


def near(picture: Image.Image, spot: tuple[float, float]) -> tuple[int, int, int]:
    """The pure colour nearest to what is seen at that spot (fractions from the upper left)."""
    x, y = int(picture.width * spot[0]), int(picture.height * spot[1])
    seen = picture.convert("RGB").getpixel((x, y))
    assert isinstance(seen, tuple)
    return min(
        (RED, GREEN, BLUE, WHITE, (0, 0, 0)),
        key=lambda c: sum((a - b) ** 2 for a, b in zip(c, seen, strict=True)),
    )


def flag() -> Image.Image:
    """64 × 96, upright: red above left, green above right, blue below."""
    picture = Image.new("RGB", (64, 96), BLUE)
    picture.paste(RED, (0, 0, 32, 48))
    picture.paste(GREEN, (32, 0, 64, 48))
    return picture


def test_place_and_camera_are_left_behind(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAM"
    exif.get_ifd(0x8825)[1] = "N"
    path = saved(tmp_path, flag(), "JPEG", exif=exif, comment=b"SECRETNOTE")
    [picture] = read_pictures(path, BOX_MM)
    assert b"SECRET" in path.read_bytes()
    assert b"SECRET" not in picture.jpeg and b"Exif" not in picture.jpeg


def test_a_large_photo_is_reduced_to_what_paper_shows(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("RGB", (4000, 3000), RED), "JPEG")
    [picture] = read_pictures(path, BOX_MM)
    assert (picture.width_px, picture.height_px) == (2000, 1500)  # the half: 267 dpi on 190 mm
    assert picture.original_px == (4000, 3000)


def test_where_no_half_fits_the_picture_is_resampled_to_250_dpi(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("RGB", (2480, 3508), RED), "PNG")  # A4 at 300 dpi
    [picture] = read_pictures(path, BOX_MM)
    assert (picture.width_px, picture.height_px) == (1870, 2645)  # 190 mm at 250 dpi


@pytest.mark.parametrize("level", image_level.LEVELS, ids=str)
def test_a_photo_is_never_stored_below_150_dpi_whatever_the_level(
    tmp_path: Path, level: Fineness
) -> None:
    path = saved(tmp_path, Image.effect_noise((750, 1000), 40), "JPEG")
    [picture] = read_pictures(path, QUARTER_MM, quality=level.quality, dpi=level.dpi)
    assert picture.width_px >= 150 / 25.4 * QUARTER_MM[0] - 1


def test_each_level_makes_smaller_files(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.effect_noise((620, 877), 40), "JPEG", quality=90)
    sizes = [
        len(read_pictures(path, QUARTER_MM, quality=level.quality, dpi=level.dpi)[0].jpeg)
        for level in image_level.LEVELS
    ]
    assert sizes == sorted(sizes, reverse=True) and len(set(sizes)) == len(sizes)
    assert sizes[-1] < sizes[0] / 4


@given(
    st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
    st.sampled_from([level.dpi for level in image_level.LEVELS]),
)
def test_pixels_for_paper_keep_the_shape_and_stay_near_the_dpi(
    size: tuple[int, int], dpi: int
) -> None:
    wanted = image_level.paper_size(size, BOX_MM, dpi)
    shown = max(wanted[0] / BOX_MM[0], wanted[1] / BOX_MM[1]) * 25.4
    assert wanted[0] <= size[0] and wanted[1] <= size[1]
    assert shown <= dpi * 1.2 + 1
    assert wanted == size or shown >= max(150, dpi * 0.8) - 1
    assert abs(wanted[0] / size[0] - wanted[1] / size[1]) <= 1 / min(size)


def test_a_small_picture_is_never_enlarged(tmp_path: Path) -> None:
    assert only(saved(tmp_path, flag(), "PNG")).size == (64, 96)


def test_each_page_of_a_tiff_is_a_picture(tmp_path: Path) -> None:
    pages = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    path = saved(tmp_path, pages[0], "TIFF", save_all=True, append_images=pages[1:])
    seen = [Image.open(io.BytesIO(picture.jpeg)) for picture in read_pictures(path, BOX_MM)]
    assert [near(picture, (0.5, 0.5)) for picture in seen] == [RED, BLUE]


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (png_header(10_000, 6_001), "too_large"),
        (png_header(60_000, 60_000), "too_large"),
        (png_header(100, 100), "unreadable"),
        (b"\xff\xd8\xff\xe0 no photo", "unreadable"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "unreadable"),
        (b"", "unreadable"),
    ],
)
def test_bombs_and_broken_files_are_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(content)
    with pytest.raises(PictureError) as caught:
        read_pictures(path, BOX_MM)
    assert caught.value.reason == reason


def test_a_truncated_photo_is_refused(tmp_path: Path) -> None:
    noise = Image.effect_noise((400, 400), 90).convert("RGB")
    path = saved(tmp_path, noise, "JPEG")
    path.write_bytes(path.read_bytes()[:4000])
    with pytest.raises(PictureError):
        read_pictures(path, BOX_MM)


def test_a_drawn_page_without_colour_is_stored_gray() -> None:
    assert image.encoded(Image.new("RGB", (9, 9), (80, 80, 80))).gray
    assert not image.encoded(Image.new("RGB", (9, 9), RED)).gray


def test_a_drawn_page_may_be_drawn_coarser_and_pressed_harder(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].Contents = pdf.make_stream(b"1 0 0 rg 100 100 300 300 re f")
        pdf.save(path)
    plain, coarse = (
        pdf_gate_raster.drawn_pages(path, [1], BOX_MM, dpi=dpi, quality=quality)[1]
        for dpi, quality in ((200, 85), (150, 50))
    )
    assert coarse.width_px == pytest.approx(plain.width_px * 150 / 200, abs=1)
    assert len(coarse.jpeg) < len(plain.jpeg) / 1.5
    assert near(Image.open(io.BytesIO(coarse.jpeg)), (0.4, 0.7)) == RED
