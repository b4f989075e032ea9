"""Words the papers after the lists share: sentences, clauses as prose cites them, copies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bayu_docs.model.call import Call
from bayu_docs.model.finding import Clause
from bayu_docs.notices.review_words import counted_out

_ENDS = ("。", "！", "？", "；", "：")
_CLAUSE = re.compile(r"([一二三四五六七八九十]+)(（[一二三四五六七八九十]+）)?(\d+)?")
_DIMENSIONS = re.compile(r"从(.+?)等方面")


def ended(text: str) -> str:
    """The text as a sentence: a full stop is added when nothing ends it."""
    text = text.strip()
    return text if text.endswith(_ENDS) else f"{text}。"


def unended(text: str) -> str:
    """The text as a part of a sentence or a heading: without what ends it."""
    return text.strip().rstrip("。；，、：")


def sentences(texts: Iterable[str]) -> list[dict[str, str]]:
    """Rows of `text`, each a sentence; the rows get their ordinals when they are spoken."""
    return [{"text": ended(text)} for text in texts]


def headed(rows: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Rows of `title`, `text` (its first paragraph) and `more` (the others)."""
    made = []
    for row in rows:
        first, *more = paragraphs(row["text"])
        made.append({"title": unended(row["title"]), "text": first, "more": more})
    return made


def paragraphs(text: str) -> list[str]:
    """The lines of a long text, each a sentence; empty ones fall out, an empty text gives [""]."""
    return [ended(line) for line in text.splitlines() if line.strip()] or [""]


def inner_quotes(words: str) -> str:
    """Words as they stand within “ ”: their own quotation marks become single (GB/T 15834)."""
    return words.replace("“", "‘").replace("”", "’")


def clause_words(number: str) -> str:
    """第五部分第（四）项 of 五（四）, as prose cites a clause; 备注 and the like stay."""
    match = _CLAUSE.fullmatch(number)
    if match is None:
        return number
    part, item, point = match.groups()
    return "".join(
        (
            f"第{part}部分",
            f"第{item}项" if item else "",
            f"第{point}目" if point else "",
        )
    )


def clause_of(call: Call, key: str) -> Clause | None:
    """The clause of a fact of the notice; None when this call does not set it."""
    fact = call.facts.get(key)
    return fact.clause if fact else None


def quoted(clause: Clause | None) -> str:
    """“……”: a clause's words as prose quotes them, nothing of none."""
    return f"“{inner_quotes(unended(clause.words))}”" if clause else ""


def ground(clause: Clause | None) -> str:
    """第五部分第（四）项“……”的规定; 有关规定 when the call has no such clause."""
    return f"{clause_words(clause.number)}{quoted(clause)}的规定" if clause else "有关规定"


def copies_words(copies: int | None) -> str:
    """一式两份 of 2, 一份 of 1, nothing when it is not set."""
    if copies is None:
        return ""
    return "一份" if copies == 1 else f"一式{counted_out(copies)}份"


def dimensions(call: Call) -> list[str]:
    """What a station is assessed by, in the notice's words: 人才效益, 经济效益 …"""
    clause = clause_of(call, "acceptance")
    match = _DIMENSIONS.search(clause.words) if clause else None
    return match[1].split("、") if match else []
