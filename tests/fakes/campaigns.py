"""A generated campaign and its desks: made, received and led to the filed list once a test run.

pytest may spread the tests over several processes; the first that asks makes, all others read.
"""

from __future__ import annotations

import fcntl
import importlib.util
import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.cli.main import run
from bayu_docs.model import desk
from bayu_docs.model.desk import Entry

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime.fromisoformat("2022-03-24T12:00:00+08:00")  # six hours before the deadline
# `make test-long`: 41 reporting units and 150 applications.
APPLICATIONS, DISTRICTS = (150, 41) if os.environ.get("HYPOTHESIS_PROFILE") == "long" else (12, 1)
SEED = 1
PACKED = ("package", "mail", "folder")
"""Forms in which a package comes, and with it the proofs."""


class Desk(NamedTuple):
    """One district's desk after the first run, and how long its log is after a second one."""

    inbox: Path
    out: Path
    entries: dict[int, Entry]
    log: int
    log_after_second_run: int
    report: dict[str, Any]


class Received(NamedTuple):
    """What was planned, and the desks that came of it, by district."""

    plans: list[dict[str, Any]]
    desks: dict[str, Desk]

    def entry(self, plan: dict[str, Any]) -> Entry:
        """The entry of a planned thing."""
        return self.desks[plan["division"]].entries[plan["number"]]

    @property
    def entries(self) -> list[Entry]:
        """All entries of all desks."""
        return [entry for each in self.desks.values() for entry in each.entries.values()]

    def told(self, code: str) -> int:
        """How many findings of that code the desks' reports hold."""
        reports = [each.report["findings"] for each in self.desks.values()]
        return sum(found["code"] == code for findings in reports for found in findings)


def received(factory: pytest.TempPathFactory) -> Received:
    """A campaign received by the documented command, twice."""
    place = once(factory, "campaign", _received)
    plans = json.loads((place / "inboxes/campaign.json").read_text(encoding="utf-8"))
    divisions = dict.fromkeys(plan["division"] for plan in plans)
    return Received(plans, {name: _desk(place, name) for name in divisions})


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills, made by whichever process of the test run asks first."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place = shared / f"once-{name}"
    with (shared / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            fresh = shared / f"once-{name}-{os.getpid()}"
            fresh.mkdir()
            make(fresh)
            fresh.rename(place)
    return place


def _received(place: Path) -> None:
    before = list(sys.path)
    _script().make(place / "inboxes", APPLICATIONS, DISTRICTS, SEED)
    sys.path[:] = before
    (place / "desks").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
        for district in sorted(path for path in (place / "inboxes").iterdir() if path.is_dir()):
            out = place / "desks" / district.name
            command = ["receive", str(district / "inbox"), "-o", str(out), "--jobs", "2", "--quiet"]
            command += ["--district", str(district / "district.json"), "--format", "json"]
            assert run(command) == 0
            lengths = [len(_state(out)[0])]
            report = (out / desk.DESK_JSON).read_bytes()
            assert run(command) == 0
            lengths.append(len(_state(out)[0]))
            facts = {"lengths": lengths, "report": json.loads(report)}
            (place / f"{district.name}.json").write_text(json.dumps(facts), encoding="utf-8")


def _script() -> ModuleType:
    """samples/campaign.py as a module."""
    spec = importlib.util.spec_from_file_location("sample_campaign", ROOT / "samples/campaign.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _desk(place: Path, name: str) -> Desk:
    facts = json.loads((place / f"{name}.json").read_text(encoding="utf-8"))
    out = place / "desks" / name
    return Desk(place / "inboxes" / name / "inbox", out, _state(out)[1], *facts["lengths"],
                facts["report"])  # fmt: skip


def _state(out: Path) -> tuple[tuple[desk.LogRow, ...], dict[int, Entry]]:
    """The log, and the entries by the number in their file's name (来件007.eml)."""
    with Campaign.open(out / desk.STATE_FILE) as campaign:
        entries = {int(entry.receipt.file[2:5]): entry for entry in campaign.entries()}
        return campaign.log(), entries
