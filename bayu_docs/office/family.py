"""The two families of files the engine converts, and how it is told to read and write them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_EXPORT = {
    # Content controls stay text: a form field in the PDF could be typed over.
    "ExportFormFields": ("boolean", "false"),
    "ExportBookmarks": ("boolean", "true"),  # headings of the form
    "ExportNotes": ("boolean", "false"),
    "EmbedStandardFonts": ("boolean", "true"),
    "UseTaggedPDF": ("boolean", "false"),
    "UseLosslessCompression": ("boolean", "false"),
    "Quality": ("long", "90"),
    "ReduceImageResolution": ("boolean", "true"),
    "MaxImageResolution": ("long", "300"),
}


@dataclass(frozen=True)
class _Filters:
    """infilter: the one reader allowed, so that HTML or ODF under a false name is refused;
    export: the writer; suffix: of staged files; word: what users call such a file."""

    infilter: str
    export: str
    suffix: str
    word: str


class Family(Enum):
    """One start of LibreOffice serves one family: its --infilter governs the whole start."""

    WRITER = _Filters("MS Word 2007 XML", "writer_pdf_Export", ".docx", "Word 文档（.docx）")
    CALC = _Filters("Calc MS Excel 2007 XML", "calc_pdf_Export", ".xlsx", "Excel 表格（.xlsx）")

    @property
    def suffix(self) -> str:
        """Extension of this family's files, with the dot."""
        return self.value.suffix

    @property
    def word(self) -> str:
        """What users call such a file."""
        return self.value.word

    def arguments(self, files: list[Path], out: Path) -> list[str]:
        """The command line's end: read these files by this family's filter, write PDFs to out."""
        options = {name: {"type": kind, "value": value} for name, (kind, value) in _EXPORT.items()}
        target = f"pdf:{self.value.export}:{json.dumps(options, separators=(',', ':'))}"
        head = [f"--infilter={self.value.infilter}", "--convert-to", target, "--outdir", str(out)]
        return head + [str(file) for file in files]
