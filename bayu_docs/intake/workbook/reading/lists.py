"""The rows of a list, put into the application, and under the row, that they belong to."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from bayu_docs.intake.fields import DEFAULT_COUNTER
from bayu_docs.intake.typed import typed
from bayu_docs.intake.workbook import layout
from bayu_docs.intake.workbook.layout import Table
from bayu_docs.intake.workbook.reading.applications import Applications
from bayu_docs.intake.workbook.reading.filling import Filling
from bayu_docs.intake.workbook.reading.owners import Owners
from bayu_docs.intake.workbook.reading.places import RowPlace
from bayu_docs.intake.workbook.reading.said import Speaker
from bayu_docs.intake.workbook.reading.tables import Row, Rows
from bayu_docs.materials.text import visible
from bayu_docs.materials.workbook_read import Broken, CellValue, spot


def fill_list(
    table: Table, rows: Rows, tab: str, applications: Applications, speaker: Speaker
) -> None:
    """The rows of a list, each in the application and under the row it belongs to."""
    at = rows.columns or {}
    letters = rows.letters(table.columns)
    nodes = {column.title: (_member(column.pattern), column.node) for column in table.columns}
    lists = Lists(table, spot(tab, rows.head[0], rows.head[1]), applications, speaker)
    belongs: dict[int, Filling] = {}
    for row in rows.rows:
        filling = applications.of(row, at.get(layout.KEY_TITLE, 1), speaker)
        if filling is None:
            continue
        belongs[row.number] = filling
        holder = lists.of(row, at.get(table.owner, 0), filling)
        if holder is None:
            continue
        values = {
            nodes[title][0]: (nodes[title][1], value)
            for title, value in row.cells.items()
            if title in nodes
        }
        pointer = filling.add(table.pattern, *holder, values)
        filling.places.row(pointer, RowPlace(tab, row.number, letters))
    applications.tell_at_rows(rows.row_findings, belongs)


class Lists:
    """The lists a table's rows go to: one of each application, or one of each owning row."""

    def __init__(
        self, table: Table, head: str, applications: Applications, speaker: Speaker
    ) -> None:
        self._table = table
        self._member = _member(table.pattern)
        self._speaker = speaker
        self._owners: dict[str, Owners] = {}
        owner = next((s.table for s in layout.sheets() if s.table and s.title == table.owner), None)
        self._name = _member(owner.columns[0].pattern) if owner else ""
        counter = owner.node.get("x-counter", DEFAULT_COUNTER) if owner else DEFAULT_COUNTER
        self._counter = str(counter)
        for filling in applications:
            if owner is None:
                filling.begin_list(table.pattern, head)
            for pointer, row in filling.lists.get(table.owner_pattern, ()):
                row.setdefault(self._member, [])
                filling.places.cell(f"{pointer}/{self._member}", head)

    def of(self, row: Row, column: int, filling: Filling) -> tuple[str, list[Any]] | None:
        """The pointer of the list the row belongs to, and that list; None when it is unknown,
        which is told unless a missing head or sheet explains it already."""
        table = self._table
        if not table.owner:
            return table.pattern, filling.rows(table.pattern)
        if not column or table.owner_pattern not in filling.places:
            return None
        words = _words(row.cells.get(table.owner))
        owners = self._owners.get(filling.key)
        if owners is None:
            owners = Owners(filling.lists.get(table.owner_pattern, []), self._name)
            self._owners[filling.key] = owners
        if words and not owners.named:
            return None
        found = owners.find(words, self._counter) if words else self._blank_advice()
        if not isinstance(found, str):
            pointer, holder = found
            return f"{pointer}/{self._member}", holder[self._member]
        said = f"“{visible(words)}”不是“{table.owner}”表里的" if words else "没有填写"
        at = (row.number, column)
        message = f"“{table.owner}”一栏{said}，不知道这一行属于谁"
        told = self._speaker.say("intake.owner", message, found, at, table.pattern)
        filling.findings.append(told)
        return None

    def _blank_advice(self) -> str:
        owner, counter = self._table.owner, self._counter
        return f"请在这一格填上“{owner}”表里的名称，几行属于同一{counter}的逐行填写"


def _words(value: CellValue | None) -> str:
    if value is None or isinstance(value, Broken | time | timedelta):
        return ""
    found = typed(value, {"type": "string"}).value
    return found if isinstance(found, str) else ""


def _member(pattern: str) -> str:
    return pattern.rpartition("/")[2]
