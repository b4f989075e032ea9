"""What a workbook's cell asks for while typing, within Excel's limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MAX_TEXT_UNITS = 32767
"""The longest text of a cell, in UTF-16 code units."""
MAX_HEIGHT_PT = 409
"""The highest row."""
MAX_LIST_CHARACTERS = 255
"""The longest list of words that fits into a validation itself."""
MAX_PROMPT_CHARACTERS = 255
MAX_PROMPT_TITLE_CHARACTERS = 32


@dataclass(frozen=True)
class Rule:
    """What a cell asks for while typing.

    kind: list, whole, decimal, date, length or any; words: of a list, in the rule itself; name:
    of a list, the defined name of its cells; low, high: bounds, both included; strict: others
    are refused, else asked about; silent: others are taken without a word; title and prompt are
    shown beside the cell, error when something else is typed.
    """

    kind: str
    words: tuple[str, ...] = ()
    name: str = ""
    low: int | float | date = 0
    high: int | float | date = 0
    strict: bool = True
    silent: bool = False
    title: str = ""
    prompt: str = ""
    error: str = ""


def units(text: str) -> int:
    """Length as Excel counts it: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def too_long(text: str) -> bool:
    """Whether no cell can hold the text."""
    return len(text) * 2 > MAX_TEXT_UNITS and units(text) > MAX_TEXT_UNITS


def fits_rule(words: Sequence[str]) -> bool:
    """Whether the words can stand in a validation itself instead of in cells."""
    plain = all(word == word.strip() and not set(word) & set(',"') for word in words)
    return plain and units(",".join(words)) <= MAX_LIST_CHARACTERS


def validation(rule: Rule) -> dict[str, Any]:
    """The rule in XlsxWriter's words."""
    wishes: dict[str, Any] = {
        "validate": rule.kind,
        "error_type": "stop" if rule.strict else "warning",
        "show_error": not rule.silent,
    }
    if rule.kind == "list":
        wishes["source"] = f"={rule.name}" if rule.name else list(rule.words)
    elif rule.kind != "any":
        wishes |= {"criteria": "between", "minimum": rule.low, "maximum": rule.high}
    if rule.prompt:
        title = _cut(rule.title, MAX_PROMPT_TITLE_CHARACTERS)
        wishes |= {"input_title": title, "input_message": _cut(rule.prompt, MAX_PROMPT_CHARACTERS)}
    if rule.error:
        wishes |= {"error_title": _cut(rule.title, MAX_PROMPT_TITLE_CHARACTERS)}
        wishes |= {"error_message": _cut(rule.error, MAX_PROMPT_CHARACTERS)}
    return wishes


def _cut(text: str, most_units: int) -> str:
    while units(text) > most_units:
        text = text[:-2] + "…"
    return text
