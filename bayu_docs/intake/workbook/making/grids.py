"""The tables of a workbook as rows of cells, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bayu_docs.intake.workbook.layout import FIRST_SHEET, KEY_TITLE, Column, Sheet, Table
from bayu_docs.intake.workbook.making import hints
from bayu_docs.intake.workbook.making.spots import Extent, roster_extent
from bayu_docs.intake.workbook.making.values import Cell, Row, rows_of, single_cells
from bayu_docs.model.call import Call

KEYS_NAME = "bayu_keys"
"""Defined name of the 申报编号 on the first sheet of a roster."""
_KEY_WIDTH, _OWNER_WIDTH = 12, 13

Applications = Sequence[tuple[str, Mapping[str, Any]]]
"""Of a roster: each key with its application."""


@dataclass(frozen=True)
class Lead:
    """A column before a table's own, which names the application or the owner of the row.

    names: the defined name of the words it is chosen from, empty where they are first written.
    """

    title: str
    width: float
    names: str
    hint: str


@dataclass(frozen=True)
class Grid:
    """A table. rows: the leads' words and the cells of each row; hints: one for each column."""

    title: str
    note: str
    leads: tuple[Lead, ...]
    columns: tuple[Column, ...]
    hints: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    extent: Extent


def owners_name(pattern: str) -> str:
    """Defined name of the names in a list that owns others, or that others refer to."""
    return f"bayu_names{pattern.replace('/', '_')}"


def table_grid(title: str, table: Table, rows: Sequence[Row], extent: Extent, call: Call) -> Grid:
    """A list's table in the workbook of one application."""
    leads = (_owner_lead(table),) if table.owner else ()
    cells = tuple(((row.owner or None,) if leads else ()) + row.cells for row in rows)
    return Grid(
        title, hints.note(table, call), leads, table.columns, _hints(table, call), cells, extent
    )


def roster_grid(sheet: Sheet, applications: Applications, call: Call) -> Grid:
    """A sheet's table in a roster: one row an application, or the rows of all their lists."""
    first = sheet.title == FIRST_SHEET
    key_hint = "自己编，不重复，如 001" if first else f"与“{FIRST_SHEET}”里的一致"
    key = Lead(KEY_TITLE, _KEY_WIDTH, "" if first else KEYS_NAME, key_hint)
    if sheet.table is None:
        rows = tuple((key, *single_cells(sheet, data)) for key, data in applications)
        told = tuple(_group_hints(sheet, call))
        note = "一行写一个申报；【】里是所属部分"
        return Grid(sheet.title, note, (key,), sheet.columns, told, rows, roster_extent(len(rows)))
    table = sheet.table
    leads = (key, _owner_lead(table)) if table.owner else (key,)
    rows = tuple(
        (key, *((row.owner or None,) if table.owner else ()), *row.cells)
        for key, data in applications
        for row in rows_of(table, data)
    )
    note = f"每行先写“{KEY_TITLE}”；{hints.note(table, call)}"
    extent = roster_extent(len(rows))
    return Grid(sheet.title, note, leads, table.columns, _hints(table, call), rows, extent)


def _owner_lead(table: Table) -> Lead:
    hint = f"从“{table.owner}”表的姓名中选；有同名的写“第2人”这样的序号"
    return Lead(table.owner, _OWNER_WIDTH, owners_name(table.owner_pattern), hint)


def _hints(table: Table, call: Call) -> tuple[str, ...]:
    told = str(table.node.get("x-clause", ""))
    return tuple(_with_unit(column, call, told) for column in table.columns)


def _group_hints(sheet: Sheet, call: Call) -> Iterator[str]:
    for group in sheet.groups:
        for column in group.columns:
            yield f"【{group.title}】{_with_unit(column, call, '')}"


def _with_unit(column: Column, call: Call, told_clause: str) -> str:
    unit = f"单位：{column.node['x-unit']}；" if "x-unit" in column.node else ""
    return unit + hints.hint(column, call, told_clause=told_clause)
