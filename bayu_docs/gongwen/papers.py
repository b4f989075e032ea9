"""The styles and page set-ups of our 公文: named once, used by every block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bayu_docs.gongwen import layout, spec
from bayu_docs.gongwen.docx import PageSetup, Style
from bayu_docs.model.document import POINTS_PER_MM

LINE_PT = spec.LINE_TWIPS.value / 20
TRACKING = int(spec.TRACKING_TWIPS.value)
CHAR_TWIPS = round(spec.BODY_SIZE_PT.value * 20) + TRACKING
"""One 字 across the page."""

PAPER_PAGE = PageSetup(
    top=spec.TOP_MARGIN_MM.value,
    bottom=spec.BOTTOM_MARGIN_MM.value,
    left=spec.BINDING_MARGIN_MM.value,
    right=spec.RIGHT_MARGIN_MM.value,
    # the number's dash stands 7 mm below the text area (7.5)
    footer_mm=spec.BOTTOM_MARGIN_MM.value
    - spec.PAGE_NUMBER_BELOW_TEXT_AREA_MM.value
    - spec.PAGE_NUMBER_SIZE_PT.value / POINTS_PER_MM / 2,
)

# A letter's first header begins at its draft mark's place and reaches down to the double line.
LETTER_PAGE = replace(PAPER_PAGE, header_mm=spec.LETTER_MARK_FROM_PAGE_TOP_MM.value - 4)


def _running(
    identifier: str,
    name: str,
    face: str,
    *,
    size_pt: float = spec.BODY_SIZE_PT.value,
    align: str = "left",
    indent_chars: float = 0,
    keep_next: bool = False,
    page_break: bool = False,
    outline: int | None = None,
) -> Style:
    return Style(
        identifier,
        name,
        face,
        size_pt,
        align,
        line_pt=LINE_PT,
        indent_chars=indent_chars,
        keep_next=keep_next,
        page_break=page_break,
        outline=outline,
        tracking_twips=TRACKING if size_pt == spec.BODY_SIZE_PT.value else 0,
        running=True,
    )


_INDENT = spec.FIRST_LINE_INDENT_CHARS.value

PAPER_STYLES: tuple[Style, ...] = (
    _running("Title", "公文标题", "小标宋", size_pt=spec.TITLE_SIZE_PT.value, align="center"),
    _running("Body", "公文正文", "仿宋", align="both", indent_chars=_INDENT),
    _running("Level1", "一级标题", "黑体", align="both", indent_chars=_INDENT, outline=0),
    _running("Level2", "二级标题", "楷体", align="both", indent_chars=_INDENT, outline=1),
    _running("Level3", "三级标题", "仿宋", align="both", indent_chars=_INDENT, outline=2),
    _running("Level4", "四级标题", "仿宋", align="both", indent_chars=_INDENT, outline=3),
    _running("Line", "公文行", "仿宋"),
    _running("Number", "发文字号", "仿宋", align="center"),
    _running("AnnexLabel", "附件序号", "黑体", page_break=True),
    Style(
        "TableHead",
        "表格表头",
        "黑体",
        spec.TABLE_SIZE_PT.value,
        "center",
        line_pt=spec.TABLE_LINE_PT.value,
    ),
    Style(
        "TableText",
        "表格文字",
        "仿宋",
        spec.TABLE_SIZE_PT.value,
        line_pt=spec.TABLE_LINE_PT.value,
    ),
    Style(
        "TableCenter",
        "表格居中",
        "仿宋",
        spec.TABLE_SIZE_PT.value,
        "center",
        line_pt=spec.TABLE_LINE_PT.value,
    ),
    _running("Imprint", "版记", "仿宋", size_pt=spec.IMPRINT_SIZE_PT.value),
    Style(
        "FormTitle",
        "表单题目",
        "小标宋",
        spec.TITLE_SIZE_PT.value,
        "center",
        line_pt=32,
        after_pt=14,
    ),
    *(style for style in layout.FORM_STYLES if style.id.startswith(("PageNumber", "DraftMark"))),
)

_USED = re.compile(r'<w:(?:pStyle|rStyle) w:val="(\w+)"/>')


def used_styles(*parts: str, always: Sequence[str] = ()) -> tuple[Style, ...]:
    """The paper styles that these parts name, and the ones always wanted."""
    names = {name for part in parts for name in _USED.findall(part)} | set(always)
    return tuple(style for style in PAPER_STYLES if style.id in names)
