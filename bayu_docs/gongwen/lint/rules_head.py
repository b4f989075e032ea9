"""H: 发文字号, 签发人, the red mark and the red lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.paper import Paper, Remark
from bayu_docs.gongwen.lint.rule import ADVISED, BINDING, HEADED, Rule
from bayu_docs.gongwen.lint.traits import is_red
from bayu_docs.materials.page_lines import Page
from bayu_docs.materials.page_lines import Rule as Line
from bayu_docs.model.finding import Clause
from bayu_docs.model.notice import DOCUMENT, LETTER

_PLACE_TOLERANCE_MM = 1.5
_WIDTH_TOLERANCE_MM = 1.05
_LEAST_RED_MM = 60.0
_PAIR_MM = 4.0  # the two lines of a double line lie this near
_UPWARD = ("请示", "报告")


def number(paper: Paper) -> Iterator[Remark]:
    """H01: a 发文字号 written another way, or none."""
    for each in paper.parts.numbers:
        found = words.LOOSE_NUMBER.search(each.words)
        if found is None or words.BLANK_NUMBER.search(found[0]):
            continue  # a visible blank: X06
        written = found[0].strip(words.BLANKS)
        if not words.NUMBER.fullmatch(written):
            yield paper.at(
                each,
                f"发文字号写作“{written}”，{'、'.join(_number_faults(written))}；"
                f"应当写作“{_mended(written)}”的样子",
                f"改成“{_mended(written)}”：机关代字、六角括号〔〕里写全年份、序号不编虚位也不加“第”",
            )
    if paper.format in (DOCUMENT, LETTER) and not paper.parts.numbers:
        first = paper.parts.mark[0]
        yield paper.at(
            first,
            "有发文机关标志，没有发文字号；应当编排发文字号",
            "在发文机关标志下编排“代字〔年份〕序号号”",
        )


def one_number(paper: Paper) -> Iterator[Remark]:
    """H02: more than one 发文字号."""
    numbers = paper.parts.numbers
    joined = [found for each in numbers for found in words.LOOSE_NUMBER.findall(each.words)]
    if len(joined) > 1:
        yield paper.at(
            numbers[-1],
            f"有 {len(joined)} 个发文字号（{'、'.join(joined)}）；"
            "联合行文应当只用主办机关的发文字号",
            "只留主办机关的发文字号",
        )


def red_mark(paper: Paper) -> Iterator[Remark]:
    """H03: a mark that is not red."""
    for each in paper.parts.mark[:1]:
        if not is_red(each):
            yield paper.at(
                each,
                "发文机关标志不是红色；推荐用红色小标宋体",
                "把发文机关标志的颜色改成红色",
                clause=_mark_clause(paper),
            )


def mark_place(paper: Paper) -> Iterator[Remark]:
    """H03: a mark at another height of the set page."""
    page = paper.set_pages[0]
    lines = [line for each in paper.parts.mark if (line := page.find(each.words)) is not None]
    if not lines:
        return
    top_mm = min(letter.top_mm for line in lines for letter in line.letters)
    wanted = spec.TOP_MARGIN_MM.value + spec.MARK_BELOW_TEXT_AREA_TOP_MM.value
    if paper.format == LETTER:
        wanted = spec.LETTER_MARK_FROM_PAGE_TOP_MM.value
    if abs(top_mm - wanted) > _PLACE_TOLERANCE_MM:
        yield paper.at(
            paper.parts.mark[0],
            f"发文机关标志的上边缘距上页边 {top_mm:.1f} 毫米；应当是 {wanted:.0f} 毫米",
            "调整发文机关标志上方的空白（段前距或文本框位置）",
            clause=_mark_clause(paper),
            page=1,
        )


def red_lines(paper: Paper) -> Iterator[Remark]:
    """H04: red lines missing, too long or short, or upside down."""
    if not paper.parts.mark:
        return
    page = paper.set_pages[0]
    red = [rule for rule in page.rules if rule.red and rule.width_mm >= _LEAST_RED_MM]
    if paper.format == LETTER:
        yield from _letter_lines(paper, page, red)
    else:
        yield from _document_line(paper, red)


def signers(paper: Paper) -> Iterator[Remark]:
    """H05: 签发人 missing upwards, or given elsewhere."""
    if paper.format != DOCUMENT or not paper.genre:
        return
    parts = paper.parts
    if paper.genre in _UPWARD and not parts.signers:
        yield paper.at(
            (parts.numbers or parts.mark)[0],
            f"{paper.genre}是上行文，没有签发人；应当标注签发人姓名",
            "发文字号居左空一字，同一行居右空一字编排“签发人：姓名”（姓名用楷体）",
        )
    elif parts.signers and paper.genre not in (*_UPWARD, "意见"):
        yield paper.at(
            parts.signers[0],
            f"{paper.genre}不是上行文，却标了签发人；只有上行文应当标注签发人",
            "删去签发人，发文字号居中",
        )


RULES = (
    Rule("lint.H01", "发文字号", clauses.NUMBER, BINDING, number, HEADED),
    Rule("lint.H02", "联合行文的发文字号", clauses.JOINT_NUMBER, BINDING, one_number, HEADED),
    Rule("lint.H03", "发文机关标志", clauses.MARK, ADVISED, red_mark, HEADED),
    Rule("lint.H03", "发文机关标志的位置", clauses.MARK, BINDING, mark_place, HEADED, True),
    Rule("lint.H04", "红色分隔线", clauses.RED_LINE, BINDING, red_lines, HEADED, True),
    Rule("lint.H05", "签发人", clauses.SIGNERS, BINDING, signers, HEADED),
)


def _number_faults(written: str) -> Iterator[str]:
    if not re.search(r"〔[^〕]*〕", written):
        yield "括号不是六角括号〔〕"
    year = re.search(r"[^\w\s]\s*(\d*)年?\s*[^\w\s]", written)
    if year and len(year[1]) != 4:
        yield "年份没有写全"
    if "第" in written:
        yield "序号前加了“第”"
    if re.search(r"\D0\d*\s*号", written):
        yield "序号编了虚位（前面有 0）"
    if re.search(r"\s", written):
        yield "中间有空格"
    if re.search(r"\d年", written):
        yield "括号里写了“年”字"


def _mended(written: str) -> str:
    found = re.fullmatch(r"(\D+?)\W\s*(\d*)年?\s*\W\s*第?\s*0*(\d*)\s*号", written)
    if found is None:
        return "渝人社〔2022〕27号"
    year = f"20{found[2]}" if len(found[2]) == 2 else found[2]
    return f"{found[1]}〔{year}〕{found[3]}号"


def _mark_clause(paper: Paper) -> Clause:
    return clauses.LETTER_MARK if paper.format == LETTER else clauses.MARK


def _document_line(paper: Paper, red: Sequence[Line]) -> Iterator[Remark]:
    anchor = (paper.parts.numbers or paper.parts.mark)[0]
    wanted = spec.RED_LINE_WIDTH_MM.value
    if not red:
        yield paper.at(
            anchor,
            "首页没有红色分隔线；发文字号之下 4 毫米处应当有一条与版心等宽（156 毫米）的红色分隔线",
            "给发文字号的段落加红色下边框，或插入一条 15.6 厘米长的红线",
            page=1,
        )
        return
    line = max(red, key=lambda rule: rule.width_mm)
    if abs(line.width_mm - wanted) > _WIDTH_TOLERANCE_MM:
        yield paper.at(
            anchor,
            f"红色分隔线长 {line.width_mm:.1f} 毫米；应当与版心等宽，156 毫米",
            "把红线长度改成 15.6 厘米，居中",
            page=1,
        )


def _letter_lines(paper: Paper, page: Page, red: Sequence[Line]) -> Iterator[Remark]:
    anchor = paper.parts.mark[0]
    middle = page.height_mm / 2
    upper = [rule for rule in red if rule.top_mm < middle]
    lower = [rule for rule in red if rule.top_mm >= middle]
    for name, found, thick_first in (("上", upper, True), ("下", lower, False)):
        fault = _pair_fault(found, thick_first)
        if fault:
            yield paper.at(
                anchor,
                f"信函{name}方的红色双线{fault}；应当是 170 毫米长的双线，"
                f"{'上粗下细' if thick_first else '上细下粗'}",
                "用两条红色单线（粗 2.25 磅、细 0.75 磅）画成双线，各长 17 厘米，居中",
                clause=clauses.LETTER_LINES,
                page=1,
            )


def _pair_fault(found: Sequence[Line], thick_first: bool) -> str:
    if not found:
        return "没有"
    if len(found) < 2:
        return "只有一条线"
    first, second = sorted(found, key=lambda rule: rule.top_mm)[:2]
    if second.top_mm - first.bottom_mm > _PAIR_MM:
        return "两线隔得太开"
    wanted = spec.LETTER_LINE_WIDTH_MM.value
    for rule in (first, second):
        if abs(rule.width_mm - wanted) > _WIDTH_TOLERANCE_MM:
            return f"长 {rule.width_mm:.1f} 毫米"
    is_thick_first = first.thickness_mm > second.thickness_mm
    return "" if is_thick_first == thick_first else "粗细上下颠倒"
