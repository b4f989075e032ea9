"""The writing door to PDF: pages of what passed the gate put together on A4, linked and marked.

qpdf (through pikepdf) copies streams as they are; nothing is unpacked or drawn anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

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
    with pikepdf.new() as pdf, _Forms(pdf) as forms:
        for page in pages:
            _add_page(pdf, forms, page)
        for jump in jumps:
            _add_jump(pdf, jump)
        if bookmarks:
            with pdf.open_outline() as outline:
                outline.root.extend(
                    OutlineItem(words, number - 1, "Fit") for words, number in bookmarks
                )
            pdf.Root.PageMode = Name.UseOutlines
        for key, words in described(title, moment).items():
            pdf.docinfo[key] = words
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )


class _Forms:
    """Pages of other files as form XObjects of the new one, each made once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._open = ExitStack()
        self._sources: dict[Path, pikepdf.Pdf] = {}
        self._made: dict[tuple[Path, int], tuple[pikepdf.Object, Rect]] = {}

    def __enter__(self) -> _Forms:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def form(self, source: Path, index: int) -> tuple[pikepdf.Object, Rect]:
        """The form of that page and its box."""
        key = (source, index)
        if key not in self._made:
            page = self._source(source).pages[index]
            form = self._pdf.copy_foreign(page.as_form_xobject())
            left, bottom, right, top = (float(side) for side in form.BBox.as_list())
            self._made[key] = (form, (left, bottom, right, top))
        return self._made[key]

    def _source(self, path: Path) -> pikepdf.Pdf:
        if path not in self._sources:
            self._sources[path] = self._open.enter_context(pikepdf.open(path))
        return self._sources[path]


def _add_page(pdf: pikepdf.Pdf, forms: _Forms, sheetful: Sheetful) -> None:
    page = pdf.add_blank_page(page_size=A4_POINTS)
    xobjects = Dictionary()
    words = []
    for number, placed in enumerate(sheetful.placed):
        form, sides = forms.form(placed.source, placed.page_index)
        xobjects[f"/P{number}"] = form
        matrix = " ".join(f"{value:.5f}" for value in _matrix(placed, sides))
        words.append(f"q {matrix} cm /P{number} Do Q")
    page.obj.Resources = Dictionary(XObject=xobjects)
    page.obj.Contents = pdf.make_stream("\n".join(words).encode("ascii"))


def _matrix(placed: Placed, sides: Rect) -> tuple[float, ...]:
    """From the form's own coordinates into its box on the page."""
    left, bottom, right, top = sides
    x, y, width, height = placed.box
    if placed.turned:
        across, along = width / (top - bottom), height / (right - left)
        return (0.0, along, -across, 0.0, x + across * top, y - along * left)
    across, along = width / (right - left), height / (top - bottom)
    return (across, 0.0, 0.0, along, x - across * left, y - along * bottom)


def _add_jump(pdf: pikepdf.Pdf, jump: Jump) -> None:
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([round(side, 4) for side in jump.rect]),
        Border=Array([0, 0, 0]),
        Dest=Array([pdf.pages[jump.target_page - 1].obj, Name.Fit]),
    )
    page = pdf.pages[jump.page - 1].obj
    if Name.Annots not in page:
        page.Annots = Array()
    page.Annots.append(pdf.make_indirect(link))
