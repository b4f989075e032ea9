"""Rebuild a stranger's PDF page by page (inside the gate's child only).

The new file is an allow-list: of each page only its content and its resources are copied, as one
form on an upright page that begins at 0,0. So /Rotate, /UserUnit and boxes are settled, and
scripts, actions, attachments, metadata and structure have no way in. What a reader saw but a copy
would lose (annotations without appearance, hidden layers, fonts not in the file) is drawn by
pdfium instead, page by page.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bayu_docs.materials import (
    pdf_gate_looks,
    pdf_gate_open,
    pdf_gate_raster,
    pdf_gate_scan,
    pdf_gate_weight,
)
from bayu_docs.materials.pdf_gate_refusal import RefusedError
from bayu_docs.materials.pdf_gate_scan import Rect
from bayu_docs.materials.pdf_pictures import image_of

_MAX_SIDE_POINTS = 14_400.0
_MIN_SIDE_POINTS = 3.0


def rebuild(
    source: Path,
    target: Path,
    box_mm: tuple[float, float],
    most_pages: int,
    counted: Callable[[int], None],
) -> dict[str, Any]:
    """Write the still, upright copy and say what happened, as the fields of GatedPdf.

    counted: told the number of pages before the work on them begins. RefusedError when the file
    does not pass.
    """
    with pdf_gate_open.opened(source) as pdf:
        counted(pdf_gate_open.page_count(pdf, source, most_pages))
        if pdf_gate_scan.has_xfa(pdf):
            raise RefusedError("xfa")
        told = {
            "signed": pdf_gate_scan.is_signed(pdf),
            "removed": pdf_gate_scan.active_kinds(pdf),
            "unseen": pdf_gate_looks.pages_with_unseen(pdf),
            "locked": bool(pdf.is_encrypted),
        }
        copy = _Copy(pdf, source, target, box_mm)
        copy.write()
        if _left_active(target):
            copy.draw_all("active")
        else:
            copy.draw_unlike()
        told["repaired"] = pdf_gate_open.was_repaired(pdf)
    pdf_gate_raster.prove_drawable(target, copy.sizes)
    return {"sizes": copy.sizes, "rasterised": copy.to_draw} | told


class _Frame:
    """Where the visible part of a page lies and how it stands upright."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.box = pdf_gate_scan.visible_box(page)
        self.turn = pdf_gate_scan.rotation(page)
        self.unit = pdf_gate_scan.user_unit(page)
        left, bottom, right, top = self.box
        width, height = (right - left) * self.unit, (top - bottom) * self.unit
        self.size = (height, width) if self.turn % 180 else (width, height)
        if max(self.size) > _MAX_SIDE_POINTS or min(self.size) < _MIN_SIDE_POINTS:
            raise RefusedError("page_size", f"{width:.0f}×{height:.0f}")

    def stretch(self) -> tuple[float, ...]:
        """From the unit square, in which a picture is drawn, to the whole upright page."""
        return (self.size[0], 0.0, 0.0, self.size[1], 0.0, 0.0)

    def matrix(self) -> tuple[float, ...]:
        """From the page's own coordinates to an upright page that begins at 0,0."""
        unit = self.unit
        left, bottom, right, top = (side * unit for side in self.box)
        return {
            0: (unit, 0.0, 0.0, unit, -left, -bottom),
            90: (0.0, -unit, unit, 0.0, -bottom, right),
            180: (-unit, 0.0, 0.0, -unit, right, top),
            270: (0.0, unit, -unit, 0.0, top, -left),
        }[self.turn]


class _Copy:
    """The new file in the making; to_draw: 1-based page -> why pdfium draws it."""

    def __init__(
        self, pdf: pikepdf.Pdf, source: Path, target: Path, box_mm: tuple[float, float]
    ) -> None:
        self._pdf, self._source, self._target, self._box_mm = pdf, source, target, box_mm
        self._frames = [_Frame(page) for page in pdf.pages]
        self.sizes = [frame.size for frame in self._frames]
        self._doubtful = pdf_gate_looks.pages_to_compare(pdf)
        self.to_draw = pdf_gate_looks.pages_to_draw(pdf)
        _flatten(pdf)
        self._contents = self._read()

    def _read(self) -> list[bytes]:
        """The content of each page; a page with a damaged one is drawn as far as it can be."""
        contents = pdf_gate_weight.Contents()
        read = [contents.of(page) for page in self._pdf.pages]
        for number, content in enumerate(read, 1):
            if content is None:
                self.to_draw[number] = "damaged"
        return [content or b"" for content in read]

    def write(self) -> None:
        """Write all pages, copied or drawn."""
        drawn = pdf_gate_raster.drawn_pages(self._source, sorted(self.to_draw), self._box_mm)
        with pikepdf.new() as out:
            for index, (page, frame) in enumerate(zip(self._pdf.pages, self._frames, strict=True)):
                if index + 1 in drawn:
                    image: pikepdf.Object = out.make_indirect(image_of(out, drawn[index + 1]))
                    form, matrix = image, frame.stretch()
                else:
                    form = _form(out, self._pdf, page, frame.box, self._contents[index])
                    matrix = frame.matrix()
                _add_page(out, frame.size, form, matrix)
            out.save(
                self._target,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
            )

    def draw_all(self, why: str) -> None:
        """Write again, with every page drawn."""
        self.to_draw = dict.fromkeys(range(1, len(self._frames) + 1), why)
        self.write()

    def draw_unlike(self) -> None:
        """Write again, with those doubtful pages drawn that look otherwise than in the source."""
        copied = [number for number in self._doubtful if number not in self.to_draw]
        unlike = pdf_gate_raster.unlike_pages(self._source, self._target, copied)
        if unlike:
            self.to_draw |= dict.fromkeys(unlike, "look")
            self.write()


def _flatten(pdf: pikepdf.Pdf) -> None:
    """Draw form fields and annotations into their pages by the appearances they have.

    Pages whose fields still need one are drawn by pdfium; qpdf flattens nothing while the form
    asks for new appearances.
    """
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/NeedAppearances" in form:
        del form["/NeedAppearances"]
    pdf_gate_looks.drop_hidden(pdf)
    pdf.flatten_annotations("all")


def _add_page(
    out: pikepdf.Pdf, size: tuple[float, float], form: pikepdf.Object, matrix: tuple[float, ...]
) -> None:
    numbers = " ".join(f"{value:.5f}" for value in matrix)
    out.add_blank_page(page_size=size)
    page = out.pages[-1]
    page.obj.Resources = Dictionary(XObject=Dictionary(P=form))
    page.obj.Contents = out.make_stream(f"q {numbers} cm /P Do Q".encode())


def _form(
    out: pikepdf.Pdf, pdf: pikepdf.Pdf, page: pikepdf.Page, box: Rect, content: bytes
) -> pikepdf.Object:
    """The page's content and resources as one form, clipped to its visible box."""
    resources = pdf_gate_scan.inherited(page, "/Resources")
    form = out.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([round(side, 5) for side in box])
    if isinstance(resources, Dictionary):
        form.Resources = pdf_gate_scan.copied_clean(out, pdf, resources)
    group = page.obj.get("/Group")
    if isinstance(group, Dictionary):
        form.Group = pdf_gate_scan.copied_clean(out, pdf, group)
    return out.make_indirect(form)


def _left_active(target: Path) -> bool:
    with pikepdf.open(target, suppress_warnings=True) as pdf:
        return bool(pdf_gate_scan.active_kinds(pdf))
