"""The writing door to PDF: pypdf puts together what passed the gate or what we made ourselves."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pikepdf
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link as LinkAnnotation
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    Fit,
    FloatObject,
    IndirectObject,
    NameObject,
)

from bayu_docs.materials.pdf_info import described
from bayu_docs.model.document import A4_HEIGHT_MM, A4_WIDTH_MM, POINTS_PER_MM

A4_POINTS = (A4_WIDTH_MM * POINTS_PER_MM, A4_HEIGHT_MM * POINTS_PER_MM)

Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class Placed:
    """A page of another file, drawn into a box (x, y, width, height in points) of an A4 page.

    turned: by 90° counter-clockwise, so that its upper edge lies at the binding edge.
    """

    source: Path
    page_index: int
    box: Rect
    turned: bool = False


@dataclass(frozen=True)
class Jump:
    """A clickable rectangle (left, bottom, right, top in points); pages are numbered from 1."""

    page: int
    rect: Rect
    target_page: int


@dataclass(frozen=True)
class Sheetful:
    """All of one A4 page: what is drawn, in order."""

    placed: tuple[Placed, ...]


def write_pages(
    target: Path,
    pages: Sequence[Sheetful],
    jumps: Sequence[Jump],
    bookmarks: Sequence[tuple[str, int]],
    title: str,
    moment: datetime,
) -> None:
    """Write the A4 pages with links and a flat outline; same input, same bytes.

    A source page used twice is stored once. OSError when the target cannot be written.
    """
    writer = PdfWriter()
    forms = _Forms(writer)
    for page in pages:
        _add_page(writer, forms, page)
    for jump in jumps:
        _add_jump(writer, jump)
    for words, number in bookmarks:
        writer.add_outline_item(title=words, page_number=number - 1, fit=Fit.fit())
    if bookmarks:
        writer.page_mode = "/UseOutlines"
    writer.metadata = described(title, moment)
    target.write_bytes(_compact(writer))


class _Forms:
    """Pages of other files as form XObjects of the writer, each made once."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._readers: dict[Path, PdfReader] = {}
        self._made: dict[tuple[Path, int], tuple[IndirectObject, Rect]] = {}

    def form(self, source: Path, index: int) -> tuple[IndirectObject, Rect]:
        """The form of that page and its box."""
        key = (source, index)
        if key not in self._made:
            reader = self._readers.get(source)
            if reader is None:
                reader = self._readers[source] = PdfReader(source)
            self._made[key] = self._make(reader.pages[index])
        return self._made[key]

    def _make(self, page: PageObject) -> tuple[IndirectObject, Rect]:
        box = page.mediabox
        sides = (float(box.left), float(box.bottom), float(box.right), float(box.top))
        contents = page.get_contents()
        form = DecodedStreamObject()
        form.set_data(contents.get_data() if contents is not None else b"")
        compressed = form.flate_encode()
        compressed.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject(FloatObject(round(side, 4)) for side in sides),
                NameObject("/Resources"): self._resources(page),
            }
        )
        if "/Group" in page:
            compressed[NameObject("/Group")] = page["/Group"].clone(self._writer)
        return self._writer._add_object(compressed), sides

    def _resources(self, page: PageObject) -> DictionaryObject | IndirectObject:
        raw = page.raw_get("/Resources") if "/Resources" in page else DictionaryObject()
        if isinstance(raw, IndirectObject):
            return raw.clone(self._writer)
        return raw.clone(self._writer)


def _add_page(writer: PdfWriter, forms: _Forms, sheetful: Sheetful) -> None:
    page = writer.add_blank_page(*A4_POINTS)
    names: dict[str, IndirectObject] = {}
    words = []
    for number, placed in enumerate(sheetful.placed):
        form, sides = forms.form(placed.source, placed.page_index)
        names[f"/P{number}"] = form
        matrix = " ".join(f"{value:.5f}" for value in _matrix(placed, sides))
        words.append(f"q {matrix} cm /P{number} Do Q")
    _fill(writer, page, "\n".join(words), names)


def _matrix(placed: Placed, sides: Rect) -> tuple[float, ...]:
    """From the form's own coordinates into its box on the page."""
    left, bottom, right, top = sides
    x, y, width, height = placed.box
    if placed.turned:
        across, along = width / (top - bottom), height / (right - left)
        return (0.0, along, -across, 0.0, x + across * top, y - along * left)
    across, along = width / (right - left), height / (top - bottom)
    return (across, 0.0, 0.0, along, x - across * left, y - along * bottom)


def _fill(
    writer: PdfWriter, page: PageObject, words: str, xobjects: Mapping[str, IndirectObject]
) -> None:
    """Give a blank page its content and the forms or pictures it names."""
    content = DecodedStreamObject()
    content.set_data(words.encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(content)
    named = DictionaryObject({NameObject(name): form for name, form in xobjects.items()})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})


def _add_jump(writer: PdfWriter, jump: Jump) -> None:
    annotation = LinkAnnotation(
        rect=jump.rect, target_page_index=jump.target_page - 1, fit=Fit.fit(), border=[0, 0, 0]
    )
    writer.add_annotation(jump.page - 1, annotation)


def _compact(writer: PdfWriter) -> bytes:
    """The file's bytes: one copy of equal objects, packed, its id made from its content."""
    plain = io.BytesIO()
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    writer._ID = ArrayObject([ByteStringObject(b"0" * 16)] * 2)
    writer.write(plain)
    packed = io.BytesIO()
    with pikepdf.open(plain) as pdf:
        pdf.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return packed.getvalue()
