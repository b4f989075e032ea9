"""call lint finds by computation what misleads a reader, and never condemns the call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bayu_docs.calls.lint import lint
from bayu_docs.calls.lint_numbers import quota_minima
from bayu_docs.calls.load import load_call
from bayu_docs.materials import assets
from bayu_docs.model.call import Call
from bayu_docs.model.finding import Finding, Severity


@pytest.fixture(scope="module")
def call() -> Call:
    return load_call()


def _of(call: Call, code: str) -> list[Finding]:
    return [finding for finding in lint(call) if finding.code == code]


def test_the_thursday_called_wednesday_is_found(call: Call) -> None:
    (found,) = _of(call, "calls.weekday_contradiction")
    assert "2022年3月31日是星期四，通知写作星期三" in found.message
    assert "2022年3月30日" in found.message
    assert (found.doubt, found.severity) == ("A01", Severity.WARNING)
    assert found.clause is not None and found.clause.number == "七（三）"


def test_a_mended_weekday_is_not_reported(call: Call) -> None:
    mended = replace(call, text=call.text.replace("星期三", "星期四"))
    assert _of(mended, "calls.weekday_contradiction") == []


def test_a_day_that_does_not_exist_is_reported(call: Call) -> None:
    odd = replace(call, text=call.text.replace("3月31日", "2月30日"))
    (found,) = _of(odd, "calls.impossible_date")
    assert "2022年2月30日" in found.message


def test_the_minima_add_up_to_97_and_with_zones_to_106(call: Call) -> None:
    assert quota_minima(call, date(2022, 3, 2), zones=False) == 97
    assert quota_minima(call, date(2022, 3, 2), zones=True) == 106
    (found,) = _of(call, "calls.quota_minima")
    assert "97个：主城都市区21×3＋两群17×2，少于总数要求的100个以上" in found.message
    assert "106个" in found.message and found.doubt == "A15"


def test_four_and_two_copies_are_told_apart(call: Call) -> None:
    (found,) = _of(call, "calls.copies_differ")
    assert "报区县4份（备注“一式4份”），区县报市2份（七（三）“一式两份”）" in found.message
    assert found.doubt == "A31"


def test_open_ranges_zones_and_the_missing_deadline_are_warned_of(call: Call) -> None:
    assert [found.doubt for found in _of(call, "calls.range_limit")] == ["A02", "A03"]
    (zones,) = _of(call, "calls.zones_addressed")
    assert "两江新区、重庆高新区、万盛经开区" in zones.message and zones.doubt == "A16"
    (deadline,) = _of(call, "calls.no_applicant_deadline")
    assert deadline.doubt == "A34"


def test_sums_signatures_and_phones_are_hints(call: Call) -> None:
    (sums,) = _of(call, "calls.subsidy_total")
    assert "300万元" in sums.message
    (places,) = _of(call, "calls.recommendations_exceed_places")
    assert "38至76个" in places.message and "至少有18个落选" in places.message
    (signature,) = _of(call, "calls.signature_missing")
    assert "文首的重庆市人力资源和社会保障局没有署名" in signature.message
    assert signature.clause is not None and signature.clause.number == "附件"
    (phones,) = _of(call, "calls.phone_without_area_code")
    assert "023-88126972" in phones.message


def test_every_doubt_is_shown_with_its_default(call: Call) -> None:
    shown = _of(call, "calls.open_doubt")
    assert [found.doubt for found in shown] == [doubt.id for doubt in call.doubts]
    assert all("（默认）" in found.message and found.clause for found in shown)


def test_lint_never_condemns_and_every_code_is_documented(call: Call, invented_path: str) -> None:
    for one in (call, load_call(invented_path)):
        findings = lint(one)
        assert findings
        assert all(found.severity is not Severity.ERROR for found in findings)
        assert {found.code for found in findings} <= assets.finding_catalogue().keys()


def test_another_call_is_linted_by_its_own_figures(invented_path: str) -> None:
    other = load_call(invented_path)
    codes = {found.code for found in lint(other)}
    assert "calls.weekday_contradiction" not in codes
    assert "calls.range_limit" not in codes
    assert "calls.calendar_unknown" in codes
    (minima,) = _of(other, "calls.quota_minima")
    assert "8个：平川片区3×2＋山地片区2×1" in minima.message
