"""Generated applications survive the Word form: made, read back, the same."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bayu_docs.calls.load import load_call
from bayu_docs.intake.differences import pruned
from bayu_docs.intake.normalise import normalise
from bayu_docs.intake.wordform.read import read_form
from bayu_docs.materials import word_data
from bayu_docs.model.application import Draft
from bayu_docs.pipeline.fillable import render_form

# A form takes some tenths of a second to fill and read, so that a failing one is told, not shrunk.
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
some = settings(
    max_examples=200 if LONG else 7,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def there_and_back(data: dict[str, Any], folder: Path) -> Draft:
    path = folder / "申报表.docx"
    path.write_bytes(render_form(data, load_call()))
    return read_form(path)


def plain(data: Any) -> Any:
    return pruned(normalise(data))


def unseen(data: Any) -> Any:
    """The data without what stands on no line of the form."""
    if isinstance(data, dict):
        return {name: unseen(value) for name, value in data.items() if name != "id_number"}
    return [unseen(item) for item in data] if isinstance(data, list) else data


def test_any_application_comes_back_as_it_went(
    generated: ModuleType, tmp_path_factory: pytest.TempPathFactory
) -> None:
    @some
    @given(generated.applications())
    def carried(data: dict[str, Any]) -> None:
        draft = there_and_back(data, tmp_path_factory.mktemp("form"))
        assert plain(draft.data) == plain(data)
        assert [f.code for f in draft.findings] == []

    carried()


def test_what_is_visible_alone_gives_back_all_but_what_is_never_shown(
    generated: ModuleType,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the data kept in the form: every value is read from its control."""
    monkeypatch.setattr("bayu_docs.materials.word_controls.kept_in", lambda parts: None)

    @some
    @given(generated.applications())
    def visible(data: dict[str, Any]) -> None:
        draft = there_and_back(data, tmp_path_factory.mktemp("form"))
        assert told(draft.data) == told(unseen(data))

    visible()


def told(data: Any) -> Any:
    """As compared: a box that is not ticked says neither no nor nothing, and boxes have an order
    of their own."""

    def ticked(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: ticked(inner) for name, inner in value.items() if inner is not False}
        return [ticked(item) for item in value] if isinstance(value, list) else value

    return plain(ticked(data) | {"functions": sorted(data.get("functions", []))})


@settings(max_examples=50)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_any_json_comes_back_out_of_the_part_it_is_kept_in(value: Any) -> None:
    data = {"x": value}
    raw = word_data.members({"[Content_Types].xml": b"<T></T>"}, "", data)
    kept = word_data.kept_in(raw)
    assert kept is not None and kept.data == data
