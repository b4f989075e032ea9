"""An Excel proof as it shall be printed: every sheet one page wide, as many pages long as it takes.

Without it LibreOffice cuts a wide table into columns of pages, which nobody can read together.
What the applicant set himself (a fit of his own) stays. The file came through the gate (ooxml).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# What may follow pageSetup in a worksheet (ECMA-376-1, 18.3.1.99: the order is binding).
_AFTER = frozenset(
    (
        *("headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches"),
        *("ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture"),
        *("oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
    )
)


def fitted(workbook: Path) -> bytes:
    """The workbook's bytes with every sheet fitted to the page's width; cells are not touched.

    A file that cannot be read stays as it is: the engine says what is wrong with it.
    """
    try:
        return _fitted(workbook)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, zlib.error):
        return workbook.read_bytes()


def _fitted(workbook: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.infolist():
            raw = old.read(member)
            if _SHEET.fullmatch(member.filename):
                raw = _sheet(raw)
            new.writestr(member, raw, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _sheet(raw: bytes) -> bytes:
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag != f"{{{_MAIN}}}worksheet":
        return raw
    properties = _child(root, "sheetPr", 0)
    fit = _child(properties, "pageSetUpPr", len(properties))
    if fit.get("fitToPage") in ("1", "true"):
        return raw
    fit.set("fitToPage", "1")
    setup = _child(root, "pageSetup", _place_of_setup(root))
    setup.set("fitToWidth", "1")
    setup.set("fitToHeight", "0")
    setup.attrib.pop("scale", "")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _child(parent: etree._Element, name: str, index: int) -> etree._Element:
    """The child of that name; made at the index when there is none."""
    found = parent.find(f"{{{_MAIN}}}{name}")
    if found is None:
        found = etree.Element(f"{{{_MAIN}}}{name}")
        parent.insert(index, found)
    return found


def _place_of_setup(root: etree._Element) -> int:
    for index, child in enumerate(root):
        if etree.QName(child).localname in _AFTER:
            return index
    return len(root)
