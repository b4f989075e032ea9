"""What openpyxl drops when it saves a workbook, put back from the original.

It leaves out what formulas came to, fixes the height of every row, and states when it saved. It
also drops `x005F_` from texts, where the file's escape for an underscore needs it.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DOCUMENT = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# The sign openpyxl drops, and what stands for it meanwhile: no text on paper holds U+E000.
_DROPPED, _KEPT = b"x005F_", "x\ue000005F_".encode()


def guarded(workbook: bytes) -> bytes:
    """The workbook for openpyxl to load, its escapes disguised; `repaired` undoes it."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as target,
    ):
        for member in old.namelist():
            raw = old.read(member)
            target.writestr(member, raw.replace(_DROPPED, _KEPT) if _is_xml(member) else raw)
    return made.getvalue()


def repaired(original: bytes, saved: bytes) -> bytes:
    """The saved copy with formulas' results, free row heights and the original's properties."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(original)) as old,
        zipfile.ZipFile(io.BytesIO(saved)) as new,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        before, after = _sheet_parts(old), _sheet_parts(new)
        sources = {part: before[title] for title, part in after.items() if title in before}
        for member in new.namelist():
            raw = new.read(member)
            if member in sources:
                raw = _sheet_repaired(old.read(sources[member]), raw)
            elif member == _CORE and _CORE in old.namelist():
                raw = old.read(_CORE)
            if _is_xml(member):
                raw = raw.replace(_KEPT, _DROPPED)
            info = zipfile.ZipInfo(member, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, raw)
    return made.getvalue()


def _is_xml(member: str) -> bool:
    return member.lower().endswith(".xml")


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Title of each sheet -> the part it is kept in."""
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _parser())
    targets = {node.get("Id", ""): node.get("Target", "") for node in relations}
    book = etree.fromstring(archive.read("xl/workbook.xml"), _parser())
    parts = dict[str, str]()
    for node in book.iter(f"{_MAIN}sheet"):
        target = targets.get(node.get(f"{_DOCUMENT}id", ""), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            parts[node.get("name", "")] = part
    return parts


def _sheet_repaired(original: bytes, saved: bytes) -> bytes:
    before = etree.fromstring(original, _parser())
    fixed = {row.get("r") for row in before.iter(f"{_MAIN}row") if _is_fixed(row)}
    results = {
        cell.get("r"): (cell.get("t"), value)
        for cell in before.iter(f"{_MAIN}c")
        if cell.find(f"{_MAIN}f") is not None and (value := cell.findtext(f"{_MAIN}v")) is not None
    }
    root = etree.fromstring(saved, _parser())
    for row in root.iter(f"{_MAIN}row"):
        if row.get("r") not in fixed:
            row.attrib.pop("customHeight", "")
    for cell in root.iter(f"{_MAIN}c"):
        if cell.get("r") in results and cell.find(f"{_MAIN}f") is not None:
            _give_result(cell, *results[cell.get("r")])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _is_fixed(row: etree._Element) -> bool:
    return row.get("customHeight") in ("1", "true")


def _give_result(cell: etree._Element, kind: str | None, result: str) -> None:
    value = cell.find(f"{_MAIN}v")
    if value is None:
        value = etree.SubElement(cell, f"{_MAIN}v")
    value.text = result
    if kind is None:
        cell.attrib.pop("t", "")
    else:
        cell.set("t", kind)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
