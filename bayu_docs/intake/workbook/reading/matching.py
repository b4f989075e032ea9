"""Titles found by their words, not by their position: heads, labels and sheets alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

_BLANKS = re.compile(r"\s+")
_LIKENESS = 0.5
_LONGEST_TITLE = 40


@dataclass(frozen=True)
class Matches:
    """Where each title stands (columns, rows or tabs, as given), and what does not fit.

    renamed: title -> the position that is most likely meant by it; twice: positions at which a
    title stands again; missing: titles without any position; unknown: positions left over.
    """

    at: Mapping[str, int]
    renamed: Mapping[str, int]
    twice: Mapping[int, str]
    missing: tuple[str, ...]
    unknown: tuple[int, ...]

    @property
    def read(self) -> Mapping[str, int]:
        """Every title that can be read, with its position, renamed ones too."""
        return {**self.at, **self.renamed}


def folded(text: str) -> str:
    """A title for comparing: no blanks or line breaks, half-width, no mark of a required field."""
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    return plain.rstrip("*").removesuffix("(必填)").casefold()


def match(titles: Sequence[str], found: Mapping[int, str]) -> Matches:
    """Each title's position among the texts found, which are given by position.

    A title nobody wrote is sought among the texts nobody knows: the likest, or the one that
    stands where the title belongs, next to its neighbours.
    """
    wanted = {folded(title): title for title in titles}
    at: dict[str, int] = {}
    twice: dict[int, str] = {}
    unknown: dict[int, str] = {}
    for position, text in found.items():
        title = wanted.get(folded(text), "")
        if not title:
            unknown[position] = text
        elif title in at:
            twice[position] = title
        else:
            at[title] = position
    renamed = _renamed(titles, at, unknown)
    missing = tuple(title for title in titles if title not in at and title not in renamed)
    left = tuple(position for position in unknown if position not in renamed.values())
    return Matches(at, renamed, twice, missing, left)


def _renamed(
    titles: Sequence[str], at: Mapping[str, int], unknown: Mapping[int, str]
) -> dict[str, int]:
    """The missing titles that most likely stand under another name."""
    free = {at: text for at, text in unknown.items() if 0 < len(text) <= _LONGEST_TITLE}
    renamed: dict[str, int] = {}
    for title in titles:
        words = {folded(text): position for position, text in free.items()}
        if title not in at:
            for likest in get_close_matches(folded(title), words, 1, _LIKENESS):
                renamed[title] = words[likest]
                del free[words[likest]]
    for before, title, after in zip(("", *titles), titles, (*titles[1:], ""), strict=False):
        if title not in at and title not in renamed:
            known = {**at, **renamed}
            for place in (known.get(before, -1) + 1, known.get(after, 0) - 1):
                if title not in renamed and place in free:
                    renamed[title] = place
                    del free[place]
    return renamed
