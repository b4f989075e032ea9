"""Words the papers up to the lists share: moments with their weekday, copies, spans, ratios."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

from bayu_docs.notices.spoken import day_words, ordinal

BEIJING = timezone(timedelta(hours=8))
BY_MAIL, PACKAGES_APART, PARTLY_APART, APART = (
    "邮箱", "邮箱，材料包另行移交", "部分移交", "全部移交"
)  # fmt: skip
"""How the electronic copy goes to the city: all of it by mail; the PDFs by mail and the packages on
a medium; only PDFs without an identity number by mail; all of it on a medium."""
_WEEKDAYS = "一二三四五六日"
_RANGE = re.compile(r"(?<=\d)－(?=\d)")
_RATIO = re.compile(r"(?<=\d):(?=\d)")


def beijing(moment: datetime) -> datetime:
    """The moment as an aware one; without an offset it is Beijing time."""
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def weekday(day: date) -> str:
    """星期四, by the calendar and not by what a text says."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


def moment_with_weekday(moment: datetime) -> str:
    """2022年3月24日（星期四）18:00."""
    return f"{day_words(moment)}（{weekday(moment)}）{moment:%H:%M}"


def days_listed(days: Sequence[date]) -> str:
    """6月6日、6月7日: the year is left to what stands before."""
    return "、".join(f"{day.month}月{day.day}日" for day in days)


def counted_out(number: int) -> str:
    """两, 四, 十二: a number before a measure word, as prose writes it (一式两份)."""
    return "两" if number == 2 else ordinal(number)


def span(least: int, most: int) -> str:
    """1～2, or one number when both are the same."""
    return str(least) if least == most else f"{least}～{most}"


def demand_words(demand: str) -> str:
    """A condition with the signs of GB/T 15834: 1～2个 for 1－2个, 1∶5 for 1:5."""
    return _RATIO.sub("∶", _RANGE.sub("～", demand))
