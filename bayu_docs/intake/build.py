"""Admitted JSON -> the typed Application, by the annotations of its dataclasses.

JSON names are field names, but for `call` (call_id, for a method-like word) and
`schema_version`, which only admission reads.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from bayu_docs.model.application import Application, Draft

_RENAMED = {"call": "call_id"}
_NOT_CARRIED = frozenset({"schema_version"})


def application(data: dict[str, Any], draft: Draft) -> Application:
    """The Application of data that fits the schema; `draft` gives origins and base."""
    named = {
        _RENAMED.get(name, name): value for name, value in data.items() if name not in _NOT_CARRIED
    }
    typed = _members(Application, named)
    return Application(**typed, data=data, origins=draft.origins, base=draft.base)


def _members(kind: type, value: dict[str, Any]) -> dict[str, Any]:
    """Constructor arguments of a dataclass for the members that are present."""
    hints = _hints(kind)
    return {name: _made(hints[name], inner) for name, inner in value.items()}


@cache
def _hints(kind: type) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: hint for name, hint in get_type_hints(kind).items() if name in names}


def _made(kind: Any, value: Any) -> Any:
    """One value as the annotation asks: tuple, dataclass, date, Decimal or as it is."""
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], item) for item in value)
    if get_origin(kind) is types.UnionType:
        (kind,) = (inner for inner in get_args(kind) if inner is not types.NoneType)
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**_members(kind, value))
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal:
        return Decimal(str(value))
    return value
