"""The door to Pillow: a photo or scan of any accepted kind as upright JPEGs for paper.

Pillow sniffs the bytes, never the name, and only the formats below are offered to it (EPS would
start an outside program). What comes out carries no metadata: no place, no camera, no author.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# Loading a plugin registers its format; JPEG brings MPO (two-picture phone photos) with it.
from PIL import (  # noqa: F401
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageChops,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

Refusal = Literal["unreadable", "too_large", "too_many_pages"]

FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF")
MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_FRAMES = 200
PAPER_DPI = 250
JPEG_QUALITY = 85
_MM_PER_INCH = 25.4
_ORIENTATION = 0x0112
_TURNED_ORIENTATIONS = (5, 6, 7, 8)

# Pillow documents OSError; hostile headers also bring out the others.
_BROKEN = (
    OSError,
    ValueError,
    TypeError,
    SyntaxError,
    ArithmeticError,
    LookupError,
    MemoryError,
    AttributeError,
    Image.DecompressionBombError,
)

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


@dataclass(frozen=True)
class Picture:
    """One upright picture, ready for paper.

    jpeg: the encoded bytes; width_px, height_px: their size; gray: one channel instead of three;
    original_px: the upright size before it was reduced for paper.
    """

    jpeg: bytes
    width_px: int
    height_px: int
    gray: bool
    original_px: tuple[int, int]


def read_pictures(path: Path, box_mm: tuple[float, float]) -> list[Picture]:
    """The pictures of the file, upright, reduced to PAPER_DPI on a box of width × height mm.

    A TIFF gives one picture a page; of a GIF, WEBP or MPO only the first frame is taken.
    PictureError when it is broken, above 60 megapixels or 40 MB, or has over 200 pages.
    """
    if path.stat().st_size > MAX_BYTES:
        raise PictureError("too_large")
    try:
        with Image.open(path, formats=FORMATS) as image:
            return _frames(image, box_mm)
    except _BROKEN as error:
        raise PictureError("unreadable") from error


def encoded(image: Image.Image) -> Picture:
    """A picture already in memory (a rasterised page), encoded as it is; gray when it is gray."""
    gray = image.mode == "L" or _is_gray(image)
    return _encode(image.convert("L") if gray else image, image.size, chroma="4:4:4")


def _is_gray(image: Image.Image) -> bool:
    """True when no pixel of the RGB picture has a colour."""
    red, green, blue = image.split()
    return all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))


def _frames(image: Image.Image, box_mm: tuple[float, float]) -> list[Picture]:
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > MAX_FRAMES:
        raise PictureError("too_many_pages")
    pictures = []
    for number in range(count):
        if number:
            image.seek(number)
        pictures.append(_one(image, box_mm))
    return pictures


def _one(image: Image.Image, box_mm: tuple[float, float]) -> Picture:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise PictureError("too_large", (width, height))
    lossy = image.format in ("JPEG", "MPO")
    if image.format == "JPEG":
        _decode_reduced(image, box_mm)
    upright = _turned_upright(image)
    turned = (upright.width > upright.height) != (width > height)
    original = (height, width) if turned else (width, height)
    flat = _flattened(upright)
    return _encode(_for_paper(flat, box_mm, PAPER_DPI), original, "4:2:0" if lossy else "4:4:4")


def _decode_reduced(image: Image.Image, box_mm: tuple[float, float]) -> None:
    """Let libjpeg decode at 1/2, 1/4 or 1/8 when that still gives PAPER_DPI on the box."""
    width, height = image.size
    if _orientation(image) in _TURNED_ORIENTATIONS:
        width, height = height, width
    wanted = _paper_size((width, height), box_mm, PAPER_DPI)
    if _orientation(image) in _TURNED_ORIENTATIONS:
        wanted = (wanted[1], wanted[0])
    image.draft(None, wanted)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        return 1


def _turned_upright(image: Image.Image) -> Image.Image:
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:  # the pixels are sound, the EXIF block is not
        return image


def _flattened(image: Image.Image) -> Image.Image:
    """RGB or L on white paper, whatever the mode."""
    if image.mode in ("RGB", "L"):
        transparent = image.info.get("transparency") is not None
        return _on_white(image.convert("RGBA")) if transparent else image
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    if image.mode == "CMYK":
        return _from_cmyk(image)
    if image.mode == "P" and "transparency" not in image.info:
        return image.convert("RGB")
    if image.mode in ("P", "PA", "LA", "La", "RGBA", "RGBa"):
        return _on_white(image.convert("RGBA"))
    return image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _eight_bits(image: Image.Image) -> Image.Image:
    """16-bit gray to 8 bits (Pillow's own conversion would clip); floats by their range."""
    if image.mode == "F":
        low, high = (float(v) for v in image.getextrema())  # type: ignore[arg-type]
        scale = 255 / (high - low) if high > low else 1.0
        return image.point(lambda v: v * scale - low * scale).convert("L")
    return image.convert("I").point(lambda v: v * (1 / 256)).convert("L")


def _from_cmyk(image: Image.Image) -> Image.Image:
    """By the picture's own colour profile when it carries a sound one, else by plain inversion."""
    profile = image.info.get("icc_profile")
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, *_BROKEN):
            pass
    return image.convert("RGB")


def _paper_size(size: tuple[int, int], box_mm: tuple[float, float], dpi: int) -> tuple[int, int]:
    """The pixels wanted so that the picture, fitted into the box, has at most `dpi`."""
    width, height = size
    scale = min(
        1.0,
        box_mm[0] / _MM_PER_INCH * dpi / width,
        box_mm[1] / _MM_PER_INCH * dpi / height,
    )
    return max(1, round(width * scale)), max(1, round(height * scale))


def _for_paper(image: Image.Image, box_mm: tuple[float, float], dpi: int) -> Image.Image:
    wanted = _paper_size(image.size, box_mm, dpi)
    if wanted == image.size:
        return image
    return image.resize(wanted, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _encode(image: Image.Image, original_px: tuple[int, int], chroma: str) -> Picture:
    """Encode a bare copy: what Pillow remembers of the file (EXIF, comment, ICC) stays behind."""
    image.info.clear()
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=chroma, exif=b"", optimize=False)
    return Picture(
        jpeg=buffer.getvalue(),
        width_px=image.width,
        height_px=image.height,
        gray=image.mode == "L",
        original_px=original_px,
    )
