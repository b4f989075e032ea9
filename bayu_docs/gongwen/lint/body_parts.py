"""What follows the title: 主送, text, 附件说明, signature, date, note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bayu_docs.gongwen.lint import words
from bayu_docs.gongwen.lint.head_parts import LONGEST_NAME, TITLE_LEAST_PT
from bayu_docs.gongwen.lint.levels import level_of
from bayu_docs.gongwen.lint.traits import place_of, size_of
from bayu_docs.materials.word_layout import BODY, Paragraph

_LONGEST_TO = 400


@dataclass(frozen=True)
class Entry:
    """One attachment as 附件说明 names it; number: 0 without one."""

    number: int
    title: str
    raw: str
    paragraph: Paragraph


def is_bare_date(paragraph: Paragraph) -> bool:
    """A line that is a date, or the blank of one, and nothing else."""
    text = paragraph.words
    return bool(words.LOOSE_DATE.fullmatch(text) or words.BLANK_DATE.fullmatch(text))


class Body:
    """What follows the title: 主送, text, 附件说明, signature, date, note."""

    def __init__(self, main: Sequence[Paragraph], start: int) -> None:
        self._said = list(main[start:])
        self.names: list[tuple[str, Paragraph]] = []
        self.listed: list[Entry] = []
        self.note: Paragraph | None = None
        self.date = next((each for each in reversed(self._said) if is_bare_date(each)), None)
        end = len(self._said)
        if self.date is not None:
            end = place_of(self._said, self.date)
            after = self._said[end + 1 :]
            brackets = (each for each in after if each.words.startswith(("（", "(")))
            self.note = next(brackets, None)
            while end and (found := _names_in(self._said[end - 1])):
                end -= 1
                self.names[:0] = [(name, self._said[end]) for name in found]
        lines = [each for each in self._said[:end] if each.spot.kind == BODY]
        self.to = lines[0] if lines and _is_to(lines[0], lines[1:]) else None
        lines = lines[1:] if self.to is not None else lines
        at = next((at for at, each in enumerate(lines) if _opens_list(each)), len(lines))
        self.text = lines[:at]
        if at < len(lines):
            self.listed, used = _entries(lines[at:])
            self.text += lines[at + used :]


def _names_in(paragraph: Paragraph) -> list[str]:
    """The organs' names on a line of the signature; none when it is another line."""
    text = paragraph.words
    if re.search(r"[。；：，,;:！？]", text) or _opens_list(paragraph) or level_of(paragraph)[0]:
        return []
    names = [each for each in re.split(rf"[{words.BLANKS}\n]{{2,}}|\t", text) if each.strip()]
    names = [words.squeezed(each) for each in names]
    if paragraph.align == "center" and size_of(paragraph) >= TITLE_LEAST_PT:
        return []
    good = all(words.ORGAN.search(each) and len(each) <= LONGEST_NAME for each in names)
    return names if names and good else []


def _is_to(first: Paragraph, rest: Sequence[Paragraph]) -> bool:
    text = words.squeezed(first.words)
    if len(text) > _LONGEST_TO or not rest or level_of(first)[0]:
        return False
    if re.search(r"如下|现将|为了|根据|按照|经研究|名单", text) or re.search(r"[。！？]$", text):
        return False
    if text.endswith(("：", ":")):
        return True
    flush = abs(first.first_line_pt) < 1 and first.align in ("left", "both")
    return flush and words.ORGAN.search(text.rstrip("，,；;、")) is not None


def _opens_list(paragraph: Paragraph) -> bool:
    return words.ANNEX_LIST.match(paragraph.words) is not None


def _entries(lines: Sequence[Paragraph]) -> tuple[list[Entry], int]:
    """The attachments named in 附件说明, and how many paragraphs they take."""
    entries: list[Entry] = []
    for used, each in enumerate(lines):
        text = words.ANNEX_LIST.sub("", each.words, count=1) if not used else each.words
        for line in text.split("\n"):
            found = re.match(r"\s*(\d+)\s*[．.、]\s*(.*)", line.strip(words.BLANKS))
            if found:
                entries.append(Entry(int(found[1]), found[2].strip(), line.strip(), each))
            elif not used and line.strip(words.BLANKS):
                entries.append(Entry(0, line.strip(words.BLANKS), line.strip(), each))
            elif used:
                return entries, used
    return entries, len(lines)
