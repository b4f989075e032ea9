"""The fields of a kind as its schema names them: the common part and its own, composed.

Annotations read: title, description, x-counter (the measure word of a list's rows), x-blank (what
is printed where only an authority or a later hand may write), x-words, x-lines (line breaks stay).
"""

from __future__ import annotations

from functools import cache

from bayu_docs.materials import assets
from bayu_docs.materials.schema_nodes import Node
from bayu_docs.model.notice import Kind

COMMON = "notices/_common"
_JOINED = ("properties", "$defs", "dependentRequired")


@cache
def schema_of(kind: Kind) -> Node:
    """The kind's whole schema, closed to unknown fields; SchemaFaulty when a file is missing."""
    common, own = assets.schema(COMMON), assets.schema(f"notices/{kind.key}")
    joined = {name: {**common.get(name, {}), **own.get(name, {})} for name in _JOINED}
    required = [*common.get("required", ()), *own.get("required", ())]
    return {**common, **own, **joined, "required": required, "additionalProperties": False}
