"""X04 to X06: punctuation, names of organs, and what was left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.levels import level_of
from bayu_docs.gongwen.lint.paper import SHEET, Paper, Remark, grouped
from bayu_docs.gongwen.lint.rule import BINDING, USUAL, Rule
from bayu_docs.materials.word_layout import BODY, Paragraph

_HAN = f"[{words.HAN}]"
# What is Latin by right: addresses, and the places of a template.
_LATIN = re.compile(
    r"(?:https?://|www\.)[\x21-\x7e]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\{\{.*?\}\}|\{%.*?%\}", re.ASCII
)
_KINDS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "用了半角标点",
        re.compile(
            rf"(?<=[{words.HAN}”》）])[,;:?!]|[,;:?!](?={_HAN})|(?<={_HAN})\.(?=\s*$|{_HAN})"
        ),
        "中文里的标点用全角",
    ),
    ("用了半角括号", re.compile(rf"(?<={_HAN})\(|\((?={_HAN})|(?<={_HAN})\)|\)(?={_HAN})"),
     "中文里的括号用全角（）"),
    ("用了直引号", re.compile(rf"[\"'](?={_HAN})|(?<={_HAN})[\"']"), "引号用“”"),
    ("范围用了“－”或“~”", re.compile(
        r"(?<=\d)\s*[－~]\s*(?=\d)"
        r"|(?<![\d-])\d{1,4}-\d{1,4}(?=[名个人家项天页次份台套户元万年月日])"),
     "数字范围用“～”或“—”"),
    ("并列的书名号或引号之间用了顿号", re.compile(r"》、《|”、“"), "删去书名号、引号之间的顿号"),
)  # fmt: skip
_SPACED = re.compile(rf"{_HAN}[ \u00a0]+\d|\d[ \u00a0]+{_HAN}")
_LEVEL_MARKS = {
    1: (re.compile(r"[一二三四五六七八九十]+、"), "“一、”"),
    2: (re.compile(r"（[一二三四五六七八九十]+）(?![、，,.．])"), "“（一）”，后面不加标点"),
    3: (re.compile(r"\d+[．.]"), "“1．”，不用顿号"),
    4: (re.compile(r"（\d+）(?![、，,.．])"), "“（1）”，后面不加标点"),
}
_ABBREVIATED = re.compile(r"(?<!渝)人社(?:局|部门|厅)")
_PLACEHOLDERS = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|【[^】]*(?:待|填|补|插入|此处)[^】]*】|(?<![A-Za-z0-9])[XxＸ×]{2,}(?![A-Za-z])"
    r"|[XxＸ×](?:年|月|日)|TODO|待补(?:充)?(?:$|[，。）])"
)
_EMPTY = re.compile(
    rf"（[{words.BLANKS}]*）|《[{words.BLANKS}]*》|〔[{words.BLANKS}]*〕|“[{words.BLANKS}]*”"
)


def punctuation(paper: Paper) -> Iterator[Remark]:
    """X04: punctuation and level marks."""
    parts = paper.parts  # those that rules of their own look at
    skipped = {id(each) for each in (*parts.numbers, *parts.title, parts.to, parts.copies)}
    for each in paper.seen:
        if id(each) in skipped:
            continue
        text = _LATIN.sub(lambda found: "字" * len(found[0]), each.text)
        for what, pattern, mend in _KINDS:
            found = pattern.search(text)
            if found:
                shown = text[max(0, found.start() - 4) : found.end() + 4].strip()
                yield paper.at(each, f"“{shown}”{what}；标点应当符合 GB/T 15834", mend)
        yield from _level_mark(paper, each)
    yield from _spaces(paper)


def names(paper: Paper) -> Iterator[Remark]:
    """X05: short names Chongqing does not use."""
    found = ((match[0], each) for each in paper.seen for match in _ABBREVIATED.finditer(each.text))
    for said, paragraph, more in grouped(found):
        right = said.replace("人社", "人力社保")
        yield paper.at(
            paragraph,
            f"简称“{said}”{more}不是重庆的规范化简称；应当写“{right}”",
            f"把“{said}”改成“{right}”，全文一致",
        )


def placeholders(paper: Paper) -> Iterator[Remark]:
    """X06: placeholders and blanks that were left."""
    for each in paper.seen:
        text = each.text
        left = _PLACEHOLDERS.search(text)
        if left:
            yield paper.at(
                each,
                f"还留着占位文字“{words.short(left[0], 20)}”；定稿里应当没有占位文字",
                "填写或删去",
            )
        elif paper.profile != SHEET and (blank := _blank(text)):
            yield paper.at(
                each,
                f"还有空着没填的“{blank}”；印发前应当填写",
                "填写后再印发（草稿可以留空）",
                strength=USUAL,
            )


RULES = (
    Rule("lint.X04", "标点和序号的写法", clauses.PUNCTUATION, USUAL, punctuation),
    Rule("lint.X05", "机关简称", clauses.SIGNED_BY, USUAL, names),
    Rule("lint.X06", "占位文字和空白", clauses.REVIEWED, BINDING, placeholders),
)


def _level_mark(paper: Paper, each: Paragraph) -> Iterator[Remark]:
    level, _, mark = level_of(each)
    if not level or each.spot.kind != BODY:
        return
    pattern, wanted = _LEVEL_MARKS[level]
    if not pattern.match(each.words):
        shown = words.short(each.words, 8)
        yield paper.at(
            each,
            f"层次序数写作“{shown}”；应当写作{wanted}",
            f"把“{mark}”的标点改正",
            clause=clauses.LEVELS,
        )


def _spaces(paper: Paper) -> Iterator[Remark]:
    found = (("空格", each) for each in paper.parts.running if _SPACED.search(each.text))
    for _, paragraph, more in grouped(found):
        shown = _SPACED.search(paragraph.text)
        yield paper.at(
            paragraph,
            f"“{shown[0] if shown else ''}”汉字与数字之间加了空格{more}；公文里不加空格",
            "删去空格",
            clause=clauses.NUMERALS,
        )


def _blank(text: str) -> str:
    """The first visible blank of a text, as written with its blanks shortened."""
    for pattern in (words.BLANK_NUMBER, words.BLANK_DATE, _EMPTY):
        found = pattern.search(text)
        if found:
            return re.sub(rf"[{words.BLANKS}]+", "　", found[0].strip(words.BLANKS))
    return ""
