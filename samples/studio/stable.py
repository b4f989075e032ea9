"""The same bytes on every run: zip members without clock, PDFs without ids of their own."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf

_EPOCH = (2022, 3, 1, 0, 0, 0)


def write(path: Path, content: bytes) -> None:
    """Write the file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of the members in the given order, all dated alike."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, compresslevel=9)
    return buffer.getvalue()


def rezipped(content: bytes) -> bytes:
    """An Office file with fixed dates, in the zip and in its core properties."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    stamp = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    core = "docProps/core.xml"
    if core in members:
        members[core] = stamp.sub(b"2022-03-01T00:00:00Z", members[core])
    return zipped(members)


def pdf_bytes(pdf: pikepdf.Pdf) -> bytes:
    """The PDF without dates, producer and metadata, its id computed from its content."""
    for key in ("/Info", "/ID", "/DocChecksum"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    buffer = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(
        buffer,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=True,
    )
    return buffer.getvalue()
