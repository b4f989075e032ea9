"""Slim Word files, written part by part: paragraphs, one-line titles and plain tables."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from studio.stable import zipped

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
TEXT_WIDTH_TWIPS = 9354  # 165 mm


def document(*parts: str) -> bytes:
    """A .docx of A4 pages from paragraphs and tables."""
    body = "".join(parts)
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1247" w:right="1276" w:bottom="1134" w:left="1276" '
        'w:header="600" w:footer="600" w:gutter="0"/></w:sectPr>'
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:document {_W}><w:body>{body}{section}</w:body></w:document>"
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _RELS.encode(),
            "word/document.xml": xml.encode(),
        }
    )


def paragraph(
    text: str,
    font: str,
    size_pt: float = 14,
    align: str = "both",
    indent: bool = False,
    bold: bool = False,
    after_pt: float = 4,
) -> str:
    """One paragraph; indent: two characters."""
    first = f'<w:ind w:firstLine="{round(size_pt * 40)}"/>' if indent else ""
    return (
        f'<w:p><w:pPr><w:spacing w:after="{round(after_pt * 20)}" '
        f'w:line="{round(size_pt * 30)}" w:lineRule="exact"/>{first}<w:jc w:val="{align}"/></w:pPr>'
        f"{_run(text, font, size_pt, bold)}</w:p>"
    )


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    font: str,
    head_font: str,
    size_pt: float = 10.5,
    pad: int = 30,
) -> str:
    """A ruled table; the first row is its head and is repeated, the last column stands left.

    widths share the text width; pad: twips above and below the words of a cell.
    """
    total = sum(widths)
    columns = [round(TEXT_WIDTH_TWIPS * width / total) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    body = "".join(
        _row(row, columns, head_font if number == 0 else font, size_pt, number == 0, pad)
        for number, row in enumerate(rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(
    cells: Sequence[str], columns: Sequence[int], font: str, size_pt: float, head: bool, pad: int
) -> str:
    mark = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    aligned = ["center"] * (len(cells) - 1) + ["center" if head else "left"]
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{column}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="{pad}" w:after="{pad}" w:line="{round(size_pt * 25)}" '
        f'w:lineRule="atLeast"/><w:jc w:val="{align}"/></w:pPr>'
        f"{_run(cell, font, size_pt, False)}</w:p></w:tc>"
        for cell, column, align in zip(cells, columns, aligned, strict=True)
    )
    return f"<w:tr><w:trPr>{mark}</w:trPr>{written}</w:tr>"


def _run(text: str, font: str, size_pt: float, bold: bool) -> str:
    strong = "<w:b/>" if bold else ""
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" '
        f'w:hint="eastAsia"/>{strong}<w:sz w:val="{round(size_pt * 2)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def page_break() -> str:
    """A paragraph that ends the page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
