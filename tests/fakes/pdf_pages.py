"""Small PDFs for tests: text drawn with an embedded font of squares that holds any character.

The font is made here, so the tests need no font on the machine and no office engine.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Pdf

A4 = (595.276, 841.89)


def write_pdf(
    path: Path,
    pages: Sequence[Sequence[str]],
    *,
    size: tuple[float, float] = A4,
    embed: bool = True,
    bookmarks: Sequence[tuple[str, int]] = (),
    links: Sequence[tuple[int, int]] = (),
) -> Path:
    """A PDF with one page per list of lines; bookmarks (title, page), links (page, target)."""
    letters = "".join(sorted({char for lines in pages for line in lines for char in line}))
    with Pdf.new() as pdf:
        font = _font(pdf, letters, embed)
        for lines in pages:
            _add_page(pdf, lines, letters, font, size)
        for page, target in links:
            _add_link(pdf, page, target)
        with pdf.open_outline() as outline:
            for title, page in bookmarks:
                outline.root.append(pikepdf.OutlineItem(title, page - 1))
        pdf.save(path, deterministic_id=True)
    return path


def _add_page(
    pdf: Pdf, lines: Sequence[str], letters: str, font: pikepdf.Object, size: tuple[float, float]
) -> None:
    page = pdf.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    drawn = []
    for row, line in enumerate(lines):
        codes = "".join(f"{letters.index(char) + 1:04X}" for char in line)
        drawn.append(f"1 0 0 1 72 {size[1] - 72 - 20 * row:.2f} Tm <{codes}> Tj")
    content = "BT /F1 12 Tf\n" + "\n".join(drawn) + "\nET"
    page.obj.Contents = pdf.make_stream(content.encode("ascii"))


def _add_link(pdf: Pdf, page: int, target: int) -> None:
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[72, 700, 200, 720],
        Border=[0, 0, 0],
        Dest=Array([pdf.pages[target - 1].obj, Name.Fit]),
    )
    pdf.pages[page - 1].obj.Annots = pdf.make_indirect(Array([pdf.make_indirect(annotation)]))


def _font(pdf: Pdf, letters: str, embed: bool) -> pikepdf.Object:
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/AAAAAA+Squares"),
        Flags=4,
        FontBBox=[0, 0, 1000, 1000],
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=700,
        StemV=80,
    )
    if embed:
        descriptor.FontFile2 = pdf.make_stream(_squares(len(letters)))
    cid_font = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/AAAAAA+Squares"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        DW=1000,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/AAAAAA+Squares"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(cid_font)]),
            ToUnicode=pdf.make_stream(_to_unicode(letters)),
        )
    )


@cache
def _squares(count: int) -> bytes:
    """A TrueType font of that many equal squares beside .notdef."""
    names = [".notdef", *(f"g{index}" for index in range(1, count + 1))]
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0xE000 + index: name for index, name in enumerate(names[1:])})
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    stream = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(stream)
    return stream.getvalue()


def _to_unicode(letters: str) -> bytes:
    rows = [
        f"<{index:04X}> <{char.encode('utf-16-be').hex().upper()}>"
        for index, char in enumerate(letters, 1)
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")
