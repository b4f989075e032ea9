"""What the papers after the lists compute, each from its sample with one thing changed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.model.application import Draft
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.notices.admission import admit
from bayu_docs.notices.compose import Composed, compose
from bayu_docs.notices.kinds import kind_named
from bayu_docs.notices.running import COMPOSERS
from bayu_docs.notices.running_words import (
    clause_words,
    copies_words,
    dimensions,
    ground,
    inner_quotes,
    quoted,
)

SAMPLES = Path(__file__).resolve().parents[3] / "samples/notices"
CALL = load_call()
DAY = date(2022, 3, 10)


def sample(key: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SAMPLES / f"{key}.json").read_text(encoding="utf-8"))
    return data


def composed(key: str, data: Mapping[str, Any]) -> Composed:
    kind = kind_named(key)
    assert kind is not None
    outcome = admit(kind, Draft(data, {}, Path(), f"{key}.json"))
    assert outcome.value is not None, outcome.findings
    return compose(kind, outcome.value, CALL, None, DAY)


def paper(key: str, **changed: Any) -> Composed:
    """The sample of a kind with some fields changed; None takes a field away."""
    data = sample(key) | changed
    return composed(key, {name: value for name, value in data.items() if value is not None})


def fields(key: str, **changed: Any) -> dict[str, Any]:
    made: dict[str, Any] = paper(key, **changed).fields["f"]
    return made


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.parametrize("key", sorted(COMPOSERS))
def test_a_sample_composes_without_a_finding(key: str) -> None:
    assert composed(key, sample(key)).findings == ()


def test_a_stations_own_paper_is_issued_by_its_unit() -> None:
    assert paper("plan", issuers=None).head.issuers == (sample("plan")["applicant"],)


@pytest.mark.parametrize("key", ["plan-reply", "rectification", "hearing", "revocation", "ban"])
def test_a_paper_to_one_unit_is_addressed_to_it_unless_another_is_named(key: str) -> None:
    assert paper(key, to=None).head.to == (sample(key)["applicant"],)
    assert paper(key, to=["另一单位"]).head.to == ("另一单位",)


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("key", ["phone-log", "inquiry"])
def test_the_ids_of_doubts_stay_off_the_paper(key: str) -> None:
    every = [doubt.id for doubt in CALL.doubts][:40]
    questions = fields(key, doubts=every)["doubts"]
    assert len(questions) == len(every)
    assert not re.search(r"A\d\d", " ".join(_texts(questions)))


def test_a_ticked_doubt_is_asked_in_the_words_of_the_notice() -> None:
    (question,) = fields("inquiry", doubts=["A24"])["doubts"]
    assert question["quotations"][0]["place"] == "第五部分第（三）项"
    assert question["quotations"][0]["words"] in CALL.text
    assert question["problem"].endswith("。")


def test_only_the_ticked_doubts_are_asked_in_the_order_of_ticking() -> None:
    asked = fields("inquiry", doubts=["A24", "A01"])["doubts"]
    wanted = [CALL.doubt("A24"), CALL.doubt("A01")]
    assert [row["title"] for row in asked] == [doubt.title for doubt in wanted if doubt]
    assert [row["cn"] for row in asked] == ["一", "二"]


def test_a_doubt_that_is_none_is_an_error() -> None:
    (finding,) = paper("inquiry", doubts=["A01", "A99"]).findings
    assert (finding.code, finding.severity) == ("notice.unknown_doubt", Severity.ERROR)
    assert finding.place.pointer == "/doubts/1"


def test_a_request_is_answered_by_an_approval_and_a_letter_by_a_letter() -> None:
    request, letter = (paper("plan-reply", answers=word) for word in ("请示", "函"))
    assert request.head.title.endswith("建设方案的批复")
    assert request.fields["f"]["reply_close"] == "此复。"
    assert letter.head.title.endswith("建设方案的函")
    assert paper("plan-reply", answers=None).head.title == letter.head.title


def test_the_grant_is_the_calls_sum_for_each_station() -> None:
    made = fields("subsidy")
    assert (made["count"], made["total"]) == (2, 300000)
    assert made["total_words"] == "叁拾万元整"
    assert made["each_figures"] == "150000.00"
    one = fields("subsidy", stations=sample("subsidy")["stations"][:1])
    assert one["total_words"] == "壹拾伍万元整"


def test_a_district_station_gets_no_grant_of_the_notice() -> None:
    stations = sample("subsidy")["stations"]
    stations[1]["tier"] = "district"
    (finding,) = paper("subsidy", stations=stations).findings
    assert (finding.code, finding.severity) == ("notice.subsidy_tier", Severity.ERROR)
    assert finding.place.pointer == "/stations/1/tier"
    assert finding.clause is not None
    assert "15万元" in finding.clause.words


def test_a_reward_is_written_in_figures_and_words() -> None:
    made = fields("appraisal", award=50000)
    assert made["award"] == "50000元（大写：人民币伍万元整）"
    assert made["award_total"] == "100000元（大写：人民币壹拾万元整）"


def test_a_reward_nobody_set_stays_a_blank() -> None:
    made = paper("appraisal", award=None)
    assert not made.fields["f"]["award"]
    assert not re.search(r"\d", str(made.fields["f"]["award"]))
    assert codes(made.findings) == {"notice.blank"}


def test_grades_are_counted_in_the_order_they_occur() -> None:
    grades = fields("appraisal")["grades"]
    assert [(row["grade"], row["count"]) for row in grades] == [("优秀", 2), ("合格", 1)]


@pytest.mark.parametrize(
    ("signed", "last", "again"),
    [
        ("2022-05-10", "2024年5月10日", "2024年5月11日"),
        ("2024-02-29", "2026年2月28日", "2026年3月1日"),
        ("2022-12-31", "2024年12月31日", "2025年1月1日"),
    ],
)
def test_the_bar_ends_on_the_same_date_and_the_next_day_is_open(
    signed: str, last: str, again: str
) -> None:
    made = fields("ban", signed_on=signed, printed_on=None)
    assert (made["barred_until"], made["open_from"]) == (last, again)


def test_the_bar_runs_from_the_day_of_cancelling_when_that_is_another() -> None:
    made = fields("ban", cancelled_on="2022-05-12")
    assert (made["barred_from"], made["barred_until"]) == ("2022年5月12日", "2024年5月12日")


def test_a_bar_without_a_day_is_left_blank() -> None:
    made = fields("ban", signed_on=None, printed_on=None)
    assert not any(made[name] for name in ("barred_from", "barred_until", "open_from"))


@pytest.mark.parametrize("key", ["ban", "revocation"])
@pytest.mark.parametrize("gone", ["hearing_on", "statement"])
def test_a_sanction_without_a_hearing_is_warned_of(key: str, gone: str) -> None:
    (finding,) = paper(key, **{gone: None}).findings
    assert (finding.code, finding.severity) == ("notice.unheard", Severity.WARNING)


def test_the_two_sanctions_rest_on_their_own_clauses() -> None:
    station = paper("hearing", target="乡村驿站资格")
    review = paper("hearing", target="认定评审资格")
    assert station.fields["f"]["ground"].startswith("第五部分第（四）项“对工作开展不力")
    assert review.fields["f"]["ground"].startswith("第七部分第（二）项“取消认定评审资格")
    assert "认定评审资格" in review.head.title
    assert fields("revocation")["ground"] == station.fields["f"]["ground"]


def test_a_call_without_a_clause_is_cited_without_words() -> None:
    assert ground(None) == "有关规定"
    assert quoted(None) == ""
    bare = replace(CALL, facts={})
    for key in COMPOSERS:
        kind = kind_named(key)
        assert kind is not None
        data = admit(kind, Draft(sample(key), {}, Path(), "")).value
        assert data is not None
        assert compose(kind, data, bare, None, DAY).fields["f"]


def test_results_get_a_section_each_and_empty_ones_none() -> None:
    groups = fields("acceptance-result")["groups"]
    assert [group["heading"] for group in groups] == ["验收通过的驿站", "限期整改后复验的驿站"]
    assert [row["cn"] for row in groups[0]["stations"]] == ["一", "二"]
    assert "2023年9月30日前" in groups[1]["stations"][0]["words"]
    assert fields("acceptance-result")["next_cn"] == "三"


@pytest.mark.parametrize("result", ["限期整改后复验", "不通过"])
def test_a_result_that_is_no_pass_must_say_why(result: str) -> None:
    kind = kind_named("acceptance-result")
    assert kind is not None
    data = sample("acceptance-result")
    data["stations"][0] = {"station_name": "甲驿站", "applicant": "乙单位", "result": result}
    outcome = admit(kind, Draft(data, {}, Path(), ""))
    assert outcome.value is None
    assert {"notice.required"} == codes(outcome.findings)
    assert any(found.place.pointer == "/stations/0/matters" for found in outcome.findings)


def test_stations_are_assessed_by_the_dimensions_of_the_notice() -> None:
    assert dimensions(CALL) == ["人才效益", "经济效益", "品牌效益", "技能成果"]
    assert fields("acceptance")["dimensions"] == "人才效益、经济效益、品牌效益、技能成果"


def test_points_stand_in_the_order_of_the_notice_and_strange_ones_are_told() -> None:
    focus = [*reversed(sample("acceptance")["focus"]), {"dimension": "其他效益", "text": "略"}]
    made = paper("acceptance", focus=focus)
    assert [row["title"] for row in made.fields["f"]["focus"]] == dimensions(CALL)
    (finding,) = made.findings
    assert finding.code == "notice.dimension"
    assert finding.place.pointer == "/focus/4/dimension"


def test_a_self_report_that_leaves_a_dimension_out_is_told() -> None:
    (finding,) = paper("self-report", assessments=sample("self-report")["assessments"][1:]).findings
    assert (finding.code, finding.severity) == ("notice.dimension", Severity.WARNING)
    assert "人才效益" in finding.message


def test_demands_take_their_date_and_a_missing_one_is_a_blank() -> None:
    matters = sample("rectification")["matters"]
    del matters[1]["due"]
    made = paper("rectification", matters=matters)
    first, second = made.fields["f"]["matters"]
    assert first["due"] == "2023年12月15日"
    assert first["demand"].endswith("月报制度")
    assert not second["due"]
    assert codes(made.findings) == {"notice.blank"}


def test_the_budget_adds_up_exactly() -> None:
    budget = [{"item": "甲", "amount": 0.1}, {"item": "乙", "amount": 0.2}]
    assert fields("plan", budget=budget)["budget_total"] == "0.3"


def test_long_texts_become_paragraphs() -> None:
    made = fields("plan", overview="第一段\n\n第二段。")
    assert made["overview"] == ["第一段。", "第二段。"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("二", "第二部分"),
        ("五（三）", "第五部分第（三）项"),
        ("四（一）1", "第四部分第（一）项第1目"),
        ("备注", "备注"),
    ],
)
def test_clauses_are_cited_as_prose_does(number: str, words: str) -> None:
    assert clause_words(number) == words


@pytest.mark.parametrize(
    ("copies", "words"), [(None, ""), (1, "一份"), (2, "一式两份"), (4, "一式四份")]
)
def test_copies_are_counted_in_words(copies: int | None, words: str) -> None:
    assert copies_words(copies) == words


def test_quotation_marks_within_a_quotation_are_single() -> None:
    assert inner_quotes("“两群”地区") == "‘两群’地区"
