"""How much a page makes its reader draw, told before any reader draws it (gate's child only).

A few kilobytes can unpack to gigabytes, or draw one form from another until a million are drawn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from pikepdf.settings import set_qpdf_limits

from bayu_docs.materials.pdf_gate_refusal import RefusedError
from bayu_docs.materials.pdf_gate_scan import inherited

MAX_UNPACKED_BYTES = 75_000_000  # of one stream; pypdf's limit, above any page people print
_MAX_CONTENT_BYTES = 256_000_000  # of all pages and forms together
_MAX_DRAWINGS = 200_000  # pdfium draws some 80,000 forms a second
_MAX_FORM_DEPTH = 28  # ISO 32000-1, annex C

_ObjectId = tuple[int, int]
_DRAW = re.compile(rb"/([^\s()<>\[\]{}/%]+)(?:\s|%[^\r\n]*[\r\n])+Do(?![^\s()<>\[\]{}/%])")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def bound_unpacking() -> None:
    """Let qpdf unpack no stream of this process beyond MAX_UNPACKED_BYTES."""
    set_qpdf_limits(
        flate_max_memory=MAX_UNPACKED_BYTES,
        run_length_max_memory=MAX_UNPACKED_BYTES,
        png_max_memory=MAX_UNPACKED_BYTES,
        tiff_max_memory=MAX_UNPACKED_BYTES,
    )


class Contents:
    """The contents of a file's pages, read once and weighed."""

    def __init__(self) -> None:
        self._bytes = 0
        self._drawings = 0
        self._forms: dict[_ObjectId, int] = {}

    def of(self, page: pikepdf.Page) -> bytes | None:
        """The page's content; None when it is damaged.

        RefusedError when it, and what it draws, is more than a file may have or has no end.
        """
        parts = [self._read(stream) for stream in _streams(page.obj.get("/Contents"))]
        sound = [part for part in parts if part is not None]
        if len(sound) < len(parts):
            return None
        content = b"\n".join(sound)
        self._drawings += self._drawn_by(content, inherited(page, "/Resources"), frozenset())
        _refuse_above(self._drawings, _MAX_DRAWINGS, "drawings")
        return content

    def _read(self, stream: pikepdf.Stream) -> bytes | None:
        try:
            content = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
        except pikepdf.PdfError as error:
            if "limit exceeded" in str(error):
                raise RefusedError("too_costly", "stream") from error
            return None
        self._bytes += len(content)
        _refuse_above(self._bytes, _MAX_CONTENT_BYTES, "content")
        return content

    def _drawn_by(self, content: bytes, resources: Any, above: frozenset[_ObjectId]) -> int:
        """How many forms and pictures this content draws, by way of others or directly."""
        if len(above) > _MAX_FORM_DEPTH:
            raise RefusedError("too_costly", "nested forms")
        forms = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        total = 0
        for name, times in Counter(_DRAW.findall(content)).items():
            form = forms.get(_key(name)) if isinstance(forms, Dictionary) else None
            total += times * (1 + self._drawn_in(form, resources, above))
            _refuse_above(total, _MAX_DRAWINGS, "drawings")
        return total

    def _drawn_in(self, form: Any, resources: Any, above: frozenset[_ObjectId]) -> int:
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != Name.Form:
            return 0
        if form.objgen in above:
            raise RefusedError("too_costly", "endless form")
        if form.objgen not in self._forms:
            own = form.get("/Resources", resources)
            content = self._read(form) or b""
            self._forms[form.objgen] = self._drawn_by(content, own, above | {form.objgen})
        return self._forms[form.objgen]


def _refuse_above(figure: int, most: int, what: str) -> None:
    if figure > most:
        raise RefusedError("too_costly", what)


def _key(name: bytes) -> str:
    plain = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), name)
    return "/" + plain.decode("utf-8", "replace")


def _streams(contents: Any) -> Iterator[pikepdf.Stream]:
    if isinstance(contents, pikepdf.Stream):
        yield contents
    elif isinstance(contents, Array):
        for each in contents:
            if isinstance(each, pikepdf.Stream):
                yield each
