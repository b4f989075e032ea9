"""The door to pypdf for putting finished PDFs together, the same bytes for the same input."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, TextStringObject

from bayu_docs.materials.pdf_info import described


@dataclass(frozen=True)
class Part:
    """One PDF with the bookmark its own bookmarks are nested under."""

    path: Path
    title: str


def merged(parts: Sequence[Part], title: str, moment: datetime) -> bytes:
    """The parts in order as one PDF, bookmarks nested and inner links kept.

    moment is written as the file's date; the file identifier is a digest of the parts.
    """
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    digest = hashlib.sha256(title.encode("utf-8"))
    for part in parts:
        content = part.path.read_bytes()
        digest.update(content)
        reader = PdfReader(io.BytesIO(content))
        writer.append(reader, outline_item=part.title, import_outline=True)
    _describe(writer, title, moment)
    identifier = ByteStringObject(digest.digest()[:16])
    writer._ID = ArrayObject((identifier, identifier))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _describe(writer: PdfWriter, title: str, moment: datetime) -> None:
    writer.metadata = described(title, moment)
    root = writer.root_object
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/Lang")] = TextStringObject("zh-CN")
