"""Pages drawn by pdfium (inside the gate's child only): the second opinion and the last resort."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from bayu_docs.materials import image
from bayu_docs.materials.image import Picture

RASTER_DPI = 200
_PROOF_SIDE_PX = 150.0
_MM_PER_INCH = 25.4


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
    path: Path, numbers: Sequence[int], box_mm: tuple[float, float]
) -> dict[int, Picture]:
    """Those 1-based pages as upright pictures, fields and annotations drawn, at RASTER_DPI on
    the box they get on paper. ValueError when pdfium cannot draw one."""
    document = pypdfium2.PdfDocument(path)
    try:
        document.init_forms()
        return {number: _drawn(document, number, box_mm) for number in numbers}
    except pypdfium2.PdfiumError as error:
        raise ValueError("cannot be drawn") from error
    finally:
        document.close()


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


def _drawn(document: Any, number: int, box_mm: tuple[float, float]) -> Picture:
    page = document[number - 1]
    width, height = page.get_size()
    most = [side / _MM_PER_INCH * RASTER_DPI for side in box_mm]
    # On paper the page may be turned; the longer side bounds the longer one.
    scale = min(
        RASTER_DPI / 72.0,
        max(most) / max(width, height),
        min(most) / min(width, height),
    )
    bitmap = page.render(scale=scale, may_draw_forms=True)
    picture = image.encoded(bitmap.to_pil().convert("RGB"))
    bitmap.close()
    page.close()
    return picture
