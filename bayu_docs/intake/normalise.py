"""Draft data -> its normal form: texts, whole numbers, and no empty optional fields."""

from __future__ import annotations

from typing import Any

from bayu_docs.intake.fields import Node, root
from bayu_docs.materials import text


def normalise(data: Any) -> Any:
    """The data with every text in normal form and empty fields dropped; idempotent.

    A field that is null or blank, or optional and an object or list without content, was not
    filled in.
    Empty rows at the end of a list fall away; others stay, for positions name the rows. 3.0
    becomes 3.
    """
    return _value(data, root())


def _value(value: Any, node: Node) -> Any:
    if isinstance(value, str):
        return text.normalise(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return _filled([_value(item, _node(node.get("items"))) for item in value])
    if isinstance(value, dict):
        return _object(value, node)
    return value


def _filled(rows: list[Any]) -> list[Any]:
    """The list without the rows left empty at its end."""
    while rows and _empty(rows[-1]):
        rows.pop()
    return rows


def _object(value: dict[str, Any], node: Node) -> dict[str, Any]:
    members = {
        name: _value(inner, _node(node.get("properties", {}).get(name)))
        for name, inner in value.items()
    }
    required = node.get("required", ())
    return {
        name: inner
        for name, inner in members.items()
        if not _empty(inner) or (isinstance(inner, dict | list) and name in required)
    }


def _empty(value: Any) -> bool:
    """True when nothing was filled in, at any depth."""
    if isinstance(value, dict):
        return all(_empty(inner) for inner in value.values())
    return value is None or value == "" or value == []


def _node(node: Any) -> Node:
    return node if isinstance(node, dict) else {}
