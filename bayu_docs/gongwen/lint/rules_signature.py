"""S: 署名, 成文日期, and the room for the seal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.paper import OFFICIAL, Paper, Remark
from bayu_docs.gongwen.lint.rule import BINDING, HEADED, PAPERS, USUAL, Rule
from bayu_docs.materials.page_lines import Line, Page
from bayu_docs.materials.word_layout import Paragraph
from bayu_docs.model.document import POINTS_PER_MM
from bayu_docs.model.notice import DOCUMENT, LETTER, MINUTES

_OFFSET_TOLERANCE = 0.6  # 字
_NOTHING_HERE = re.compile(r"此页无正文")


def signed_on(paper: Paper) -> Iterator[Remark]:
    """S01: dates written another way, impossible, or after printing."""
    signed = paper.parts.date
    if signed is None:
        if paper.format in (DOCUMENT, LETTER) and paper.parts.text:
            yield paper.at(
                paper.parts.text[-1],
                "找不到成文日期；应当用阿拉伯数字标全年、月、日",
                "在署名下一行编排成文日期",
            )
    elif not words.BLANK_DATE.fullmatch(signed.words):
        yield from _date_faults(paper, signed, "成文日期", words.squeezed(signed.words))
    printed = paper.parts.printed
    on = words.LOOSE_DATE.search(printed.words) if printed is not None else None
    if printed is not None and on is not None:
        yield from _date_faults(paper, printed, "印发日期", words.squeezed(on[0]))
        before, after = _day(signed.words) if signed else None, _day(on[0])
        if before and after and before > after:
            yield paper.at(
                printed,
                f"印发日期（{words.squeezed(on[0])}）早于成文日期；成文日期应当不晚于印发日期",
                "核对两个日期",
            )


def signed_by(paper: Paper) -> Iterator[Remark]:
    """S02: names that are not those of the issuing organs."""
    names = [name for name, _ in paper.parts.names]
    wanted, where = _issuers(paper)
    if not wanted or paper.format == MINUTES:
        return
    anchor = paper.parts.names[0][1] if names else paper.parts.date
    if anchor is None:
        return
    missing = [each for each in wanted if not any(_same(each, name) for name in names)]
    complete = len(wanted) > 1 or paper.format != LETTER
    extra = [name for name in names if not any(_same(each, name) for each in wanted)]
    if missing:
        yield paper.at(
            anchor,
            f"署名是{_said(names)}，缺{_said(missing)}；署名应当与{where}的发文机关（{_said(wanted)}）一致",
            "补齐署名，每个发文机关一个，主办机关在前",
        )
    elif extra and complete and len(wanted) > 1:
        yield paper.at(
            anchor,
            f"署名多出{_said(extra)}；署名应当与{where}的发文机关（{_said(wanted)}）一致",
            "核对发文机关",
        )


def offsets(paper: Paper) -> Iterator[Remark]:
    """S03: date and name at another place of the line."""
    signed = paper.parts.date
    if signed is None or not paper.parts.names:
        return
    number = _page_of_date(paper, signed)
    if number is None:
        return
    page = paper.set_pages[number - 1]
    line = _alone(page, signed.words)
    found = (page.find(name, last=True) for name, _ in paper.parts.names)
    if line is None:
        return
    names = [each for each in found if each is not None and each.baseline_mm <= line.baseline_mm]
    edge_mm = spec.PAGE_WIDTH_MM.value - paper.section_of(signed).right_mm
    right = _chars(edge_mm - line.right_mm)
    if not _well_placed(right, line, names, edge_mm):
        yield paper.at(
            signed,
            f"成文日期右空 {_tenths(right)} 字；加盖印章的应当右空 4 字、署名以日期为准居中，"
            "不加盖印章的署名右空 2 字、日期首字比署名首字右移 2 字",
            "用段落的右缩进调整成文日期和署名的位置",
            page=number,
        )


def nothing_here(paper: Paper) -> Iterator[Remark]:
    """S04: 此页无正文."""
    for each in paper.seen:
        if _NOTHING_HERE.search(each.words):
            yield paper.at(
                each,
                "写有“此页无正文”；容不下印章时应当调整行距、字距，不采用这种写法",
                "删去“此页无正文”，调整行距、字距，使署名与正文同页",
            )


def with_text(paper: Paper) -> Iterator[Remark]:
    """S04: a signature on a page without text."""
    signed = paper.parts.date
    before = [*paper.parts.text[-1:], *(entry.paragraph for entry in paper.parts.listed[-1:])]
    if signed is None or not before:
        return
    page = paper.page_of(signed)
    ends = [paper.page_of(each, tail=True) for each in before]
    if page is not None and None not in ends and page not in ends:
        yield paper.at(
            signed,
            f"署名和成文日期在第 {page} 页，正文在前一页就完了；署名应当与正文同页",
            "调整行距、字距，使正文至少有一行与署名同页",
            page=page,
        )


RULES = (
    Rule("lint.S01", "成文日期", clauses.DATE, BINDING, signed_on, PAPERS),
    Rule("lint.S02", "发文机关署名", clauses.SIGNED_BY, BINDING, signed_by, (OFFICIAL,)),
    Rule("lint.S03", "署名和日期的位置", clauses.SEALED_DATE, USUAL, offsets, HEADED, True),
    Rule("lint.S04", "此页无正文", clauses.SEAL_ROOM, BINDING, nothing_here, PAPERS),
    Rule("lint.S04", "署名与正文同页", clauses.SEAL_ROOM, BINDING, with_text, HEADED, True),
)


def _date_faults(paper: Paper, at: Paragraph, what: str, written: str) -> Iterator[Remark]:
    found = words.DATE.fullmatch(written)
    if found is None:
        fault = (
            "用了汉字数字" if re.search(r"[〇○零一二三四五六七八九十]", written) else "年份没有写全"
        )
        yield paper.at(
            at,
            f"{what}写作“{written}”，{fault}；应当用阿拉伯数字标全，如 2022年3月2日",
            "改用阿拉伯数字，年份写四位",
        )
        return
    if any(part.startswith("0") for part in found.groups()):
        year, month, day = (int(part) for part in found.groups())
        yield paper.at(
            at,
            f"{what}写作“{written}”，月、日编了虚位；应当写作“{year}年{month}月{day}日”",
            f"改成“{year}年{month}月{day}日”",
        )
    elif _day(written) is None:
        yield paper.at(at, f"{what}写作“{written}”，历法上没有这一天；应当是真实的日期", "核对日期")


def _day(text: str) -> date | None:
    found = words.DATE.search(words.squeezed(text))
    return words.real_day(*(int(part) for part in found.groups())) if found else None


def _issuers(paper: Paper) -> tuple[list[str], str]:
    """The issuing organs, and where they are named: the head, else the title."""
    title = paper.parts.title_text
    before = title.partition("关于")[0] if "关于" in title else ""
    titled = [each for each in re.split(r"[、\s]", before) if each and words.ORGAN.search(each)]
    marked = []
    for each in paper.parts.mark:
        for line in re.split(rf"[\n\t]|[{words.BLANKS}]{{2,}}", each.text):
            name = re.sub(r"(文件|会议纪要|纪要)$", "", words.squeezed(line))
            if name:
                marked.append(name)
    if len(marked) > 1 or (marked and not titled):
        return marked, "版头"
    return (titled, "标题") if titled else (marked, "版头")


def _same(one: str, other: str) -> bool:
    return words.is_short_for(one, other) or words.is_short_for(other, one)


def _said(names: list[str]) -> str:
    return "、".join(f"“{name}”" for name in names) or "（没有找到）"


def _tenths(chars: float) -> str:
    """The measure with one decimal; what rounds to nothing has no sign."""
    return f"{round(chars, 1) + 0.0:.1f}"


def _chars(length_mm: float) -> float:
    return length_mm * POINTS_PER_MM / spec.BODY_SIZE_PT.value


def _page_of_date(paper: Paper, signed: Paragraph) -> int | None:
    """The last page with the date on a line of its own: the text may name the day too."""
    found = [page.number for page in paper.set_pages if _alone(page, signed.words) is not None]
    return found[-1] if found else None


def _alone(page: Page, words_: str) -> Line | None:
    """The last line that says this and nothing else."""
    wanted = words.squeezed(words_)
    return next((line for line in reversed(page.lines) if line.text == wanted), None)


def _well_placed(right: float, signed: Line, names: list[Line], edge_mm: float) -> bool:
    """Whether date and names stand as with seals, as without, or as for a long name."""
    if abs(right - spec.SEALED_DATE_OFFSET_CHARS.value) <= _OFFSET_TOLERANCE:
        return True
    unsealed = spec.UNSEALED_NAME_OFFSET_CHARS.value
    if not names:
        return abs(right - unsealed) <= _OFFSET_TOLERANCE
    name, name_right = names[-1], min(_chars(edge_mm - each.right_mm) for each in names)
    shift = _chars(signed.left_mm - min(each.left_mm for each in names))
    by_name = abs(name_right - unsealed) <= _OFFSET_TOLERANCE and (
        abs(shift - spec.UNSEALED_DATE_SHIFT_CHARS.value) <= _OFFSET_TOLERANCE
    )
    by_date = abs(right - unsealed) <= _OFFSET_TOLERANCE and name_right > unsealed
    middle = (signed.left_mm + signed.right_mm - name.left_mm - name.right_mm) / 2
    is_far = right > spec.SEALED_DATE_OFFSET_CHARS.value
    centred = abs(_chars(middle)) <= _OFFSET_TOLERANCE and name_right <= unsealed + 1 and is_far
    return by_name or by_date or centred
