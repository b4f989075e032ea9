"""The looking door to PDF: pdfium for text, boxes and pictures, pikepdf for what stands inside.

Nothing here changes a file. Pages are numbered from 1; boxes are PDF points in the page's own
coordinates (origin lower left). pdfium is not thread-safe, so one lock guards every call of it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from bayu_docs.materials import pdf_fonts
from bayu_docs.model.document import POINTS_PER_MM

PDFIUM_LOCK = threading.RLock()
"""Hold it around every use of pypdfium2, here and in any other door."""

_LINE_END_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # pdfium's stand-ins for a hyphen at a line's end


class PdfUnreadable(ValueError):
    """The file is no PDF, is broken or encrypted, or its two readers disagree about it."""


@dataclass(frozen=True)
class Box:
    """A rectangle in points, origin lower left."""

    left: float
    bottom: float
    right: float
    top: float


class Link(NamedTuple):
    """A clickable place that leads to another page of the same file."""

    page: int
    box: Box
    target_page: int


class Bookmark(NamedTuple):
    """An outline entry; level 1 is the outermost; page is 0 when it leads nowhere."""

    title: str
    page: int
    level: int


def page_count(path: Path) -> int:
    """Number of pages; PdfUnreadable when the two readers count differently."""
    with _inside(path) as pdf:
        inner = len(pdf.pages)
    with _seen(path) as document:
        outer = len(document)
    if inner != outer:
        raise PdfUnreadable(f"页数不一致：{inner} 与 {outer}")
    return inner


def page_sizes_mm(path: Path) -> tuple[tuple[float, float], ...]:
    """Width and height of each page as a reader shows it: /Rotate and /UserUnit respected."""
    with _inside(path) as pdf:
        return tuple(_size_mm(page) for page in pdf.pages)


def page_texts(pdf: Path | bytes) -> tuple[str, ...]:
    """The text of each page in reading order of the file, lines parted by newlines."""
    with _seen(pdf) as document:
        return tuple(_text_of(document, index) for index in range(len(document)))


def find_texts(path: Path, page: int, needles: Sequence[str]) -> list[tuple[Box, ...]]:
    """Where each needle stands on the page, white space ignored on both sides; a box each time."""
    wanted = ["".join(needle.split()) for needle in needles]
    with _seen(path) as document, _text_page(document, page) as text_page:
        letters, indices = _letters(text_page)
        return [
            tuple(
                _union(text_page, indices[start : start + len(words)])
                for start in _occurrences(letters, words)
            )
            if words
            else ()
            for words in wanted
        ]


def texts_in(path: Path, page: int, boxes: Sequence[Box]) -> list[str]:
    """The text that stands within each of the boxes, lines parted by newlines."""
    with _seen(path) as document, _text_page(document, page) as text_page:
        texts: list[str] = [
            text_page.get_text_bounded(box.left, box.bottom, box.right, box.top) for box in boxes
        ]
    return [text.translate(_LINE_END_HYPHENS).replace("\r\n", "\n").strip() for text in texts]


def smallest_text_pt(path: Path) -> float | None:
    """The smallest visible size of any character in points; None when there is no text."""
    sizes: list[float] = []
    with _seen(path) as document:
        for page in range(1, len(document) + 1):
            with _text_page(document, page) as text_page:
                sizes += _char_sizes(text_page)
    return round(min(sizes), 2) if sizes else None


def render_page(path: Path, page: int, dpi: float) -> Image.Image:
    """The page as an RGB picture, annotations drawn."""
    with _seen(path) as document:
        _check_page(document, page)
        sheet = document[page - 1]
        bitmap = sheet.render(scale=dpi / 72.0)
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        sheet.close()
        return picture


def fonts_not_embedded(path: Path) -> tuple[str, ...]:
    """Names of fonts whose glyphs are not in the file; Type 3 fonts always are."""
    with _inside(path) as pdf:
        return pdf_fonts.not_embedded(pdf)


def links(path: Path) -> tuple[Link, ...]:
    """Every link inside the file, in page order; links to the outside are left out."""
    with _inside(path) as pdf:
        numbers = _page_numbers(pdf)
        names = _named_destinations(pdf)
        return tuple(
            Link(number, _box_of(annotation), target)
            for number, page in enumerate(pdf.pages, 1)
            for annotation in _annotations(page)
            if annotation.get("/Subtype") == "/Link"
            if (target := _target(annotation, names, numbers))
        )


def bookmarks(path: Path) -> tuple[Bookmark, ...]:
    """The outline, depth first."""
    with _inside(path) as pdf:
        numbers = _page_numbers(pdf)
        names = _named_destinations(pdf)
        return tuple(_outline(pdf.Root.get("/Outlines"), 1, numbers, names))


# --- pdfium -------------------------------------------------------------------------------------


@contextmanager
def _seen(pdf: Path | bytes) -> Iterator[Any]:
    """The file opened by pdfium."""
    name = pdf.name if isinstance(pdf, Path) else "PDF"
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, OSError, ValueError) as error:
            raise PdfUnreadable(f"无法打开：{name}") from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise PdfUnreadable(f"无法读取：{name}") from error
        finally:
            document.close()


@contextmanager
def _text_page(document: Any, page: int) -> Iterator[Any]:
    _check_page(document, page)
    sheet = document[page - 1]
    text_page = sheet.get_textpage()
    try:
        yield text_page
    finally:
        text_page.close()
        sheet.close()


def _check_page(document: Any, page: int) -> None:
    if not 1 <= page <= len(document):
        raise PdfUnreadable(f"没有第 {page} 页，共 {len(document)} 页")


def _text_of(document: Any, index: int) -> str:
    with _text_page(document, index + 1) as text_page:
        text: str = text_page.get_text_range()
    return text.translate(_LINE_END_HYPHENS).replace("\r\n", "\n").replace("\r", "\n")


def _letters(text_page: Any) -> tuple[str, list[int]]:
    """All characters but white space, and the pdfium index of each."""
    letters: list[str] = []
    indices: list[int] = []
    high = 0
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        letter = _LINE_END_HYPHENS.get(code) or chr(code)
        if code and not letter.isspace():
            letters.append(letter)
            indices.append(index)
    return "".join(letters), indices


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def _union(text_page: Any, indices: list[int]) -> Box:
    boxes = [text_page.get_charbox(index, loose=True) for index in indices]
    return Box(
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _char_sizes(text_page: Any) -> Iterator[float]:
    matrix = raw.FS_MATRIX()
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code == 0 or chr(code).isspace() or raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if raw.FPDFText_GetMatrix(text_page, index, matrix):
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            yield raw.FPDFText_GetFontSize(text_page, index) * scale


# --- pikepdf ------------------------------------------------------------------------------------


@contextmanager
def _inside(path: Path) -> Iterator[pikepdf.Pdf]:
    """The file opened by pikepdf; an encrypted one counts as unreadable."""
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                raise PdfUnreadable(f"文件已加密：{path.name}")
            yield pdf
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, RecursionError) as error:
        raise PdfUnreadable(f"无法打开：{path.name}") from error


def _size_mm(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1))
    width, height = abs(right - left) * unit, abs(top - bottom) * unit
    if page.rotation % 180:
        width, height = height, width
    return width / POINTS_PER_MM, height / POINTS_PER_MM


def _annotations(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    for annotation in _items(page.obj.get("/Annots")):
        if isinstance(annotation, pikepdf.Dictionary):
            yield annotation


def _box_of(annotation: pikepdf.Object) -> Box:
    x0, y0, x1, y1 = (float(value) for value in _items(annotation.get("/Rect")))
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}


def _target(
    node: pikepdf.Object, names: dict[str, pikepdf.Object], numbers: dict[tuple[int, int], int]
) -> int:
    """The page an annotation or outline entry leads to, 0 when none of this file."""
    destination = node.get("/Dest")
    action = node.get("/A")
    if destination is None and isinstance(action, pikepdf.Dictionary):
        destination = action.get("/D") if action.get("/S") == "/GoTo" else None
    if isinstance(destination, (pikepdf.String, pikepdf.Name)):
        destination = names.get(str(destination))
    if isinstance(destination, pikepdf.Dictionary):
        destination = destination.get("/D")
    first = next(_items(destination), None)
    return numbers.get(first.objgen, 0) if isinstance(first, pikepdf.Dictionary) else 0


def _named_destinations(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    found: dict[str, pikepdf.Object] = {}
    old = pdf.Root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary):
        found |= dict(old.items())
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        found |= {str(key): value for key, value in pikepdf.NameTree(tree).items()}
    return found


def _outline(
    parent: pikepdf.Object | None,
    level: int,
    numbers: dict[tuple[int, int], int],
    names: dict[str, pikepdf.Object],
) -> Iterator[Bookmark]:
    entry = parent.get("/First") if isinstance(parent, pikepdf.Dictionary) else None
    seen: set[tuple[int, int]] = set()
    while isinstance(entry, pikepdf.Dictionary) and entry.objgen not in seen and level < 20:
        seen.add(entry.objgen)
        yield Bookmark(str(entry.get("/Title", "")), _target(entry, names, numbers), level)
        yield from _outline(entry, level + 1, numbers, names)
        entry = entry.get("/Next")


def _items(array: Any) -> Iterator[Any]:
    if isinstance(array, pikepdf.Array):
        yield from array
