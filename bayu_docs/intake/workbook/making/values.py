"""The application's values as the workbook's cells carry them, nothing added, nothing lost."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.fields import DEFAULT_COUNTER, Node, child, path_words, root
from bayu_docs.intake.typed import kind_of, written
from bayu_docs.intake.workbook.layout import Column, Sheet, Table, sheets
from bayu_docs.materials.text import visible
from bayu_docs.materials.workbook_rule import MAX_TEXT_UNITS, too_long
from bayu_docs.materials.workbook_write import FIRST_DAY, LAST_DAY

Cell = str | int | float | date | None

_ISO_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BY_NUMBER = re.compile(r"第[0-9一二三四五六七八九十百]+\S{0,2}")
_WHOLE_IN_A_CELL = 10**15  # Excel keeps 15 significant digits
_UNITS_OF_ONE_CELL = f"Excel 的一个单元格最多放 {MAX_TEXT_UNITS} 个字"


@dataclass(frozen=True)
class Row:
    """A row of a table: owner is the word that names the row it belongs to, if it does."""

    cells: tuple[Cell, ...]
    owner: str = ""


def cell_of(value: Any, node: Node) -> Cell:
    """What the cell holds: a number or day where the field asks for one and Excel keeps it
    exactly, otherwise the text a person would type; None when there is nothing."""
    if value is None or value == "" or value == []:
        return None
    kind = kind_of(node)
    if kind in ("number", "integer") and _is_kept(value):
        number: int | float = value
        return number
    if kind == "date" and isinstance(value, str):
        return _day(value) or value
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(written(value, node))


def table_at(pattern: str) -> Table:
    """The table of a list."""
    tables = (sheet.table for sheet in sheets() if sheet.table is not None)
    return next(table for table in tables if table.pattern == pattern)


def single_cells(sheet: Sheet, application: Mapping[str, Any]) -> tuple[Cell, ...]:
    """The values of a sheet of single fields, in the order of its columns."""
    return tuple(cell_of(_at(application, column.pattern), column.node) for column in sheet.columns)


def rows_of(table: Table, application: Mapping[str, Any]) -> list[Row]:
    """The table's rows; those in which nothing is filled in are left out."""
    if not table.owner:
        rows = _items(_at(application, table.pattern))
        return [row for item in rows if _filled((row := Row(_cells(table, item))).cells)]
    owners = [item for item in _items(_at(application, table.owner_pattern)) if _says(item)]
    words = _owner_words(owners, table.owner_pattern)
    member = table.pattern.removeprefix(f"{table.owner_pattern}/-/")
    return [
        Row(cells, word)
        for owner, word in zip(owners, words, strict=True)
        for item in _items(owner.get(member))
        if _filled(cells := _cells(table, item))
    ]


def refuse_unplaceable(application: Any) -> None:
    """SourceUnreadable when the data holds anything the workbook has no cell for."""
    faults = list(_unplaceable("", root(), application))
    if faults:
        more = f"（共 {len(faults)} 处）" if len(faults) > 1 else ""
        raise SourceUnreadable(
            f"申报数据里有放不进工作簿的内容：{faults[0]}{more}",
            "请先运行 bayu-docs check，按提示改正后再转换",
        )


def _unplaceable(pointer: str, node: Node, value: Any) -> Iterator[str]:
    if value is None or value == "":
        return
    if "properties" in node and isinstance(value, dict):
        for name, inner in value.items():
            known = node["properties"].get(name)
            if known is None:
                holder = f"“{path_words(pointer)}”" if pointer else "申报数据"
                yield f"“{visible(name)}”不是{holder}里的字段"
            else:
                yield from _unplaceable(child(pointer, name), known, inner)
    elif "properties" in node.get("items", {}) and isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unplaceable(child(pointer, index), node["items"], inner)
    elif "properties" in node or "properties" in node.get("items", {}):
        yield f"“{_title(pointer)}”应是{'一组字段' if 'properties' in node else '列表'}"
    elif not isinstance(value, int | float) and too_long(str(written(value, node))):
        yield f"“{_title(pointer)}”太长，{_UNITS_OF_ONE_CELL}"


def _title(pointer: str) -> str:
    return path_words(pointer) or "申报数据"


def _is_kept(value: Any) -> bool:
    """Whether Excel keeps the number as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if isinstance(value, int):
        return abs(value) < _WHOLE_IN_A_CELL
    return math.isfinite(value) and float(f"{value:.15g}") == value


def _day(text: str) -> date | None:
    """The day of a plain ISO date that Excel counts right; None for any other text."""
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def _at(application: Mapping[str, Any], pattern: str) -> Any:
    """The value of a field or list that stands in no row."""
    value: Any = application
    for name in pattern.split("/")[1:]:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _items(rows: Any) -> list[dict[str, Any]]:
    return [row for row in rows or () if isinstance(row, dict)]


def _cells(table: Table, item: Mapping[str, Any]) -> tuple[Cell, ...]:
    return tuple(_cell_in(item, column) for column in table.columns)


def _cell_in(item: Mapping[str, Any], column: Column) -> Cell:
    return cell_of(item.get(column.pattern.rpartition("/")[2]), column.node)


def _filled(cells: tuple[Cell, ...]) -> bool:
    return any(cell is not None for cell in cells)


def _says(value: Any) -> bool:
    """Whether anything is filled in, at any depth."""
    if isinstance(value, dict):
        return any(_says(inner) for inner in value.values())
    if isinstance(value, list):
        return any(map(_says, value))
    return value is not None and value != ""


def _owner_words(owners: list[dict[str, Any]], pattern: str) -> list[str]:
    """What names each owner in the table of what it owns: its name, or else 第N人.

    Empty for an owner without any cell of its own: its row is not in the workbook, and a number
    would name another.
    """
    table = table_at(pattern)
    counter = table.node.get("x-counter", DEFAULT_COUNTER)
    names = [str(_cell_in(owner, table.columns[0]) or "") for owner in owners]
    alike = [_alike(name) for name in names]
    words, number = list[str](), 0
    for owner, name, key in zip(owners, names, alike, strict=True):
        stands = any(_says(value) for value in owner.values() if not _is_rows(value))
        number += stands
        unique = key and alike.count(key) == 1 and not _BY_NUMBER.fullmatch(key)
        words.append(name if unique else f"第{number}{counter}" if stands else "")
    return words


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _alike(name: str) -> str:
    """The name as far as a reader tells names apart."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
