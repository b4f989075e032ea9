"""The package around a body: styles, page set-up, headers and footers, and one zip write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.wordml import escape, fonts, twips

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_ROOT = (
    f'xmlns:w="{_W}" xmlns:w14="{_W14}" xmlns:w15="{_W15}" xmlns:r="{_R}" xmlns:mc="{_MC}" '
    'mc:Ignorable="w14 w15"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Style:
    """A paragraph style. line_pt: exact pitch, 0 for single; before/after in pt; indent_chars:
    first-line indent in characters; align: left, center, right, both, distribute; tracking_twips:
    added between characters; running: text as 公文 set it, with Han quotes in the Han face, no
    gaps between Han and figures and no widow control;
    own_figures: figures in the Han face, half-width."""

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
    outline: int | None = None
    tracking_twips: int = 0
    running: bool = False
    own_figures: bool = False


@dataclass(frozen=True)
class PageSetup:
    """Margins in mm; footer_mm: the footer's distance from the paper's lower edge."""

    top: float
    bottom: float
    left: float
    right: float
    header_mm: float = 12.0
    footer_mm: float = 12.0


def section(setup: PageSetup, *, parts: Mapping[str, str]) -> str:
    """The section's properties; `parts` maps a header or footer kind to its relationship id.

    kinds: header.default, header.even, header.first, and the same of footer; with a first kind
    the first page differs from the others.
    """
    first = "<w:titlePg/>" if any(kind.endswith(".first") for kind in parts) else ""
    references = "".join(
        f'<w:{kind.split(".")[0]}Reference w:type="{kind.split(".")[1]}" r:id="{identifier}"/>'
        for kind, identifier in parts.items()
    )
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{twips(spec.PAGE_WIDTH_MM.value)}" '
        f'w:h="{twips(spec.PAGE_HEIGHT_MM.value)}"/>'
        f'<w:pgMar w:top="{twips(setup.top)}" w:right="{twips(setup.right)}" '
        f'w:bottom="{twips(setup.bottom)}" w:left="{twips(setup.left)}" '
        f'w:header="{twips(setup.header_mm)}" w:footer="{twips(setup.footer_mm)}" w:gutter="0"/>'
        f"{first}</w:sectPr>"
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


# LibreOffice 7.4 reads overflowPunct the wrong way round: with 0, or without it, punctuation that
# meets the edge of a condensed justified line is not drawn at all.
_RUNNING = (
    '<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
)


def _style(style: Style) -> str:
    line = f' w:line="{round(style.line_pt * 20)}" w:lineRule="exact"' if style.line_pt else ""
    paragraph_properties = "".join(
        (
            "<w:keepNext/>" if style.keep_next else "",
            "<w:pageBreakBefore/>" if style.page_break else "",
            _RUNNING if style.running else "",
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
    face = fonts(style.face, own_figures=style.own_figures)
    if style.running:
        face = face.replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" ')
    tracking = f'<w:spacing w:val="{style.tracking_twips}"/>' if style.tracking_twips else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph_properties}</w:pPr>'
        f'<w:rPr>{face}{tracking}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        "</w:style>"
    )


def _styles(styles: Sequence[Style]) -> str:
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts('仿宋')}"
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
