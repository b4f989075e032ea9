"""What the papers up to the lists compute, each from its sample with one thing changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.materials import word
from bayu_docs.model.application import Draft
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.notices.admission import admit
from bayu_docs.notices.compose import Composed, compose
from bayu_docs.notices.kinds import kind_named
from bayu_docs.notices.review import COMPOSERS
from bayu_docs.notices.review_panel import drawn
from bayu_docs.notices.review_words import (
    APART,
    BY_MAIL,
    PACKAGES_APART,
    PARTLY_APART,
    counted_out,
    demand_words,
    moment_with_weekday,
    span,
)
from bayu_docs.pipeline import notice

ROOT = Path(__file__).resolve().parents[3]
CALL = load_call()
DISTRICT = load_district(ROOT / "schemas/districts/example.json", CALL)
DAY = date(2022, 6, 20)


def sample(key: str, **changed: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        (ROOT / f"samples/notices/{key}.json").read_text(encoding="utf-8")
    )
    return data | changed


def composed(
    key: str, data: Mapping[str, Any], district: DistrictProfile | None = DISTRICT
) -> Composed:
    kind = kind_named(key)
    assert kind is not None
    outcome = admit(kind, Draft(data, {}, Path(), f"{key}.json"))
    assert outcome.value is not None, outcome.findings
    return compose(kind, outcome.value, CALL, district, DAY)


def only(made: Composed, code: str) -> Finding:
    (found,) = [each for each in made.findings if each.code == code]
    return found


@pytest.mark.parametrize("key", sorted(COMPOSERS))
def test_a_sample_is_composed_without_a_finding(key: str) -> None:
    assert composed(key, sample(key)).findings == ()


# The nine vectors: posted on, end with the first day left out, end with it counted.
@pytest.mark.parametrize(
    ("posted", "ends", "other"),
    [
        ("2022-03-31", "2022年4月8日", "2022年4月7日"),
        ("2022-04-01", "2022年4月11日", "2022年4月8日"),
        ("2022-04-22", "2022年4月28日", "2022年4月27日"),
        ("2022-04-28", "2022年5月9日", "2022年5月7日"),
        ("2022-06-02", "2022年6月10日", "2022年6月9日"),
        ("2022-06-10", "2022年6月17日", "2022年6月16日"),
        ("2022-09-29", "2022年10月11日", "2022年10月10日"),
        ("2025-09-26", "2025年10月10日", "2025年10月9日"),
        ("2026-02-11", "2026年2月25日", "2026年2月24日"),
    ],
)
def test_a_publicity_states_its_end_by_both_readings(posted: str, ends: str, other: str) -> None:
    f = composed("publicity", sample("publicity", posted_on=posted)).fields["f"]
    assert (f["ends_on"], f["other_end"]) == (ends, other)


def test_a_publicity_names_every_counted_day_and_the_weekends_worked() -> None:
    f = composed("publicity", sample("publicity", posted_on="2022-04-28")).fields["f"]
    assert f["counted_days"] == "4月29日、5月5日、5月6日、5月7日、5月9日"
    assert f["worked_weekends"] == "5月7日"


def test_a_lead_who_did_not_consent_has_no_column() -> None:
    rows = [each | {"leads_consent": False} for each in sample("publicity")["stations"]]
    made = composed("publicity", sample("publicity", stations=rows))
    assert made.fields["f"]["with_leads"] is False
    assert all(row["leads"] == [] for row in made.fields["f"]["stations"])


def test_a_list_below_the_district_s_quota_is_warned_of() -> None:
    rows = sample("publicity")["stations"][:2]
    found = only(composed("publicity", sample("publicity", stations=rows)), "notice.below_quota")
    assert found.severity is Severity.WARNING
    assert "还差1个" in found.message
    assert found.clause == CALL.quotas["main_city_min"].clause


def test_a_list_of_an_unknown_district_is_not_counted() -> None:
    rows = sample("publicity")["stations"][:1]
    made = composed("publicity", sample("publicity", stations=rows), DistrictProfile())
    assert "notice.below_quota" not in [each.code for each in made.findings]


def test_a_city_list_over_the_target_is_warned_of() -> None:
    first = sample("city-publicity")["stations"][0]
    rows = [first | {"station_name": f"示例乡村驿站第{n}"} for n in range(1, 22)]
    found = only(
        composed("city-publicity", sample("city-publicity", stations=rows)), "notice.over_target"
    )
    assert found.severity is Severity.WARNING
    assert "名单有21个" in found.message


@pytest.mark.parametrize(
    ("signed", "severity"),
    [("2022-06-09", Severity.ERROR), ("2022-06-10", Severity.WARNING), ("2022-06-13", None)],
)
def test_a_list_is_an_error_only_when_no_reading_has_its_period_ended(
    signed: str, severity: Severity | None
) -> None:
    made = composed("award-list", sample("award-list", signed_on=signed))
    found = [each for each in made.findings if each.code == "notice.period_running"]
    assert [each.severity for each in found] == ([severity] if severity else [])


def test_filing_is_due_five_working_days_after_the_list_and_the_stricter_date_stands_beside() -> (
    None
):
    f = composed("filing-report", sample("filing-report")).fields["f"]
    assert (f["due_on"], f["stricter_on"]) == ("2022年6月21日", "2022年6月17日")
    assert (f["late"], f["in_time"]) == (False, True)


def test_late_filing_is_flagged_and_never_refused() -> None:
    made = composed("filing-report", sample("filing-report", signed_on="2022-06-23"))
    found = only(made, "notice.filed_late")
    assert found.severity is Severity.WARNING
    assert found.message.startswith("逾期")
    assert made.fields["f"]["late_days"] == 2


def test_late_filing_without_a_reason_leaves_its_blank() -> None:
    made = composed("filing-report", sample("filing-report", signed_on="2022-06-23"))
    assert made.fields["f"]["late_reason"].strip("　") == ""
    assert only(made, "notice.blank").place.pointer == "/late_reason"


def test_filing_on_a_rest_day_after_the_last_day_is_late_by_no_working_day() -> None:
    late = sample("filing-report", listed_on="2022-06-10", signed_on="2022-06-18")
    f = composed("filing-report", late).fields["f"]
    assert (f["late"], f["late_days"]) == (True, 0)


def test_three_recommended_stations_are_one_too_many() -> None:
    stations = sample("recommendation")["stations"]
    rows = [*stations, stations[0] | {"station_name": "示例乡村驿站"}]
    found = only(
        composed("recommendation", sample("recommendation", stations=rows)), "notice.too_many"
    )
    assert found.severity is Severity.ERROR
    assert found.clause is not None
    assert found.clause.number == "五（一）"


def test_a_consultation_without_a_candidate_is_warned_of() -> None:
    made = composed("consultation-minutes", sample("consultation-minutes", recommended=[]))
    assert only(made, "notice.none_recommended").severity is Severity.WARNING


def test_a_recommendation_after_the_city_s_deadline_is_warned_of() -> None:
    made = composed("recommendation", sample("recommendation", signed_on="2022-04-01"))
    assert "2022年3月31日（星期四）18:00" in only(made, "notice.recommended_late").message


@pytest.mark.parametrize("way", [PACKAGES_APART, PARTLY_APART, APART])
def test_a_letter_says_how_the_electronic_copy_goes(way: str) -> None:
    stated = letter_words(sample("recommendation", electronic=way))
    assert ("发送至bayugj@163.com邮箱" in stated) is (way != APART)
    assert ("不含身份证号码的文件发送" in stated) is (way == PARTLY_APART)
    assert stated.endswith("存入光盘或U盘，随纸质件移交。")


def test_a_letter_that_says_nothing_of_it_has_the_electronic_copy_mailed() -> None:
    said = "纸质件一式两份随函报送，电子档发送至bayugj@163.com邮箱。"
    for data in (sample("recommendation"), sample("recommendation", electronic=BY_MAIL)):
        assert letter_words(data).endswith(said)


def test_another_way_of_the_electronic_copy_is_refused_with_the_ways_there_are() -> None:
    kind = kind_named("recommendation")
    assert kind is not None
    draft = Draft(sample("recommendation", electronic="传真"), {}, Path(), "recommendation.json")
    outcome = admit(kind, draft)
    assert outcome.value is None
    assert any(PARTLY_APART in f"{found.message}{found.advice}" for found in outcome.findings)


def letter_words(data: Mapping[str, Any]) -> str:
    """The printed paragraph of the letter about the paper copies and the electronic one."""
    kind = notice.kind_of("recommendation")
    made = notice.composed(kind, data, {}, CALL, DISTRICT, DAY)
    assert made.value is not None
    rendered = word.load(notice.template_of(kind, None)).render(made.value)
    return rendered.text.partition("上述对象")[2].partition("特此推荐")[0].strip()


def test_a_recommendation_on_the_last_day_is_in_time() -> None:
    made = composed("recommendation", sample("recommendation", signed_on="2022-03-31"))
    assert made.findings == ()


@pytest.mark.parametrize("until", ["2022-03-24T18:01", "2022-03-24T18:00:01+08:00"])
def test_a_correction_after_the_district_s_deadline_is_an_error(until: str) -> None:
    made = composed("correction", sample("correction", until=until))
    assert only(made, "notice.correction_after_deadline").severity is Severity.ERROR


def test_a_correction_without_a_time_of_its_own_ends_with_the_district_s_deadline() -> None:
    data = sample("correction")
    del data["until"]
    f = composed("correction", data).fields["f"]
    assert f["until"] == f["deadline"] == "2022年3月24日（星期四）18:00"


def test_a_correction_told_after_the_deadline_is_an_error() -> None:
    made = composed("correction", sample("correction", signed_on="2022-03-25"))
    assert only(made, "notice.correction_after_deadline").place.pointer == "/signed_on"


def test_a_call_out_takes_the_district_s_own_deadline_and_never_the_city_s() -> None:
    f = composed("call-out", sample("call-out")).fields["f"]
    assert f["deadline"] == "2022年3月24日（星期四）18:00"


def test_a_call_out_of_an_unknown_district_leaves_blanks() -> None:
    made = composed("call-out", sample("call-out"), DistrictProfile())
    assert made.fields["f"]["deadline"].strip("　年月日时") == ""
    pointers = [each.place.pointer for each in made.findings if each.code == "notice.blank"]
    assert pointers == ["/deadline", "/address", "/mailbox"]


def test_a_call_out_whose_deadline_leaves_no_time_is_warned_of() -> None:
    made = composed("call-out", sample("call-out", deadline="2022-03-31T18:00"))
    assert only(made, "notice.deadline_after_city").severity is Severity.WARNING


def test_a_call_out_says_in_the_notices_words_who_is_exempt() -> None:
    rows = composed("call-out", sample("call-out")).fields["f"]["conditions"]
    (at,) = [at for at, row in enumerate(rows) if row["title"] == "年限例外"]
    assert rows[at - 1]["title"] == "服务年限"
    exempt = rows[at]["municipal"]
    assert exempt in CALL.text and exempt.endswith("可不受限制直接纳入")


def test_a_call_out_lists_what_both_tiers_ask_alike_once() -> None:
    rows = composed("call-out", sample("call-out")).fields["f"]["conditions"]
    same = {row["title"]: row["same"] for row in rows}
    assert same["场地"] is True
    assert same["领衔工匠"] is False
    assert next(row["district"] for row in rows if row["title"] == "驿站团队").count("1∶3") == 1


def test_a_receipt_ticks_what_was_answered_and_nothing_else() -> None:
    data = sample("receipt", signed="否")
    del data["bound"]
    rows = composed("receipt", data).fields["f"]["checks"]
    ticked = {row["title"]: (row["yes"], row["no_box"]) for row in rows}
    assert ticked["签字、盖章齐全"] == ("□", "■")
    assert ticked["佐证材料单独装订"] == ("□", "□")
    assert ticked["份数齐全（4份）"] == ("■", "□")


def test_a_draw_is_what_anybody_recomputes_from_the_rule_on_the_paper() -> None:
    data = sample("site-visit")
    digests = {
        row["station_name"]: hashlib.sha256(
            "|".join((data["seed"], row["station_name"], row["applicant"])).encode()
        ).hexdigest()
        for row in data["stations"]
    }
    rows = composed("site-visit", data).fields["f"]["draw"]
    chosen = [row["station_name"] for row in rows if row["drawn"] == "抽中"]
    assert sorted(chosen) == sorted(sorted(digests, key=digests.__getitem__)[:2])
    assert all(digests[row["station_name"]].startswith(row["digest"]) for row in rows)


def test_a_draw_does_not_depend_on_the_order_of_the_list() -> None:
    stations = sample("site-visit")["stations"]
    turned = stations[::-1]
    names = [stations[place]["station_name"] for place in drawn("7", stations, 3)]
    assert [turned[place]["station_name"] for place in drawn("7", turned, 3)] == names


def test_another_seed_draws_others() -> None:
    stations = sample("site-visit")["stations"]
    draws = {tuple(drawn(str(seed), stations, 2)) for seed in range(40)}
    assert len(draws) == 12


def test_a_draw_of_more_than_there_are_is_an_error() -> None:
    made = composed("site-visit", sample("site-visit", draw_count=5))
    assert only(made, "notice.draw_count").severity is Severity.ERROR


def test_a_score_sheet_without_criteria_lists_the_notice_s_conditions_without_points() -> None:
    data = sample("score-sheet")
    del data["criteria"]
    f = composed("score-sheet", data).fields["f"]
    assert [row["name"] for row in f["criteria"]] == [
        each.title for each in CALL.tier("district").requirements
    ]
    assert {row["points"] for row in f["criteria"]} == {""}
    assert f["total"] == ""


def test_a_score_sheet_adds_up_the_points_it_was_given() -> None:
    assert composed("score-sheet", sample("score-sheet")).fields["f"]["total"] == 100


def test_a_list_of_materials_counts_the_pages_of_paper_and_not_of_files() -> None:
    assert composed("transmittal", sample("transmittal")).fields["f"]["pages"] == 120


def test_words_before_measure_words_and_ranges() -> None:
    assert [counted_out(n) for n in (2, 4, 12)] == ["两", "四", "十二"]
    assert [span(1, 2), span(2, 2)] == ["1～2", "2"]
    assert demand_words("1－2名以上，按照1:5以上") == "1～2名以上，按照1∶5以上"
    assert moment_with_weekday(datetime(2022, 3, 31, 18, 0)) == "2022年3月31日（星期四）18:00"
