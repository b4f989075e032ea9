"""Same input, same bytes: what an office engine writes differently each time is made the same.

LibreOffice stamps the time into /Info, XMP and /ID, a checksum into the trailer, and numbers the
Type 1 fonts of a process in /UniqueID.
"""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime
from pathlib import Path

import pikepdf

from bayu_docs.errors import EngineFailed
from bayu_docs.materials import type1
from bayu_docs.materials.pdf_info import PRODUCER

_FIRST_SERIAL = 4100001


def normalise(pdf: Path, moment: datetime) -> None:
    """Rewrite the file in place, dated `moment` (aware); the pages stay as they are.

    Raises EngineFailed when it is no readable PDF.
    """
    beside = pdf.with_name(f".{pdf.name}.normal")
    try:
        with pikepdf.open(pdf) as document:
            _date(document, moment)
            _number_fonts_alike(document)
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
    document.docinfo["/Producer"] = pikepdf.String(PRODUCER)


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _number_fonts_alike(document: pikepdf.Pdf) -> None:
    """Number the Type 1 fonts anew: the faces with most data first, their subsets by name."""
    numbered: dict[str, tuple[pikepdf.Stream, bytes, int]] = {}
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile" in thing:
            stream = thing["/FontFile"]
            if not isinstance(stream, pikepdf.Stream):
                continue
            program = stream.read_bytes()
            serial = type1.serial_of(program, int(stream["/Length1"]))
            if serial is not None:
                numbered[str(thing["/FontName"])] = (stream, program, serial)
    sizes: Counter[str] = Counter()
    for name, (_, program, _) in numbered.items():
        sizes[_face(name)] += len(program)
    wanted = sorted(numbered, key=lambda name: (-sizes[_face(name)], _face(name), name))
    for serial, name in enumerate(wanted, start=_FIRST_SERIAL):
        stream, program, present = numbered[name]
        if present != serial:
            lengths = int(stream["/Length1"]), int(stream["/Length2"])
            program = type1.with_serial(program, *lengths, serial)
        stream.write(program)  # packed by one hand, whatever number it came with


def _face(name: str) -> str:
    """The face of a subset's name: /BAAAAA+FandolFang-Regular -> FandolFang-Regular."""
    return name.partition("+")[2]
