"""WordprocessingML by hand: small functions that give runs, paragraphs, controls and tables.

Only what our templates use is written, so that a converted file loads as little as possible.
Texts may hold template tags; everything else is escaped here. Lengths are millimetres unless the
name says otherwise.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from bayu_docs.gongwen import spec
from bayu_docs.model.document import TWIPS_PER_MM


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def escape(text: str) -> str:
    """Text as XML character data; template tags pass, for they hold none of the three."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(text: str, *, face: str = "", size_pt: float = 0, colour: str = "", style: str = "") -> str:
    """A run; `face` is a class of spec.FACES, colour RRGGBB, style a character style's id."""
    properties = ""
    if style:
        properties += f'<w:rStyle w:val="{style}"/>'
    if face:
        properties += fonts(face)
    if colour:
        properties += f'<w:color w:val="{colour}"/>'
    if size_pt:
        half = round(size_pt * 2)
        properties += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab() -> str:
    """A tab stop's jump."""
    return "<w:r><w:tab/></w:r>"


def line_break() -> str:
    """A line break within a paragraph."""
    return "<w:r><w:br/></w:r>"


def page_number() -> str:
    """The PAGE field."""
    return '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(*content: str, style: str = "", extra: str = "") -> str:
    """A paragraph of runs; plain strings without markup become runs. `extra`: raw pPr children."""
    inner = "".join(part if part.startswith("<") else run(part) for part in content if part)
    head = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{head}{extra}</w:pPr>" if head or extra else ""
    return f"<w:p>{properties}{inner}</w:p>"


def text_control(tag: str, title: str, expression: str) -> str:
    """A plain-text content control that prints `expression`.

    tag: the field's tag (model.form); title: shown by Word, and asked for while the form is blank.
    """
    return (
        f"<w:sdt><w:sdtPr>{_identity(tag, title)}"
        '<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>'
        '<w:r><w:t xml:space="preserve">'
        f"{{{{ show({expression}, '填写{title}') }}}}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def tick_control(tag: str, title: str, condition: str) -> str:
    """A check box control drawn □ or ■ (no free Chinese font has ☐ ☑)."""
    return (
        f"<w:sdt><w:sdtPr>{_identity(tag, title)}<w14:checkbox>"
        '<w14:checked w14:val="0"/><w14:checkedState w14:val="25A0" w14:font="宋体"/>'
        '<w14:uncheckedState w14:val="25A1" w14:font="宋体"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/>'
        f"</w:rPr><w:t>{{{{ tick({condition}) }}}}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _identity(tag: str, title: str) -> str:
    """A control's name, tag and template id; rendering gives every copy an id of its own."""
    identifier = zlib.crc32(tag.encode()) & 0x7FFFFFFF
    return f'<w:alias w:val="{escape(title)}"/><w:tag w:val="{tag}"/><w:id w:val="{identifier}"/>'


@dataclass(frozen=True)
class Cell:
    """A table cell. content: paragraphs; span: columns; merge: restart, continue or empty
    (vertical); align: top, center, bottom; borders: raw w:tcBorders children."""

    content: str
    span: int = 1
    merge: str = ""
    align: str = "center"
    borders: str = ""


@dataclass(frozen=True)
class Row:
    """A table row. height: least height in mm (exact when `exact`); head: repeats on each page."""

    cells: tuple[Cell, ...]
    height: float = spec.FORM_ROW_HEIGHT_MM.value
    exact: bool = False
    head: bool = False


@dataclass(frozen=True)
class Tag:
    """A template statement that takes a row of its own and leaves none ({%tr for … %})."""

    statement: str


def table(widths: Sequence[float], rows: Sequence[Row | Tag]) -> str:
    """A table as wide as its columns (mm), outer rule 1 pt, inner 0.5 pt, black, no shading."""
    outer, inner = int(spec.OUTER_RULE_EIGHTH_PT.value), int(spec.INNER_RULE_EIGHTH_PT.value)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{inner if side.startswith("inside") else outer}" '
        'w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    body = "".join(
        _tag_row(row, len(widths)) if isinstance(row, Tag) else _row(row, widths) for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="34" w:type="dxa"/>'
        '<w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="34" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(row: Row, widths: Sequence[float]) -> str:
    rule = "exact" if row.exact else "atLeast"
    properties = "<w:cantSplit/>"
    properties += f'<w:trHeight w:val="{twips(row.height)}" w:hRule="{rule}"/>'
    properties += "<w:tblHeader/>" if row.head else ""
    cells, column = "", 0
    for cell in row.cells:
        cells += _cell(cell, sum(widths[column : column + cell.span]))
        column += cell.span
    if column != len(widths):
        raise ValueError(f"a row covers {column} of {len(widths)} columns")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, width: float) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    borders = f"<w:tcBorders>{cell.borders}</w:tcBorders>" if cell.borders else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merge}{borders}'
        f'<w:vAlign w:val="{cell.align}"/></w:tcPr>{cell.content}</w:tc>'
    )


def _tag_row(tag: Tag, columns: int) -> str:
    return (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>'
        f"{paragraph(run(tag.statement))}</w:tc></w:tr>"
    )


def fonts(face: str) -> str:
    """The four font attributes of a class of face: its official name and the Latin one."""
    east, latin = spec.FACES[face], spec.LATIN_FACE
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'
