"""Texts of any make: one normal form, nothing refused gets in, and admission always answers."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bayu_docs.intake import fields
from bayu_docs.intake.admit import admit
from bayu_docs.intake.normalise import normalise
from bayu_docs.materials import text
from bayu_docs.model.application import Draft

any_text = st.text(st.characters(exclude_categories=()), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=8,
)
REFUSED = (
    "\ud800", "\x00", "\x0b", "\x85", "\u202e", "\u2066", "\ufeff", "\ufdd0", "\uffff", "\ue000",
     "\U000f0000", "\U0010ffff", "\U0001ffff", "\ufffd", "{_{", "}_}",
)  # fmt: skip


def pointers(data: Any) -> list[str]:
    return [field.pointer for field in fields.walk(data) if isinstance(field.value, str)]


def put(data: Any, pointer: str, value: Any) -> None:
    *path, last = [int(p) if p.isdigit() else p for p in fields.parts(pointer)]
    for part in path:
        data = data[part]
    data[last] = value


@given(any_text)
def test_the_normal_form_of_a_text_is_its_own(typed: str) -> None:
    once = text.normalise(typed)
    assert text.normalise(once) == once
    assert "\r" not in once and "\t" not in once


@given(values)
def test_the_normal_form_of_data_is_its_own(data: Any) -> None:
    once = normalise(data)
    assert normalise(once) == once


@given(any_text)
def test_what_passes_can_be_written_as_utf_8_and_as_xml(typed: str) -> None:
    if not text.refused(typed):
        typed.encode("utf-8")
        assert all(c in "\t\n" or ord(c) >= 0x20 for c in text.normalise(typed))


@pytest.mark.parametrize("char", REFUSED)
def test_a_refused_character_is_refused_in_every_text_field(
    district_data: dict[str, Any], char: str
) -> None:
    district_data["lead_artisans"][0]["id_number"] = "500101197005071230"
    everywhere = pointers(district_data)
    for pointer in everywhere:
        put(district_data, pointer, f"甲{char}乙")
    outcome = admit(Draft(district_data, {}, Path(), "x.json"))
    assert outcome.value is None
    told = [f.place.pointer for f in outcome.findings if f.code == "intake.character"]
    assert told == sorted(everywhere, key=fields.order)


@pytest.mark.parametrize("harmless", ["R&D <中心>", "]]>", "{{ 1 }}", "😀", "𬭩㛃䶮", "\U00030000"])
def test_what_word_can_carry_arrives_as_it_was_typed(
    district_data: dict[str, Any], harmless: str
) -> None:
    district_data["station_name"] = harmless
    application = admit(Draft(district_data, {}, Path(), "x.json")).value
    assert application is not None
    assert application.station_name == application.data["station_name"] == harmless


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=values, choice=st.randoms(use_true_random=False))
def test_whatever_stands_in_a_field_admission_answers_in_chinese(
    district_data: dict[str, Any], value: Any, choice: Any
) -> None:
    data = copy.deepcopy(district_data)
    put(data, choice.choice([f.pointer for f in fields.walk(data) if f.pointer]), value)
    outcome = admit(Draft(data, {}, Path(), "x.json"))
    assert (outcome.value is None) == any(f.severity.value == "error" for f in outcome.findings)
    for finding in outcome.findings:
        assert finding.advice
        (finding.message + finding.advice + finding.place.pointer).encode("utf-8")
