"""A page as a small picture: thumbnail, fingerprint, sharpness, and whether two show the same.

The small picture is always SIDE_PX long (an A4 page at 36 dpi), so that its figures mean the same
whatever the page was scanned with.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise
from operator import mul

# JpegImagePlugin registers the one format that is read here.
from PIL import Image, ImageChops, ImageFilter, JpegImagePlugin  # noqa: F401

SIDE_PX = 420
WHITE_ABOVE = 245  # of 255: paper as scanners and phones see it, after their own whitening
WHITE_SHARE = 0.999  # what is left would be a speck, a hole or a page number

THUMBNAIL_HEIGHT_PX = 120
THUMBNAIL_WIDTH_PX = 200
THUMBNAIL_BYTES = 6000
_QUALITIES = (70, 55, 40, 25, 10)

# Variance of the Laplacian in the sharpest of 6 × 6 fields: a page is blurred when nothing on it is
# sharp. Measured on drawn certificates and scenes of 250 dpi: sharp 311 to 3418; blurred by 6 px
# (10.5 pt text just readable) 421, by 10 px (unreadable) 50. The softest sharp picture stays at
# three times the threshold.
SHARP_FROM = 100.0
_FIELDS = 6
_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_LEVELS = range(256)
_SQUARES = [level * level for level in _LEVELS]

# Two pictures differ when one field of their fine structure does. Certificates of one kind have the
# same fingerprint whoever holds them. Measured at 210 pixels: another name 36 to 45 of 100, the
# same page with less quality, size, light or contrast at most 25.
_GRAIN_PX = 210
_GRAIN_FIELD_PX = 6
_GRAIN_RADIUS_PX = 3
_GRAIN_FLOOR = 8
_OTHER_FROM = 30

Grain = tuple[int, int, bytes]
"""A grey picture of _GRAIN_PX: width, height, one byte a pixel."""


def from_jpeg(jpeg: bytes) -> Image.Image | None:
    """The small picture of an encoded one, decoded no larger than needed; None when it is neither
    grey nor RGB, or broken."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            if image.mode not in ("L", "RGB"):
                return None
            image.draft(image.mode, _fitted(image.size, SIDE_PX))
            return small(image)
    except (OSError, ValueError, SyntaxError):
        return None


def small(image: Image.Image) -> Image.Image:
    """The picture with SIDE_PX on its longer side."""
    return image.resize(_fitted(image.size, SIDE_PX), Image.Resampling.BILINEAR)


def is_white(grey: Image.Image) -> bool:
    """True when all but a speck of the grey picture is paper."""
    histogram = grey.histogram()
    return sum(histogram[WHITE_ABOVE + 1 :]) >= WHITE_SHARE * sum(histogram)


def fingerprint(grey: Image.Image) -> tuple[int, int]:
    """The difference hash (64 bits: is the right neighbour lighter, on 9 × 8) and the mean."""
    tiny = grey.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (tiny[at] < tiny[at + 1])
    return bits, round(sum(tiny) / len(tiny))


def sharpness(grey: Image.Image) -> float:
    """The variance of the Laplacian in the sharpest field of the small grey picture."""
    if min(grey.size) <= 2 * _FIELDS:  # a strip has no fields
        return _variance(grey.filter(_LAPLACIAN))
    # The filter leaves the outermost pixels as they were.
    edges = grey.filter(_LAPLACIAN).crop((1, 1, grey.width - 1, grey.height - 1))
    return max(_variance(edges.crop(box)) for box in _fields(edges.size))


def _variance(image: Image.Image) -> float:
    """Of the levels of a grey picture; ImageStat gives the same in twice the time."""
    histogram = image.histogram()
    count = sum(histogram)
    mean = float(sum(map(mul, histogram, _LEVELS))) / count
    return float(sum(map(mul, histogram, _SQUARES))) / count - mean * mean


def grain(grey: Image.Image) -> Grain:
    """The grey picture kept to compare another with."""
    kept = grey.resize(_fitted(grey.size, _GRAIN_PX), Image.Resampling.BILINEAR)
    return kept.width, kept.height, kept.tobytes()


def show_the_same(one: Grain, other: Grain) -> bool:
    """True when no field of the two differs in its fine structure: one picture, perhaps saved
    anew. A second scan of the same paper lies otherwise and is another picture."""
    first, second = _opened(one), _opened(other)
    if max(abs(first.width - second.width), abs(first.height - second.height)) > 2:
        return False
    second = second.resize(first.size, Image.Resampling.BILINEAR)
    first, second = _structure(first), _structure(second)
    flat = Image.new("L", first.size, 128)
    apart, own, others = (
        ImageChops.difference(*pair).reduce(_GRAIN_FIELD_PX).tobytes()
        for pair in ((first, second), (first, flat), (second, flat))
    )
    return all(
        100 * difference < _OTHER_FROM * max(a, b, _GRAIN_FLOOR)
        for difference, a, b in zip(apart, own, others, strict=True)
    )


def thumbnail(picture: Image.Image) -> bytes:
    """A JPEG 120 pixels high, at most 200 wide and at most THUMBNAIL_BYTES."""
    scale = min(THUMBNAIL_HEIGHT_PX / picture.height, THUMBNAIL_WIDTH_PX / picture.width)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return encoded(picture.resize(size, Image.Resampling.BILINEAR), THUMBNAIL_BYTES)


def encoded(picture: Image.Image, most_bytes: int) -> bytes:
    """The picture as a JPEG of the best quality that stays under so many bytes; the least one when
    none does."""
    jpeg = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        picture.convert("RGB").save(buffer, "JPEG", quality=quality, optimize=True)
        jpeg = buffer.getvalue()
        if len(jpeg) <= most_bytes:
            break
    return jpeg


def sheet(
    size_pt: tuple[float, float],
    placed: Sequence[tuple[bytes, tuple[float, float, float, float], bool]],
    most_bytes: int,
) -> bytes:
    """A page of the bundle, THUMBNAIL_HEIGHT_PX high, as a JPEG of at most about so many bytes.

    placed: a thumbnail, its box on the page (left, bottom, width, height in points, origin lower
    left) and whether it is turned a quarter to the left, as on paper.
    """
    scale = THUMBNAIL_HEIGHT_PX / size_pt[1]
    paper = Image.new("RGB", (round(size_pt[0] * scale), THUMBNAIL_HEIGHT_PX), "white")
    for jpeg, (left, bottom, width, height), turned in placed:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as piece:
            shown = piece.transpose(Image.Transpose.ROTATE_90) if turned else piece
            room = max(1, round(width * scale)), max(1, round(height * scale))
            corner = round(left * scale), round((size_pt[1] - bottom - height) * scale)
            paper.paste(shown.resize(room, Image.Resampling.BILINEAR).convert("RGB"), corner)
    return encoded(paper, most_bytes)


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = side / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _fields(size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    across = [size[0] * n // _FIELDS for n in range(_FIELDS + 1)]
    along = [size[1] * n // _FIELDS for n in range(_FIELDS + 1)]
    return [
        (left, top, right, bottom)
        for left, right in pairwise(across)
        for top, bottom in pairwise(along)
    ]


def _opened(kept: Grain) -> Image.Image:
    return Image.frombytes("L", kept[:2], kept[2])


def _structure(grey: Image.Image) -> Image.Image:
    """What is finer than a stroke's surroundings, around 128: light and shade taken out."""
    around = grey.filter(ImageFilter.BoxBlur(_GRAIN_RADIUS_PX))
    return ImageChops.subtract(grey, around, 1, 128)
