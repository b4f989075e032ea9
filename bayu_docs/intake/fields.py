"""The application's fields as the schema names them: found by JSON pointer, told in Chinese.

Annotations read: title, x-counter (the measure word of a list's rows), x-check, x-unique,
x-sensitive, x-multiline, x-clause, x-unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bayu_docs.materials import assets
from bayu_docs.materials.text import visible
from bayu_docs.model.finding import Place

SCHEMA = "application"
DEFAULT_COUNTER = "项"
_UNKNOWN_RANK = 10**9

Node = Mapping[str, Any]


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


def child(pointer: str, part: str | int) -> str:
    """The pointer of a member (RFC 6901)."""
    return f"{pointer}/{str(part).replace('~', '~0').replace('/', '~1')}"


def parts(pointer: str) -> list[str]:
    """The member names of a pointer, unescaped."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _member(node: Node, part: str) -> Node:
    """The schema of a member; an empty node when the schema knows none such."""
    inner = node["items"] if "items" in node else node.get("properties", {}).get(part, {})
    return inner if isinstance(inner, Mapping) else {}


def node_at(pointer: str) -> Node:
    """The schema node of a pointer; an empty node for a field the schema does not know."""
    node = root()
    for part in parts(pointer):
        node = _member(node, part)
    return node


def path_words(pointer: str) -> str:
    """The title path a user reads: 领衔工匠 第2人 › 资格 第1项 › 证书编号; empty for the root.

    A column of every row (`-`) is told without a row.
    """
    node, words = root(), list[str]()
    for part in parts(pointer):
        if "items" in node:
            if part.isdigit():
                words[-1] += f" 第{int(part) + 1}{node.get('x-counter', DEFAULT_COUNTER)}"
        else:
            words.append(str(_member(node, part).get("title", visible(part))))
        node = _member(node, part)
    return " › ".join(words)


def order(pointer: str) -> tuple[int, ...]:
    """Sort key: the order of the schema's fields and of the rows; a column of every row (`-`)
    comes before its rows."""
    node, key = root(), list[int]()
    for part in parts(pointer):
        known = _names(node)
        row = int(part) if part.isdigit() else -1
        key.append(row if "items" in node else known.get(part, _UNKNOWN_RANK))
        node = _member(node, part)
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


def origin(origins: Mapping[str, Place], pointer: str) -> Place:
    """Where a value was written; for one that was not, where its nearest container was."""
    probe = pointer
    while True:
        if probe in origins:
            known = origins[probe]
            return Place(known.file, known.spot, pointer, known.page)
        if not probe:
            return Place(pointer=pointer)
        probe = probe.rpartition("/")[0]
