"""汇总表.xlsx: the roster for those who go on counting; every text stays a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from bayu_docs.materials.schema_nodes import resolved
from bayu_docs.materials.workbook_write import Book, Look, Page
from bayu_docs.model.notice import Kind
from bayu_docs.notices.fields import schema_of

ROSTER_XLSX = "推荐对象汇总表.xlsx"

_TITLE = Look(size_pt=16, bold=True, across="center")
_HEAD = Look(bold=True, border="808080", fill="F2F2F2", wrap=True, across="center")
_TEXT = Look(border="808080", wrap=True)
_NUMBER = Look(border="808080", across="center")
_NARROWEST, _WIDEST = 10.0, 24.0  # half-width characters
_LINE_PT = 15.0
_FIRST_ROW = 3


def roster_workbook(kind: Kind, stations: Sequence[Mapping[str, Any]], moment: datetime) -> bytes:
    """One row a station in the given order; the columns are the fields any station has.

    kind: the roster's, whose schema names the columns. The same input gives the same bytes.
    """
    columns = [
        (name, title) for name, title in _columns(kind) if any(s.get(name) for s in stations)
    ]
    book = Book(kind.name, moment.replace(tzinfo=None))
    page = book.sheet("汇总表")
    page.across(1, 1, len(columns) + 1, kind.name, _TITLE)
    page.height(1, 30)
    page.text(2, 1, "序号", _HEAD)
    page.column(1, 6, Look())
    for row, station in enumerate(stations, start=_FIRST_ROW):
        page.number(row, 1, row - _FIRST_ROW + 1, _NUMBER)
        for at, (name, _) in enumerate(columns, start=2):
            _put(page, row, at, station.get(name))
    widths = [_width(station.get(name) for station in stations) for name, _ in columns]
    for at, ((_, title), width) in enumerate(zip(columns, widths, strict=True), start=2):
        page.text(2, at, title, _HEAD)
        page.column(at, width, Look())
    texts = [[title for _, title in columns]]
    texts += [[_words(station.get(name)) for name, _ in columns] for station in stations]
    for row, cells in enumerate(texts, start=2):
        lines = max(_lines(text, width) for text, width in zip(cells, widths, strict=True))
        page.height(row, lines * _LINE_PT + 4)
    page.freeze(2, 2)
    page.paper("bayu-docs", repeated_row=2)
    return book.finished()


def _put(page: Page, row: int, column: int, value: Any) -> None:
    if isinstance(value, int) and not isinstance(value, bool):
        page.number(row, column, value, _NUMBER)
    else:
        page.text(row, column, _words(value), _TEXT)


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def _width(values: Iterable[Any]) -> float:
    longest = max((_taken(_words(value)) for value in values), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2))


def _lines(text: str, width_characters: float) -> int:
    return max(1, ceil(_taken(text) / (width_characters - 2)))


def _taken(text: str) -> int:
    """Half-width characters the text takes: Chinese characters are two wide."""
    return sum(1 if char.isascii() else 2 for char in text)


def _columns(kind: Kind) -> list[tuple[str, str]]:
    """Field and title of each column the roster may have."""
    root = schema_of(kind)
    rows = resolved(root, root["properties"]["stations"]["items"])
    return [(name, str(node["title"])) for name, node in rows["properties"].items()]
