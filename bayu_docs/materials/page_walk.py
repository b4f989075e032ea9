"""What stands on a page of our own PDFs: its printed text by size, and its pictures.

pdfium lists the objects of a page; those inside a form are placed by the form's own matrix. A run
of text counts by its characters, a picture by the room it takes. The caller holds PDFIUM_LOCK.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_char, c_float, c_ubyte, c_uint
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

MOST_OBJECTS = 20_000  # a map of a hundred thousand strokes is not walked to its end
_DEEPEST = 16  # forms within forms, as pypdfium2 itself goes
_USUAL_UNITS = 128  # a run is seldom longer; then its text is asked for again
_NOT_PAINTED = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

_Matrix = tuple[float, float, float, float]
_UPRIGHT: _Matrix = (1.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Run:
    """One stretch of printed text: its height in points, its characters, and whether it stands on
    its head."""

    height_pt: float
    characters: int
    overturned: bool


@dataclass(frozen=True)
class Image:
    """One picture on a page: its pixels, the points it takes, whether it lies as it is stored
    (upright and not mirrored), and pdfium's handle, good while the page is open."""

    width_px: int
    height_px: int
    width_pt: float
    height_pt: float
    straight: bool
    handle: Any

    @property
    def dpi(self) -> float:
        """Pixels an inch of paper at natural size, in the coarser direction."""
        across, along = max(self.width_pt, 1e-3), max(self.height_pt, 1e-3)
        return 72.0 * min(self.width_px / across, self.height_px / along)


@dataclass(frozen=True)
class Standing:
    """All that stands on a page; others: objects that are neither text nor picture (lines,
    shades), forms not counted; whole: False when there was more than MOST_OBJECTS."""

    runs: tuple[Run, ...]
    images: tuple[Image, ...]
    others: int
    whole: bool


def walk(page: Any, text_page: Any) -> Standing:
    """Everything on the page, in the order in which it is painted."""
    runs: list[Run] = []
    images: list[Image] = []
    seen = others = 0
    for seen, (handle, kind, matrix) in enumerate(_objects(page.raw), 1):
        if seen > MOST_OBJECTS:
            break
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            runs += _run(handle, text_page.raw, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            images += _image(handle, matrix)
        else:
            others += 1
    return Standing(tuple(runs), tuple(images), others, seen <= MOST_OBJECTS)


def jpeg_of(image: Image) -> bytes:
    """The picture's bytes as stored when they are a JPEG, else none."""
    name = (c_char * 16)()
    handle = image.handle
    if raw.FPDFImageObj_GetImageFilterCount(handle) != 1:
        return b""
    raw.FPDFImageObj_GetImageFilter(handle, 0, name, len(name))
    if name.value != b"DCTDecode":
        return b""
    data = (c_ubyte * raw.FPDFImageObj_GetImageDataRaw(handle, None, 0))()
    raw.FPDFImageObj_GetImageDataRaw(handle, data, len(data))
    return bytes(data)


def _objects(page: Any) -> Iterator[tuple[Any, int, _Matrix]]:
    """Each object but forms: handle, kind, and its matrix on the page."""
    count = raw.FPDFPage_CountObjects(page)
    for number in range(count):
        yield from _object(raw.FPDFPage_GetObject(page, number), _UPRIGHT, _DEEPEST)


def _object(handle: Any, outer: _Matrix, depth: int) -> Iterator[tuple[Any, int, _Matrix]]:
    own = raw.FS_MATRIX()
    if not handle or not raw.FPDFPageObj_GetMatrix(handle, own):
        own.a = own.d = 1.0
    matrix = _product((own.a, own.b, own.c, own.d), outer)
    kind = raw.FPDFPageObj_GetType(handle) if handle else raw.FPDF_PAGEOBJ_UNKNOWN
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield handle, kind, matrix
    elif depth > 0:
        for number in range(raw.FPDFFormObj_CountObjects(handle)):
            yield from _object(raw.FPDFFormObj_GetObject(handle, number), matrix, depth - 1)


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """First the inner matrix, then the outer one; where things stand does not matter here."""
    a, b, c, d = inner
    e, f, g, h = outer
    return (a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h)


def _run(handle: Any, text_page: Any, matrix: _Matrix) -> Iterator[Run]:
    """The run when ink of it reaches the paper."""
    size = c_float()
    if raw.FPDFTextObj_GetTextRenderMode(handle) in _NOT_PAINTED:
        return
    if not raw.FPDFTextObj_GetFontSize(handle, size):
        return
    characters = len(_text(handle, text_page).replace("\0", "").strip())
    a, b, c, d = matrix
    if characters:
        overturned = a < 0 and d < 0 and abs(b) < -a and abs(c) < -d
        yield Run(abs(size.value) * (c * c + d * d) ** 0.5, characters, overturned)


def _text(handle: Any, text_page: Any) -> str:
    units = (raw.FPDF_WCHAR * _USUAL_UNITS)()
    length = raw.FPDFTextObj_GetText(handle, text_page, units, _USUAL_UNITS * 2)
    if length > _USUAL_UNITS * 2:
        units = (raw.FPDF_WCHAR * (length // 2))()
        raw.FPDFTextObj_GetText(handle, text_page, units, length)
    return bytes(units)[: max(0, length - 2)].decode("utf-16-le", "replace")


def _image(handle: Any, matrix: _Matrix) -> Iterator[Image]:
    width, height = c_uint(), c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(handle, width, height):
        return
    a, b, c, d = matrix
    straight = a > 0 and d > 0 and abs(b) < a / 1000 and abs(c) < d / 1000
    across, along = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
    yield Image(width.value, height.value, across, along, straight, handle)
