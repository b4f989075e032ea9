"""Fixtures every test may ask for: applications as plain data, new for each test."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

# A slow machine is no failure; `make test-long` looks ten times as far.
settings.register_profile("default", deadline=None)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

FAKES = Path(__file__).parent / "fakes"


def _fake(name: str) -> ModuleType:
    """A module of tests/fakes, wherever pytest was started."""
    spec = importlib.util.spec_from_file_location(f"bayu_fakes_{name}", FAKES / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_applications = _fake("applications")
_workspaces = _fake("workspaces")
_clerk = _fake("clerk")
_bundle_desk = _fake("bundle_desk")
_generated = _fake("generated")
_workbooks = _fake("workbooks")
_official_forms = _fake("official_forms")
_word_edits = _fake("word_edits")
_hostile = _fake("hostile")


@pytest.fixture(scope="session")
def workspaces() -> ModuleType:
    """The helpers of tests/fakes/workspaces.py."""
    return _workspaces


@pytest.fixture(scope="session")
def official_forms() -> ModuleType:
    """The forms of tests/fakes/official_forms.py."""
    return _official_forms


@pytest.fixture(scope="session")
def generated() -> ModuleType:
    """The strategies of tests/fakes/generated.py."""
    return _generated


@pytest.fixture(scope="session")
def bundle_desk() -> ModuleType:
    """The helpers of tests/fakes/bundle_desk.py."""
    return _bundle_desk


@pytest.fixture(scope="session")
def clerk() -> ModuleType:
    """The helpers of tests/fakes/clerk.py."""
    return _clerk


@pytest.fixture(scope="session")
def workbooks() -> ModuleType:
    """The helpers of tests/fakes/workbooks.py."""
    return _workbooks


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    """The files of tests/fakes/hostile.py."""
    return _hostile


@pytest.fixture(scope="session")
def word_edits() -> ModuleType:
    """The editor of tests/fakes/word_edits.py."""
    return _word_edits


@pytest.fixture
def district_data() -> dict[str, Any]:
    """An application for 区县级 that meets every condition; the test may change it."""
    data: dict[str, Any] = _applications.application_data("district")
    return data


@pytest.fixture
def municipal_data() -> dict[str, Any]:
    """An application for 市级 that meets every condition; the test may change it."""
    data: dict[str, Any] = _applications.application_data("municipal")
    return data


@pytest.fixture
def both_data() -> dict[str, Any]:
    """An application for 市级和区县级（同时） that meets every condition of both."""
    data: dict[str, Any] = _applications.application_data("both")
    return data
