"""What differs between two versions of an application's data, told in the form's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from bayu_docs.intake import fields
from bayu_docs.intake.typed import written
from bayu_docs.intake.words import shown


@dataclass(frozen=True)
class Difference:
    """One difference; pointer: in the newer data (of what is gone, where it stood in the older)."""

    pointer: str
    said: str


def differences(older: Any, newer: Any) -> list[Difference]:
    """Every difference between two data in normal form, in the order of the form.

    Rows are matched by their first required field (a name, a number), so that one row put in does
    not make all rows below it differ. What is empty counts as absent.
    """
    return list(_compare("", fields.root(), pruned(older), pruned(newer)))


def pruned(data: Any) -> Any:
    """The data without anything empty, at any depth; None when nothing is left."""
    if isinstance(data, dict):
        kept = {name: pruned(value) for name, value in data.items()}
        return {name: value for name, value in kept.items() if value is not None} or None
    if isinstance(data, list):
        return [item for item in map(pruned, data) if item is not None] or None
    return None if data == "" else data


def _compare(pointer: str, node: fields.Node, older: Any, newer: Any) -> Iterator[Difference]:
    if older == newer:
        return
    if "properties" in node and isinstance(older or {}, dict) and isinstance(newer or {}, dict):
        older, newer = older or {}, newer or {}
        for name in sorted({*older, *newer}, key=lambda name: fields.order(f"/{name}")):
            at = fields.child(pointer, name)
            yield from _compare(at, fields.node_at(at), older.get(name), newer.get(name))
    elif "properties" in node.get("items", {}) and _are_rows(older) and _are_rows(newer):
        yield from _rows(pointer, node, older or [], newer or [])
    else:
        yield Difference(pointer, f"“{fields.path_words(pointer)}”{_change(node, older, newer)}")


def _are_rows(value: Any) -> bool:
    return value is None or (
        isinstance(value, list) and all(isinstance(row, dict) for row in value)
    )


def _change(node: fields.Node, older: Any, newer: Any) -> str:
    if older is None:
        return f"：新填{_words(newer, node)}"
    if newer is None:
        return f"：删去了原来的{_words(older, node)}"
    return f"：原来是{_words(older, node)}，现在是{_words(newer, node)}"


def _words(value: Any, node: fields.Node) -> str:
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return shown(value, node)
    return shown(str(value) if isinstance(value, dict) else written(value, node), node)


def _rows(
    pointer: str, node: fields.Node, older: Sequence[Any], newer: Sequence[Any]
) -> Iterator[Difference]:
    rows = node["items"]
    names = [[_name_of(row, rows) for row in side] for side in (older, newer)]
    matcher = SequenceMatcher(None, names[0], names[1], autojunk=False)
    for step, start, end, new_start, new_end in matcher.get_opcodes():
        paired = min(end - start, new_end - new_start) if step in ("equal", "replace") else 0
        for shift in range(paired):
            at = fields.child(pointer, new_start + shift)
            yield from _compare(at, rows, older[start + shift], newer[new_start + shift])
        for index in range(start + paired, end):
            yield _whole_row(pointer, index, names[0][index], "删去了")
        for index in range(new_start + paired, new_end):
            yield _whole_row(pointer, index, names[1][index], "新增")


def _whole_row(pointer: str, index: int, name: str, what: str) -> Difference:
    at = fields.child(pointer, index)
    named = f"（{name}）" if name else ""
    return Difference(at, f"“{fields.path_words(at)}”{named}：{what}这一行")


def _name_of(row: Any, node: fields.Node) -> str:
    first = next(iter(node.get("required", ())), "")
    value = row.get(first, "") if isinstance(row, dict) else ""
    return str(written(value, node["properties"].get(first, {})))
