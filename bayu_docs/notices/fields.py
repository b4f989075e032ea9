"""The fields of a kind as its schema names them: the common part and its own, composed.

Annotations read: title, description, x-counter (the measure word of a list's rows), x-blank (what
is printed where only an authority or a later hand may write), x-words, x-lines (line breaks stay).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from bayu_docs.materials import assets
from bayu_docs.materials.text import visible
from bayu_docs.model.notice import Kind

Node = Mapping[str, Any]

COMMON = "notices/_common"
DEFAULT_COUNTER = "项"
_JOINED = ("properties", "$defs", "dependentRequired")


@cache
def schema_of(kind: Kind) -> Node:
    """The kind's whole schema, closed to unknown fields; SchemaFaulty when a file is missing."""
    common, own = assets.schema(COMMON), assets.schema(f"notices/{kind.key}")
    joined = {name: {**common.get(name, {}), **own.get(name, {})} for name in _JOINED}
    required = [*common.get("required", ()), *own.get("required", ())]
    return {**common, **own, **joined, "required": required, "additionalProperties": False}


def resolved(root: Node, node: Node) -> Node:
    """The node itself, or the definition it refers to with its own annotations on top."""
    if "$ref" not in node:
        return node
    name = str(node["$ref"]).removeprefix("#/$defs/")
    own = {key: value for key, value in node.items() if key != "$ref"}
    return {**resolved(root, root["$defs"][name]), **own}


def child(pointer: str, part: str | int) -> str:
    """The pointer of a member (RFC 6901)."""
    return f"{pointer}/{str(part).replace('~', '~0').replace('/', '~1')}"


def node_at(root: Node, pointer: str) -> Node:
    """The schema node of a pointer; an empty node for a field the schema does not know."""
    node: Node = root
    for part in _parts(pointer):
        node = _member(root, node, part)
    return node


def path_words(root: Node, pointer: str) -> str:
    """The title path a user reads: 推荐对象 第2个 › 驿站名称; empty for the whole."""
    node, words = root, list[str]()
    for part in _parts(pointer):
        if "items" in node and part.isdigit():
            words[-1] += f" 第{int(part) + 1}{node.get('x-counter', DEFAULT_COUNTER)}"
            node = _member(root, node, part)
        else:
            node = _member(root, node, part)
            words.append(str(node.get("title", visible(part))))
    return " › ".join(words)


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _member(root: Node, node: Node, part: str) -> Node:
    inner = node["items"] if "items" in node else node.get("properties", {}).get(part, {})
    return resolved(root, inner) if isinstance(inner, Mapping) else {}
