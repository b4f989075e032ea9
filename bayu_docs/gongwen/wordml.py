"""WordprocessingML by hand: small functions that give strings, and the package around them.

Only what our templates use is written, so that a converted file loads as little as possible.
Texts may hold template tags; everything else is escaped here. Lengths are millimetres unless the
name says otherwise.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bayu_docs.gongwen import spec
from bayu_docs.model.document import TWIPS_PER_MM

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ROOT = f'xmlns:w="{_W}" xmlns:w14="{_W14}" xmlns:r="{_R}" xmlns:mc="{_MC}" mc:Ignorable="w14"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


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
        properties += _fonts(face)
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


def page_number() -> str:
    """The PAGE field."""
    return '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(*content: str, style: str = "", extra: str = "") -> str:
    """A paragraph of runs; plain strings without markup become runs. `extra`: raw pPr children."""
    inner = "".join(part if part.startswith("<") else run(part) for part in content if part)
    head = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{head}{extra}</w:pPr>" if head or extra else ""
    return f"<w:p>{properties}{inner}</w:p>"


def text_control(tag: str, title: str, expression: str, *, hint: str = "", style: str = "") -> str:
    """A plain-text content control that prints `expression`.

    tag: the field's tag (model.form); title: shown by Word; hint: the placeholder while the form
    is blank.
    """
    hint = hint or f"填写{title}"
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return (
        f"<w:sdt><w:sdtPr>{look}{_identity(tag, title)}"
        '<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>'
        f'<w:r>{look}<w:t xml:space="preserve">'
        f"{{{{ show({expression}, '{hint}') }}}}</w:t></w:r></w:sdtContent></w:sdt>"
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


@dataclass(frozen=True)
class Style:
    """A paragraph style. line_pt: exact pitch, 0 for single; before/after in pt; indent_chars:
    first-line indent in characters; align: left, center, right, both, distribute."""

    id: str
    name: str
    face: str
    size_pt: float
    align: str = "left"
    line_pt: float = 0
    before_pt: float = 0
    after_pt: float = 0
    indent_chars: float = 0
    keep_next: bool = False
    page_break: bool = False
    bold: bool = False
    outline: int | None = None


@dataclass(frozen=True)
class PageSetup:
    """Margins in mm; footer_mm: the footer's distance from the paper's lower edge."""

    top: float
    bottom: float
    left: float
    right: float
    header_mm: float = 12.0
    footer_mm: float = 12.0
    odd_even: bool = True
    number_pages: bool = True


def section(setup: PageSetup, *, parts: Mapping[str, str], restart_at: int | None = None) -> str:
    """The section's properties; `parts` maps a header or footer kind to its relationship id.

    kinds: header.default, header.even, footer.default, footer.even.
    """
    references = "".join(
        f'<w:{kind.split(".")[0]}Reference w:type="{kind.split(".")[1]}" r:id="{identifier}"/>'
        for kind, identifier in parts.items()
    )
    numbering = f'<w:pgNumType w:start="{restart_at}"/>' if restart_at is not None else ""
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{twips(spec.PAGE_WIDTH_MM.value)}" '
        f'w:h="{twips(spec.PAGE_HEIGHT_MM.value)}"/>'
        f'<w:pgMar w:top="{twips(setup.top)}" w:right="{twips(setup.right)}" '
        f'w:bottom="{twips(setup.bottom)}" w:left="{twips(setup.left)}" '
        f'w:header="{twips(setup.header_mm)}" w:footer="{twips(setup.footer_mm)}" w:gutter="0"/>'
        f"{numbering}</w:sectPr>"
    )


def package(
    body: str,
    styles: Sequence[Style],
    *,
    title: str,
    parts: Mapping[str, str] | None = None,
    variables: Mapping[str, str] | None = None,
    odd_even: bool = False,
) -> bytes:
    """A whole .docx: the same input gives the same bytes.

    parts: part name (header1, footer2 …) -> its inner XML, related as `rId_<name>`;
    variables: Word document variables, which state facts of the template (rows_per_page).
    """
    parts = parts or {}
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations(
            {"rId1": ("officeDocument", "word/document.xml"), "rId2": ("core", "docProps/core.xml")}
        ),
        "docProps/core.xml": _core(title),
        "word/document.xml": f"{_XML}<w:document {_ROOT}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("settings", "settings.xml"),
                "rId3": ("fontTable", "fontTable.xml"),
            }
            | {f"rId_{name}": (name.rstrip("0123456789"), f"{name}.xml") for name in parts}
        ),
        "word/styles.xml": _styles(styles),
        "word/settings.xml": _settings(variables or {}, odd_even),
        "word/fontTable.xml": _font_table(),
    }
    for name, inner in parts.items():
        root = "w:hdr" if name.startswith("header") else "w:ftr"
        members[f"word/{name}.xml"] = f"{_XML}<{root} {_ROOT}>{inner}</{root}>"
    return _zip(members)


def _zip(members: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


def _fonts(face: str) -> str:
    east, latin = spec.FACES[face], spec.LATIN_FACE
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def _style(style: Style) -> str:
    line = f' w:line="{round(style.line_pt * 20)}" w:lineRule="exact"' if style.line_pt else ""
    paragraph_properties = "".join(
        (
            "<w:keepNext/>" if style.keep_next else "",
            "<w:pageBreakBefore/>" if style.page_break else "",
            '<w:snapToGrid w:val="0"/>',
            f'<w:spacing w:before="{round(style.before_pt * 20)}" '
            f'w:after="{round(style.after_pt * 20)}"{line}/>',
            f'<w:ind w:firstLineChars="{round(style.indent_chars * 100)}" '
            f'w:firstLine="{round(style.indent_chars * style.size_pt * 20)}"/>'
            if style.indent_chars
            else "",
            f'<w:jc w:val="{style.align}"/>',
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
        )
    )
    half = round(style.size_pt * 2)
    bold = "<w:b/>" if style.bold else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph_properties}</w:pPr>'
        f'<w:rPr>{_fonts(style.face)}{bold}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        "</w:style>"
    )


def _styles(styles: Sequence[Style]) -> str:
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts('仿宋')}"
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:styleId="PlaceholderText">'
        '<w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="808080"/></w:rPr></w:style>'
    )
    return f"{_XML}<w:styles {_ROOT}>{defaults}{''.join(map(_style, styles))}</w:styles>"


def _settings(variables: Mapping[str, str], odd_even: bool) -> str:
    stated = "".join(
        f'<w:docVar w:name="{name}" w:val="{escape(value)}"/>' for name, value in variables.items()
    )
    pages = "<w:evenAndOddHeaders/>" if odd_even else ""
    kept = f"<w:docVars>{stated}</w:docVars>" if stated else ""
    return (
        f"{_XML}<w:settings {_ROOT}>{pages}"
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f"{kept}</w:settings>"
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{alias}"/>' if (alias := spec.FACE_ALIASES.get(name)) else "")
        + '<w:charset w:val="86"/></w:font>'
        for name in spec.FACES.values()
    )
    return f"{_XML}<w:fonts {_ROOT}>{fonts}</w:fonts>"


def _core(title: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


_RELATION_TYPES = {
    "core": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
}


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{identifier}" Type="{_RELATION_TYPES.get(kind, f"{_R}/{kind}")}" '
        f'Target="{target}"/>'
        for identifier, (kind, target) in targets.items()
    )
    return (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{rows}</Relationships>'
    )


def _content_types(parts: Mapping[str, str]) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = {
        "word/document.xml": f"{main}.document.main+xml",
        "word/styles.xml": f"{main}.styles+xml",
        "word/settings.xml": f"{main}.settings+xml",
        "word/fontTable.xml": f"{main}.fontTable+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    } | {f"word/{name}.xml": f"{main}.{name.rstrip('0123456789')}+xml" for name in parts}
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )
