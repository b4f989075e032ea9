"""Pages drawn by pdfium (inside the gate's child only): the second opinion and the last resort."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import ImageChops
from PIL.Image import Image

from bayu_docs.materials.image_level import BEST
from bayu_docs.materials.image_paper import Picture, encoded

RASTER_DPI = 200
_PROOF_SIDE_PX = 150.0
_MM_PER_INCH = 25.4
# Two pictures of a page are compared in cells of 8 × 8 pixels, 2 mm on A4: an edge drawn a pixel
# beside does not count (32 of 255), a letter or a tick in a check box does.
_CELL_PX = 8
_CELLS_ALONG = 150
_UNLIKE_FROM = 40


def page_count(path: Path) -> int | None:
    """The pages pdfium counts; None when it cannot open the file at all."""
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, ValueError):
        return None
    try:
        return len(document)
    finally:
        document.close()


def drawn_pages(
    path: Path,
    numbers: Sequence[int],
    box_mm: tuple[float, float],
    dpi: int = RASTER_DPI,
    quality: int = BEST.quality,
) -> dict[int, Picture]:
    """Those 1-based pages as upright JPEGs of that quality, fields and annotations drawn, at `dpi`
    on the box they get on paper. ValueError when pdfium cannot draw one."""
    if not numbers:
        return {}
    document = pypdfium2.PdfDocument(path)
    try:
        document.init_forms()
        return {number: _drawn(document, number, box_mm, dpi, quality) for number in numbers}
    except pypdfium2.PdfiumError as error:
        raise ValueError("cannot be drawn") from error
    finally:
        document.close()


def unlike_pages(source: Path, target: Path, numbers: Sequence[int]) -> list[int]:
    """Those of the 1-based pages that do not look alike in the two files, annotations drawn.

    A page that pdfium cannot draw in the source is left as it is.
    """
    if not numbers:
        return []
    try:
        before = pypdfium2.PdfDocument(source)
    except (pypdfium2.PdfiumError, ValueError):
        return []
    after = pypdfium2.PdfDocument(target)
    try:
        before.init_forms()
        return [number for number in numbers if _is_unlike(before, after, number)]
    finally:
        before.close()
        after.close()


def prove_drawable(path: Path, sizes: Sequence[tuple[float, float]]) -> None:
    """Draw each page small and read its text, so that a page that kills pdfium kills this child
    and no later reader. ValueError when a page cannot be drawn."""
    document = pypdfium2.PdfDocument(path)
    try:
        for index, size in enumerate(sizes):
            page = document[index]
            page.render(scale=_PROOF_SIDE_PX / max(size)).close()
            text = page.get_textpage()
            text.count_chars()
            text.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise ValueError("cannot be drawn") from error
    finally:
        document.close()


def _drawn(
    document: Any, number: int, box_mm: tuple[float, float], dpi: int, quality: int
) -> Picture:
    page = document[number - 1]
    width, height = page.get_size()
    most = [side / _MM_PER_INCH * dpi for side in box_mm]
    # On paper the page may be turned; the longer side bounds the longer one.
    scale = min(
        dpi / 72.0,
        max(most) / max(width, height),
        min(most) / min(width, height),
    )
    bitmap = page.render(scale=scale, may_draw_forms=True)
    picture = encoded(bitmap.to_pil().convert("RGB"), quality)
    bitmap.close()
    page.close()
    return picture


def _is_unlike(before: Any, after: Any, number: int) -> bool:
    try:
        old = _cells(before, number)
    except (pypdfium2.PdfiumError, ZeroDivisionError):  # pdfium shows nothing of it at all
        return False
    new = _cells(after, number)
    if max(abs(a - b) for a, b in zip(old.size, new.size, strict=True)) > 1:
        return True
    difference = ImageChops.difference(old, new.resize(old.size))
    return any(high > _UNLIKE_FROM for _low, high in _extremes(difference))


def _extremes(image: Image) -> list[tuple[float, float]]:
    return [band.getextrema() for band in image.split()]  # type: ignore[misc]


def _cells(document: Any, number: int) -> Image:
    """The page in colour, so small that only what a reader would notice is left."""
    page = document[number - 1]
    scale = _CELLS_ALONG * _CELL_PX / max(page.get_size())
    bitmap = page.render(scale=scale, may_draw_forms=True)
    picture: Image = bitmap.to_pil().convert("RGB").reduce(_CELL_PX)
    bitmap.close()
    page.close()
    return picture
