"""Every kind of paper as data: who issues it, to whom, when, by which clause."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import Any

from bayu_docs.errors import SchemaFaulty
from bayu_docs.materials import assets
from bayu_docs.model.notice import FORMATS, Kind

_KINDS = "notices/kinds"


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds in the order of the life cycle; SchemaFaulty for a row that is none."""
    rows = tuple(_kind(row) for row in assets.data(_KINDS)["kinds"])
    keys = [row.key for row in rows]
    if len(set(keys)) != len(keys):
        raise SchemaFaulty("公文种类表里有重复的种类", "请重新安装 bayu-docs")
    return rows


def kind_named(key: str) -> Kind | None:
    """The kind of that key, or None."""
    return next((kind for kind in kinds() if kind.key == key), None)


def nearest(word: str) -> Kind | None:
    """The kind whose key or Chinese name is most like the word, or None when none is."""
    known = {kind.key: kind for kind in kinds()} | {kind.name: kind for kind in kinds()}
    inside = [name for name in known if len(word) > 1 and (word in name or name in word)]
    for name in (*inside, *get_close_matches(word, known, n=1)):
        return known[name]
    return None


def _kind(row: dict[str, Any]) -> Kind:
    lists = {"issued_by": (), "attachments": ()} | {
        name: tuple(value) for name, value in row.items() if isinstance(value, list)
    }
    try:
        kind = Kind(**(row | lists), template=f"notices/{row['key']}.docx")
    except (TypeError, KeyError) as error:
        raise SchemaFaulty(f"公文种类表的一行有误：{row}", "请重新安装 bayu-docs") from error
    if kind.format not in FORMATS:
        raise SchemaFaulty(f"公文种类 {kind.key} 的格式“{kind.format}”不认识")
    return kind
