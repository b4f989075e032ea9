"""Rebuild a stranger's PDF page by page (inside the gate's child only).

The new file is an allow-list: of each page only its content and its resources are copied, as one
form on an upright page that begins at 0,0. So /Rotate, /UserUnit and boxes are settled, and
scripts, actions, attachments, metadata and structure have no way in. What a reader saw but a copy
would lose (annotations without appearance, hidden layers, fonts not in the file) is drawn by
pdfium instead, page by page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bayu_docs.materials import pdf_gate_raster, pdf_gate_scan
from bayu_docs.materials.pdf_gate_scan import Rect
from bayu_docs.materials.pdf_pictures import image_of

_MAX_SIDE_POINTS = 14_400.0
_MIN_SIDE_POINTS = 3.0


class RefusedError(Exception):
    """This file does not pass; `reason` as in GatedPdf.refusal."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


def rebuild(source: Path, target: Path, box_mm: tuple[float, float], pages: int) -> dict[str, Any]:
    """Write the still, upright copy and say what happened, as the fields of GatedPdf."""
    with _opened(source) as pdf:
        _check_counts(pdf, source, pages)
        if pdf_gate_scan.has_xfa(pdf):
            raise RefusedError("xfa")
        if any(map(pdf_gate_scan.draws_itself, pdf.pages)):
            raise RefusedError("unreadable", "endless form")
        signed = pdf_gate_scan.is_signed(pdf)
        removed = pdf_gate_scan.active_kinds(pdf)
        frames = [_Frame(page) for page in pdf.pages]
        to_draw = pdf_gate_scan.pages_to_draw(pdf)
        _flatten(pdf)
        sizes = [frame.size for frame in frames]
        _write(pdf, frames, source, target, box_mm, to_draw)
        if _left_active(target):
            to_draw = dict.fromkeys(range(1, len(sizes) + 1), "active")
            _write(pdf, frames, source, target, box_mm, to_draw)
        locked = bool(pdf.is_encrypted)
    pdf_gate_raster.prove_drawable(target, sizes)
    return {
        "sizes": sizes,
        "rasterised": to_draw,
        "removed": removed,
        "signed": signed,
        "locked": locked,
    }


def _opened(source: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(source, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise RefusedError("encrypted") from error
    except (pikepdf.PdfError, OSError) as error:
        raise RefusedError("unreadable") from error


def _check_counts(pdf: pikepdf.Pdf, source: Path, most: int) -> None:
    try:
        count = len(pdf.pages)
    except pikepdf.PdfError as error:
        raise RefusedError("unreadable") from error
    if count == 0:
        raise RefusedError("no_pages")
    if count > most:
        raise RefusedError("too_many_pages", str(count))
    other = pdf_gate_raster.page_count(source)
    if other is not None and other != count:
        raise RefusedError("counts_differ", f"{count}/{other}")


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


def _flatten(pdf: pikepdf.Pdf) -> None:
    """Draw form fields and annotations into their pages by the appearances they have.

    Pages whose fields still need one are drawn by pdfium; qpdf flattens nothing while the form
    asks for new appearances.
    """
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/NeedAppearances" in form:
        del form["/NeedAppearances"]
    pdf.flatten_annotations("all")


def _write(
    pdf: pikepdf.Pdf,
    frames: list[_Frame],
    source: Path,
    target: Path,
    box_mm: tuple[float, float],
    to_draw: dict[int, str],
) -> None:
    drawn = pdf_gate_raster.drawn_pages(source, sorted(to_draw), box_mm) if to_draw else {}
    with pikepdf.new() as out:
        for number, (page, frame) in enumerate(zip(pdf.pages, frames, strict=True), 1):
            if number in to_draw:
                image: pikepdf.Object = out.make_indirect(image_of(out, drawn[number]))
                form, matrix = image, frame.stretch()
            else:
                form, matrix = _form(out, pdf, page, frame.box), frame.matrix()
            _add_page(out, frame.size, form, matrix)
        out.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )


def _add_page(
    out: pikepdf.Pdf, size: tuple[float, float], form: pikepdf.Object, matrix: tuple[float, ...]
) -> None:
    numbers = " ".join(f"{value:.5f}" for value in matrix)
    out.add_blank_page(page_size=size)
    page = out.pages[-1]
    page.obj.Resources = Dictionary(XObject=Dictionary(P=form))
    page.obj.Contents = out.make_stream(f"q {numbers} cm /P Do Q".encode())


def _form(out: pikepdf.Pdf, pdf: pikepdf.Pdf, page: pikepdf.Page, box: Rect) -> pikepdf.Object:
    """The page's content and resources as one form, clipped to its visible box."""
    resources = pdf_gate_scan.inherited(page, "/Resources")
    form = out.make_stream(_content(page), Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([round(side, 5) for side in box])
    if isinstance(resources, Dictionary):
        form.Resources = pdf_gate_scan.copied_clean(out, pdf, resources)
    group = page.obj.get("/Group")
    if isinstance(group, Dictionary):
        form.Group = pdf_gate_scan.copied_clean(out, pdf, group)
    return out.make_indirect(form)


def _content(page: pikepdf.Page) -> bytes:
    contents = page.obj.get("/Contents")
    streams = list(_streams(contents))
    return b"\n".join(stream.read_bytes() for stream in streams)


def _streams(contents: Any) -> Iterator[pikepdf.Stream]:
    if isinstance(contents, pikepdf.Stream):
        yield contents
    elif isinstance(contents, Array):
        for each in contents:
            if isinstance(each, pikepdf.Stream):
                yield each


def _left_active(target: Path) -> bool:
    with pikepdf.open(target, suppress_warnings=True) as pdf:
        return bool(pdf_gate_scan.active_kinds(pdf))
