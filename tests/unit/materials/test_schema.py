"""The door to jsonschema: every shipped schema is sound, and a broken one is said to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bayu_docs.errors import SchemaFaulty
from bayu_docs.materials import assets, schema

NAMES = sorted(path.name.split(".")[0] for path in assets.SCHEMAS.glob("*.schema.json"))


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_schema_is_valid(name: str) -> None:
    schema.check(name)


@pytest.mark.parametrize(
    "broken",
    [{"type": "strnig"}, {"$ref": "#/nowhere"}, {"pattern": "("}, {"minLength": "two"}],
    ids=["type", "reference", "pattern", "number"],
)
def test_a_broken_schema_is_our_fault_and_named(
    broken: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "schema", lambda _: broken)
    schema._validator.cache_clear()
    with pytest.raises(SchemaFaulty, match="数据规范"):
        schema.problems("broken", "x")
    schema._validator.cache_clear()


def test_a_missing_schema_is_our_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "SCHEMAS", tmp_path)
    with pytest.raises(SchemaFaulty, match="缺失或损坏"):
        schema.problems("nowhere", {})
