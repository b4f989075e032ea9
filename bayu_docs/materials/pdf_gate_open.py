"""Open a stranger's PDF (inside the gate's child only): whole, without a password, countable."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf

from bayu_docs.materials import pdf_gate_raster
from bayu_docs.materials.pdf_gate_refusal import RefusedError

_OBJECT = re.compile(rb"\b\d+\s+\d+\s+obj\b")
_REPAIRED = ("reconstruct", "damaged")


def opened(source: Path) -> pikepdf.Pdf:
    """The open file; RefusedError when it has a password, is damaged or was cut short."""
    try:
        pdf = pikepdf.open(source, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise RefusedError("encrypted") from error
    except (pikepdf.PdfError, OSError) as error:
        # Encrypted for the holders of certificates, which qpdf does not support.
        locked = "encrypt" in str(error).casefold()
        raise RefusedError("encrypted" if locked else "unreadable") from error
    if _is_cut_short(source.read_bytes()):
        pdf.close()
        raise RefusedError("truncated")
    return pdf


def page_count(pdf: pikepdf.Pdf, source: Path, most: int) -> int:
    """The number of pages, on which pdfium agrees when it can open the file at all."""
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
    return count


def was_repaired(pdf: pikepdf.Pdf) -> bool:
    """True when qpdf had to find the objects by itself, so that some may be missing."""
    return any(word in str(each) for each in pdf.get_warnings() for word in _REPAIRED)


def _is_cut_short(content: bytes) -> bool:
    """No end at all, or objects after the last end, whose own end is missing.

    A file saved again carries the former end within; cut there, it opens as what it was before.
    """
    end = max(content.rfind(b"%%EOF"), content.rfind(b"startxref"))
    return end < 0 or _OBJECT.search(content, end) is not None
