"""Data made up from a schema alone, to try templates with: everything given, or the least."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Node = Mapping[str, Any]

_ROWS = 2  # a row repeated wrongly is seen, and both values of what is yes or no
_DAY, _MOMENTS = "2022-03-21", ("2022-03-21T10:00", "2022-03-21T10:00:00+08:00")
# Words for fields that ask for a pattern; the first that fits is taken.
_PATTERNED = (
    "示人社〔2022〕1号",
    "023-00000000",
    "00000000000",
    "0" * 64,
    "A05",
    "A06",
    "2022-03",
    "示例",
    "example@example.com",
    "91500000MA00000000",
)
# What a paper of ours says by itself when the user does not, and so is better left to it.
_LEFT_OUT = frozenset({"remark", "invented", "title", "issuers", "note"})


def full(root: Node) -> dict[str, Any]:
    """Data with every field a schema knows, but those a paper has words of its own for."""
    made: dict[str, Any] = _value(root, root, "示例", everything=True)
    return {name: value for name, value in made.items() if name not in _LEFT_OUT}


def least(root: Node) -> dict[str, Any]:
    """Data with the fields a schema asks for and no other."""
    made: dict[str, Any] = _value(root, root, "示例", everything=False)
    return made


def _value(root: Node, node: Node, name: str, *, everything: bool, number: int = 0) -> Any:
    node = _resolved(root, node)
    title = str(node.get("title", name))
    if "const" in node:
        return node["const"]
    if "enum" in node:
        return node["enum"][number % len(node["enum"])]
    kind = node.get("type", "object" if "properties" in node else "string")
    if kind == "object":
        return _object(root, node, everything, number)
    if kind == "array":
        return _list(root, node, title, everything)
    if kind in ("integer", "number"):
        return max(node.get("minimum", 1), min(node.get("maximum", 7), 7)) + 0
    if kind == "boolean":
        return number % 2 == 0
    return _text(node, title, number)


def _object(root: Node, node: Node, everything: bool, number: int) -> dict[str, Any]:
    required = node.get("required", ())
    made = {
        name: _value(root, inner, name, everything=everything, number=number)
        for name, inner in node.get("properties", {}).items()
        if everything or name in required
    }
    return {name: value for name, value in made.items() if value is not None}


def _list(root: Node, node: Node, title: str, everything: bool) -> list[Any]:
    wanted = max(node.get("minItems", 0), _ROWS if everything else 0)
    length = min(wanted, node.get("maxItems", wanted))
    items = node.get("items", {})
    choices = _resolved(root, items).get("enum")
    if choices is not None:
        length = min(length, len(choices))
    return [
        _value(root, items, title, everything=everything, number=number) for number in range(length)
    ]


def _text(node: Node, title: str, number: int) -> str | None:
    """A text that tells its own title; None for a pattern nothing here fits."""
    if "format" in node:
        wanted = {"date": (_DAY,), "date-time": _MOMENTS}.get(node["format"], _PATTERNED)
        return next((word for word in wanted if re.search(node.get("pattern", ""), word)), None)
    if pattern := node.get("pattern"):
        fitting = [word for word in (f"（示例）{title}", *_PATTERNED) if re.search(pattern, word)]
        return fitting[number % len(fitting)] if fitting else None
    text = f"（示例）{title}" + (str(number + 1) if number else "")
    return text[-int(node.get("maxLength", len(text))) :].ljust(node.get("minLength", 0), "例")


def _resolved(root: Node, node: Node) -> Node:
    """The node, or the definition it refers to with its own annotations on top."""
    if "$ref" not in node:
        return node
    defined = root["$defs"][str(node["$ref"]).removeprefix("#/$defs/")]
    return {**_resolved(root, defined), **{k: v for k, v in node.items() if k != "$ref"}}
