"""JSON -> workbook -> JSON: what was written is what is read, for one application and for many."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bayu_docs.calls.load import load_call
from bayu_docs.intake.normalise import normalise
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.intake.workbook.reading.read import read_workbook


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbooks") / "申报数据.xlsx"


def without_empties(value: Any) -> Any:
    """The normal form without empty members, lists and objects at any depth."""
    if isinstance(value, dict):
        pruned = {name: without_empties(inner) for name, inner in value.items()}
        return {name: inner for name, inner in pruned.items() if inner not in ("", None, [], {})}
    if isinstance(value, list):
        return [without_empties(inner) for inner in value]
    return value


def comparable(data: Any) -> Any:
    return without_empties(normalise(data))


# A workbook takes half a second to make and read; `make test-long` looks further.
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
EXAMPLES, FEWER = (300, 100) if LONG else (15, 6)


@settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_an_application_comes_back_from_its_workbook(
    generated: ModuleType, place: Path, data: st.DataObject
) -> None:
    application = data.draw(generated.applications())
    place.write_bytes(make(load_call(), [application]))

    (draft,) = read_workbook(place)

    assert draft.findings == ()
    assert comparable(draft.data) == comparable(application)


@settings(
    max_examples=FEWER, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_several_applications_come_back_from_a_roster(
    generated: ModuleType, place: Path, data: st.DataObject
) -> None:
    applications = data.draw(st.lists(generated.applications(), min_size=1, max_size=3))
    keys = [f"A{number}" for number in range(len(applications))]
    place.write_bytes(make(load_call(), applications, keys=keys, many=True))

    drafts = read_workbook(place)

    assert [draft.key for draft in drafts] == keys
    assert [draft.findings for draft in drafts] == [() for _ in drafts]
    assert [comparable(d.data) for d in drafts] == [comparable(a) for a in applications]


@settings(
    max_examples=FEWER, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_every_value_has_a_cell_of_its_own(
    generated: ModuleType, place: Path, data: st.DataObject
) -> None:
    application = data.draw(generated.applications())
    place.write_bytes(make(load_call(), [application]))

    (draft,) = read_workbook(place)

    leaves = list(_leaves("", comparable(draft.data)))
    spots = [draft.origins[pointer].spot for pointer in leaves]
    assert len(set(spots)) == len(leaves)


def _leaves(pointer: str, value: Any) -> Any:
    """Pointers of the fields that stand in a cell; a list of words is one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if f"{pointer}/{name}" != "/schema_version":
                yield from _leaves(f"{pointer}/{name}", inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, inner in enumerate(value):
            yield from _leaves(f"{pointer}/{index}", inner)
    else:
        yield pointer
