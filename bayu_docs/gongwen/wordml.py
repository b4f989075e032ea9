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
    return f"<w:r>{head}{content(text)}</w:r>"


def content(text: str) -> str:
    """A run's text; what may begin or end with a blank says so."""
    kept = ' xml:space="preserve"' if "{" in text or text != text.strip() else ""
    return f"<w:t{kept}>{escape(text)}</w:t>"


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


def text_control(
    tag: str,
    title: str,
    expression: str,
    *,
    hint: str = "",
    multi_line: bool = True,
    locked: bool = False,
) -> str:
    """A plain-text content control that prints `expression`.

    tag: the field's tag (model.form); title: shown by Word; hint: asked while the form is blank,
    填写 and the title unless given; locked: Word does not let the control itself be deleted.
    """
    kind = '<w:text w:multiLine="1"/>' if multi_line else "<w:text/>"
    return _control(tag, title, kind, expression, hint or f"填写{title}", locked)


def choice_control(
    tag: str,
    title: str,
    expression: str,
    choices: Sequence[str],
    *,
    hint: str = "",
    locked: bool = False,
) -> str:
    """A drop-down list of the printed `choices`; other words are as in text_control."""
    items = "".join(
        f'<w:listItem w:displayText="{escape(each)}" w:value="{escape(each)}"/>' for each in choices
    )
    kind = f"<w:dropDownList>{items}</w:dropDownList>"
    return _control(tag, title, kind, expression, hint or f"选择{title}", locked)


DATE_FORMAT = "yyyy年M月d日"


def date_control(
    tag: str,
    title: str,
    expression: str,
    *,
    pattern: str = DATE_FORMAT,
    hint: str = "",
    locked: bool = False,
) -> str:
    """A date picker that writes days by `pattern`; other words are as in text_control."""
    kind = (
        f'<w:date><w:dateFormat w:val="{pattern}"/><w:lid w:val="zh-CN"/>'
        '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _control(tag, title, kind, expression, hint or f"选择{title}", locked)


def tick_control(tag: str, title: str, condition: str, *, locked: bool = False) -> str:
    """A check box control drawn □ or ■ (no free Chinese font has ☐ ☑)."""
    return (
        f"<w:sdt><w:sdtPr>{_identity(tag, title, locked)}<w14:checkbox>"
        '<w14:checked w14:val="0"/><w14:checkedState w14:val="25A0" w14:font="宋体"/>'
        '<w14:uncheckedState w14:val="25A1" w14:font="宋体"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/>'
        f"</w:rPr><w:t>{{{{ tick({condition}) }}}}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _control(tag: str, title: str, kind: str, expression: str, hint: str, locked: bool) -> str:
    return (
        f"<w:sdt><w:sdtPr>{_identity(tag, title, locked)}{kind}</w:sdtPr><w:sdtContent>"
        f"<w:r><w:t xml:space=\"preserve\">{{{{ show({expression}, '{hint}') }}}}</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )


def _identity(tag: str, title: str, locked: bool) -> str:
    """A control's name, tag and template id; rendering gives every copy an id of its own."""
    identifier = zlib.crc32(tag.encode()) & 0x7FFFFFFF
    lock = '<w:lock w:val="sdtLocked"/>' if locked else ""
    return (
        f'<w:alias w:val="{escape(title)}"/><w:tag w:val="{tag}"/>'
        f'<w:id w:val="{identifier}"/>{lock}'
    )


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


@dataclass(frozen=True)
class Repeated:
    """Rows printed for each item of a list, as a section to which Word adds items by its + button.

    tag: the list's pointer; title: shown by Word; loop: `m in f.team`. An empty list leaves no
    section: Word takes one without items for a damaged file.
    """

    tag: str
    title: str
    loop: str
    rows: tuple[Row | Tag, ...]


def table(widths: Sequence[float], rows: Sequence[Row | Tag | Repeated]) -> str:
    """A table as wide as its columns (mm), outer rule 1 pt, inner 0.5 pt, black, no shading."""
    outer, inner = int(spec.OUTER_RULE_EIGHTH_PT.value), int(spec.INNER_RULE_EIGHTH_PT.value)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{inner if side.startswith("inside") else outer}" '
        'w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    body = "".join(_rows(row, widths) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="34" w:type="dxa"/>'
        '<w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="34" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _rows(row: Row | Tag | Repeated, widths: Sequence[float]) -> str:
    if isinstance(row, Tag):
        return _tag_row(row, len(widths))
    if isinstance(row, Row):
        return _row(row, widths)
    items = row.loop.partition(" in ")[2]
    inner = "".join(_rows(each, widths) for each in row.rows)
    item = f"<w:sdt><w:sdtPr>{_item_id(row)}<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>"
    return "".join(
        (
            _tag_row(Tag(f"{{%tr if {items} %}}"), len(widths)),
            f"<w:sdt><w:sdtPr>{_identity(row.tag, row.title, False)}<w15:repeatingSection/>",
            "</w:sdtPr><w:sdtContent>",
            _tag_row(Tag(f"{{%tr for {row.loop} %}}"), len(widths)),
            f"{item}{inner}</w:sdtContent></w:sdt>",
            _tag_row(Tag("{%tr endfor %}"), len(widths)),
            "</w:sdtContent></w:sdt>",
            _tag_row(Tag("{%tr endif %}"), len(widths)),
        )
    )


def _item_id(row: Repeated) -> str:
    return f'<w:id w:val="{zlib.crc32(f"{row.tag}/-".encode()) & 0x7FFFFFFF}"/>'


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


def fonts(face: str, *, own_figures: bool = False) -> str:
    """The four font attributes of a class of face: its official name and the Latin one.

    own_figures: letters and figures in the face itself.
    """
    east = spec.FACES[face]
    latin = east if own_figures else spec.LATIN_FACE
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'
