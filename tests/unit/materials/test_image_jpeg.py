"""A JPEG that paper shows as it is keeps its pixels and loses everything else."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, JpegImagePlugin

from bayu_docs.materials import image_jpeg, pdf_pictures
from bayu_docs.materials.image import PictureError, read_pictures

BOX_MM = (190.0, 275.0)
SIZE = (600, 400)


def photo(mode: str = "RGB") -> Image.Image:
    bands = [Image.effect_noise(SIZE, 60) for _ in mode]
    return Image.merge(mode, bands) if len(bands) > 1 else bands[0]


def written(picture: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", **options)
    return buffer.getvalue()


def stored(folder: Path, content: bytes, quality: int = 85) -> bytes:
    path = folder / "photo.jpg"
    path.write_bytes(content)
    [picture] = read_pictures(path, BOX_MM, quality=quality)
    return picture.jpeg


def same_pixels(one: bytes, other: bytes) -> bool:
    shown = [Image.open(io.BytesIO(each)) for each in (one, other)]
    return ImageChops.difference(*shown).getbbox() is None


def with_notes() -> dict[str, object]:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAM"
    exif[0x0112] = 0
    return {"exif": exif, "comment": b"SECRETNOTE", "xmp": b"SECRETXMP"}


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_a_photo_for_chat_keeps_its_pixels_and_loses_its_notes(
    tmp_path: Path, mode: str, how: dict[str, object]
) -> None:
    content = written(photo(mode), quality=70, **how, **with_notes())
    kept = stored(tmp_path, content)
    assert same_pixels(kept, content) and len(kept) < len(content)
    assert b"SECRET" in content and b"SECRET" not in kept and b"Exif" not in kept


def test_what_follows_the_picture_is_left_behind(tmp_path: Path) -> None:
    content = written(photo(), quality=70)
    kept = stored(tmp_path, content + b"SECRETFILM" * 100)
    assert kept == stored(tmp_path, content)
    assert kept.endswith(b"\xff\xd9") and b"SECRET" not in kept


def test_a_finer_photo_than_ours_is_encoded_anew(tmp_path: Path) -> None:
    content = written(photo(), quality=95)
    assert len(stored(tmp_path, content)) < len(content) * 0.8


def test_at_a_lesser_level_the_same_photo_gets_smaller(tmp_path: Path) -> None:
    content = written(photo(), quality=80)
    assert same_pixels(stored(tmp_path, content), content)
    assert len(stored(tmp_path, content, quality=50)) < len(content) * 0.8


def test_a_photo_on_its_side_is_encoded_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = stored(tmp_path, written(photo(), quality=70, exif=exif))
    assert Image.open(io.BytesIO(kept)).size == (400, 600)


def test_colours_that_are_no_ycbcr_are_not_handed_on(tmp_path: Path) -> None:
    content = written(Image.new("RGB", SIZE, (255, 0, 0)), quality=70, keep_rgb=True)
    kept = Image.open(io.BytesIO(stored(tmp_path, content)))
    red, green, blue = kept.getpixel((300, 200))  # type: ignore[misc]
    assert red > 240 and green < 15 and blue < 15
    assert isinstance(kept, JpegImagePlugin.JpegImageFile)
    assert image_jpeg.plain_colours(kept)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xdb\x00\x01\xff\xd9",
        b"\xff\xd8\xff\xdb\x00\x09\xff\xd9",
        b"\xff\xd8\xff\xda\x00\x02 and no end",
        b"\xff\xd8\xff\xcc\x00\x02\xff\xd9",
        b"GIF89a",
    ],
)
def test_what_cannot_be_followed_to_its_end_is_not_handed_on(content: bytes) -> None:
    assert image_jpeg.bare(content) is None


def test_a_progressive_photo_with_endless_scans_is_refused(tmp_path: Path) -> None:
    content = written(photo("L"), quality=70, progressive=True)
    last = content.rindex(b"\xff\xda")
    scan = content[last:-2]
    path = tmp_path / "bomb.jpg"
    path.write_bytes(content[:-2] + scan * 200 + b"\xff\xd9")
    assert image_jpeg.scans(path.read_bytes()) > 200
    with pytest.raises(PictureError):
        read_pictures(path, BOX_MM)


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"keep_rgb": True}])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_on_the_page_it_has_the_colours_of_the_file(
    tmp_path: Path, mode: str, how: dict[str, object]
) -> None:
    picture = Image.new("RGB", SIZE, (0, 0, 255))
    picture.paste((255, 0, 0), (0, 0, 300, 400))
    path = tmp_path / "photo.jpg"
    path.write_bytes(written(picture.convert(mode), quality=70, **(how if mode == "RGB" else {})))
    page = tmp_path / "page.pdf"
    pdf_pictures.write_pictures(page, read_pictures(path, BOX_MM), [(600.0, 400.0)])
    document = pypdfium2.PdfDocument(page)
    drawn = document[0].render().to_pil().convert("RGB")
    document.close()
    for spot in ((150, 200), (450, 200)):
        wanted = picture.convert(mode).convert("RGB").getpixel(spot)
        pairs = zip(drawn.getpixel(spot), wanted, strict=True)  # type: ignore[arg-type]
        assert max(abs(a - b) for a, b in pairs) < 12
