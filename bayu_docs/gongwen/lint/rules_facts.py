"""X01 to X03: weekdays, requests in a report, and who may issue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.paper import OFFICIAL, Paper, Remark
from bayu_docs.gongwen.lint.rule import BINDING, PAPERS, USUAL, Rule
from bayu_docs.materials.word_layout import Paragraph

_WITH_DAY = re.compile(
    r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日\s*[（(]?\s*(?:星期|周|礼拜)([一二三四五六日天])"
)
_QUOTED = re.compile(r"“[^”]*”")
_REQUEST = re.compile(
    r"(?:妥否|当否|可否|是否妥当)[，,]?[^。]{0,8}请[^。]{0,8}(?:批示|审批|批准|批复|审定|指示)"
    r"|请(?:予以?|领导)?(?:批示|审批|批准|批复|审定)"
)


def weekdays(paper: Paper) -> Iterator[Remark]:
    """X01: weekdays and days the calendar does not have; another text's are its own, in quotes."""
    skipped = {id(each) for each in (paper.parts.date, paper.parts.printed) if each is not None}
    for each in paper.seen:
        text = _QUOTED.sub("", words.squeezed(each.text))
        yield from _weekday_faults(paper, each, text)
        if id(each) not in skipped:
            yield from _date_faults(paper, each, text)


def _weekday_faults(paper: Paper, each: Paragraph, text: str) -> Iterator[Remark]:
    for found in _WITH_DAY.finditer(text):
        day = words.real_day(*(int(part) for part in found.groups()[:3]))
        named = found[4].replace("天", "日")
        if day is not None and words.WEEKDAYS[day.weekday()] != named:
            yield paper.at(
                each,
                f"“{found[0]}”星期不对，这一天是星期{words.WEEKDAYS[day.weekday()]}；日期与星期应当相符",
                "核对日期，改正星期",
            )


def _date_faults(paper: Paper, each: Paragraph, text: str) -> Iterator[Remark]:
    for found in words.ANY_DATE.finditer(text):
        year, month, day = found.groups()
        if len(year) == 4 and words.real_day(int(year), int(month), int(day)) is None:
            yield paper.at(each, f"“{found[0]}”历法上没有这一天；应当是真实的日期", "核对日期")
        elif month.startswith("0") or day.startswith("0") or len(year) == 2:
            yield paper.at(
                each,
                f"正文日期写作“{found[0]}”；年份应当写全，月、日不编虚位",
                "年份写四位，月、日前不加 0",
                strength=USUAL,
                clause=clauses.NUMERALS,
            )


def requests(paper: Paper) -> Iterator[Remark]:
    """X02: requests in a report, several recipients upwards."""
    if paper.genre == "报告":
        for each in paper.parts.text:
            found = _REQUEST.search(each.words)
            if found:
                yield paper.at(
                    each,
                    f"报告里写有请示语“{found[0]}”；报告中应当没有请示事项",
                    "删去请示语；确需请示的，另行一份请示",
                )
    if paper.genre in ("请示", "报告") and paper.parts.to is not None:
        text = words.squeezed(paper.parts.to.words).rstrip("：:")
        if re.search(r"[、，,；;]", text):
            yield paper.at(
                paper.parts.to,
                f"{paper.genre}主送“{words.short(text, 24)}”；上行文应当只主送一个上级机关",
                "只留一个主送机关，其余用抄送",
                strength=USUAL,
                clause=clauses.ONE_RECIPIENT,
            )


def issuers(paper: Paper) -> Iterator[Remark]:
    """X03: inner units that sign."""
    for name, each in paper.parts.names:
        if words.INNER_UNIT.search(name):
            yield paper.at(
                each,
                f"署名“{name}”是内设机构；除办公厅（室）外，内设机构应当不对外正式行文",
                "以所在机关的名义行文",
            )


RULES = (
    Rule("lint.X01", "日期与星期", clauses.NUMERALS, BINDING, weekdays),
    Rule("lint.X02", "报告与请示", clauses.NO_REQUEST, BINDING, requests, (OFFICIAL,)),
    Rule("lint.X03", "内设机构行文", clauses.ISSUER, BINDING, issuers, PAPERS),
)
