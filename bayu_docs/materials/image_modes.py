"""Whatever Pillow calls a picture's mode, as RGB or gray on white paper."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageOps

# Pillow documents OSError; hostile headers also bring out the others.
BROKEN = (
    OSError,
    EOFError,
    ValueError,
    TypeError,
    SyntaxError,
    ArithmeticError,
    LookupError,
    MemoryError,
    AttributeError,
    RuntimeError,
    Image.DecompressionBombError,
)
_BITS_PER_SAMPLE, _PHOTOMETRIC, _WHITE_IS_ZERO = 258, 262, 0
_ALPHA_MODES = ("PA", "LA", "La", "RGBA", "RGBa")


def flattened(image: Image.Image) -> Image.Image:
    """RGB in sRGB, or L, on white paper, whatever the mode."""
    if image.mode in _ALPHA_MODES or image.info.get("transparency") is not None:
        return _on_white(image)
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    if image.mode in ("RGB", "CMYK"):
        return _in_srgb(image)
    return image if image.mode == "L" else image.convert("RGB")


def is_srgb(image: Image.Image) -> bool:
    """True when the picture names no colour space, or the usual one."""
    return not image.info.get("icc_profile") or _foreign_profile(image) is None


def _in_srgb(image: Image.Image) -> Image.Image:
    """RGB by the picture's own colour profile when it carries a sound one, else as it is."""
    own = _foreign_profile(image)
    if own is not None:
        try:
            converted = ImageCms.profileToProfile(
                image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, *BROKEN):
            converted = None  # the pixels are sound, the profile is not
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def _foreign_profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The picture's profile unless it is absent, broken or sRGB itself."""
    data = image.info.get("icc_profile")
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data)) if data else None
        usual = profile is None or "sRGB" in ImageCms.getProfileDescription(profile)
    except (ImageCms.PyCMSError, *BROKEN):
        return None
    return None if usual else profile


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        return _eight_bits(image)
    layered = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def _eight_bits(image: Image.Image) -> Image.Image:
    """Deep gray to 8 bits: Pillow's own conversion would clip it, and leaves a TIFF's white-is-zero
    as it is."""
    deep = image if image.mode == "F" else image.convert("I")
    scale, shift = _to_eight_bits(deep, _sample_bits(image))
    gray = deep.point(lambda value: value * scale + shift).convert("L")
    return ImageOps.invert(gray) if _tag(image, _PHOTOMETRIC) == _WHITE_IS_ZERO else gray


def _to_eight_bits(deep: Image.Image, bits: int) -> tuple[float, float]:
    """Factor and summand that bring the values to 0 … 255."""
    low, high = (float(value) for value in deep.getextrema())  # type: ignore[arg-type]
    if deep.mode == "F" and low >= 0 and high <= 1:
        return 255.0, 0.0
    if deep.mode == "F" and low >= 0 and high <= 255:
        return 1.0, 0.0
    if low >= 0 and high < 1 << bits:
        return 255 / ((1 << bits) - 1), 0.0
    scale = 255 / (high - low) if high > low else 0.0
    return scale, -low * scale


def _sample_bits(image: Image.Image) -> int:
    """16, unless a TIFF says that its gray has fewer (12 come as 16)."""
    bits = _tag(image, _BITS_PER_SAMPLE)
    first = bits[0] if isinstance(bits, tuple) and bits else bits
    return first if isinstance(first, int) and 8 < first < 16 else 16


def _tag(image: Image.Image, number: int) -> object:
    """A TIFF's tag; None for every other kind."""
    tags = getattr(image, "tag_v2", None)
    return tags.get(number) if tags is not None else None
