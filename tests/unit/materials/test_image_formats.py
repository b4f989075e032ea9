"""Every kind of picture shows the test card as it was drawn; what is cut off is refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms, TiffImagePlugin, features

from bayu_docs.materials.image import Picture, PictureError, read_pictures

BOX_MM = (190.0, 275.0)
SIZE = (64, 96)
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
COLOURS = [RED, GREEN, BLUE, WHITE]
GRAYS = [0, 85, 170, 255]
BLACK_AND_WHITE = [0, 255, 255, 0]
HEIC = Path(__file__).parents[2] / "fakes" / "pictures"
NEAR = 12  # of 255: what encoding as JPEG may change in the middle of a field

# How a camera stores an upright scene under each orientation: the inverse of what a reader does.
STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
}  # fmt: skip


def card(mode: str = "RGB") -> Image.Image:
    """64 × 96, upright: red above left, green above right, blue below left, white below right."""
    return fields("RGB", COLOURS).convert(mode)


def fields(mode: str, values: list) -> Image.Image:  # type: ignore[type-arg]
    """Four fields of these values: above left, above right, below left, below right."""
    picture = Image.new(mode, SIZE)
    for number, value in enumerate(values):
        left, top = number % 2 * 32, number // 2 * 48
        picture.paste(value, (left, top, left + 32, top + 48))
    return picture


def deep(values: list[int]) -> Image.Image:
    """Fields of 16-bit gray."""
    rows = [
        struct.pack("<32H", *[values[top]] * 32) + struct.pack("<32H", *[values[top + 1]] * 32)
        for top in (0, 2)
        for _ in range(48)
    ]
    return Image.frombytes("I;16", SIZE, b"".join(rows))


def written(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def read(folder: Path, content: bytes) -> list[Picture]:
    path = folder / "proof.jpg"  # the name tells nothing
    path.write_bytes(content)
    return read_pictures(path, BOX_MM)


def seen(picture: Picture) -> list[tuple[int, ...]]:
    """The colours in the middle of the four fields."""
    shown = Image.open(io.BytesIO(picture.jpeg)).convert("RGB")
    assert shown.size == (picture.width_px, picture.height_px)
    middles = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    found = [shown.getpixel((int(x * shown.width), int(y * shown.height))) for x, y in middles]
    return [colour for colour in found if isinstance(colour, tuple)]


def shows(picture: Picture, colours: list) -> None:  # type: ignore[type-arg]
    """The four fields have these colours (a number is a gray)."""
    wanted = [(each,) * 3 if isinstance(each, int) else each for each in colours]
    differences = [
        max(abs(a - b) for a, b in zip(got, want, strict=True))
        for got, want in zip(seen(picture), wanted, strict=True)
    ]
    assert max(differences) <= NEAR, (seen(picture), wanted)


def cmyk() -> Image.Image:
    """The card in printing inks."""
    inks = [(0, 255, 255, 0), (255, 0, 255, 127), (255, 255, 0, 0), (0, 0, 0, 0)]
    return fields("CMYK", inks)


def ycck() -> bytes:
    """A JPEG as Photoshop writes CMYK: inverted inks as YCbCr and K, marked so by Adobe's note."""
    # Pillow stores 255 − ink; the decoder takes the first three as YCbCr of what the light leaves.
    stored = []
    for red, green, blue in COLOURS:
        black = 255
        light = Image.new("RGB", (1, 1), (255 - red, 255 - green, 255 - blue))
        y, cb, cr = light.convert("YCbCr").getpixel((0, 0))  # type: ignore[misc]
        stored.append((255 - y, 255 - cb, 255 - cr, 255 - black))
    content = written(fields("CMYK", stored), "JPEG", quality=95)
    at = content.index(b"Adobe") + 11
    assert content[at] == 0
    return content[:at] + b"\x02" + content[at + 1 :]


def png(depth: int, colour: int, rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of the card's size from filtered rows, for what Pillow does not write."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    head = struct.pack(">IIBBBBB", *SIZE, depth, colour, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def sixteen_bit_colours() -> bytes:
    picture = card()
    rows = b""
    for y in range(SIZE[1]):
        line = picture.crop((0, y, SIZE[0], y + 1)).tobytes()
        rows += b"\0" + b"".join(bytes((value, 0)) for value in line)
    return png(16, 2, rows)


def tiff_tag(content: bytes, tag: int, value: int) -> bytes:
    """The TIFF (little-endian) with another value of a short tag."""
    assert content[:2] == b"II"
    (at,) = struct.unpack_from("<I", content, 4)
    (count,) = struct.unpack_from("<H", content, at)
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        if struct.unpack_from("<H", content, entry) == (tag,):
            return content[: entry + 8] + struct.pack("<H", value) + content[entry + 10 :]
    raise AssertionError(f"no tag {tag}")


def twelve_bits() -> bytes:
    """A TIFF of 12-bit gray: two samples in three bytes."""
    rows = b""
    for top in (0, 2):
        line = b""
        for value in GRAYS[top : top + 2]:
            sample = value * 4095 // 255
            pair = sample << 12 | sample
            line += pair.to_bytes(3, "big") * 16
        rows += line * 48
    content = written(deep([0, 0, 0, 0]), "TIFF")
    content = tiff_tag(content, 258, 12)
    (offset,) = Image.open(io.BytesIO(content)).tag_v2[273]  # type: ignore[attr-defined]
    return content[:offset] + rows + content[offset + len(rows) :]


def transparent_palette() -> bytes:
    """A palette whose last colour, black, is transparent."""
    picture = fields("P", [0, 1, 2, 3])
    picture.putpalette([*RED, *GREEN, *BLUE, 0, 0, 0])
    return written(picture, "PNG", transparency=bytes((255, 255, 255, 0)))


def layered(mode: str) -> Image.Image:
    """The card with its last field transparent."""
    picture = card("RGBA")
    picture.paste((0, 0, 0, 0), (32, 48, 64, 96))
    return picture.convert(mode)


GRAY = [(each, each, each) for each in (76, 75, 29, 255)]  # the colours' luma
SHOWN: dict[str, tuple[Callable[[], bytes], list]] = {  # type: ignore[type-arg]
    "jpeg": (lambda: written(card(), "JPEG", quality=95), COLOURS),
    "jpeg, coarse": (lambda: written(card(), "JPEG", quality=60), COLOURS),
    "jpeg, progressive": (lambda: written(card(), "JPEG", progressive=True), COLOURS),
    "jpeg, gray": (lambda: written(card("L"), "JPEG"), GRAY),
    "jpeg, no YCbCr": (lambda: written(card(), "JPEG", keep_rgb=True), COLOURS),
    "jpeg, CMYK": (lambda: written(cmyk(), "JPEG", quality=95), COLOURS),
    "jpeg, YCCK": (ycck, COLOURS),
    "mpo": (
        lambda: written(card(), "MPO", save_all=True, append_images=[Image.new("RGB", SIZE)]),
        COLOURS,
    ),
    "png": (lambda: written(card(), "PNG"), COLOURS),
    "png, palette": (lambda: written(card().quantize(4), "PNG"), COLOURS),
    "png, transparent palette": (transparent_palette, COLOURS),
    "png, RGBA": (lambda: written(layered("RGBA"), "PNG"), COLOURS),
    "png, LA": (lambda: written(layered("LA"), "PNG"), GRAY),
    "png, transparent colour": (
        lambda: written(fields("RGB", [*COLOURS[:3], (0, 0, 0)]), "PNG", transparency=(0, 0, 0)),
        COLOURS,
    ),
    "png, transparent gray": (
        lambda: written(fields("L", [9, 85, 170, 0]), "PNG", transparency=0),
        [9, *GRAYS[1:]],
    ),
    "png, 1 bit": (lambda: written(fields("1", BLACK_AND_WHITE), "PNG"), BLACK_AND_WHITE),
    "png, 16 bits gray": (lambda: written(deep([v * 257 for v in GRAYS]), "PNG"), GRAYS),
    "png, 16 bits": (sixteen_bit_colours, COLOURS),
    "tiff": (lambda: written(card(), "TIFF"), COLOURS),
    "tiff, LZW": (lambda: written(card(), "TIFF", compression="tiff_lzw"), COLOURS),
    "tiff, Deflate": (lambda: written(card(), "TIFF", compression="tiff_adobe_deflate"), COLOURS),
    "tiff, JPEG": (lambda: written(card(), "TIFF", compression="jpeg", quality=95), COLOURS),
    "tiff, palette": (lambda: written(card().quantize(4), "TIFF"), COLOURS),
    "tiff, CMYK": (lambda: written(cmyk(), "TIFF", compression="tiff_lzw"), COLOURS),
    "tiff, RGBA": (lambda: written(layered("RGBA"), "TIFF"), COLOURS),
    "tiff, 1 bit": (lambda: written(fields("1", BLACK_AND_WHITE), "TIFF"), BLACK_AND_WHITE),
    "tiff, fax group 3": (
        lambda: written(fields("1", BLACK_AND_WHITE), "TIFF", compression="group3"),
        BLACK_AND_WHITE,
    ),
    "tiff, fax group 4": (
        lambda: written(fields("1", BLACK_AND_WHITE), "TIFF", compression="group4"),
        BLACK_AND_WHITE,
    ),
    "tiff, white is zero": (
        lambda: tiff_tag(written(fields("1", BLACK_AND_WHITE), "TIFF"), 262, 0),
        [255, 0, 0, 255],
    ),
    "tiff, 12 bits": (twelve_bits, GRAYS),
    "tiff, 16 bits": (lambda: written(deep([v * 257 for v in GRAYS]), "TIFF"), GRAYS),
    "tiff, 16 bits, white is zero": (
        lambda: tiff_tag(written(deep([v * 257 for v in GRAYS]), "TIFF"), 262, 0),
        GRAYS[::-1],
    ),
    "tiff, float to 1": (
        lambda: written(fields("F", [0.0, 1 / 3, 2 / 3, 1.0]), "TIFF"),
        GRAYS,
    ),
    "tiff, float to 255": (lambda: written(fields("F", [0.0, 85.0, 170.0, 255.0]), "TIFF"), GRAYS),
    "tiff, float beyond": (lambda: written(fields("F", [-30.0, 0.0, 30.0, 60.0]), "TIFF"), GRAYS),
    "webp": (lambda: written(card(), "WEBP", quality=95), COLOURS),
    "webp, lossless": (lambda: written(layered("RGBA"), "WEBP", lossless=True), COLOURS),
    "bmp": (lambda: written(card(), "BMP"), COLOURS),
    "bmp, palette": (lambda: written(card().quantize(4), "BMP"), COLOURS),
    "bmp, 1 bit": (lambda: written(fields("1", BLACK_AND_WHITE), "BMP"), BLACK_AND_WHITE),
    "gif": (lambda: written(card().quantize(4), "GIF"), COLOURS),
    "heic": (lambda: (HEIC / "orientation-1.heic").read_bytes(), COLOURS),
    "heic, transparent": (
        lambda: (HEIC / "transparent.heic").read_bytes(),
        [RED, RED, WHITE, WHITE],
    ),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_the_card_looks_the_same_in_every_format(tmp_path: Path, kind: str) -> None:
    make, colours = SHOWN[kind]
    [picture] = read(tmp_path, make())
    assert (picture.width_px, picture.height_px) == picture.original_px == SIZE
    shows(picture, colours)
    assert not picture.moving


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow was built without AVIF")
@pytest.mark.parametrize("orientation", [1, 3, 6, 7])
def test_an_avif_photo_is_shown_upright(tmp_path: Path, orientation: int) -> None:
    [picture] = read(tmp_path, turned("AVIF", orientation))
    shows(picture, COLOURS)


def turned(kind: str, orientation: int, **options: object) -> bytes:
    """The card as a camera stores it under that orientation."""
    how = STORED.get(orientation)
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = card() if how is None else card().transpose(how)
    return written(picture, kind, exif=exif, **options)


@pytest.mark.parametrize("orientation", range(9))
@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "WEBP", "PNG", "MPO"])
def test_every_orientation_comes_out_upright(tmp_path: Path, kind: str, orientation: int) -> None:
    [picture] = read(tmp_path, turned(kind, orientation))
    assert (picture.width_px, picture.height_px) == picture.original_px == SIZE
    shows(picture, COLOURS)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_heic_photo_is_turned_once_and_bare(tmp_path: Path, orientation: int) -> None:
    content = (HEIC / f"orientation-{orientation}.heic").read_bytes()
    assert b"SECRETCAM" in content
    [picture] = read(tmp_path, content)
    assert (picture.width_px, picture.height_px) == picture.original_px == SIZE
    shows(picture, COLOURS)
    assert b"SECRETCAM" not in picture.jpeg


def test_the_pages_of_a_tiff_are_turned_each_by_its_own_orientation(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(buffer) as tiff:
        for orientation in (6, 1, 3, 5):
            exif = Image.Exif()
            exif[0x0112] = orientation
            how = STORED.get(orientation)
            (card() if how is None else card().transpose(how)).save(tiff, "TIFF", exif=exif)
            tiff.newFrame()
        content = buffer.getvalue()
    pictures = read(tmp_path, content)
    assert [picture.original_px for picture in pictures] == [SIZE] * 4
    for picture in pictures:
        shows(picture, COLOURS)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_frame_is_taken_and_said(tmp_path: Path, kind: str) -> None:
    others = [Image.new("RGB", SIZE, BLUE), Image.new("RGB", SIZE, RED)]
    content = written(card(), kind, save_all=True, append_images=others)
    [picture] = read(tmp_path, content)
    shows(picture, COLOURS)
    assert picture.moving


def test_of_a_burst_the_main_picture_is_taken_and_said(tmp_path: Path) -> None:
    [picture] = read(tmp_path, (HEIC / "burst.heic").read_bytes())
    shows(picture, COLOURS)
    assert picture.moving


def noise() -> Image.Image:
    return Image.effect_noise((300, 300), 90).convert("RGB")


CUT = {
    "jpeg": lambda: written(noise(), "JPEG"),
    "jpeg, progressive": lambda: written(noise(), "JPEG", progressive=True),
    "png": lambda: written(noise(), "PNG"),
    "tiff": lambda: written(noise(), "TIFF"),
    "tiff, LZW": lambda: written(noise(), "TIFF", compression="tiff_lzw"),
    "bmp": lambda: written(noise(), "BMP"),
    "gif": lambda: written(noise().quantize(64), "GIF"),
    "webp": lambda: written(noise(), "WEBP"),
    "heic": lambda: (HEIC / "orientation-1.heic").read_bytes(),
}


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow warns before it gives up
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("kind", CUT)
def test_what_is_cut_off_is_refused(tmp_path: Path, kind: str, part: float) -> None:
    content = CUT[kind]()
    with pytest.raises(PictureError) as caught:
        read(tmp_path, content[: int(len(content) * part)])
    assert caught.value.reason == "unreadable"


def swapped_profile() -> bytes:
    """A colour profile that means green where it is told red, and red for green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace("sRGB".encode("utf-16-be"), "mine".encode("utf-16-be"))
    swap = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}
    (count,) = struct.unpack_from(">I", profile, 128)
    content = bytearray(profile)
    for entry in range(132, 132 + 12 * count, 12):
        name = bytes(content[entry : entry + 4])
        content[entry : entry + 4] = swap.get(name, name)
    return bytes(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_colour_profile_is_obeyed(tmp_path: Path, kind: str) -> None:
    pure = [(255, 0, 0), (0, 255, 0), (0, 0, 255), WHITE]
    content = written(fields("RGB", pure), kind, icc_profile=swapped_profile(), quality=50)
    [picture] = read(tmp_path, content)
    assert [colour.index(max(colour)) for colour in seen(picture)[:3]] == [1, 0, 2]
    assert b"ICC_PROFILE" not in picture.jpeg


def test_a_broken_colour_profile_is_passed_over(tmp_path: Path) -> None:
    [picture] = read(tmp_path, written(card(), "PNG", icc_profile=b"no profile"))
    shows(picture, COLOURS)
