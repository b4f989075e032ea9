"""The application's fields as the schema names them: found by JSON pointer, told in Chinese.

Annotations read: title, x-counter (the measure word of a list's rows), x-check, x-unique,
x-sensitive, x-multiline, x-clause, x-unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bayu_docs.materials import assets, schema_nodes
from bayu_docs.materials.schema_nodes import DEFAULT_COUNTER, Node, child, member, parts

__all__ = [
    "DEFAULT_COUNTER",
    "Field",
    "Node",
    "child",
    "node_at",
    "order",
    "parts",
    "path_words",
    "root",
    "version",
    "walk",
]

SCHEMA = "application"
_UNKNOWN_RANK = 10**9


@dataclass(frozen=True)
class Field:
    """One value of the data with its schema node and the object or list that holds it."""

    pointer: str
    node: Node
    value: Any
    parent: Any


def root() -> Node:
    """The application's schema."""
    return assets.schema(SCHEMA)


def version() -> str:
    """The version that new data state."""
    return str(root()["properties"]["schema_version"]["const"])


def node_at(pointer: str) -> Node:
    """The schema node of a pointer; an empty node for a field the schema does not know."""
    return schema_nodes.node_at(root(), pointer)


def path_words(pointer: str) -> str:
    """The title path a user reads (schema_nodes.path_words)."""
    return schema_nodes.path_words(root(), pointer)


def order(pointer: str) -> tuple[int, ...]:
    """Sort key: the order of the schema's fields and of the rows; a column of every row (`-`)
    comes before its rows."""
    node, key = root(), list[int]()
    for part in parts(pointer):
        known = _names(node)
        row = int(part) if part.isdigit() else -1
        key.append(row if "items" in node else known.get(part, _UNKNOWN_RANK))
        node = member(root(), node, part)
    return tuple(key)


def _names(node: Node) -> Mapping[str, int]:
    return _ranks(tuple(node.get("properties", {})))


@cache
def _ranks(names: tuple[str, ...]) -> Mapping[str, int]:
    return {name: rank for rank, name in enumerate(names)}


def walk(data: Any) -> Iterator[Field]:
    """Every value of the data that stands where the schema knows a field, in the data's order."""
    yield from _walk("", root(), data, None)


def _walk(pointer: str, node: Node, value: Any, parent: Any) -> Iterator[Field]:
    yield Field(pointer, node, value, parent)
    if isinstance(value, dict) and "properties" in node:
        for name, inner in value.items():
            if name in node["properties"]:
                yield from _walk(child(pointer, name), node["properties"][name], inner, value)
    elif isinstance(value, list) and "items" in node:
        for index, inner in enumerate(value):
            yield from _walk(child(pointer, index), node["items"], inner, value)
