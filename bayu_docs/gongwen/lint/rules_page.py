"""P01 to P04: paper, margins, orientation, gutter."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.lint import clauses
from bayu_docs.gongwen.lint.paper import Paper, Remark
from bayu_docs.gongwen.lint.rule import BINDING, HEADED, PAPERS, Rule
from bayu_docs.materials.word_layout import CELL, Section

_TOLERANCE_MM = 1.0
_ROUNDING_MM = 0.05
# Margins that put the ink, not the lines, on the edges of the 版心: upper and lower edge.
_INK_TRUE_MM = (34.58, 32.58)


def paper_size(paper: Paper) -> Iterator[Remark]:
    """P01: sheets of another size than A4."""
    wanted = (spec.PAGE_WIDTH_MM.value, spec.PAGE_HEIGHT_MM.value)
    for section in paper.layout.sections:
        size = (section.width_mm, section.height_mm)
        if section.landscape:
            size = size[::-1]
        if any(is_off(is_, ought) for is_, ought in zip(size, wanted, strict=True)):
            found = f"{section.width_mm:.0f} × {section.height_mm:.0f} 毫米"
            yield _of_section(
                paper,
                section,
                f"纸张是 {found}；应当是 A4（210 × 297 毫米）",
                "在“页面布局—纸张大小”里选 A4",
            )


def margins(paper: Paper) -> Iterator[Remark]:
    """P02: margins that leave another 版心."""
    for section in paper.layout.sections:
        if not section.landscape and not margins_right(section):
            yield _of_section(
                paper,
                section,
                f"页边距是上 {section.top_mm:.1f}、下 {section.bottom_mm:.1f}、"
                f"左 {section.left_mm:.1f}、右 {section.right_mm:.1f} 毫米；"
                "应当是上 37、下 35、左 28、右 26 毫米"
                "（版心 156 × 225 毫米，误差 1 毫米）",
                "在“页面布局—页边距—自定义”里改成上 3.7、下 3.5、左 2.8、右 2.6 厘米",
            )


def orientation(paper: Paper) -> Iterator[Remark]:
    """P03: landscape pages that hold no table."""
    for section in paper.layout.sections:
        if not section.landscape:
            continue
        inside = [each for each in paper.seen if each.section == section.number - 1]
        tabled = sum(len(each.text) for each in inside if each.spot.kind == CELL)
        if 2 * tabled < sum(len(each.text) for each in inside):
            yield _of_section(
                paper, section, "纸张横放，放的却不是表格；公文应当竖放，只有表格可以横排",
                "在“页面布局—纸张方向”里选纵向",
            )  # fmt: skip


def gutter(paper: Paper) -> Iterator[Remark]:
    """P04: a gutter beside the binding margin."""
    for section in paper.layout.sections:
        if section.gutter_mm > _ROUNDING_MM:
            yield _of_section(
                paper,
                section,
                f"另设了 {section.gutter_mm:.1f} 毫米装订线；"
                "订口已含在左边距 28 毫米里，装订线应当是 0",
                "在“页面设置—页边距”里把装订线改成 0",
            )


RULES = (
    Rule("lint.P01", "纸张幅面", clauses.PAPER, BINDING, paper_size),
    Rule("lint.P02", "页边距和版心", clauses.MARGINS, BINDING, margins, PAPERS),
    Rule("lint.P03", "纸张方向", clauses.LANDSCAPE, BINDING, orientation, HEADED),
    Rule("lint.P04", "装订线", clauses.MARGINS, BINDING, gutter, PAPERS),
)


def _of_section(paper: Paper, section: Section, message: str, advice: str) -> Remark:
    first = paper.first_in(section)
    page = paper.page_of(first) if first is not None else None
    return paper.at_spot(f"第{section.number}节", message, advice, page=page, paragraph=first)


def is_off(found: float, wanted: float) -> bool:
    """Whether a length in mm is further off than the standard allows."""
    return abs(found - wanted) > _TOLERANCE_MM + _ROUNDING_MM


def margins_right(section: Section) -> bool:
    """Whether a section's margins leave the 版心 where the standard wants it."""
    sides = not is_off(section.left_mm, spec.BINDING_MARGIN_MM.value) and not is_off(
        section.right_mm, spec.RIGHT_MARGIN_MM.value
    )
    by_text = (spec.TOP_MARGIN_MM.value, spec.BOTTOM_MARGIN_MM.value)
    return sides and any(
        not is_off(section.top_mm, top) and not is_off(section.bottom_mm, bottom)
        for top, bottom in (by_text, _INK_TRUE_MM)
    )
