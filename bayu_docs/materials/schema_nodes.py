"""A JSON Schema's nodes: found by JSON pointer (RFC 6901), and told by their Chinese titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bayu_docs.materials.text import visible

Node = Mapping[str, Any]

DEFAULT_COUNTER = "项"
"""The measure word of a list's rows where the schema's x-counter names none."""


def child(pointer: str, part: str | int) -> str:
    """The pointer of a member."""
    return f"{pointer}/{str(part).replace('~', '~0').replace('/', '~1')}"


def parts(pointer: str) -> list[str]:
    """The member names of a pointer, unescaped."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def resolved(root: Node, node: Node) -> Node:
    """The node itself, or the definition it refers to with its own annotations on top."""
    if "$ref" not in node:
        return node
    name = str(node["$ref"]).removeprefix("#/$defs/")
    own = {key: value for key, value in node.items() if key != "$ref"}
    return {**resolved(root, root["$defs"][name]), **own}


def member(root: Node, node: Node, part: str) -> Node:
    """The schema of a member; an empty node when the schema knows none such."""
    inner = node["items"] if "items" in node else node.get("properties", {}).get(part, {})
    return resolved(root, inner) if isinstance(inner, Mapping) else {}


def node_at(root: Node, pointer: str) -> Node:
    """The schema node of a pointer; an empty node for a field the schema does not know."""
    node = root
    for part in parts(pointer):
        node = member(root, node, part)
    return node


def path_words(root: Node, pointer: str) -> str:
    """The title path a user reads: 领衔工匠 第2人 › 资格 第1项 › 证书编号; empty for the root.

    A column of every row (`-`) is told without a row.
    """
    node, words = root, list[str]()
    for part in parts(pointer):
        if "items" in node:
            if part.isdigit():
                words[-1] += f" 第{int(part) + 1}{node.get('x-counter', DEFAULT_COUNTER)}"
        else:
            words.append(str(member(root, node, part).get("title", visible(part))))
        node = member(root, node, part)
    return " › ".join(words)
