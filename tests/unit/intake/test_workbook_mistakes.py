"""What people get wrong in the workbook: each mistake is found once, at its cell, with its mend."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.intake.admit import admit
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.intake.workbook.reading.read import read_workbook
from bayu_docs.model.finding import Finding, Severity

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "samples" / "accepted" / "district" / "application.json"


def _studio(name: str) -> ModuleType:
    """A module of samples/studio, which is no package of ours."""
    path = ROOT / "samples" / "studio" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"bayu_studio_{name}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


MISTAKES: tuple[Any, ...] = _studio("typing_mistakes").MISTAKES


@cache
def sound_workbook() -> bytes:
    return make(load_call(), [json.loads(SAMPLE.read_text(encoding="utf-8"))])


def errors_in(workbook: bytes, folder: Path) -> list[Finding]:
    path = folder / "申报数据.xlsx"
    path.write_bytes(workbook)
    (draft,) = read_workbook(path)
    return [found for found in admit(draft).findings if found.severity is Severity.ERROR]


def test_there_are_more_than_thirty_kinds_each_of_its_own_name() -> None:
    names = [mistake.name for mistake in MISTAKES]

    assert len(set(names)) == len(names) > 30


def test_the_workbook_they_are_made_in_has_none(tmp_path: Path) -> None:
    assert errors_in(sound_workbook(), tmp_path) == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name for mistake in MISTAKES])
def test_a_mistake_is_the_one_error_found_at_its_cell_with_its_mend(
    mistake: Any, tmp_path: Path
) -> None:
    found = errors_in(mistake.made_in(sound_workbook()), tmp_path)

    assert [(each.code, each.place.spot) for each in found] == [(mistake.code, mistake.place)]
    assert mistake.mend in found[0].advice
    assert found[0].place.file == "申报数据.xlsx"
    told = found[0].message + found[0].advice
    assert not any(word in told for word in ("JSON", "引号", "None", "/-/"))
