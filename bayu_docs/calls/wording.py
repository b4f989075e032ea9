"""The notice's text as something to quote from: white space removed, cut into its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_NAMED = ("附件", "备注", "落款")
HEAD = "首部"  # everything before 一、: issuers, title, addressees, the opening paragraph

# A clause begins with its number at the start of a line. Deeper numbers join those above them:
# 四、 + （一） + 2． is cited as 四（一）2.
_HEADINGS = (
    (1, re.compile(r"([一二三四五六七八九十]+)、")),
    (1, re.compile(r"(第[一二三四五六七八九十百]+条)")),
    (1, re.compile(rf"({'|'.join(_NAMED)})(?=[：:])")),
    (2, re.compile(r"(（[一二三四五六七八九十]+）)")),
    (3, re.compile(r"([0-9]+)[．.、](?![0-9])")),
)


@dataclass(frozen=True)
class _Heading:
    level: int
    number: str
    line: int


def squeeze(text: str) -> str:
    """The text without any white space: what a quotation is compared in."""
    return "".join(text.split())


def clauses(text: str) -> Mapping[str, str]:
    """Clause number as cited -> its squeezed words, sub-clauses included; 首部 for the head."""
    lines = text.splitlines()
    headings = list(_headings(lines))
    first = headings[0].line if headings else len(lines)
    found = {HEAD: squeeze("".join(lines[:first]))}
    above: dict[int, str] = {}
    for position, heading in enumerate(headings):
        above = {level: part for level, part in above.items() if level < heading.level}
        above[heading.level] = heading.number
        number = "".join(above[level] for level in sorted(above))
        end = _end(headings[position + 1 :], heading.level, len(lines))
        found.setdefault(number, squeeze("".join(lines[heading.line : end])))
    return found


def _headings(lines: list[str]) -> Iterator[_Heading]:
    for index, line in enumerate(lines):
        rest = line.strip()
        for level, pattern in _HEADINGS:  # 备注：1．opens two clauses on one line
            match = pattern.match(rest)
            if match:
                yield _Heading(level, match[1], index)
                rest = rest[match.end() :].lstrip("：:") if match[1] in _NAMED else ""


def _end(following: list[_Heading], level: int, last: int) -> int:
    return next((heading.line for heading in following if heading.level <= level), last)
