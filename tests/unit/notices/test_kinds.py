"""Every kind is a row, a schema, a sample and a template; the table can be looked up and shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.intake.jsonfile import read_json
from bayu_docs.materials.schema_nodes import resolved
from bayu_docs.model.finding import Severity
from bayu_docs.model.notice import Kind
from bayu_docs.notices.admission import admit
from bayu_docs.notices.blank_data import blank_data
from bayu_docs.notices.compose import compose
from bayu_docs.notices.composers import COMPOSERS
from bayu_docs.notices.fields import schema_of
from bayu_docs.notices.kinds import kind_named, kinds, nearest
from bayu_docs.notices.words import TOLD_KEYWORDS
from bayu_docs.reporting.kinds_text import kinds_json, render_kinds

ROOT = Path(__file__).resolve().parents[3]
CALL = load_call()
DISTRICT = load_district(ROOT / "schemas/districts/example.json", CALL)
EVERY_KIND = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
# What Jinja would find on a dict before the field of that name.
UNUSABLE = {name for name in dir({}) if not name.startswith("_")}
ANNOTATIONS = {"$schema", "$id", "$defs", "$ref", "title", "description", "properties", "items"}
# They hold rules, and it is the rule inside that is told.
CONTAINERS = {"allOf", "if", "then", "else"}


def sample(kind: Kind) -> Path:
    return ROOT / f"samples/notices/{kind.key}.json"


def nodes(root: Any, node: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every property of a schema with its name, references followed."""
    node = resolved(root, node)
    yield name, node
    for inner_name, inner in node.get("properties", {}).items():
        yield from nodes(root, inner, inner_name)
    if "items" in node:
        yield from nodes(root, node["items"], name)


def test_there_are_at_least_thirty_four_kinds_and_no_stray_file() -> None:
    keys = {kind.key for kind in kinds()}
    assert len(keys) >= 34
    assert {path.stem for path in (ROOT / "samples/notices").glob("*.json")} == keys
    schemas = {path.name for path in (ROOT / "schemas/notices").glob("*.schema.json")}
    assert schemas == {f"{key}.schema.json" for key in keys} | {"_common.schema.json"}
    assert {path.stem for path in (ROOT / "templates/notices").glob("*.docx")} == keys
    assert set(COMPOSERS) <= keys


@EVERY_KIND
def test_its_schema_is_sound_and_titled_in_chinese(kind: Kind) -> None:
    root = schema_of(kind)
    Draft202012Validator.check_schema(root)
    for name, node in nodes(root, root):
        assert not str(node.get("title", "缺")).isascii(), name
        assert name not in UNUSABLE, f"a template could not read the field {name}"
        rules = {key for key in node if not key.startswith("x-")} - ANNOTATIONS - CONTAINERS
        assert rules <= TOLD_KEYWORDS, f"{name} has rules without words"


@EVERY_KIND
def test_its_sample_is_admitted_and_composed_without_a_blank(kind: Kind) -> None:
    draft = read_json(sample(kind))
    assert draft.data["invented"] is True
    admitted = admit(kind, draft)
    assert admitted.value is not None, admitted.findings
    made = compose(kind, admitted.value, CALL, DISTRICT, date(2026, 11, 1))
    assert made.head.title
    left = [f.message for f in made.findings if f.code in ("notice.blank", "notice.issuer")]
    assert not left
    assert not [f for f in made.findings if f.severity is Severity.ERROR]


@EVERY_KIND
def test_its_clause_is_one_of_the_notice(kind: Kind) -> None:
    text = (ROOT / "schemas/calls/bayu-2022.txt").read_text(encoding="utf-8")
    first = kind.basis[:1]
    assert not kind.basis or f"\n{first}、" in text
    if "（" in kind.basis:
        assert kind.basis[1:] in text


@EVERY_KIND
def test_a_blank_data_file_is_refused_for_what_is_missing_only(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "空白.json"
    path.write_text(blank_data(kind), encoding="utf-8")
    draft = read_json(path)
    assert set(schema_of(kind)["required"]) <= set(draft.data)
    findings = admit(kind, draft).findings
    assert {found.code for found in findings} <= {"notice.required"}


@EVERY_KIND
def test_a_blank_data_file_filled_in_is_admitted(kind: Kind, tmp_path: Path) -> None:
    blank, filled = json.loads(blank_data(kind)), json.loads(sample(kind).read_text("utf-8"))
    path = tmp_path / "填好.json"
    path.write_text(json.dumps(blank | filled, ensure_ascii=False), encoding="utf-8")
    assert admit(kind, read_json(path)).value is not None


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind.public], ids=lambda k: k.key)
def test_a_public_kind_has_no_field_for_a_persons_numbers(kind: Kind) -> None:
    root = schema_of(kind)
    own = {name: n for name, n in nodes(root, root) if name not in ("contact", "phone", "name")}
    asked = [name for name, node in own.items() if _asks_for_a_number(name, node)]
    assert not asked
    leads = [node for _, node in nodes(root, root) if "leads" in node.get("properties", {})]
    assert all("leads_consent" in node["properties"] for node in leads)


def _asks_for_a_number(name: str, node: Any) -> bool:
    personal = ("身份证", "手机", "银行", "账号", "出生")
    if any(word in str(node.get("title", "")) for word in personal):
        return True
    office = str(node.get("pattern", "")).startswith("^0")  # a landline with its area code
    return "phone" in name and node.get("type") == "string" and not office


def test_a_misspelt_kind_is_guessed_by_key_and_by_name() -> None:
    for word, key in (
        ("recomendation", "recommendation"),
        ("公示", "publicity"),
        ("推荐函", "recommendation"),
    ):
        found = nearest(word)
        assert found is not None
        assert found.key == key
    assert nearest("zzzz") is None
    assert kind_named("公示") is None


def test_the_table_shows_every_kind_with_its_basis() -> None:
    table = render_kinds(kinds())
    for kind in kinds():
        (line,) = [each for each in table.splitlines() if each.split()[0] == kind.key]
        assert (f"通知{kind.basis}" if kind.basis else "自行设计") in line
        assert kind.to in line
        assert line.endswith("公开") is kind.public
    rows = json.loads(kinds_json(kinds()))["kinds"]
    assert [row["key"] for row in rows] == [kind.key for kind in kinds()]
