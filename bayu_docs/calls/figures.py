"""Numbers and dates as a notice prints them: 5名, 1－2个, 1:5, 一式两份, 2022年3月31日 18:00."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991
WEEKDAYS = "一二三四五六日"

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_DIGITS |= {"七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_HAN = "".join((*_DIGITS, *_PLACES))
# 一式 in 一式两份 counts nothing; a range or a ratio is one figure and is never cut.
_FIGURE = re.compile(
    r"(?P<ratio>(?P<left>[0-9]+)[:：∶](?P<right>[0-9]+))"
    r"|(?P<low>[0-9]+)[-－–—~～至](?P<high>[0-9]+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    rf"|(?P<han>[{_HAN}]+(?![{_HAN}式]))"
)
_DATE = re.compile(
    r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"
    r"(?:[（(](?:星期|周)(?P<weekday>[一二三四五六日天])[）)])?"
    r"(?P<clock>(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2}))?"
)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True)
class Figure:
    """One number of a text. values: one number, or the two ends of a range (1－2).

    A ratio 1:n counts as n and `is_ratio`; values is empty when it cannot be read as whole numbers.
    start, end: 0-based character offsets in the text.
    """

    values: tuple[int, ...]
    start: int
    end: int
    is_ratio: bool = False


@dataclass(frozen=True)
class PrintedDate:
    """A date of a text with what stands beside it; weekday: 0 is Monday, None when not printed."""

    words: str
    day: date | None  # None: no such day in the calendar
    weekday: int | None
    moment: datetime | None  # with the printed time, Asia/Shanghai


def figures(text: str) -> tuple[Figure, ...]:
    """All numbers of the squeezed text, in order; full-width digits are read as digits."""
    return tuple(_figure(match) for match in _FIGURE.finditer(text.translate(_WIDE)))


def values(text: str) -> frozenset[int]:
    """Every whole number that text names; the parts of dates too."""
    return frozenset(value for figure in figures(text) for value in figure.values)


def dates(text: str) -> Iterator[PrintedDate]:
    """All dates (2022年3月31日) of the squeezed text, with printed weekday and time."""
    for match in _DATE.finditer(text.translate(_WIDE)):
        weekday = match["weekday"]
        yield PrintedDate(
            text[match.start() : match.end()],
            _day(match),
            None if weekday is None else WEEKDAYS.index(weekday.replace("天", "日")),
            _moment(match),
        )


def _figure(match: re.Match[str]) -> Figure:
    if match["ratio"]:
        members = (int(match["right"]),) if match["left"] == "1" else ()
        return Figure(members, match.start(), match.end(), is_ratio=True)
    read: tuple[int, ...]
    if match["low"]:
        read = (int(match["low"]), int(match["high"]))
    elif match["han"]:
        read = (_han_value(match["han"]),)
    else:
        read = (int(match["number"]),) if "." not in match["number"] else ()
    return Figure(read, match.start(), match.end())


def _han_value(numeral: str) -> int:
    total, digit = 0, 0
    for character in numeral:
        if character in _PLACES:
            total += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _moment(match: re.Match[str]) -> datetime | None:
    day = _day(match)
    if day is None or match["clock"] is None:
        return None
    try:
        clock = time(int(match["hour"]), int(match["minute"]))
    except ValueError:
        return None
    return datetime.combine(day, clock, SHANGHAI)
