"""Same input, same bytes: what an office engine writes differently each time is made the same.

LibreOffice stamps the time into /Info, XMP and /ID, a checksum into the trailer, and numbers the
Type 1 fonts of a process in /UniqueID.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pikepdf

from bayu_docs.errors import EngineFailed

_UNIQUE_ID = re.compile(rb"(/UniqueID\s+)(\d+)")
_PRODUCER = "bayu-docs"


def normalise(pdf: Path, moment: datetime) -> None:
    """Rewrite the file in place, dated `moment` (aware); the pages stay as they are.

    Raises EngineFailed when it is no readable PDF.
    """
    beside = pdf.with_name(f".{pdf.name}.normal")
    try:
        with pikepdf.open(pdf) as document:
            _date(document, moment)
            _number_fonts_alike(document)
            document.save(
                beside,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=True,
            )
        beside.replace(pdf)
    except pikepdf.PdfError as error:
        raise EngineFailed(f"{pdf.name} 不是完整的 PDF 文件", "请重新运行一次") from error
    finally:
        beside.unlink(missing_ok=True)


def _date(document: pikepdf.Pdf, moment: datetime) -> None:
    trailer = document.trailer
    for key in ("/Info", "/ID", "/DocChecksum"):
        if key in trailer:
            del trailer[key]
    if "/Metadata" in document.Root:
        del document.Root["/Metadata"]
    stamp = pikepdf.String(_pdf_date(moment))
    document.docinfo["/CreationDate"] = stamp
    document.docinfo["/ModDate"] = stamp
    document.docinfo["/Producer"] = pikepdf.String(_PRODUCER)


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _number_fonts_alike(document: pikepdf.Pdf) -> None:
    """Zero the Type 1 UniqueIDs, digit for digit, so that no length changes."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile" in thing:
            stream = thing["/FontFile"]
            if isinstance(stream, pikepdf.Stream):
                raw = stream.read_bytes()
                plain = _UNIQUE_ID.sub(lambda m: m[1] + b"0" * len(m[2]), raw)
                if plain != raw:
                    stream.write(plain)
