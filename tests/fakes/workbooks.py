"""Workbooks for tests: XML as other programs write it, and ours with changes made by openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def raw_workbook(
    path: Path,
    sheets: Mapping[str, str],
    *,
    strings: str = "",
    styles: str = "",
    date1904: bool = False,
    space: str = MAIN,
) -> Path:
    """A workbook whose sheets hold that XML (title -> inside of <worksheet>).

    strings: inside of <sst>; styles: inside of <styleSheet>.
    """
    tabs = "".join(
        f'<sheet name="{title}" sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(sheets, 1)
    )
    parts = {
        "_rels/.rels": _related({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{space}" xmlns:r="{_RELATIONS}">'
        f'<workbookPr date1904="{int(date1904)}"/><sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(
            {
                f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml")
                for n in range(1, len(sheets) + 1)
            }
            | {"rId98": ("sharedStrings", "sharedStrings.xml"), "rId99": ("styles", "styles.xml")}
        ),
        "xl/sharedStrings.xml": f'{_XML}<sst xmlns="{space}">{strings}</sst>',
        "xl/styles.xml": f'{_XML}<styleSheet xmlns="{space}">{styles}</styleSheet>',
    }
    for number, inside in enumerate(sheets.values(), 1):
        sheet = f'{_XML}<worksheet xmlns="{space}">{inside}</worksheet>'
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def _related(targets: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def changed(workbook: bytes, change: Callable[[Workbook], object]) -> bytes:
    """A copy in which openpyxl has made the change, as another program would save it."""
    book = load_workbook(io.BytesIO(workbook))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
