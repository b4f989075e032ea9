"""Every rule against its cases in cases/<code>.json: patches over the base application."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.eligibility.registry import BY_CODE, RULES
from bayu_docs.materials import assets

CASES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
}
CATALOGUE = json.loads((assets.SCHEMAS / "findings/eligibility.json").read_text(encoding="utf-8"))


def _params(kind: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}: {case['why']}")
        for code, data in CASES.items()
        for case in data[kind]
    ]


def test_every_rule_has_a_code_of_its_own() -> None:
    assert len(BY_CODE) == len(RULES)


def test_every_rule_has_bad_and_good_cases_and_no_case_is_without_a_rule() -> None:
    assert set(CASES) == set(BY_CODE)
    assert all(data["bad"] and data["good"] and data["code"] == c for c, data in CASES.items())


def test_every_rule_is_in_the_catalogue_and_the_catalogue_names_no_other() -> None:
    assert set(CATALOGUE) == set(BY_CODE)
    for entry in CATALOGUE.values():
        assert set(entry) == {"name", "means", "mend", "bad", "good"}
        assert all(entry.values())


@pytest.mark.parametrize(("code", "case"), _params("bad"))
def test_a_bad_case_is_found_with_place_clause_and_advice(
    base: ModuleType, code: str, case: dict[str, Any]
) -> None:
    verdict = base.judged(case)
    expect = case["expect"]
    found = [f for f in verdict.findings if f.code == code]
    assert found, [f.message for f in verdict.findings]
    assert code in verdict.checked
    assert {f.severity.value for f in found} == {expect["severity"]}
    assert any(all(word in f.message for word in expect["contains"]) for f in found), [
        f.message for f in found
    ]
    assert all(f.place.pointer.startswith("/") for f in found)
    assert all(f.advice for f in found)
    assert {f.doubt for f in found} == {expect.get("doubt", "")}
    if "clause" in expect:
        assert {f.clause.number for f in found if f.clause} == {expect["clause"]}
    if "number" in expect:
        assert len(found) == expect["number"], [f.message for f in found]


@pytest.mark.parametrize(("code", "case"), _params("good"))
def test_a_good_case_is_checked_and_not_found(
    base: ModuleType, code: str, case: dict[str, Any]
) -> None:
    verdict = base.judged(case)
    assert [f.message for f in verdict.findings if f.code == code] == []
    assert (code in verdict.checked) is not case.get("not_applicable", False)
