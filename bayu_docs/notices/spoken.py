"""Values as a paper prints them: dates, times, ordinals, visible blanks (GB/T 15835)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise, zip_longest
from typing import Any

from bayu_docs.materials.schema_nodes import Node, child, path_words, resolved

BLANK = "　　　　"
_DIGITS = "〇一二三四五六七八九"
_ENDING = tuple("。；，、：！？…—,;:!?")
_CLOSING = "”’）】》」』"


class Blank(str):
    """A visible blank: printed as room to write in, yet false when a template asks for it."""

    def __bool__(self) -> bool:
        return False


class Absent(dict[str, Any]):
    """A group of fields that was not given: each is empty, and the group is false."""

    def __bool__(self) -> bool:
        return False


@dataclass
class Blanks:
    """The blanks of one paper: pointer -> the field's title path, in the schema's order."""

    fields: dict[str, str] = field(default_factory=dict)


def ordinal(number: int) -> str:
    """一, 十, 十二, 二十三: 1 to 99 as headings count; ValueError beyond."""
    if not 1 <= number <= 99:
        raise ValueError(f"no ordinal for a heading: {number}")
    tens, ones = divmod(number, 10)
    left = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return left + (_DIGITS[ones] if ones else "")


def day_words(day: date) -> str:
    """2022年3月2日: full year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_words(moment: datetime) -> str:
    """2022年3月31日18:00: 24 hours, half-width colon."""
    return f"{day_words(moment)}{moment:%H:%M}"


def flowing(text: str) -> str:
    """The text as one line: its lines follow each other, parted by ； where no mark parts them.

    A line break within a justified paragraph would stretch the line before it.
    """
    if "\n" not in text:
        return text
    lines = [line for each in text.split("\n") if (line := each.strip())]
    joints = ("" if _parted(one, other) else "；" for one, other in pairwise(lines))
    return "".join(map("".join, zip_longest(lines, joints, fillvalue="")))


def _parted(before: str, after: str) -> bool:
    """Whether a mark stands already between the two lines."""
    return before.rstrip(_CLOSING).endswith(_ENDING) or after.startswith(_ENDING)


def speak(value: Any) -> Any:
    """Any value of a composer's: dates in words, mappings and lists in depth, ordinals added."""
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, str):
        return flowing(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, Mapping):
        return {name: speak(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_numbered(speak(item), number) for number, item in enumerate(value, start=1)]
    return "" if value is None else value


def spoken(root: Node, data: Mapping[str, Any], blanks: Blanks) -> dict[str, Any]:
    """The data with every field of the schema present, as a template prints it.

    Absent: the blank of x-blank, noted in `blanks`; else "", [], {} or False. An enumeration with
    x-words stays its key; its word stands beside it as <name>_words. Texts flow as one line, save
    those with x-lines, which are printed in a left-aligned cell of a table.
    """
    made = _object(root, root, data, "", blanks)
    return dict(made)


def _object(
    root: Node, node: Node, data: Mapping[str, Any], pointer: str, blanks: Blanks
) -> dict[str, Any]:
    return dict(_members(root, node, data, pointer, blanks))


def _members(
    root: Node, node: Node, data: Mapping[str, Any], pointer: str, blanks: Blanks
) -> Iterator[tuple[str, Any]]:
    for name, inner in node.get("properties", {}).items():
        known, at = resolved(root, inner), child(pointer, name)
        given = data.get(name)
        yield name, _value(root, known, given, at, blanks)
        if "x-words" in known:
            yield f"{name}_words", known["x-words"].get(given, "")


def _value(root: Node, node: Node, given: Any, pointer: str, blanks: Blanks) -> Any:
    if "x-blank" in node and given in (None, "", []):
        blanks.fields[pointer] = path_words(root, pointer)
        return Blank(node["x-blank"])
    kind = node.get("type")
    if kind == "object":
        made = _object(root, node, given or {}, pointer, blanks)
        return made if given else Absent(made)
    if kind == "array":
        inner = resolved(root, node.get("items", {}))
        return [
            _numbered(_value(root, inner, item, child(pointer, index), blanks), index + 1)
            for index, item in enumerate(given or ())
        ]
    if given is None:
        return False if kind == "boolean" else ""
    if "x-lines" in node and isinstance(given, str):
        return given
    return speak(given)


def _numbered(value: Any, number: int) -> Any:
    """An object with its place in the list: no (1) and cn (一)."""
    if not isinstance(value, dict):
        return value
    return {"no": number, "cn": ordinal(number) if number < 100 else str(number)} | value
