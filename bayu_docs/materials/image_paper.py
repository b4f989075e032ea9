"""One opened picture as paper shows it: upright, flat, no finer than can be seen, encoded."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, JpegImagePlugin

from bayu_docs.materials import image_jpeg
from bayu_docs.materials.image_level import BEST, paper_size
from bayu_docs.materials.image_modes import BROKEN, flattened, is_srgb

_ORIENTATION_TAG = 0x0112
# What brings a picture of that EXIF orientation upright; 1, and the 0 that some phones write, are.
_UPRIGHT_BY = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = (5, 6, 7, 8)
_TURNED_BY_READER = ("TIFF", "HEIF")  # Pillow and libheif turn these themselves
_COLOUR_MODES = ("RGB", "L", "CMYK")  # may be made smaller before they are flattened


@dataclass(frozen=True)
class Picture:
    """One upright picture, ready for paper.

    jpeg: the encoded bytes; width_px, height_px: their size; gray: one channel instead of three;
    original_px: the upright size before it was reduced for paper; moving: the first of several
    frames (an animation, a burst), the others are left out.
    """

    jpeg: bytes
    width_px: int
    height_px: int
    gray: bool
    original_px: tuple[int, int]
    moving: bool = False


@dataclass(frozen=True)
class Paper:
    """What a picture is wanted for: the box it gets, how hard it is compressed, how many dots."""

    box_mm: tuple[float, float]
    quality: int
    dpi: int

    def size(self, size_px: tuple[int, int]) -> tuple[int, int]:
        """The pixels wanted of an upright picture of that size."""
        return paper_size(size_px, self.box_mm, self.dpi)


def for_paper(image: Image.Image, data: bytes, paper: Paper, moving: bool = False) -> Picture:
    """The current frame of the opened file, whose bytes are `data`.

    A JPEG that paper shows as it is, and that we would only compress again, keeps its pixels.
    One of BROKEN when the pixels cannot be read.
    """
    lossy = isinstance(image, JpegImagePlugin.JpegImageFile)
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        kept = _kept(image, data, paper)
        if kept is not None:
            return kept
    size = image.size
    if lossy:
        _decode_reduced(image, paper)
    image.load()
    if not lossy:
        size = image.size  # libheif may know better only now
    how = _orientation(image)
    original = (size[1], size[0]) if how in _ON_ITS_SIDE else size
    upright = image.transpose(_UPRIGHT_BY[how]) if how in _UPRIGHT_BY else image
    flat = _flat_and_reduced(upright, paper.size(original))
    return replace(_encode(flat, original, lossy, paper.quality), moving=moving)


def encoded(image: Image.Image, quality: int = BEST.quality) -> Picture:
    """A picture already in memory (a rasterised page), encoded as it is; gray when it is gray."""
    gray = image.mode == "L" or _is_gray(image)
    return _encode(image.convert("L") if gray else image, image.size, False, quality)


def _kept(image: JpegImagePlugin.JpegImageFile, data: bytes, paper: Paper) -> Picture | None:
    """The photo with its own pixels, bare of everything else; None when it must be made anew."""
    fits = paper.size(image.size) == image.size and _orientation(image) not in _UPRIGHT_BY
    plain = image_jpeg.plain_colours(image) and is_srgb(image)
    if not (fits and plain and image_jpeg.no_finer_than(image, paper.quality)):
        return None
    bare = image_jpeg.bare(data)
    if bare is None:
        return None
    with Image.open(io.BytesIO(bare), formats=("JPEG",)) as shown:
        shown.draft(None, (1, 1))  # an eighth is enough to see that it can be read to its end
        shown.load()
    return Picture(bare, image.width, image.height, image.mode == "L", image.size)


def _decode_reduced(image: Image.Image, paper: Paper) -> None:
    """Let libjpeg decode at 1/2, 1/4 or 1/8 when that still gives the pixels wanted."""
    if _orientation(image) in _ON_ITS_SIDE:
        height, width = paper.size((image.height, image.width))
    else:
        width, height = paper.size(image.size)
    image.draft(None, (width, height))


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation that is still to be obeyed; 1 when there is none or it is damaged."""
    if image.format in _TURNED_BY_READER:
        return 1
    try:
        return int(image.getexif().get(_ORIENTATION_TAG, 1))
    except BROKEN:  # the pixels are sound, the EXIF block is not
        return 1


def _flat_and_reduced(image: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    if image.mode in _COLOUR_MODES and "transparency" not in image.info:
        return flattened(_reduced(image, wanted))
    return _reduced(flattened(image), wanted)


def _reduced(image: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    """At the wanted size; by whole factors where they give it, which is ten times as fast."""
    if wanted == image.size:
        return image
    factor = max(round(image.width / wanted[0]), round(image.height / wanted[1]))
    if (-(-image.width // factor), -(-image.height // factor)) == wanted:
        small = image.reduce(factor)
    else:
        small = image.resize(wanted, Image.Resampling.BICUBIC, reducing_gap=2.0)
    small.info = image.info  # the colour profile is still needed
    return small


def _is_gray(image: Image.Image) -> bool:
    """True when no pixel of the RGB picture has a colour."""
    red, green, blue = image.split()
    return all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))


def _encode(image: Image.Image, original_px: tuple[int, int], lossy: bool, quality: int) -> Picture:
    """Encode a bare copy: what Pillow remembers of the file (EXIF, comment, ICC) stays behind.

    lossy: the colours were coarse already, so that half of their pixels are enough.
    """
    image.info.clear()
    buffer = io.BytesIO()
    chroma = "4:2:0" if lossy else "4:4:4"
    image.save(buffer, "JPEG", quality=quality, subsampling=chroma, exif=b"", optimize=False)
    return Picture(
        jpeg=buffer.getvalue(),
        width_px=image.width,
        height_px=image.height,
        gray=image.mode == "L",
        original_px=original_px,
    )
