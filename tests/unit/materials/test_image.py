"""Pictures as paper needs them; every file is made here with Pillow."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from bayu_docs.materials import image
from bayu_docs.materials.image import PictureError, read_pictures

BOX_MM = (190.0, 275.0)
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


# How a camera stores an upright scene under each orientation: the inverse of what a reader does.
STORED = {
    0: None, 1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
}  # fmt: skip


@pytest.mark.parametrize("orientation", range(9))
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int) -> None:
    how = STORED[orientation]
    picture = flag() if how is None else flag().transpose(how)
    exif = Image.Exif()
    exif[0x0112] = orientation
    seen = only(saved(tmp_path, picture, "JPEG", exif=exif, quality=95))
    assert seen.size == (64, 96)
    assert [near(seen, spot) for spot in ((0.2, 0.2), (0.8, 0.2), (0.5, 0.8))] == [RED, GREEN, BLUE]


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
    assert (picture.width_px, picture.height_px) == (1870, 1403)  # 190 mm at 250 dpi
    assert picture.original_px == (4000, 3000)


def test_a_small_picture_is_never_enlarged(tmp_path: Path) -> None:
    assert only(saved(tmp_path, flag(), "PNG")).size == (64, 96)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_what_is_transparent_is_white_on_paper(tmp_path: Path, mode: str) -> None:
    picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    if mode == "P":
        paletted = Image.new("P", (40, 40), 0)
        paletted.putpalette([0, 0, 0, 255, 0, 0])
        path = saved(tmp_path, paletted, "PNG", transparency=0)
    elif mode == "PA":
        path = saved(tmp_path, picture, "WEBP", lossless=True)
    else:
        path = saved(tmp_path, picture.convert(mode), "PNG")
    assert near(only(path), (0.5, 0.5)) == WHITE


@pytest.mark.parametrize(("depth", "seen"), [(65535, 255), (128 * 256, 128), (0, 0)])
def test_sixteen_bits_of_gray_keep_their_tone(tmp_path: Path, depth: int, seen: int) -> None:
    picture = only(saved(tmp_path, Image.new("I;16", (20, 20), depth), "PNG"))
    assert picture.mode == "L"
    assert picture.getpixel((10, 10)) == pytest.approx(seen, abs=2)


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    picture = only(saved(tmp_path, Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG"))
    assert picture.mode == "RGB" and near(picture, (0.5, 0.5)) == RED


def test_each_page_of_a_tiff_is_a_picture(tmp_path: Path) -> None:
    pages = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    path = saved(tmp_path, pages[0], "TIFF", save_all=True, append_images=pages[1:])
    seen = [Image.open(io.BytesIO(picture.jpeg)) for picture in read_pictures(path, BOX_MM)]
    assert [near(picture, (0.5, 0.5)) for picture in seen] == [RED, BLUE]


def test_of_a_moving_gif_the_first_frame_is_taken(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    path = saved(tmp_path, frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert near(only(path), (0.5, 0.5)) == RED


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
