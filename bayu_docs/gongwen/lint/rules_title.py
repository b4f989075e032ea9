"""T: the title's 文种, its punctuation, and how its lines are broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.paper import Paper, Remark
from bayu_docs.gongwen.lint.rule import PAPERS, USUAL, Rule

_NEVER_PARTED = re.compile(r"《[^《》]*》|“[^“”]*”|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d+")
_PUNCTUATION = re.compile(r"[，。；：！？,;:!?]|(?<=[\u4e00-\u9fff])\.")


def genre(paper: Paper) -> Iterator[Remark]:
    """T01: a title that ends with no 文种."""
    if paper.parts.title and not paper.genre:
        yield paper.at(
            paper.parts.title[-1],
            f"标题“{words.short(paper.parts.title_text, 24)}”末尾不是文种；"
            "应当以通知、报告、请示、函等文种结尾",
            "在标题末尾写明文种",
        )


def punctuation(paper: Paper) -> Iterator[Remark]:
    """T02: marks that do not belong in a title."""
    title = paper.parts.title_text
    outside = re.sub(r"《[^《》]*》|“[^“”]*”", "", title)
    found = "".join(dict.fromkeys(_PUNCTUATION.findall(outside)))
    if found:
        yield paper.at(
            paper.parts.title[-1],
            f"标题里有标点“{found}”；除书名号、引号、括号、顿号外，标题一般不用标点",
            "删去标题里的标点",
        )


def broken_lines(paper: Paper) -> Iterator[Remark]:
    """T03: lines broken by hand against sense or shape."""
    yield from _shape(paper, _lines_by_hand(paper))


def set_lines(paper: Paper) -> Iterator[Remark]:
    """T03: the same of lines as they are set, where nobody broke them by hand."""
    if _is_broken_by_hand(paper):
        return
    wanted = words.squeezed(paper.parts.title_text)
    found, left = list[str](), wanted
    for line in paper.set_pages[0].lines:
        if left and line.text and left.startswith(line.text):
            found.append(line.text)
            left = left[len(line.text) :]
        elif found and left:
            return  # other text on its lines: nothing is known
    if not left:
        yield from _shape(paper, found)


RULES = (
    Rule("lint.T01", "标题的文种", clauses.TITLE, USUAL, genre, PAPERS),
    Rule("lint.T02", "标题的标点", clauses.PUNCTUATION, USUAL, punctuation, PAPERS),
    Rule("lint.T03", "标题的回行", clauses.TITLE_SHAPE, USUAL, broken_lines, PAPERS),
    Rule("lint.T03", "标题自动换行", clauses.TITLE_SHAPE, USUAL, set_lines, PAPERS, True),
)


def _lines_by_hand(paper: Paper) -> list[str]:
    lines = [line for each in paper.parts.title for line in each.text.split("\n")]
    return [bare for line in lines if (bare := words.squeezed(line))]


def _is_broken_by_hand(paper: Paper) -> bool:
    """True when no line is left for the program to break."""
    longest = max((len(line) for line in _lines_by_hand(paper)), default=0)
    return longest <= spec.TITLE_CHARS_PER_LINE.value


def _shape(paper: Paper, lines: Sequence[str]) -> Iterator[Remark]:
    if len(lines) < 2:
        return
    fault = _parting(lines) or _outline([len(line) for line in lines])
    if fault:
        shown = " / ".join(lines)
        yield paper.at(
            paper.parts.title[0],
            f"标题回行“{shown}”{fault}；应当词意完整，排成梯形或菱形",
            "在词与词之间换行（Shift+Enter），使各行排成上长下短、上短下长，或中间长两头短",
        )


def _parting(lines: Sequence[str]) -> str:
    """A line of one character, or a word that was parted."""
    if any(len(line) == 1 for line in lines):
        return "有一行只有一个字"
    whole = "".join(lines)
    breaks, at = set[int](), 0
    for line in lines[:-1]:
        at += len(line)
        breaks.add(at)
    for found in _NEVER_PARTED.finditer(whole):
        if any(found.start() < each < found.end() for each in breaks):
            return f"把“{words.short(found[0])}”拆成了两行"
    return ""


def _outline(lengths: Sequence[int]) -> str:
    """Neither trapezoid nor diamond: wider at both ends than in the middle, or all alike."""
    if len(set(lengths)) == 1:
        return "各行一样长，成了长方形"
    falling = [b < a for a, b in pairwise(lengths) if b != a]
    if True in falling and False in falling[falling.index(True) :]:
        return "两头长、中间短，成了沙漏形"
    return ""
