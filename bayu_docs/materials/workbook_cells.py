"""One sheet's XML -> the cells that hold something, with what Excel makes of each.

Ours, and not openpyxl's reader, because nothing may be lost: that one gives a formula or its
cached value and never both, drops `x005F_` from texts, takes the dates of a Chinese Excel (formats
27 to 36 and 50 to 58) for numbers, and refuses a whole workbook for a colour it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import IO, NamedTuple

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import from_excel, from_ISO8601


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell without a value to use: Excel's word (#N/A), or none for a formula never computed."""

    word: str = ""


CellValue = str | int | float | bool | date | time | timedelta | Broken


class Block(NamedTuple):
    """A merged range, 1-based and inclusive; its value stands in the first cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Grid:
    """A sheet: row -> column -> value, both 1-based and ascending; nothing for an empty cell.

    title: as on its tab; computed: the cells (row, column) whose value a formula gave; merged:
    its merged ranges; hidden_rows, hidden_columns: hidden or filtered away.
    """

    title: str
    rows: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    computed: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def at(self, row: int, column: int) -> CellValue | None:
        """The value of one cell."""
        return self.rows.get(row, {}).get(column)


@dataclass(frozen=True)
class Shared:
    """What all sheets of a workbook share: texts, day 0 of its dates, and for each cell format
    what a number in it means ("date", "span" of time, or nothing special)."""

    texts: Sequence[str]
    epoch: datetime
    formats: Sequence[str]


# Formats a Chinese Excel or WPS uses by number alone (ECMA-376 part 1, 18.8.30, zh-cn).
_CHINESE_DATE_FORMATS = frozenset((*range(27, 37), *range(50, 59)))
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def texts(stream: IO[bytes]) -> list[str]:
    """The shared strings: runs joined, reading aids (phonetics) left out."""
    return [text_of(node) for node in _elements(stream, "si")]


def text_of(node: etree._Element) -> str:
    """The text of a shared or inline string."""
    parts = []
    for child in node:
        name = etree.QName(child).localname
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [inner.text or "" for inner in child if inner.tag.endswith("}t")]
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """The text with _xHHHH_ as the character it stands for (ST_Xstring)."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), text)


def formats(stream: IO[bytes]) -> list[str]:
    """For each cell format of the style sheet: "date", "span" or ""."""
    root = etree.parse(stream, _parser()).getroot()
    codes = {
        int(node.get("numFmtId", "0")): node.get("formatCode", "")
        for node in root.iterfind("{*}numFmts/{*}numFmt")
    }
    return [
        _meaning(int(node.get("numFmtId", "0")), codes)
        for node in root.iterfind("{*}cellXfs/{*}xf")
    ]


def _meaning(number: int, codes: Mapping[int, str]) -> str:
    code = codes.get(number) or BUILTIN_FORMATS.get(number, "")
    if is_timedelta_format(code):
        return "span"
    dated = is_date_format(code) or (not code and number in _CHINESE_DATE_FORMATS)
    return "date" if dated else ""


def grid(stream: IO[bytes], title: str, shared: Shared) -> Grid:
    """The sheet whose XML the stream holds; its declared dimension is not asked.

    Raises ValueError, LookupError or lxml's XMLSyntaxError where the XML is not a sheet's.
    """
    result = Grid(title)
    number = 0
    for node in _elements(stream, "row", "mergeCell", "col"):
        name = node.tag.rpartition("}")[2]
        if name == "row":
            number = int(node.get("r") or number + 1)
            cells = _row(node, number, shared, result.computed)
            if cells:
                result.rows[number] = cells
            if _set(node.get("hidden")):
                result.hidden_rows.add(number)
        elif name == "mergeCell":
            left, top, right, bottom = range_boundaries(node.get("ref", ""))
            result.merged.append(Block(top or 1, left or 1, bottom or 1, right or 1))
        elif _set(node.get("hidden")):
            first, last = int(node.get("min", "1")), int(node.get("max", "1"))
            result.hidden_columns.update(range(first, last + 1))
    return result


def _row(
    row: etree._Element, number: int, shared: Shared, computed: set[tuple[int, int]]
) -> dict[int, CellValue]:
    """The cells of a row that hold something; those with a formula are noted, too."""
    cells: dict[int, CellValue] = {}
    column = 0
    space = row.tag[: row.tag.index("}") + 1]
    value_tag, formula_tag, inline_tag = f"{space}v", f"{space}f", f"{space}is"
    for cell in row:
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        kind = cell.get("t", "n")
        text = ""
        formula = False
        for child in cell:
            if child.tag == value_tag:
                text = child.text or ""
            elif child.tag == formula_tag:
                formula = True
            elif child.tag == inline_tag:
                kind, text = "inlineStr", text_of(child)
        if formula:
            computed.add((number, column))
        if formula and not text and kind != "str":
            cells[column] = Broken()
        elif text:
            value = _value(kind, text, cell.get("s"), shared)
            if value != "":
                cells[column] = value
    return cells


def _value(kind: str, text: str, style: str | None, shared: Shared) -> CellValue:
    if kind == "s":
        return shared.texts[int(text)]
    if kind == "n":
        number = float(text) if "." in text or "e" in text.lower() else int(text)
        return _number(number, shared.formats[int(style)] if style else "", shared.epoch)
    if kind == "b":
        return _set(text)
    if kind == "e":
        return Broken(text)
    if kind == "d":
        day: CellValue = from_ISO8601(text)  # type: ignore[no-untyped-call]
        return day
    return unescaped(text) if kind == "str" else text


def _number(number: int | float, meaning: str, epoch: datetime) -> CellValue:
    """A number, or the day or time it stands for in its format."""
    if not meaning:
        return number
    try:
        moment: CellValue = from_excel(number, epoch, timedelta=meaning == "span")
    except (OverflowError, ValueError):  # no such day: the number itself is all there is
        return number
    return moment


def _set(flag: str | None) -> bool:
    return flag in ("1", "true")


def _elements(stream: IO[bytes], *names: str) -> Iterator[etree._Element]:
    """Each element of those names as it is complete; emptied when the next is asked for."""
    events = etree.iterparse(
        stream,
        events=("end",),
        tag=tuple(f"{{*}}{name}" for name in names),
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    for _, node in events:
        yield node
        node.clear()


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
