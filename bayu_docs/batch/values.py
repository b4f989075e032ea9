"""What a clerk typed into a decision's cell -> the value of its column, or why it is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bayu_docs.batch.columns import CHOICE, DATE, MOMENT, NUMBER, Column
from bayu_docs.intake.typed import EXCEL_EPOCH, typed
from bayu_docs.model.desk import NO, YES

_NODES: dict[str, dict[str, Any]] = {
    NUMBER: {"type": "integer"},
    DATE: {"format": "date"},
}
_RAW = (str, int, float, date)
_TICKS = {**dict.fromkeys("√✓✔■☑", YES), **dict.fromkeys("×✗✘", NO)}
_CLOCK = re.compile(r"(.*?)[\sT]*([0-9]{1,2})\s*[:时点]\s*([0-9]{1,2})\s*分?(?::[0-9]{1,2})?")
_MOST_CHARACTERS = 2000
_BIGGEST = 999


@dataclass(frozen=True)
class Fit:
    """The value for the state, None for nothing; or, when it does not fit, what to say and do."""

    value: Any = None
    said: str = ""
    advice: str = ""


def fit(column: Column, raw: object, *, epoch: date = EXCEL_EPOCH) -> Fit:
    """The value of that column; epoch: day 0 of the workbook's dates."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Fit()
    if column.kind == CHOICE:
        return _choice(column, raw)
    if column.kind in (DATE, MOMENT):
        return _day(column, raw, epoch)
    if column.kind == NUMBER:
        return _number(column, raw)
    return _text(column, raw)


def words(value: object) -> str:
    """A value as the log and a message write it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _choice(column: Column, raw: object) -> Fit:
    typed_words = _plain(words(raw))
    word = _TICKS.get(typed_words, typed_words)
    if word in column.choices:
        return Fit(word)
    return Fit(
        said=f"“{column.head}”没有“{typed_words}”这个选项",
        advice=f"请填{'、'.join(f'“{each}”' for each in column.choices)}，或留空",
    )


def _day(column: Column, raw: object, epoch: date) -> Fit:
    moment = column.kind == MOMENT
    if moment and isinstance(raw, datetime):
        return Fit(raw.replace(second=0, microsecond=0))
    clock: time | None = None
    if isinstance(raw, str) and moment and (match := _CLOCK.fullmatch(_plain(raw))):
        raw, clock = match[1], _time(match[2], match[3])
    value = _typed(raw, DATE, epoch)
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        example = "2022-03-15 16:30 或 2022-03-15" if moment else "2022-03-15"
        return Fit(
            said=f"“{column.head}”填写的“{words(raw)}”不是日期",
            advice=f"请写成 {example}，或留空",
        )
    return Fit(datetime.combine(day, clock) if clock is not None else day)


def _time(hour: str, minute: str) -> time | None:
    """The time of day; None when there is no such time."""
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _number(column: Column, raw: object) -> Fit:
    value = _typed(raw, NUMBER, EXCEL_EPOCH)
    whole = int(value) if isinstance(value, int | float) and value == int(value) else None
    if whole is None or isinstance(value, bool) or not 0 <= whole <= _BIGGEST:
        return Fit(
            said=f"“{column.head}”填写的“{words(raw)}”不是 0 到 {_BIGGEST} 的整数",
            advice="请只填数字，如 1，或留空",
        )
    return Fit(whole)


def _text(column: Column, raw: object) -> Fit:
    text = words(raw).strip()
    if len(text) > _MOST_CHARACTERS:
        return Fit(said=f"“{column.head}”超过 {_MOST_CHARACTERS} 个字", advice="请缩短后重新运行")
    return Fit(text)


def _typed(raw: object, kind: str, epoch: date) -> Any:
    """What the readers of applications make of it; None for what no cell of theirs holds."""
    return typed(raw, _NODES[kind], epoch=epoch).value if isinstance(raw, _RAW) else None


def _plain(text: str) -> str:
    """Half-width and without blanks around."""
    return unicodedata.normalize("NFKC", text).strip()
