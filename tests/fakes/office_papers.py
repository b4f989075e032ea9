"""Papers as an office types them in Word: a red head in a table, blanks for indents."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

_RED = RGBColor(255, 0, 0)


def default() -> bytes:
    """What python-docx makes of itself: US letter, blue title, automatic numbers."""
    document = Document()
    document.add_heading("关于开展工作的通知", 0)
    document.add_paragraph("各单位：")
    document.add_paragraph("纸质材料一式两份", style="List Number")
    document.add_paragraph("电子材料发送到邮箱", style="List Number")
    return _saved(document)


def empty() -> bytes:
    """A file without a word."""
    return _saved(Document())


def habitual() -> bytes:
    """A joint notice with the mistakes people make, all at once."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(28)
    section.left_margin = section.right_margin = Mm(27)
    left, right = document.add_table(1, 2).rows[0].cells
    for name in ("示例县人力资源和社会保障局", "\n示例县乡村振兴局"):
        _red(left.paragraphs[0], name)
    _red(right.paragraphs[0], "文件")
    _line(document, "示人社发［2022］第027号", align=ALIGN.CENTER)
    _line(document, "关于组织申报乡村驿站的通知", face="宋体", size=22, align=ALIGN.CENTER)
    _line(document, "各乡镇人民政府:")
    _line(document, "    为做好工作，现将有关事项通知如下：")
    _line(document, "一、申报范围", face="黑体", bold=True, first=32)
    _line(document, "1、请于2022年5月9日（星期三）前报送。", first=32)
    _line(document, "附件：1．申报表。", first=32)
    _line(document, "示例县人力资源和社会保障局", align=ALIGN.RIGHT)
    _line(document, "二〇二二年三月二日", align=ALIGN.RIGHT)
    _line(document, "附件1")
    _line(document, "申报表", size=22, align=ALIGN.CENTER)
    _line(document, "抄送：示例县人民政府办公室", size=14)
    _line(document, "示例县人力资源和社会保障局办公室  2022年3月2日印", size=14)
    section.footer.paragraphs[0].text = "- 1 -"
    return _saved(document)


HABITUAL_CODES = frozenset(
    f"lint.{rule}"
    for rule in (
        "P02", "P05", "P06", "P07", "H01", "B01", "B04", "B05", "A01", "A02", "S01", "S02",
        "I02", "I03", "N01", "X01", "X04",
    )
)  # fmt: skip
"""What is found in habitual() without setting its pages."""


def _red(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(36), _RED


def _line(
    document: Any,
    text: str,
    *,
    face: str = "仿宋_GB2312",
    size: float = 16,
    bold: bool = False,
    align: Any = None,
    first: float = 0,
) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.bold = "Times New Roman", Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing = 1.5
    if first:
        paragraph.paragraph_format.first_line_indent = Pt(first)


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
