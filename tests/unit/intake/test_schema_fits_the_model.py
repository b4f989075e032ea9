"""The schema and the typed Application name the same fields, and every rule has its words."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from bayu_docs.intake import checks, words
from bayu_docs.intake import fields as schema_fields
from bayu_docs.model.application import Application

ANNOTATIONS = {
    "$schema",
    "$id",
    "title",
    "description",
    "properties",
    "items",
    "allOf",
    "if",
    "then",
}
LEFT_OUT = {"schema_version"}
NOT_FROM_JSON = {"data", "origins", "base"}


def inner(hint: Any) -> Any:
    """The dataclass behind tuple[X, ...] or X | None."""
    while get_origin(hint) in (tuple, types.UnionType):
        hint = get_args(hint)[0]
    return hint


def compared(node: dict[str, Any], kind: type) -> Iterator[tuple[type, set[str], set[str]]]:
    """For each dataclass: names in the schema, names in the type; required ones marked by !."""
    hints = get_type_hints(kind)
    needed = set(node["required"])
    in_schema = {name + "!" * (name in needed) for name in node["properties"]}
    in_type = {
        field.name + "!" * (field.default is MISSING and field.default_factory is MISSING)
        for field in fields(kind)
    }
    yield kind, in_schema, in_type
    for name, child in node["properties"].items():
        member = inner(hints.get(name))
        if is_dataclass(member) and isinstance(member, type):
            yield from compared(child.get("items", child), member)


def test_every_field_of_the_schema_has_its_place_in_the_types() -> None:
    for kind, in_schema, in_type in compared(dict(schema_fields.root()), Application):
        if kind is Application:
            in_schema = {n for n in in_schema if n.rstrip("!") not in LEFT_OUT} - {"call"}
            in_type -= NOT_FROM_JSON | {"call_id"}
        assert in_schema == in_type, kind.__name__


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for name, child in node.items():
            children = child.values() if name == "properties" else [child]
            for each in children:
                yield from nodes(each)
    elif isinstance(node, list):
        for each in node:
            yield from nodes(each)


def test_every_keyword_of_the_schema_has_words_and_every_check_exists() -> None:
    for node in nodes(schema_fields.root()):
        keywords = {key for key in node if not key.startswith("x-")} - ANNOTATIONS
        if "type" in node or "enum" in node or "const" in node:
            assert keywords <= {*words._TELLERS, *words._SPELLERS}
        assert node.get("x-check", "id_number") in {"id_number", *checks._CHECKS}
        assert node.get("format", "date") == "date"
