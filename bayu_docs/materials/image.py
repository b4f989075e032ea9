"""The door to Pillow: a photo or scan of any accepted kind as upright JPEGs for paper.

The bytes are sniffed, never the name, and only the formats below are offered to Pillow (EPS would
start an outside program). What comes out carries no metadata: no place, no camera, no author.
"""

from __future__ import annotations

import functools
import io
import warnings
from pathlib import Path
from typing import Literal

# Loading a plugin registers its format; JPEG brings MPO (two-picture phone photos) with it.
from PIL import (  # noqa: F401
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from bayu_docs.materials import image_jpeg
from bayu_docs.materials.image_level import BEST
from bayu_docs.materials.image_modes import BROKEN
from bayu_docs.materials.image_paper import Paper, Picture, encoded, for_paper

__all__ = ["Picture", "PictureError", "encoded", "read_pictures"]

Refusal = Literal["unreadable", "too_large", "too_many_pages"]

FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF")
MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_FRAMES = 200
MAX_PIXELS_OF_ALL_FRAMES = 800_000_000  # some ten seconds of work
_MAX_SCANS = 100  # a progressive JPEG has about ten; a bomb has as many as fit in
_BOX_HEAD_BYTES = 64  # the brands of an ISO file (AVIF, HEIF) stand in its first box

# Damaged side data (EXIF, a truncated tag) is no reason to refuse a photo, nor to print a warning.
warnings.filterwarnings("ignore", module=r"PIL\.")

# Our own limit is tighter and is judged before any pixel is read; Pillow's would only warn.
Image.MAX_IMAGE_PIXELS = None


class PictureError(Exception):
    """The picture cannot be used; `reason` is the kind of trouble, `pixels` its size if known."""

    def __init__(self, reason: Refusal, pixels: tuple[int, int] | None = None) -> None:
        super().__init__(reason)
        self.reason: Refusal = reason
        self.pixels = pixels


def read_pictures(
    path: Path,
    box_mm: tuple[float, float],
    quality: int = BEST.quality,
    dpi: int = BEST.dpi,
) -> list[Picture]:
    """The pictures of the file, upright, reduced to about `dpi` on a box of width × height mm.

    A TIFF gives one picture a page; of any other file with several frames the first is taken. A
    JPEG that paper shows as it is keeps its pixels. PictureError when the file is broken, above
    60 megapixels a picture, 800 in all, or 40 MB, or has over 200 pages.
    """
    if path.stat().st_size > MAX_BYTES:
        raise PictureError("too_large")
    try:
        data = path.read_bytes()
        with Image.open(io.BytesIO(data), formats=_formats(data)) as image:
            return _frames(image, data, Paper(box_mm, quality, dpi))
    except BROKEN as error:
        raise PictureError("unreadable") from error


def _formats(data: bytes) -> tuple[str, ...]:
    """The formats the bytes may be read as."""
    head = data[:_BOX_HEAD_BYTES]
    if head[4:8] != b"ftyp":
        return FORMATS
    if b"avif" in head or b"avis" in head:
        return ("AVIF",)
    _know_heif()
    return ("HEIF",)


@functools.cache
def _know_heif() -> None:
    """Load libheif when the first such photo comes: it takes longer than Pillow itself."""
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def _frames(image: Image.Image, data: bytes, paper: Paper) -> list[Picture]:
    if image.format != "TIFF":
        _check_size(image.size)
        _check_scans(image, data)
        return [for_paper(image, data, paper, moving=_is_moving(image))]
    count = getattr(image, "n_frames", 1)
    if count > MAX_FRAMES:
        raise PictureError("too_many_pages")
    sizes = []
    for number in range(count):
        image.seek(number)
        _check_size(image.size)
        sizes.append(image.width * image.height)
    if sum(sizes) > MAX_PIXELS_OF_ALL_FRAMES:
        raise PictureError("too_large")
    pictures = []
    for number in range(count):
        image.seek(number)
        pictures.append(for_paper(image, data, paper))
    return pictures


def _check_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise PictureError("too_large", size)


def _check_scans(image: Image.Image, data: bytes) -> None:
    if image.info.get("progressive") and image_jpeg.scans(data) > _MAX_SCANS:
        raise PictureError("unreadable")


def _is_moving(image: Image.Image) -> bool:
    """True for an animation or a burst; the second shot of an MPO is only a preview or a depth."""
    try:
        return image.format != "MPO" and bool(getattr(image, "is_animated", False))
    except BROKEN:  # what follows the first frame is damaged
        return False
