"""Values as they are printed: dates, numbers, joined lists (GB/T 15835: arabic, full year)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any


def date_words(day: date) -> str:
    """2022年3月2日: full year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def number_words(number: float | Decimal) -> str:
    """A number without trailing zeros: 6, 2.5."""
    return f"{Decimal(str(number)).normalize():f}"


def listed(parts: Sequence[str]) -> str:
    """Parts joined by 、."""
    return "、".join(parts)


def completed(node: Mapping[str, Any], data: Any) -> Any:
    """Admitted data with every optional field of its schema node present, empty where not given.

    Numbers become printed words; objects and lists are completed in depth; booleans stay.
    """
    if "properties" in node:
        given = data if isinstance(data, dict) else {}
        return {
            name: completed(child, given.get(name)) for name, child in node["properties"].items()
        }
    if "items" in node:
        return [completed(node["items"], item) for item in data or []]
    if isinstance(data, bool):
        return data
    if isinstance(data, int | float | Decimal):
        return number_words(data)
    return data or ""
