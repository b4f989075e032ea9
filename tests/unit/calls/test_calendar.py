"""The dates of a call: fixed ones, counted ones with every day, estimates marked as such."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bayu_docs.calls.calendar import events
from bayu_docs.calls.load import load_call, load_district
from bayu_docs.cli.main import run
from bayu_docs.errors import ExitCode
from bayu_docs.materials.workdays import OFFICIAL, Calendar

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "schemas/districts/example.json"
Captured = pytest.CaptureFixture[str]


def test_publicity_and_filing_end_where_they_are_counted_to_and_show_the_other_reading() -> None:
    call = load_call()
    found = events(call, None, OFFICIAL, posted=date(2022, 6, 2), listed=date(2022, 6, 13))
    publicity, filing = found[-2:]
    assert publicity.day == date(2022, 6, 10)
    assert len(publicity.counted) == call.publicity_days.value
    assert "2022-06-09" in publicity.remarks[0]
    assert filing.day == date(2022, 6, 20)
    assert "2022-06-17" in filing.remarks[0]  # five working days from the end of the publicity
    assert not publicity.estimated


def test_the_dates_stand_in_order_with_the_districts_own() -> None:
    call = load_call()
    found = events(call, load_district(EXAMPLE, call), OFFICIAL)
    assert [event.day for event in found] == sorted(event.day for event in found)
    assert [event.time for event in found] == ["", "18:00", "18:00"]
    assert any("A01" in remark for remark in found[-1].remarks)


def test_a_year_without_data_is_an_estimate_and_said_to_be_one(capsys: Captured) -> None:
    assert run(["call", "calendar", "--posted", "2031-06-02"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "约 2031-06-09" in shown
    assert "正式公文不能用这个日期" in shown


def test_it_is_also_told_as_json(capsys: Captured) -> None:
    arguments = ["call", "calendar", "--posted", "2022-03-31", "--format", "json"]
    assert run(arguments) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert told["schema_version"] == "1"
    last = told["events"][-1]
    assert last["day"] == last["counted"][-1] == "2022-04-08"
    assert last["estimated"] is False


def test_what_is_no_date_is_a_wrong_command_line(capsys: Captured) -> None:
    assert run(["call", "calendar", "--posted", "6月2日"]) == ExitCode.USAGE
    assert "2022-06-02 的样子" in capsys.readouterr().err


def test_an_estimating_calendar_alone_counts_the_unknown() -> None:
    found = events(load_call(), None, Calendar(estimating=True), listed=date(2031, 6, 2))
    assert found[-1].estimated
