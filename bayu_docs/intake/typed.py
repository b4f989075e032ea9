"""What a person types into a cell or a form field -> the JSON value its field asks for, and back.

People write 2022年3月18日, １２人次, 市级, √; the schema asks for 2022-03-18, 12, municipal, true.
What cannot be made to fit stays as it was typed, so that admission tells it in its own words.
What is lost already (a number of 18 digits that Excel has rounded) is a remark.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bayu_docs.intake.fields import Node
from bayu_docs.model.form import joined, split

Raw = str | int | float | bool | date | datetime | None

MONTH_PATTERN = "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$"
EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL_DAYS = range(1, 2958466)  # 1899-12-31 to 9999-12-31
_ROUNDED_FROM = 10**15  # Excel keeps 15 significant digits
_DATE = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_MONTH = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*月?")
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?(?P<exponent>[eE][+-]?[0-9]{1,3})?"
)
_YES = frozenset({"是", "√", "✓", "✔", "■", "☑", "true", "yes", "y"})
_NO = frozenset({"否", "×", "□", "☐", "false", "no", "n"})


@dataclass(frozen=True)
class Typed:
    """The value for the data, and, when something is lost for good, why and what to do.

    value: None when nothing was typed; code, said, advice: as in words.Remark, empty when sound.
    """

    value: Any
    code: str = ""
    said: str = ""
    advice: str = ""


def kind_of(node: Node) -> str:
    """What a field holds: boolean, number, integer, date, month, choice, words or text."""
    if "items" in node:
        return "words"
    if "enum" in node:
        return "choice"
    if node.get("format") == "date":
        return "date"
    if node.get("pattern") == MONTH_PATTERN:
        return "month"
    kind = str(node.get("type", "string"))
    return kind if kind in ("boolean", "number", "integer") else "text"


def typed(raw: Raw, node: Node, *, epoch: date = EXCEL_EPOCH) -> Typed:
    """The value of a field from what stands in its cell; epoch: day 0 of the workbook's dates."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Typed(None)
    return _READERS[kind_of(node)](raw, node, epoch)


def written(value: Any, node: Node) -> Any:
    """The value as a person reads and types it: 市级, 是, 开发、培训; texts and numbers as is."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return joined([str(item) for item in value])
    if isinstance(value, str):
        return node.get("x-words", {}).get(value, value)
    return value


def iso_date(text: str) -> str | None:
    """2022-03-18 of any usual way to write that day; None when it is none, ValueError when the
    calendar has no such day."""
    match = _DATE.fullmatch(_plain(text))
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    return date(year, month, day).isoformat()


def _plain(text: str) -> str:
    """Half-width and without blanks around, for comparing and parsing only."""
    return unicodedata.normalize("NFKC", text).strip()


def _text(raw: Raw, _node: Node, _epoch: date) -> Typed:
    if isinstance(raw, str):
        return Typed(raw)
    if isinstance(raw, bool):
        return Typed(raw)
    if isinstance(raw, int | float):
        return _number_as_text(raw)
    said = f"被 Excel 变成了日期（{raw:%Y-%m-%d}），原来输入的内容已经丢失"
    advice = "请把单元格格式改为“文本”，再照原件重新输入"
    return Typed(None, "intake.turned_date", said, advice)


def _number_as_text(raw: int | float) -> Typed:
    if abs(raw) >= _ROUNDED_FROM:
        said = f"是按数值保存的 {len(f'{abs(raw):.0f}')} 位号码，Excel 只留前 15 位，后面的已变成 0"
        advice = "请把单元格格式改为“文本”，再照证件重新输入"
        return Typed(None, "intake.rounded", said, advice)
    if isinstance(raw, float) and raw.is_integer():
        return Typed(str(int(raw)))
    return Typed(repr(raw))


def _number(raw: Raw, node: Node, _epoch: date) -> Typed:
    if not isinstance(raw, str):
        return Typed(raw if isinstance(raw, int | float) else _day_text(raw))
    plain = _plain(raw)
    unit = unicodedata.normalize("NFKC", str(node.get("x-unit", "")))
    bare = plain.removesuffix(unit).rstrip() if unit else plain
    match = _NUMBER.fullmatch(bare)
    if match is None:
        return Typed(raw)
    digits = bare.replace(",", "")
    number = float(digits) if "." in digits or match["exponent"] else int(digits)
    return Typed(number if math.isfinite(number) else raw)


def _day_text(raw: Raw) -> str:
    return f"{raw:%Y-%m-%d}" if isinstance(raw, date) else str(raw)


def _date(raw: Raw, _node: Node, epoch: date) -> Typed:
    if isinstance(raw, date):  # a datetime is one, too
        return Typed(f"{raw:%Y-%m-%d}")
    if isinstance(raw, bool):
        return Typed(raw)
    if isinstance(raw, int | float):
        return Typed(_of_number(raw, epoch))
    assert raw is not None
    try:
        return Typed(iso_date(raw) or raw)
    except ValueError:
        return Typed(raw)


def _of_number(raw: int | float, epoch: date) -> str:
    """A day typed as a number: 20220318, or the serial number of a cell without date format."""
    try:
        written_out = iso_date(str(int(raw)))
    except ValueError:
        written_out = None
    if written_out is None and int(raw) in _SERIAL_DAYS:
        return (epoch + timedelta(days=int(raw))).isoformat()
    return written_out or str(raw)


def _month(raw: Raw, _node: Node, _epoch: date) -> Typed:
    if isinstance(raw, date):
        return Typed(f"{raw:%Y-%m}")
    if not isinstance(raw, str):  # 1980.1 may have been 1980.10: never guessed
        return Typed(raw if isinstance(raw, bool) else repr(raw))
    match = _MONTH.fullmatch(_plain(raw))
    return Typed(f"{match[1]}-{int(match[2]):02}" if match else raw)


def _choice(raw: Raw, node: Node, _epoch: date) -> Typed:
    if not isinstance(raw, str):
        return Typed(str(raw))
    words: Mapping[str, str] = node.get("x-words", {})
    known = {_plain(word): key for key, word in words.items()}
    known |= {_plain(str(key)): key for key in node["enum"]}
    return Typed(known.get(_plain(raw), raw))


def _boolean(raw: Raw, _node: Node, _epoch: date) -> Typed:
    if not isinstance(raw, str):
        return Typed(bool(raw) if raw in (0, 1) else raw)
    plain = _plain(raw).casefold()
    if plain in _YES:
        return Typed(True)
    return Typed(False if plain in _NO else raw)


def _words(raw: Raw, node: Node, epoch: date) -> Typed:
    text = _text(raw, node, epoch)
    if not isinstance(text.value, str):
        return text
    return Typed([typed(word, node["items"]).value for word in split(text.value)])


_READERS: Mapping[str, Callable[[Raw, Node, date], Typed]] = {
    "text": _text,
    "number": _number,
    "integer": _number,
    "date": _date,
    "month": _month,
    "choice": _choice,
    "boolean": _boolean,
    "words": _words,
}
