"""The workbook's sheets, groups and columns, made from the application's schema.

A sheet holds either single fields in groups, one line a field, or one list as a table. A list
within a list (资格 of a lead artisan) is a table of its own, whose first column names the row it
belongs to. A roster holds many applications: its single fields stand in tables too, one row an
application, and the first column of every table names the application.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bayu_docs.intake.fields import Node, root

VERSION = "1"
"""Raised when a workbook of the layout before can no longer be read."""

COVER = "填写说明"
FIRST_SHEET = "基本情况"
FIRST_GROUP = "申报信息"
KEY_TITLE = "申报编号"
MARKS_SHEET = "问题清单"
"""Of a marked copy only: every finding with a link to its cell."""
REQUIRED_MARK = " *"
HEAD_ROW = 4
"""Of a table: its title, a note and the hints stand above, the data from the next row on."""

STAMP_SHEET = "_bayu"
"""Hidden. Row 1: STAMP, VERSION, SINGLE or ROSTER, the call's id."""
STAMP = "bayu-docs"
SINGLE = "single"
ROSTER = "roster"
_NOT_TYPED = frozenset({"schema_version"})


@dataclass(frozen=True)
class Column:
    """One field: pattern is its JSON pointer with `-` for row numbers (/team/-/name).

    title: unique in its sheet; required: always asked for.
    """

    pattern: str
    title: str
    node: Node
    required: bool


@dataclass(frozen=True)
class Group:
    """Single fields under one heading."""

    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Table:
    """A list: pattern of the list itself (/lead_artisans/-/qualifications).

    owner: title of the list its rows belong to, which is also the title of its first column;
    empty for a list of the application itself. max_rows: as the schema says, for one application.
    """

    pattern: str
    title: str
    columns: tuple[Column, ...]
    max_rows: int
    node: Node
    owner: str = ""
    owner_pattern: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet of single fields (groups) or of one list (table)."""

    title: str
    groups: tuple[Group, ...] = ()
    table: Table | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """All its fields in order."""
        if self.table is not None:
            return self.table.columns
        return tuple(column for group in self.groups for column in group.columns)


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets that hold data, in the order of the schema."""
    members = root()["properties"].items()
    required = frozenset(root()["required"])
    first = [Group(FIRST_GROUP, tuple(_fields("", root(), required=True)))]
    rest: list[Sheet] = []
    for name, node in members:
        if _is_list(node):
            rest += _list_sheets(f"/{name}", node)
        elif "properties" in node and not any(map(_is_list, node["properties"].values())):
            first += _groups(f"/{name}", node, required=name in required)
        elif "properties" in node:
            groups = tuple(_groups(f"/{name}", node, required=name in required))
            rest.append(Sheet(str(node["title"]), groups))
            for inner, child in node["properties"].items():
                if _is_list(child):
                    rest += _list_sheets(f"/{name}/{inner}", child)
    return (Sheet(FIRST_SHEET, tuple(first)), *rest)


def _is_list(node: Node) -> bool:
    """Whether the field is a list of objects; a list of words is one cell."""
    return "properties" in node.get("items", {})


def _fields(pointer: str, node: Node, *, required: bool) -> Iterator[Column]:
    """The fields that stand in cells of their own."""
    for name, child in node["properties"].items():
        if name not in _NOT_TYPED and "properties" not in child and not _is_list(child):
            must = required and name in node.get("required", ())
            yield Column(f"{pointer}/{name}", str(child["title"]), child, must)


def _groups(pointer: str, node: Node, *, required: bool) -> Iterator[Group]:
    """The object's own fields, and a group for each object within it."""
    yield Group(str(node["title"]), tuple(_fields(pointer, node, required=required)))
    for name, child in node["properties"].items():
        if "properties" in child:
            must = required and name in node.get("required", ())
            yield from _groups(f"{pointer}/{name}", child, required=must)


def _list_sheets(pointer: str, node: Node, owner: Table | None = None) -> Iterator[Sheet]:
    """The list's sheet, and a sheet for each list within its rows."""
    rows, row = node["items"], f"{pointer}/-"
    title = (owner.title if owner else "") + str(node["title"])
    table = Table(
        pointer,
        title,
        tuple(_fields(row, rows, required=True)),
        int(node["maxItems"]) * (owner.max_rows if owner else 1),
        node,
        owner.title if owner else "",
        owner.pattern if owner else "",
    )
    yield Sheet(title, table=table)
    for name, child in rows["properties"].items():
        if _is_list(child):
            yield from _list_sheets(f"{row}/{name}", child, table)
