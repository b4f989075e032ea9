"""Same input, same bytes: what an office engine writes differently each time is made the same.

LibreOffice stamps the time into /Info, XMP and /ID, a checksum into the trailer, and numbers the
Type 1 fonts of a process in /UniqueID, mostly by the names of their faces.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pikepdf

from bayu_docs.errors import EngineFailed
from bayu_docs.materials import type1
from bayu_docs.materials.pdf_info import PRODUCER

FIRST_SERIAL = 4100001


def normalise(pdf: Path, moment: datetime, first_serial: int = FIRST_SERIAL) -> int:
    """Rewrite the file in place, dated `moment` (aware); the pages stay as they are.

    Its Type 1 fonts are numbered from first_serial on: for files of one start of the engine the
    next free number, which is what the engine itself gave nearly always; anything else is ten
    times the work. Gives how many numbers were taken. EngineFailed when it is no readable PDF.
    """
    beside = pdf.with_name(f".{pdf.name}.normal")
    try:
        with pikepdf.open(pdf) as document:
            _date(document, moment)
            taken = _number_fonts(document, first_serial)
            # the first save numbers objects as they are met; object streams keep the old order
            renumbered = io.BytesIO()
            document.save(
                renumbered,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
        with pikepdf.open(renumbered) as document:
            # its id still tells the old numbering; the last save makes one of the content
            del document.trailer["/ID"]
            document.save(
                beside,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=False,  # what is not packed yet is encrypted and would not shrink
            )
        beside.replace(pdf)
        return taken
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
    document.docinfo["/Producer"] = pikepdf.String(PRODUCER)


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _number_fonts(document: pikepdf.Pdf, first: int) -> int:
    """Number the Type 1 fonts anew by the names of their faces and subsets; gives how many."""
    numbered: dict[tuple[str, str], tuple[pikepdf.Stream, bytes, int]] = {}
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile" in thing:
            stream = thing["/FontFile"]
            if not isinstance(stream, pikepdf.Stream):
                continue
            program = stream.read_bytes()
            serial = type1.serial_of(program, int(stream["/Length1"]))
            if serial is not None:
                subset, _, face = str(thing["/FontName"]).partition("+")
                numbered[face, subset] = (stream, program, serial)
    for serial, name in enumerate(sorted(numbered), start=first):
        stream, program, present = numbered[name]
        if present != serial:
            lengths = int(stream["/Length1"]), int(stream["/Length2"])
            program = type1.with_serial(program, *lengths, serial)
        stream.write(program)  # never as the engine packed it, whatever number it came with
    return len(numbered)
