"""Labels as they are compared: exact, by synonym, by likeness. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

_NUMBERING = re.compile(
    r"^(第?[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.](?!\d))"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_SHORT_CHARACTERS = 3  # 负责人, 联系人: said of anybody
_MARKS = re.compile(r"[^\w]|_")


@cache
def squeezed(text: str) -> str:
    """A label without blanks, fill-in lines and numbering, in one spelling: `单位名称(盖章)`."""
    flat = "".join(unicodedata.normalize("NFKC", text).split()).replace("_", "")
    return _NUMBERING.sub("", flat).strip(":;,。*★·").strip()


@cache
def spellings(text: str) -> tuple[str, ...]:
    """What a label may be compared by: all its characters, then without what stands in brackets."""
    flat = squeezed(text)
    whole, bare = _MARKS.sub("", flat), _MARKS.sub("", _BRACKETS.sub("", flat))
    return (whole,) if bare in ("", whole) else (whole, bare)


def closeness(label: str, known: str) -> int | None:
    """0 when two labels agree in all characters, 1 when they do but for brackets, else None."""
    mine, theirs = spellings(label), spellings(known)
    if mine[0] == theirs[0]:
        return 0
    return 1 if set(mine) & set(theirs) else None


def likeness(label: str, known: str, tails: Iterable[str], neutral: Iterable[str]) -> float:
    """How alike two labels are, 0 to 1; 0 when they plainly name different things.

    A Chinese label's last word says what is asked (…电话, …地址), and what is added at either end
    of a known label makes another thing of it: neither `法定代表人电话` nor `领衔工匠人数` is the
    label it begins with, and `专班负责人` is not any 负责人. Neutral endings (…情况) add nothing.
    """
    best = 0.0
    ends, endings = tuple(sorted(tails, key=len, reverse=True)), tuple(neutral)
    for mine in spellings(label):
        for theirs in spellings(known):
            if _tail(mine, ends) != _tail(theirs, ends) or _adds(mine, theirs, endings):
                continue
            best = max(best, SequenceMatcher(None, mine, theirs, autojunk=False).ratio())
    return best


def _tail(label: str, ends: tuple[str, ...]) -> str:
    return next((end for end in ends if label.endswith(end)), "")


def _adds(mine: str, theirs: str, neutral: tuple[str, ...]) -> bool:
    """Whether a label is a known one with a word more that changes what is meant."""
    if mine.startswith(theirs) and mine != theirs:
        return mine[len(theirs) :] not in neutral
    return mine.endswith(theirs) and mine != theirs and len(theirs) <= _SHORT_CHARACTERS
