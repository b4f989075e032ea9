"""The editable form: a sound Word file without macros that names the same station."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from bayu_docs.model.finding import Finding
from bayu_docs.model.submission import FORM_DOCX
from bayu_docs.submission.faults import fault
from bayu_docs.submission.paper_check import squeezed

CHECKED = ("verify.docx", "verify.docx_text", "verify.docx_active")
MAX_PARTS = 2000
MAX_PART_BYTES = 50 * 1024 * 1024
MAX_TOTAL_BYTES = 200 * 1024 * 1024
_MAIN = "word/document.xml"
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_ACTIVE = ("vbaproject", "oleobject", "activex", "/embeddings/", "afchunk")


def check_word(path: Path, data: Mapping[str, Any] | None) -> tuple[Finding, ...]:
    """Findings on the .docx; with the application's data also on the names it must hold."""
    name = f"data/{FORM_DOCX}"
    try:
        with zipfile.ZipFile(path) as archive:
            if not _modest(archive):
                return (fault("docx", "Word 文件内部过大，不作检查", file=name),)
            active = [part for part in archive.namelist() if _is_active(part)]
            text = _text(archive)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, ValueError):
        return (fault("docx", "Word 文件打不开或已损坏", file=name),)
    except ElementTree.ParseError:
        return (fault("docx", "Word 文件的正文已损坏", file=name),)
    findings = [fault("docx_active", "Word 文件里有宏或嵌入对象", file=name)] if active else []
    return (*findings, *_names(text, data, name))


def _modest(archive: zipfile.ZipFile) -> bool:
    parts = archive.infolist()
    sizes = [part.file_size for part in parts]
    return (
        len(parts) <= MAX_PARTS
        and sum(sizes) <= MAX_TOTAL_BYTES
        and max(sizes, default=0) <= MAX_PART_BYTES
    )


def _is_active(part: str) -> bool:
    return any(mark in part.lower() for mark in _ACTIVE)


def _text(archive: zipfile.ZipFile) -> str:
    """All text of the body; a document type declaration is refused before it is parsed."""
    with archive.open(_MAIN) as stream:
        body = stream.read(MAX_PART_BYTES + 1)
    if len(body) > MAX_PART_BYTES or b"<!DOCTYPE" in body:
        raise ValueError("not a plain document part")
    return squeezed("".join(node.text or "" for node in ElementTree.fromstring(body).iter(_TEXT)))


def _names(text: str, data: Mapping[str, Any] | None, name: str) -> Iterator[Finding]:
    if data is None:
        return
    wanted = (("驿站名称", data["station_name"]), ("申报主体", data["applicant"]["name"]))
    for title, value in wanted:
        if squeezed(value) not in text:
            message = f"Word 申报表里找不到{title}“{value}”"
            yield fault("docx_text", message, file=name, spot=title)
