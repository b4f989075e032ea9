"""A data file to fill in: every field of a kind, empty, with a guide to all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bayu_docs.materials.schema_nodes import Node, resolved
from bayu_docs.model.notice import Kind
from bayu_docs.notices.fields import schema_of

_NOT_ASKED = ("schema_version", "guide", "remark", "invented")
_EMPTY: Mapping[str, Any] = {"boolean": None, "integer": None, "number": None}
_FORMATS = {"date": "日期", "date-time": "日期和时间"}
_TYPES = {"boolean": "true 或 false", "integer": "整数", "number": "数字"}


def blank_data(kind: Kind) -> str:
    """The JSON text; what stays empty counts as not given, and `guide` may stay or go."""
    root = schema_of(kind)
    own = {name: node for name, node in root["properties"].items() if name not in _NOT_ASKED}
    head = f"{kind.name}：填在引号里；不填的留空即可。★ 必填"
    data = {
        "schema_version": "1",
        "guide": [head, *_guide(root, {**root, "properties": own}, "")],
        **{name: _empty(root, node) for name, node in own.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _empty(root: Node, node: Node) -> Any:
    node = resolved(root, node)
    if "properties" in node:
        return {name: _empty(root, inner) for name, inner in node["properties"].items()}
    if "items" in node:
        return [_empty(root, node["items"])]
    return _EMPTY.get(str(node.get("type", "")), None if "const" in node else "")


def _guide(root: Node, node: Node, path: str) -> Iterator[str]:
    """A line for each field: its path, title, kind of value, choices and remark."""
    for name, inner in node.get("properties", {}).items():
        known, at = resolved(root, inner), f"{path}{name}"
        mark = "★" if name in node.get("required", ()) else ""
        yield f"{at}{mark}：" + "；".join(filter(None, _words(known)))
        rows = resolved(root, known["items"]) if "items" in known else known
        yield from _guide(root, rows, f"{at}[]." if "items" in known else f"{at}.")


def _words(node: Node) -> Iterator[str]:
    yield str(node.get("title", ""))
    yield _FORMATS.get(str(node.get("format", "")), _TYPES.get(str(node.get("type", "")), ""))
    if "enum" in node:
        words = node.get("x-words", {})
        yield "可填 " + "、".join(
            f"{each}（{words[each]}）" if each in words else str(each) for each in node["enum"]
        )
    if "const" in node:
        yield f"只能填 {json.dumps(node['const'], ensure_ascii=False)}"
    yield str(node.get("description", ""))
