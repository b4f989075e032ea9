"""The editable form: a sound Word file without macros that names the same station."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from bayu_docs.materials import ooxml
from bayu_docs.model.finding import Finding
from bayu_docs.model.submission import FORM_DOCX
from bayu_docs.submission.faults import fault
from bayu_docs.submission.paper_check import squeezed

CHECKED = ("verify.docx", "verify.docx_text", "verify.docx_active")
_MAIN = "word/document.xml"
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_ACTIVE = ("macro", "ole", "activex", "afchunk", "external", "template")


def check_word(path: Path, wanted: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
    """Findings on the .docx; wanted: title and value of each field it must hold."""
    name = f"data/{FORM_DOCX}"
    try:
        parts = ooxml.open_parts(path, ooxml.WORD)
        body = ElementTree.fromstring(parts[_MAIN])
    except ooxml.Refused as refused:
        said = f"Word 文件：{refused.refusal.reason}"
        if refused.refusal.kind in _ACTIVE:
            return (fault("docx_active", said, file=name),)
        return (fault("docx", said, file=name),)
    except (KeyError, OSError, ElementTree.ParseError):
        return (fault("docx", "Word 文件打不开或已损坏", file=name),)
    text = squeezed("".join(node.text or "" for node in body.iter(_TEXT)))
    return tuple(
        fault("docx_text", f"Word 申报表里找不到{title}“{value}”", file=name, spot=title)
        for title, value in wanted
        if squeezed(value) not in text
    )
