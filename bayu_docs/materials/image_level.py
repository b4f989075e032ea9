"""How fine a picture is stored: the dots it has on paper and how hard it is compressed."""

from __future__ import annotations

import math
from dataclasses import dataclass

MIN_DPI = 150  # what a reader of small print needs; no level goes below
_MM_PER_INCH = 25.4
_TOLERANCE = 0.2  # how far from the wanted dpi a picture may stay when that spares a resampling


@dataclass(frozen=True)
class Fineness:
    """dpi: on the box a picture gets on paper; quality: of the JPEG, 1 to 95."""

    dpi: int
    quality: int


# From best to least: a bundle that is too large is made again with the next. Compressing harder
# costs less legibility than fewer dots, hence the last step.
LEVELS = (
    Fineness(dpi=250, quality=85),
    Fineness(dpi=200, quality=80),
    Fineness(dpi=175, quality=72),
    Fineness(dpi=150, quality=65),
    Fineness(dpi=150, quality=50),
)
BEST = LEVELS[0]


def paper_size(size: tuple[int, int], box_mm: tuple[float, float], dpi: int) -> tuple[int, int]:
    """The pixels wanted of a picture of that size which is fitted into the box.

    The whole, the half, the third and so on when its dpi lies within a fifth of `dpi`, or is less
    to begin with; else as many as give exactly `dpi`.
    """
    width, height = size
    whole = max(width / box_mm[0], height / box_mm[1]) * _MM_PER_INCH
    least, most = max(MIN_DPI, dpi * (1 - _TOLERANCE)), dpi * (1 + _TOLERANCE)
    part = max(1, math.ceil(whole / most))
    if part == 1 or whole / part >= least:
        return -(-width // part), -(-height // part)
    scale = dpi / whole
    return max(1, round(width * scale)), max(1, round(height * scale))
