"""Named styles and ready blocks for our papers: page set-ups, page numbers, form furniture."""

from __future__ import annotations

from collections.abc import Sequence

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.docx import PageSetup, Style
from bayu_docs.gongwen.wordml import (
    Cell,
    Row,
    page_number,
    paragraph,
    run,
    table,
    twips,
)
from bayu_docs.model.document import POINTS_PER_MM

FORM_PAGE = PageSetup(
    top=spec.FORM_TOP_MARGIN_MM.value,
    bottom=spec.FORM_BOTTOM_MARGIN_MM.value,
    left=spec.BINDING_MARGIN_MM.value,
    right=spec.FORM_RIGHT_MARGIN_MM.value,
    header_mm=12.0,
    # the number's dash stands 7 mm below the text area (7.5)
    footer_mm=spec.FORM_BOTTOM_MARGIN_MM.value
    - spec.PAGE_NUMBER_BELOW_TEXT_AREA_MM.value
    - spec.PAGE_NUMBER_SIZE_PT.value / POINTS_PER_MM / 2,
)

FORM_STYLES: tuple[Style, ...] = (
    Style("FormTitle", "样表题目", "小标宋", spec.SIZE_PT["一号"], "center", line_pt=44),
    Style("FormLabel", "封面标签", "仿宋", spec.SIZE_PT["三号"], "distribute"),
    Style("FormValue", "封面填写", "仿宋", spec.SIZE_PT["三号"]),
    Style("FormFoot", "封面脚注", "仿宋", spec.SIZE_PT["四号"], "center"),
    Style(
        "Heading",
        "部分题目",
        "黑体",
        spec.SIZE_PT["四号"],
        before_pt=14,
        after_pt=6,
        keep_next=True,
        outline=0,
    ),
    Style(
        "HeadingNewPage",
        "部分题目（另页）",
        "黑体",
        spec.SIZE_PT["四号"],
        after_pt=6,
        keep_next=True,
        page_break=True,
        outline=0,
    ),
    Style(
        "Subheading",
        "小题目",
        "楷体",
        spec.SIZE_PT["小四"],
        before_pt=8,
        after_pt=4,
        keep_next=True,
    ),
    Style("Note", "说明文字", "仿宋", spec.SIZE_PT["四号"], "both", line_pt=26, indent_chars=2),
    Style("CellLabel", "表内标签", "仿宋", 11, "center", line_pt=15),
    Style("CellText", "表内文字", "仿宋", 11, line_pt=15),
    Style("CellCenter", "表内居中", "仿宋", 11, "center", line_pt=15),
    Style("CellLong", "表内长文", "仿宋", 10.5, "both", line_pt=16, indent_chars=2),
    Style("ListHead", "列表表头", "黑体", 10.5, "center", line_pt=14, keep_next=True),
    Style("ListText", "列表文字", "仿宋", 10, line_pt=14),
    Style("ListCenter", "列表居中", "仿宋", 10, "center", line_pt=14),
    Style("Sign", "落款", "仿宋", spec.SIZE_PT["小四"], "right", line_pt=24),
    Style("SignLeft", "签字", "仿宋", spec.SIZE_PT["小四"], line_pt=24),
    Style("Oath", "承诺", "仿宋", spec.SIZE_PT["四号"], "both", line_pt=24, indent_chars=2),
    Style(
        "PageNumberOdd",
        "单页页码",
        "宋体",
        spec.PAGE_NUMBER_SIZE_PT.value,
        "right",
        own_figures=True,
    ),
    Style(
        "PageNumberEven",
        "双页页码",
        "宋体",
        spec.PAGE_NUMBER_SIZE_PT.value,
        "left",
        own_figures=True,
    ),
    Style("DraftMark", "草稿标记", "黑体", spec.SIZE_PT["四号"], "center"),
    Style("Hint", "填写提示", "楷体", 10, line_pt=14, before_pt=3, after_pt=3),
    Style("Gap", "空隙", "仿宋", 2, line_pt=4),
)


def page_number_parts() -> dict[str, str]:
    """Footers with — n —: odd pages right and even pages left, one character in (7.5)."""
    number = (run("— "), page_number(), run(" —"))
    inset = round(spec.PAGE_NUMBER_SIZE_PT.value * 20)
    return {
        "footer1": paragraph(*number, style="PageNumberOdd", extra=f'<w:ind w:right="{inset}"/>'),
        "footer2": paragraph(*number, style="PageNumberEven", extra=f'<w:ind w:left="{inset}"/>'),
    }


def draft_header_parts() -> dict[str, str]:
    """Headers that print the draft mark when the paper is a draft, and nothing otherwise."""
    mark = paragraph(run("{{ draft_mark }}", colour="C00000"), style="DraftMark")
    return {"header1": mark, "header2": mark}


HEADERS_AND_FOOTERS = {
    "header.default": "rId_header1",
    "header.even": "rId_header2",
    "footer.default": "rId_footer1",
    "footer.even": "rId_footer2",
}


def label(text: str, *, span: int = 1, merge: str = "") -> Cell:
    """A label cell, centred both ways."""
    return Cell(paragraph(text, style="CellLabel"), span=span, merge=merge)


def value(*content: str, span: int = 1, centred: bool = False) -> Cell:
    """A value cell, vertically centred."""
    style = "CellCenter" if centred else "CellText"
    return Cell(paragraph(*content, style=style), span=span)


def long_value(*content: str, span: int = 1) -> Cell:
    """A full-width text cell: two characters indented, the cell grows."""
    return Cell(paragraph(*content, style="CellLong"), span=span, align="top")


def list_head(*titles: str) -> Row:
    """A list's head row, repeated on every page."""
    return Row(
        tuple(Cell(paragraph(title, style="ListHead")) for title in titles), height=9, head=True
    )


def list_cell(*content: str, centred: bool = False, span: int = 1, merge: str = "") -> Cell:
    """A cell of a list row."""
    style = "ListCenter" if centred else "ListText"
    return Cell(paragraph(*content, style=style), span=span, merge=merge)


def sign_line(text: str, *, right: float, before: float = 0.0, after: float = 0.0) -> str:
    """A line of a signature, set right with room (mm) at its right, above and below.

    A 42 mm seal centred on （公章） then stays within its box; trailing blanks would not hold the
    room, for they hang over the edge.
    """
    spacing = f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"/>'
    return paragraph(text, style="Sign", extra=f'{spacing}<w:ind w:right="{twips(right)}"/>')


_NO_RULE = '<w:{side} w:val="nil"/>'


def opinion_box(titles: Sequence[str], width: float, height: float) -> str:
    """Opinion boxes side by side, printed empty: title, room to write, signature, seal, date.

    titles: the bodies' names as printed; width: mm of the whole; height: mm of the box. No word
    of the body's is ever filled in.
    """
    if not titles:
        raise ValueError("an opinion box needs at least one body")
    each = width / len(titles)
    head_mm, foot_mm = 9.0, 36.0
    top = Row(
        tuple(Cell(paragraph(title, style="CellLabel", extra="<w:keepNext/>")) for title in titles),
        height=head_mm,
    )
    room = Cell(
        paragraph(style="CellText", extra="<w:keepNext/>"),
        align="top",
        borders=_NO_RULE.format(side="bottom"),
    )
    foot = Cell(
        "".join(
            (
                paragraph("负责人签字：", style="SignLeft"),
                sign_line("（公章）", right=18.0),
                sign_line("年　　月　　日", right=12.0, after=9.0),
            )
        ),
        align="bottom",
        borders=_NO_RULE.format(side="top"),
    )
    return table(
        [each] * len(titles),
        [
            top,
            Row((room,) * len(titles), height=height - head_mm - foot_mm),
            Row((foot,) * len(titles), height=foot_mm),
        ],
    )
