"""Same input, same bytes: what an office engine writes differently each time is made the same.

LibreOffice stamps the time into /Info, XMP and /ID, a checksum into the trailer, and numbers the
Type 1 fonts of a process in /UniqueID.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pikepdf

from bayu_docs.errors import EngineFailed
from bayu_docs.materials import type1
from bayu_docs.materials.pdf_info import PRODUCER

_FIRST_SERIAL = 4100001


def normalise(pdfs: Sequence[Path], moment: datetime) -> None:
    """Rewrite the files in place, dated `moment` (aware); their pages stay as they are.

    Raises EngineFailed when one is no readable PDF.
    """
    made = normalised([pdf.read_bytes() for pdf in pdfs], moment)
    for pdf, content in zip(pdfs, made, strict=True):
        if isinstance(content, EngineFailed):
            raise EngineFailed(f"{pdf.name} 不是完整的 PDF 文件", content.advice) from content
        beside = pdf.with_name(f".{pdf.name}.normal")
        beside.write_bytes(content)
        beside.replace(pdf)


def normalised(pdfs: Sequence[bytes], moment: datetime) -> list[bytes | EngineFailed]:
    """Each PDF dated `moment` (aware), its pages as they are, or why it could not be read.

    What a PDF becomes does not depend on its neighbours; many together are less work.
    """
    made: list[bytes | EngineFailed] = []
    with ExitStack() as stack:
        opened: list[pikepdf.Pdf | EngineFailed] = []
        fonts: list[_Font] = []
        for pdf in pdfs:
            try:
                document = stack.enter_context(pikepdf.open(io.BytesIO(pdf)))
                _date(document, moment)
                fonts += _fonts(document)
                opened.append(document)
            except pikepdf.PdfError:
                opened.append(EngineFailed("不是完整的 PDF 文件", "请重新运行一次"))
        _number(fonts)
        for each in opened:
            made.append(each if isinstance(each, EngineFailed) else _finished(each))
    return made


def _finished(document: pikepdf.Pdf) -> bytes:
    """The document's bytes, whatever order its objects came in."""
    # this save numbers objects as they are met; object streams would keep the old order
    renumbered = _saved(document, pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(renumbered) as again:
        # its id still tells the old numbering; the last save makes one of the content
        del again.trailer["/ID"]
        return _saved(again, pikepdf.ObjectStreamMode.generate).getvalue()


def _saved(document: pikepdf.Pdf, mode: pikepdf.ObjectStreamMode) -> io.BytesIO:
    made = io.BytesIO()
    document.save(
        made,
        deterministic_id=True,
        object_stream_mode=mode,
        compress_streams=False,  # what is not packed yet is encrypted and would not shrink
    )
    return made


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


@dataclass(frozen=True)
class _Font:
    """A Type 1 font of a document: its stream, the program in it, the number it is to have."""

    stream: pikepdf.Stream
    program: type1.Program
    number: int


def _fonts(document: pikepdf.Pdf) -> list[_Font]:
    """The Type 1 fonts that have a number, to be numbered by the names of faces and subsets."""
    found: dict[tuple[str, str], tuple[pikepdf.Stream, type1.Program]] = {}
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile" in thing:
            stream = thing["/FontFile"]
            if not isinstance(stream, pikepdf.Stream):
                continue
            lengths = int(stream["/Length1"]), int(stream["/Length2"])
            program = type1.Program(stream.read_bytes(), *lengths)
            if program.serial is not None:
                subset, _, face = str(thing["/FontName"]).partition("+")
                found[face, subset] = stream, program
    return [_Font(*found[name], number) for number, name in enumerate(sorted(found), _FIRST_SERIAL)]


def _number(fonts: Sequence[_Font]) -> None:
    """Give each font its number."""
    wrong = [font for font in fonts if font.program.serial != font.number]
    contents = type1.renumbered([(font.program, font.number) for font in wrong])
    renewed = {id(font): content for font, content in zip(wrong, contents, strict=True)}
    for font in fonts:
        # never as the engine packed it, whatever number it came with
        font.stream.write(renewed.get(id(font), font.program.content))
