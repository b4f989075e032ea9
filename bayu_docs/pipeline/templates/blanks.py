"""The grammar of one line of a form: labels with a colon, fill-in lines, boxes to tick. Pure.

单位名称：________　　联 系 人：          → two blanks
姓名：　　　性别：□男 □女                  → a blank and boxes
年培训能力____人次，高技能人才____名        → two blanks with units
填报日期：　　年　月　日                    → a date
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_B = r"[ \u3000\u00a0_＿\t\n]"
BOXES = "□☐▢◻○◯❑❏"
_DATE = rf"{_B}*年{_B}*月(?:{_B}*日)?{_B}*"
_UNITS = (
    "人次/年", "人次", "平方米", "万元", "个月", "人", "名", "个", "年", "月", "期", "元",
    "㎡", "m2", "天", "%", "家", "项", "套", "间", "岁", "行",
)  # fmt: skip
_UNIT = "|".join(map(re.escape, _UNITS))
_SEAL = r"[（(](?:盖章|公章|单位盖章|加盖公章)[）)]"
_COLON = re.compile(r"[：:](?!//)(?!\d{2}\b)")
_ONLY_BLANK = re.compile(rf"(?:{_B}|[…．.·])*")
_BLANK_THEN = re.compile(rf"({_B}*)((?:{_UNIT}|{_SEAL})?){_B}*")
_LINE_IN_TEXT = re.compile(r"([^_，。；;,、：:\n]*?)[ \u3000\u00a0]*(_{2,})")
_EDGES = " \u3000\u00a0_＿\t\n"
_EITHER = re.compile("男[/／]女|是[/／]否|有[/／]无")


@dataclass(frozen=True)
class Tick:
    """A box: its place in the line, and the words it stands for."""

    start: int
    words: str


@dataclass(frozen=True)
class Blank:
    """Room to write: start..end of the line; label: printed before it, may be empty; ticks: the
    boxes when it is to be ticked; certain: there is visible room; drawn: it is a line to write on.
    """

    label: str
    start: int
    end: int
    ticks: tuple[Tick, ...] = ()
    certain: bool = True
    drawn: bool = False


def is_blank(text: str) -> bool:
    """Whether nothing but room stands there (an ellipsis in a spare row counts as room)."""
    return _ONLY_BLANK.fullmatch(text) is not None


def unlabelled(text: str) -> Blank | None:
    """The blank of a cell that says no label: empty, a unit, a date, boxes, 男/女; else None."""
    if is_blank(text):
        return Blank("", 0, len(text), drawn="_" in text)
    if re.fullmatch(_DATE, text):
        return Blank("", 0, len(text))
    if found := _BLANK_THEN.fullmatch(text):
        return Blank("", 0, found.end(1), drawn="_" in found[1])
    if _EITHER.fullmatch(text.strip(_EDGES)):
        return Blank("", 0, len(text))
    if (ticks := _ticks(text, 0, len(text))) and not text[: ticks[0].start].strip(_EDGES):
        return Blank("", 0, len(text), ticks)
    ends_with_box = text.rstrip(_EDGES)[-1:] in BOXES
    if ticks and ends_with_box:
        return Blank("", 0, len(text), ticks)
    return None


def choice_ticks(text: str) -> tuple[Tick, ...]:
    """The boxes of a line that holds nothing but choices; one box is enough."""
    edge = text.strip(_EDGES)
    if not edge or (edge[0] not in BOXES and edge[-1] not in BOXES):
        return ()
    return _ticks(text, 0, len(text), least=1)


def labelled(text: str) -> tuple[Blank, ...]:
    """The blanks of a line that come with their labels."""
    if colons := [hit.start() for hit in _COLON.finditer(text)]:
        return tuple(_after_colons(text, colons))
    if ticks := _ticks(text, 0, len(text)):
        label = text[: ticks[0].start].strip(_EDGES)
        before = bool(label) and text.rstrip(_EDGES)[-1:] not in BOXES
        return (Blank(label, ticks[0].start, len(text), ticks),) if before else ()
    return tuple(
        Blank(hit[1].strip(_EDGES), hit.start(2), hit.end(2), drawn=True)
        for hit in _LINE_IN_TEXT.finditer(text)
        if hit[1].strip(_EDGES)
    )


def _after_colons(text: str, colons: list[int]) -> list[Blank]:
    found, begin = [], 0
    for number, colon in enumerate(colons):
        last = number + 1 == len(colons)
        limit = len(text) if last else colons[number + 1]
        label = text[begin:colon].strip(_EDGES)
        blank, begin = _value(text, colon + 1, limit, last)
        if blank is not None and label:
            found.append(Blank(label, *blank))
    return found


def _value(
    text: str, start: int, limit: int, last: bool
) -> tuple[tuple[int, int, tuple[Tick, ...], bool, bool] | None, int]:
    """What stands between a colon and the next (or the end): the blank, and where it ends."""
    region = text[start:limit]
    if ticks := _ticks(text, start, limit, open_end=last):
        tail = ticks[-1].start + 1
        after = re.compile(rf"{_B}*[^ \u3000\u00a0_\t\n]*").match(text, tail, limit)
        end = limit if last or after is None else after.end()
        return (start, end, ticks, True, False), end
    if (date := re.match(_DATE, region)) is not None:
        return (start, start + date.end(), (), True, False), start + date.end()
    room = re.match(rf"{_B}*", region)
    width = room.end() if room is not None else 0
    rest = region[width:]
    if last and rest and not width:
        return None, limit
    if last and rest and not re.match(rf"(?:{_UNIT})(?![\u4e00-\u9fff])|[（(]", rest):
        return None, limit
    if not last and not width:
        return None, start
    unit = re.match(rf"(?:{_UNIT})(?={_B})", rest)
    end = start + width + (unit.end() if unit and not last else 0)
    line = region.rfind("_", 0, width) + 1  # what stands behind a drawn line parts it from the next
    return (start, start + (line or width), (), width > 0, line > 0), end


def _ticks(
    text: str, start: int, limit: int, *, open_end: bool = True, least: int = 2
) -> tuple[Tick, ...]:
    """At least so many boxes with their words, which stand after them or, ending in one, before."""
    boxes = [at for at in range(start, limit) if text[at] in BOXES]
    if len(boxes) < least:
        return ()
    behind = text[:limit].rstrip(_EDGES)[-1:] in BOXES and text[start : boxes[0]].strip(_EDGES)
    ticks = []
    for number, box in enumerate(boxes):
        if behind:
            begin = boxes[number - 1] + 1 if number else start
            words = text[begin:box]
        else:
            end = boxes[number + 1] if number + 1 < len(boxes) else limit
            words = text[box + 1 : end]
            if number + 1 == len(boxes) and not open_end:
                words = words.lstrip(_EDGES).split(" ")[0].split("\u3000")[0]
        ticks.append(Tick(box, words.strip(_EDGES + "/／、,，;；。")))
    return tuple(ticks) if all(tick.words for tick in ticks) else ()
