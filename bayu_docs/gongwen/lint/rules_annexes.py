"""A: what 附件说明 names and what the attachments' pages say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.body_parts import Entry
from bayu_docs.gongwen.lint.paper import Paper, Remark
from bayu_docs.gongwen.lint.rule import BINDING, HEADED, PAPERS, Rule
from bayu_docs.gongwen.lint.structure import Annex

_LINE_PT = spec.LINE_TWIPS.value / 20
_PUNCTUATED = re.compile(r"[。；;，,、.．]$")


def listed(paper: Paper) -> Iterator[Remark]:
    """A01: 附件说明 that is at odds with the attachments, or punctuated."""
    entries = paper.parts.listed
    for entry in entries:
        yield from _entry_faults(paper, entry)
    yield from _order(paper)
    yield from _equality(paper)


def pages(paper: Paper) -> Iterator[Remark]:
    """A02: attachments not set on a page as they should be."""
    for annex in paper.parts.annexes:
        faults = list(_page_faults(annex))
        if faults:
            yield paper.at(
                annex.label,
                f"“{annex.label.words}”{'，'.join(faults)}；附件应当另面编排，“附件”和序号用三号黑体"
                "顶格排在第一行，附件标题居中排在第三行",
                "在“附件”前插入分页符；“附件”与标题之间空一行",
            )


RULES = (
    Rule("lint.A01", "附件说明与附件一致", clauses.SAME_ATTACHMENTS, BINDING, listed, PAPERS),
    Rule("lint.A02", "附件页", clauses.ANNEX_PAGE, BINDING, pages, HEADED),
)


def _entry_faults(paper: Paper, entry: Entry) -> Iterator[Remark]:
    ending = _PUNCTUATED.search(entry.title)
    if ending:
        yield paper.at(
            entry.paragraph,
            f"附件名称“{words.short(entry.title)}”后有标点“{ending[0]}”；附件名称后应当不加标点",
            "删去附件名称后的标点",
            clause=clauses.ATTACHMENT_LIST,
        )
    if re.fullmatch(r"《[^《》]*》", entry.title.rstrip("。；;，,、")):
        yield paper.at(
            entry.paragraph,
            f"附件名称“{words.short(entry.title)}”加了书名号；附件说明里只写名称",
            "删去附件名称外的书名号",
            strength="一般",
            clause=clauses.ATTACHMENT_LIST,
        )


def _order(paper: Paper) -> Iterator[Remark]:
    entries = paper.parts.listed
    if len(entries) < 2:
        return
    numbers = [entry.number for entry in entries]
    wrong = next((at for at, number in enumerate(numbers) if number != at + 1), None)
    if wrong is not None:
        yield paper.at(
            entries[wrong].paragraph,
            f"附件说明的序号依次是 {'、'.join(str(n) if n else '（无）' for n in numbers)}；"
            f"应当从 1 到 {len(numbers)} 依次标注",
            "按顺序改正附件序号",
            clause=clauses.ATTACHMENT_LIST,
        )


def _equality(paper: Paper) -> Iterator[Remark]:
    annexes, entries = paper.parts.annexes, paper.parts.listed
    if annexes and not entries:
        yield paper.at(
            annexes[0].label,
            f"后面有 {len(annexes)} 个附件，正文之后没有附件说明；应当在正文下空一行编排“附件：……”",
            "在正文下空一行、左空二字编排附件说明",
        )
        return
    known = {entry.number: entry for entry in entries}
    last = -1
    for annex in annexes:
        entry = _entry_of(annex, known)
        if entry is None:
            yield paper.at(
                annex.label,
                f"这里标“{annex.label.words}”，附件说明里是{_numbers_said(entries)}；序号应当一致",
                "把附件的序号改得与附件说明一致（只有一个附件时不编序号）",
            )
            continue
        if annex.number < last:
            yield paper.at(
                annex.label, "附件的先后与附件说明不同；应当按附件说明的顺序编排", "调整附件的先后"
            )
        last = annex.number
        listed_title = _plain(entry.title)
        if annex.title and _plain(annex.title_text) != listed_title:
            yield paper.at(
                annex.title[0],
                f"附件标题是“{words.short(annex.title_text, 30)}”，附件说明里写"
                f"“{words.short(entry.title, 30)}”；两处应当一致",
                "把两处改成同样的名称",
            )


def _entry_of(annex: Annex, known: dict[int, Entry]) -> Entry | None:
    if annex.number in known:
        return known[annex.number]
    return None


def _numbers_said(entries: tuple[Entry, ...]) -> str:
    if len(entries) == 1 and not entries[0].number:
        return "一个不编序号的附件"
    return "、".join(f"附件{entry.number}" for entry in entries)


def _plain(title: str) -> str:
    """A title as it is compared: no blanks, no closing mark, no 《》 around the whole."""
    bare = re.sub(r"[。；;，,、.．]$", "", words.squeezed(title))
    whole = re.fullmatch(r"《([^《》]*)》", bare)
    return whole[1] if whole else bare


def _page_faults(annex: Annex) -> Iterator[str]:
    if not annex.label.new_page:
        yield "没有另起一页"
    label = next((run for run in annex.label.runs if run.text.strip()), None)
    if label is not None and words.face_class(label.east_asia) != "黑体":
        yield f"字体是{label.east_asia or '（没有设中文字体）'}"
    if abs(annex.label.first_line_pt + annex.label.left_pt) > 2 or annex.label.align == "center":
        yield "没有顶格"
    if not annex.title:
        return
    room_pt = annex.label.after_pt + annex.title[0].before_pt
    empty = sum(_height(each.line_pt, each.line_rule) for each in annex.gap)
    lines = (room_pt + empty) / _LINE_PT
    if not 0.5 <= lines <= 1.5:
        yield f"与附件标题之间空了 {lines:.0f} 行"
    if annex.title[0].align != "center":
        yield "的标题没有居中"


def _height(line_pt: float, rule: str) -> float:
    return line_pt * _LINE_PT if rule == "auto" else line_pt
