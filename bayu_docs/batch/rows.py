"""A roster of letters -> one row of data for each: a workbook by its heads, or a JSON list.

A head is a field's Chinese title as the kind's schema names it; of a field inside another, 驿站名称
or, where that title stands twice, 联系人·姓名. Of a list inside the data a row fills one item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bayu_docs.intake import jsonfile, typed
from bayu_docs.materials import ooxml
from bayu_docs.materials.schema_nodes import Node, child, resolved
from bayu_docs.materials.workbook_read import Broken, Grid, open_workbook, spot
from bayu_docs.model.finding import Finding, Outcome, Place, Severity, has_errors
from bayu_docs.model.notice import Kind
from bayu_docs.notices.fields import schema_of

CHOSEN_HEAD, NAME_HEAD = "选用", "文件名"
"""Two columns of a roster that are no field: whether the row is wanted, and its file's name."""

_NO = frozenset({"否", "×", "0", "不", "false"})
_NO_NEAR = "这种公文没有相近的栏目，内容不会印上去；只供自己看的不用管"
_LOOKED_AT = 12  # rows in which the heads are looked for
_CLOCK = re.compile(r"(.*?)[\sT]*(\d{1,2}):(\d{2})(?::\d{2})?$")


@dataclass(frozen=True)
class Row:
    """One letter to be: its place in the roster from 1, its data, where each value stood, and the
    file name asked for."""

    number: int
    data: Mapping[str, Any]
    origins: Mapping[str, Place]
    name: str = ""


@dataclass(frozen=True)
class _Field:
    """A leaf of the kind's data that a column may fill."""

    pointer: str
    node: Node


def read(path: Path, kind: Kind) -> Outcome[tuple[Row, ...]]:
    """The chosen rows of the roster in order; value is None when it is no roster of the kind.

    Raises SourceUnreadable when the file cannot be opened.
    """
    if path.suffix.lower() == ".json":
        return _from_json(path)
    ooxml.require(path, ooxml.WORKBOOK)
    known = _heads(schema_of(kind))
    with open_workbook(path) as book:
        for title in book.titles:
            grid = book.grid(title)
            if (heads := _head_row(grid, known)) is not None:
                return _from_grid(grid, heads, known, path.name, book.epoch)
    said = f"没有认出“{kind.name}”的栏目"
    advice = f"第一行写栏目名称，如：{'、'.join(list(known)[-6:])}"
    finding = Finding("batch.no_heads", Severity.ERROR, said, Place(path.name), advice=advice)
    return Outcome(None, (finding,))


def head_of(kind: Kind, pointer: str) -> str:
    """The head of the column that fills that field, the shortest; empty when no column does."""
    heads = [head for head, field in _heads(schema_of(kind)).items() if field.pointer == pointer]
    return min(heads, key=len, default="")


def placed(finding: Finding, row: Row, kind: Kind) -> Finding:
    """The finding at its own cell, or at the row; what a workbook's row lacks is told by column."""
    found = finding
    if not found.place.spot:
        found = replace(found, place=replace(row.origins[""], pointer=found.place.pointer))
    head = head_of(kind, found.place.pointer) if found.code == "notice.required" else ""
    if not head or not found.place.file.lower().endswith(".xlsx"):
        return found
    return replace(found, advice=f"请在“{head}”一栏填写；没有这一栏的，在第一行加上")


def merged(shared: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What all letters share below what the row says itself, objects member by member."""
    joined = dict(shared)
    for name, value in own.items():
        below = joined.get(name)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        joined[name] = merged(below, value) if both else value  # type: ignore[arg-type]
    return joined


def _from_json(path: Path) -> Outcome[tuple[Row, ...]]:
    """A list of data, or an object whose `rows` are one."""
    data = jsonfile.read_roster(path)
    rows = data.get("rows") if isinstance(data, Mapping) else data
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        advice = '写成 {"rows": [{…}, {…}]}，每一项是一份公文的数据'
        said = "不是公文数据的清单"
        finding = Finding("batch.no_rows", Severity.ERROR, said, Place(path.name), advice=advice)
        return Outcome(None, (finding,))
    made = []
    for number, row in enumerate(rows, start=1):
        own = dict(row)
        name = str(own.pop("file_name", ""))
        made.append(Row(number, own, {"": Place(path.name, f"第{number}项")}, name))
    return Outcome(tuple(made))


def _heads(root: Node) -> dict[str, _Field]:
    """Every head a column may have, in the order of the schema."""
    found = list(_leaves(root, root, "", ()))
    titles = [words[-1] for words, _ in found]
    heads: dict[str, _Field] = {}
    for words, field in found:
        if titles.count(words[-1]) == 1 or len(words) == 1:
            heads[words[-1]] = field
        heads["·".join(words)] = field
    return heads


def _leaves(
    root: Node, node: Node, pointer: str, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], _Field]]:
    for name, raw in node.get("properties", {}).items():
        inner, here = resolved(root, raw), child(pointer, name)
        titled = (*words, str(inner.get("title", name)))
        items = resolved(root, inner.get("items", {}))
        if "properties" in inner:
            yield from _leaves(root, inner, here, titled)
        elif "properties" in items:
            yield from _leaves(root, items, child(here, 0), titled)
        else:
            yield titled, _Field(here, inner)


def _head_row(grid: Grid, known: Mapping[str, _Field]) -> int | None:
    """The row in which most heads of the kind stand, at least two of them or the only one."""
    counted = {
        row: sum(_plain(value) in known for value in cells.values())
        for row, cells in list(grid.rows.items())[:_LOOKED_AT]
    }
    best = max(counted, key=lambda row: counted[row], default=None)
    return best if best is not None and counted[best] else None


def _plain(value: Any) -> str:
    return "".join(str(value).replace("*", "").split())


def _from_grid(
    grid: Grid, head_row: int, known: Mapping[str, _Field], file: str, epoch: date
) -> Outcome[tuple[Row, ...]]:
    heads = {column: _plain(value) for column, value in grid.rows[head_row].items()}
    unknown = [head for head in heads.values() if head not in {*known, CHOSEN_HEAD, NAME_HEAD}]
    findings = [_unused(file, grid.title, unknown, known)] if unknown else []
    rows: list[Row] = []
    for number, cells in grid.rows.items():
        if number <= head_row or not cells or not _wanted(heads, cells):
            continue
        data: dict[str, Any] = {}
        origins = {"": Place(file, spot(grid.title, number, 1))}
        name = ""
        for column, raw in cells.items():
            head = heads.get(column, "")
            place = Place(file, spot(grid.title, number, column))
            if head == NAME_HEAD:
                name = str(raw)
            elif (field := known.get(head)) is not None:
                findings += _fill(data, origins, field, raw, place, epoch)
        if data:
            rows.append(Row(number - head_row, data, origins, name))
    return Outcome(None if has_errors(findings) else tuple(rows), tuple(findings))


def _unused(file: str, sheet: str, unknown: list[str], known: Mapping[str, _Field]) -> Finding:
    said = f"没有用到的栏目：{'、'.join(unknown)}"
    heads = [*known, CHOSEN_HEAD, NAME_HEAD]
    near = {head: get_close_matches(head, heads, n=1) for head in unknown}
    meant = "；".join(f"“{head}”应写成“{guess[0]}”" for head, guess in near.items() if guess)
    advice = f"要印上去的，栏目名改正：{meant}" if meant else _NO_NEAR
    return Finding("batch.unused_column", Severity.INFO, said, Place(file, sheet), advice=advice)


def _wanted(heads: Mapping[int, str], cells: Mapping[int, Any]) -> bool:
    """A roster with a 选用 column takes the rows ticked there, any other all rows."""
    for column, head in heads.items():
        if head == CHOSEN_HEAD:
            word = _plain(cells.get(column, "")).lower()
            return bool(word) and word not in _NO
    return True


def _fill(
    data: dict[str, Any],
    origins: dict[str, Place],
    field: _Field,
    raw: Any,
    place: Place,
    epoch: date,
) -> Iterator[Finding]:
    """Put the cell's value at its pointer."""
    if isinstance(raw, Broken):
        said = f"单元格是错误值 {raw}"
        yield Finding(
            "batch.broken_cell", Severity.ERROR, said, place, advice="请改正公式或直接输入"
        )
        return
    value = _value(raw, field.node, epoch)
    if value.code:
        yield Finding(value.code, Severity.ERROR, f"单元格{value.said}", place, advice=value.advice)
    elif value.value is not None:
        _put(data, field.pointer.split("/")[1:], value.value)
        origins[field.pointer] = place


def _value(raw: Any, node: Node, epoch: date) -> typed.Typed:
    if node.get("format") != "date-time":
        return typed.typed(raw, node, epoch=epoch)
    if isinstance(raw, datetime):
        return typed.Typed(f"{raw:%Y-%m-%dT%H:%M:%S}+08:00")
    clock = _CLOCK.fullmatch(str(raw).replace("：", ":").strip())
    day = typed.iso_date(clock[1]) if clock else None
    if clock is None or day is None:
        return typed.Typed(str(raw))
    return typed.Typed(f"{day}T{int(clock[2]):02}:{clock[3]}:00+08:00")


def _put(data: dict[str, Any], path: list[str], value: Any) -> None:
    """Set the value, making objects and lists of one item on the way."""
    here: Any = data
    for part, following in zip(path, [*path[1:], ""], strict=True):
        fresh: Any = value if not following else [{}] if following == "0" else {}
        if part == "0":
            here = here[0]
            continue
        here = here.setdefault(part, fresh)
