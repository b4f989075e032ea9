"""N: page numbers, as the footers set them and as they stand on the set pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.paper import Paper, Remark
from bayu_docs.gongwen.lint.rule import BINDING, HEADED, USUAL, Rule
from bayu_docs.materials.page_lines import Line, Page
from bayu_docs.materials.word_layout import Paragraph, Section
from bayu_docs.model.document import POINTS_PER_MM
from bayu_docs.model.notice import LETTER

_PLACE_TOLERANCE_MM = 1.5
_INSET_TOLERANCE_CHARS = 0.6
_NUMBER = re.compile(r"—(\d+)—")


def footers(paper: Paper) -> Iterator[Remark]:
    """N01: page numbers as the footers write them."""
    single = paper.pages is not None and len(paper.pages) == 1
    if single and paper.format == LETTER:
        return
    faults = (fault for section in paper.layout.sections for fault in _section(paper, section))
    for message, mend, strength in dict.fromkeys(faults):
        yield paper.at_spot("页脚", message, mend, strength=strength)


def set_numbers(paper: Paper) -> Iterator[Remark]:
    """N01: the same on the set pages: side, height, and none on a letter's first."""
    if any(True for _ in footers(paper)):
        return  # said already
    for page in paper.set_pages:
        section = paper.layout.sections[0]
        line = _number_on(page, section.height_mm - section.bottom_mm)
        if line is None or page.width_mm > page.height_mm:
            continue
        fault = _place_fault(page, line, section)
        if fault:
            yield paper.at_spot(
                "页脚",
                f"第 {page.number} 页的页码{fault}；一字线应当距版心下边缘 7 毫米，"
                "单页码居右空一字，双页码居左空一字",
                "调整页脚距离和页脚段落的缩进",
                page=page.number,
            )
            return
        if page.number == 1 and paper.format == LETTER:
            yield paper.at_spot(
                "页脚",
                "信函首页显示了页码；首页应当不显示页码",
                "在“页面设置—版式”里勾选首页不同，首页页脚留空",
                clause=clauses.LETTER_PAGE,
                page=1,
            )


RULES = (
    Rule("lint.N01", "页码", clauses.PAGE_NUMBER, BINDING, footers, HEADED),
    Rule("lint.N01", "页码的位置", clauses.PAGE_NUMBER, BINDING, set_numbers, HEADED, True),
)

_Fault = tuple[str, str, str]


def _section(paper: Paper, section: Section) -> Iterator[_Fault]:
    """Each fault of a section's footers once: message, mend, strength."""
    odd = _numbered(section.footers, "default")
    even = _numbered(section.footers, "even")
    if odd is None and even is None:
        yield (
            "没有页码；应当在版心下边缘之下编排页码“— 1 —”",
            "插入页码，四号半角宋体，两边各加一字线",
            BINDING,
        )
        return
    first = section.footers.get("first", ())
    if paper.format == LETTER and section.number == 1:
        shown = not section.title_page or any(_has_number(each) for each in first)
        if shown and paper.pages is None:
            yield (
                "信函首页显示了页码；首页应当不显示页码",
                "在“页面设置—版式”里勾选首页不同，首页页脚留空",
                BINDING,
            )
    for each in (odd, even):
        if each is not None:
            yield from _form_faults(each)
    yield from _side_faults(paper, odd, even)


def _numbered(footers: Mapping[str, Sequence[Paragraph]], kind: str) -> Paragraph | None:
    return next((each for each in footers.get(kind, ()) if _has_number(each)), None)


def _has_number(paragraph: Paragraph) -> bool:
    return any(run.field == "PAGE" for run in paragraph.runs)


def _form_faults(paragraph: Paragraph) -> Iterator[_Fault]:
    text = words.squeezed(paragraph.text)
    if not _NUMBER.fullmatch(text):
        yield (
            f"页码写作“{text}”；数字左右应当各放一条一字线，如“— 1 —”",
            "在页码两边各加一条一字线（—）",
            BINDING,
        )
        return
    run = next(run for run in paragraph.runs if run.field == "PAGE")
    if abs(run.size_pt - spec.PAGE_NUMBER_SIZE_PT.value) > 0.1:
        yield (
            f"页码字号是{words.size_words(run.size_pt)}；应当用四号（14 磅）",
            "把页码改成四号半角宋体",
            USUAL,
        )


def _side_faults(paper: Paper, odd: Paragraph | None, even: Paragraph | None) -> Iterator[_Fault]:
    mend = "勾选“奇偶页不同”，奇数页页码右对齐、偶数页左对齐，各空一字"
    if odd is not None and odd.align == "center":
        yield "页码居中；单页码应当居右空一字，双页码居左空一字", mend, BINDING
    elif not paper.layout.odd_even:
        if paper.pages is None or len(paper.pages) > 1:
            yield "单双页页码在同一边；单页码应当居右空一字，双页码居左空一字", mend, BINDING
    elif even is None or odd is None:
        yield f"{'双' if even is None else '单'}页没有页码；每页都应当有页码", mend, BINDING


def _number_on(page: Page, edge_mm: float) -> Line | None:
    """The page number below the text area."""
    for line in page.lines:
        if line.baseline_mm > edge_mm and _NUMBER.fullmatch(line.text):
            return line
    return None


def _place_fault(page: Page, line: Line, section: Section) -> str:
    dash = line.letters[0]
    below = (dash.top_mm + dash.bottom_mm) / 2 - (section.height_mm - section.bottom_mm)
    inset = spec.PAGE_NUMBER_SIZE_PT.value / POINTS_PER_MM
    if page.number % 2:
        chars = (section.width_mm - section.right_mm - line.right_mm) / inset
        side = "右"
    else:
        chars = (line.left_mm - section.left_mm) / inset
        side = "左"
    if abs(below - spec.PAGE_NUMBER_BELOW_TEXT_AREA_MM.value) > _PLACE_TOLERANCE_MM:
        return f"的一字线距版心下边缘 {below:.1f} 毫米"
    if abs(chars - 1) > _INSET_TOLERANCE_CHARS:
        return f"居{side}空了 {chars:.1f} 字"
    return ""
