"""I: the 版记, its lines, 抄送, 印发机关 and 印发日期."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.paper import Paper, Remark
from bayu_docs.gongwen.lint.rule import BINDING, HEADED, Rule
from bayu_docs.materials.page_lines import Line as Text
from bayu_docs.materials.page_lines import Page
from bayu_docs.materials.page_lines import Rule as Line
from bayu_docs.materials.word_layout import Paragraph
from bayu_docs.model.notice import LETTER

_WIDTH_TOLERANCE_MM = 2.0
_PLACE_TOLERANCE_MM = 2.0
_NEAR_MM = 14.0  # a line of the 版记 stands this near to its text


def lines(paper: Paper) -> Iterator[Remark]:
    """I01: lines of the 版记 missing, too many, or adrift."""
    parts = [each for each in (paper.parts.copies, paper.parts.printed) if each is not None]
    if not parts:
        return
    number = paper.page_of(parts[-1], tail=True)
    if number is None:
        return
    page = paper.set_pages[number - 1]
    found = _imprint_rules(page, parts)
    if paper.format == LETTER:
        if found:
            yield paper.at(
                parts[0], "信函的版记有分隔线；信函版记应当不加分隔线", "去掉版记的边框线",
                clause=clauses.LETTER_IMPRINT, page=number,
            )  # fmt: skip
        return
    fault = _lines_fault(paper, page, found, number)
    if fault:
        yield paper.at(
            parts[-1],
            f"版记{fault}；版记首末应当各有一条与版心等宽的分隔线，末条与最后一面的版心下边缘重合",
            "给版记各段加上、下边框（首末 0.35 毫米、中间 0.25 毫米），放到最后一页版心最下方",
            page=number,
        )


def copies(paper: Paper) -> Iterator[Remark]:
    """I02: 抄送 without its colon or full stop."""
    each = paper.parts.copies
    if each is None:
        return
    text = _whole_copies(paper, each)
    if not text.endswith("。"):
        yield paper.at(
            each,
            f"抄送机关以“{text[-1:]}”结尾；最后一个抄送机关名称后应当标句号",
            "在抄送机关末尾标“。”",
        )
    if not words.squeezed(each.words).startswith("抄送："):
        yield paper.at(each, "“抄送”后没有标全角冒号；应当写“抄送：”", "改成“抄送：”")


def printed(paper: Paper) -> Iterator[Remark]:
    """I03: 印发 missing, or on a letter."""
    each = paper.parts.printed
    if each is None:
        return
    if paper.format == LETTER:
        yield paper.at(
            each,
            "信函的版记写了印发机关和印发日期；信函应当不加印发机关和印发日期",
            "删去印发机关和印发日期",
            clause=clauses.LETTER_IMPRINT,
        )
        return
    text = words.squeezed(each.words)
    if not text.endswith("日印发"):
        yield paper.at(
            each,
            f"印发日期一行写作“{words.short(text, 30)}”；日期后应当加“印发”二字",
            "在印发日期后写“印发”",
        )


RULES = (
    Rule("lint.I01", "版记的分隔线和位置", clauses.IMPRINT_LINES, BINDING, lines, HEADED, True),
    Rule("lint.I02", "抄送机关", clauses.COPIES, BINDING, copies, HEADED),
    Rule("lint.I03", "印发机关和印发日期", clauses.PRINTED, BINDING, printed, HEADED),
)


def _placed(page: Page, parts: list[Paragraph]) -> list[Text]:
    """The set lines of 抄送 (its first) and of 印发 (its first and its last)."""
    said = [
        each.words[-10:] if words.PRINTED.search(each.words) else each.words[:12] for each in parts
    ]
    said += [each.words.split("\n")[0][:12] for each in parts if "\n" in each.words]
    return [line for each in said if (line := page.find(each)) is not None]


def _imprint_rules(page: Page, parts: list[Paragraph]) -> list[Line]:
    """Dark lines about the 版记's text."""
    found = _placed(page, parts)
    if not found:
        return []
    top = min(line.baseline_mm for line in found) - _NEAR_MM
    bottom = max(line.baseline_mm for line in found) + _NEAR_MM
    least = spec.TEXT_WIDTH_MM.value / 2
    return [
        rule
        for rule in page.rules
        if not rule.red and rule.width_mm >= least and top <= rule.top_mm <= bottom
    ]


def _lines_fault(paper: Paper, page: Page, found: list[Line], number: int) -> str:
    parts = [each for each in (paper.parts.copies, paper.parts.printed) if each is not None]
    if number != len(paper.set_pages):
        return f"在第 {number} 页，不在最后一页"
    placed = _placed(page, parts)
    if not found or not placed:
        return "没有分隔线"
    first = min(line.baseline_mm for line in placed)
    last = max(line.baseline_mm for line in placed)
    if found[0].top_mm > first:
        return "首条分隔线没有"
    if found[-1].bottom_mm < last:
        return "末条分隔线没有"
    wrong = next((rule for rule in found if _too_short(rule)), None)
    if wrong is not None:
        return f"的分隔线长 {wrong.width_mm:.1f} 毫米"
    section = paper.section_of(parts[-1])
    edge_mm = section.height_mm - section.bottom_mm
    off = found[-1].bottom_mm - edge_mm
    if abs(off) > _PLACE_TOLERANCE_MM:
        return f"的末条分隔线{'高出' if off < 0 else '低于'}版心下边缘 {abs(off):.1f} 毫米"
    return ""


def _too_short(rule: Line) -> bool:
    return abs(rule.width_mm - spec.TEXT_WIDTH_MM.value) > _WIDTH_TOLERANCE_MM


def _whole_copies(paper: Paper, first: Paragraph) -> str:
    """抄送 with its further lines: the paragraphs before 印发."""
    text, inside = "", False
    for each in paper.seen:
        inside = inside or each is first
        if inside and each is not first and (each is paper.parts.printed or each.frame is None):
            break
        if inside:
            text += words.squeezed(each.words)
    return text
