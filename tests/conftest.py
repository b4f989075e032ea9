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
_rosters = _fake("rosters")
_official_papers = _fake("official_papers")
_page_ink = _fake("page_ink")
_right_papers = _fake("right_papers")
_wrong_papers = _fake("wrong_papers")
_office_papers = _fake("office_papers")


@pytest.fixture(scope="session")
def workspaces() -> ModuleType:
    """The helpers of tests/fakes/workspaces.py."""
    return _workspaces


@pytest.fixture(scope="session")
def rosters() -> ModuleType:
    """The rosters of letters of tests/fakes/rosters.py."""
    return _rosters


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


@pytest.fixture(scope="session")
def official_papers() -> ModuleType:
    """The generator of tests/fakes/official_papers.py."""
    return _official_papers


@pytest.fixture(scope="session")
def page_ink() -> ModuleType:
    """The measuring tools of tests/fakes/page_ink.py."""
    return _page_ink


@pytest.fixture(scope="session")
def right_papers() -> dict[str, bytes]:
    """The faultless papers of tests/fakes/right_papers.py by name."""
    return {name: _right_papers.paper(name) for name in _right_papers.PAPERS}


@pytest.fixture(scope="session")
def wrong_papers() -> ModuleType:
    """The table of tests/fakes/wrong_papers.py."""
    return _wrong_papers


@pytest.fixture(scope="session")
def office_papers() -> ModuleType:
    """The strangers' papers of tests/fakes/office_papers.py."""
    return _office_papers


@pytest.fixture(scope="session")
def campaigns() -> ModuleType:
    """The campaign of tests/fakes/campaigns.py."""
    return _fake("campaigns")


@pytest.fixture(scope="session")
def district_clerk() -> ModuleType:
    """The clerk of tests/fakes/district_clerk.py."""
    return _fake("district_clerk")


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
