"""X07 and X08: numbers of persons in public papers, and characters the face does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bayu_docs.errors import EngineMissing
from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.paper import PUBLIC, Paper, Remark
from bayu_docs.gongwen.lint.rule import BINDING, USUAL, Rule
from bayu_docs.materials import fonts
from bayu_docs.materials.personal import numbers_in
from bayu_docs.materials.word_layout import Paragraph, Run

_HAN = re.compile(f"[{words.HAN}]")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
# Faces that hold the 6763 characters of GB 2312 and no more.
_GB2312_FACES = ("gb2312", "方正小标宋简体")
_OFFICIAL = {
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "黑体",
    "宋体": "宋体",
    "小标宋": "方正小标宋简体",
}


def personal(paper: Paper) -> Iterator[Remark]:
    """X07: numbers of persons."""
    for each in (*paper.seen, *paper.margins):
        for hit in numbers_in(each.text):
            yield paper.at(
                each,
                f"公示里有{hit.kind}（{hit.shown}）；公开的文件应当不含个人信息",
                "删去号码；需要联系方式的，写单位的办公电话",
            )


def uncovered(paper: Paper) -> Iterator[Remark]:
    """X08: characters the declared face lacks."""
    said: set[tuple[str, str]] = set()
    for each in (*paper.seen, *paper.margins):
        for run in each.runs:
            found = [char for char in _lacking(run) if (char, run.east_asia) not in said]
            said |= {(char, run.east_asia) for char in found}
            if found:
                yield _remark(paper, each, run, found)


RULES = (
    Rule("lint.X07", "公示里的个人信息", clauses.PRIVACY, BINDING, personal, (PUBLIC,)),
    Rule("lint.X08", "字体里没有的字", clauses.FACE, USUAL, uncovered),
)


def _remark(paper: Paper, each: Paragraph, run: Run, found: list[str]) -> Remark:
    shown = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in found)
    return paper.at(
        each,
        f"{shown}不在字体“{run.east_asia or '（没有设）'}”里，打印时会换成别的字体或变成方框；"
        "应当用收字更多的同类字体",
        "把这几个字改用“仿宋”“楷体”等收字更多的字体；自造字改用标准字",
    )


def _lacking(run: Run) -> list[str]:
    """The characters of a run its declared face cannot draw, each once."""
    text = _TEMPLATE.sub("", run.text)
    han = dict.fromkeys(_HAN.findall(text))
    private = [char for char in dict.fromkeys(text) if 0xE000 <= ord(char) <= 0xF8FF]
    if any(sign in run.east_asia.casefold() for sign in _GB2312_FACES):
        return [*private, *(char for char in han if not _in_gb2312(char))]
    official = _OFFICIAL.get(words.face_class(run.east_asia), "宋体")
    rare = "".join(char for char in han if not _in_gb2312(char))
    return [*private, *_undrawn(rare, official)] if rare else private


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _undrawn(text: str, official: str) -> tuple[str, ...]:
    """What no font of this machine draws; nothing is known, and nothing said, without fonts."""
    try:
        return fonts.resolve().uncovered(text, official)
    except EngineMissing:
        return ()
