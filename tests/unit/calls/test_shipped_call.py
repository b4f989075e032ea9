"""The shipped call holds what the notice sets (四（一）、四（二）, 二, 五, 六, 七, 备注)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from bayu_docs.calls.load import load_call, shipped_calls
from bayu_docs.model.call import BOTH, DISTRICT, MUNICIPAL, Call

TITLES = {
    "entity": "实体单位",
    "premises": "场地",
    "facility_occupations": "职业（工种）设施设备",
    "supporting_facilities": "配套设施",
    "lead_artisans": "领衔工匠",
    "lead_qualification": "领衔工匠资格",
    "lead_months": "在站工作",
    "team_ratio": "驿站团队",
    "member_years": "服务年限",
    "training_person_times": "培训能力",
    "high_skilled": "高技能人才培养",
    "brands": "乡村技能品牌",
    "partners": "长期合作单位",
    "dedicated_staff": "专门人员",
    "task_force": "专班",
    "parent_support": "所属单位支持",
}
LIMITS = {
    MUNICIPAL: {
        "facility_occupations": 5,
        "lead_artisans": 5,
        "lead_months": 6,
        "team_ratio": 5,
        "member_years": 3,
        "training_person_times": 1000,
        "high_skilled": 100,
        "brands": 3,
        "partners": 5,
    },
    DISTRICT: {
        "facility_occupations": 1,
        "lead_artisans": 1,
        "lead_months": 6,
        "team_ratio": 3,
        "member_years": 2,
        "training_person_times": 800,
        "high_skilled": 50,
        "brands": 1,
        "partners": 2,
    },
}


@pytest.fixture(scope="module")
def call() -> Call:
    return load_call()


def test_the_shipped_call_is_found_by_its_id(call: Call) -> None:
    assert "bayu-2022" in shipped_calls()
    assert call.id == "bayu-2022"
    assert call.form_title == "“巴渝工匠”乡村驿站申报表"
    assert (call.year, call.first_batch, call.issued_on) == (2022, True, date(2022, 3, 2))


@pytest.mark.parametrize("key", [MUNICIPAL, DISTRICT])
def test_both_tiers_set_every_condition_in_the_notices_order(call: Call, key: str) -> None:
    tier = call.tier(key)
    assert {one.key: one.title for one in tier.requirements} == TITLES
    assert [one.key for one in tier.requirements] == list(TITLES)
    found = {one.key: one.limit.value for one in tier.requirements if one.limit is not None}
    assert found == LIMITS[key]
    softened = {one.key for one in tier.requirements if one.softened}
    assert softened == {"lead_qualification", "member_years"}


def test_the_open_ranges_keep_their_second_reading_and_name_their_doubt(call: Call) -> None:
    facilities = call.tier(DISTRICT).requirement("facility_occupations")
    leads = call.tier(DISTRICT).requirement("lead_artisans")
    ratio = call.tier(MUNICIPAL).requirement("team_ratio")
    assert facilities and leads and ratio and facilities.limit and leads.limit and ratio.limit
    assert (facilities.limit.other_values, facilities.limit.doubts) == ((2,), ("A02",))
    assert (leads.limit.other_values, leads.limit.doubts) == ((2,), ("A03",))
    assert (ratio.limit.figure, ratio.limit.doubts) == ("1:5以上", ("A05",))


def test_copies_sides_periods_and_money_are_those_of_the_notice(call: Call) -> None:
    assert (call.max_sides.value, call.max_sides.relation) == (20, "at_most")
    assert (call.copies_to_district.value, call.copies_to_city.value) == (4, 2)
    assert (call.ban_years.value, call.publicity_days.value, call.filing_days.value) == (2, 5, 5)
    assert (call.subsidy.value, call.subsidy.unit) == (15, "万元")
    quotas = {key: limit.value for key, limit in call.quotas.items()}
    assert quotas == {
        "municipal_total": 20,
        "district_total": 100,
        "main_city_min": 3,
        "clusters_min": 2,
        "recommend_min": 1,
        "recommend_max": 2,
    }


def test_the_deadline_binds_the_districts_towards_the_city(call: Call) -> None:
    deadline = call.deadline_to_city
    shanghai = timezone(timedelta(hours=8))
    assert deadline.moment == datetime(2022, 3, 31, 18, tzinfo=shanghai)
    assert deadline.moment.tzname() == "Asia/Shanghai"
    assert deadline.binds == "各区县"
    assert deadline.address == "市人力社保局二号楼405办公室"
    assert deadline.mailbox == "bayugj@163.com"
    assert [contact.phone for contact in call.contacts] == ["023-88126972", "023-88633735"]


def test_kinds_carry_what_the_notice_ties_to_them(call: Call) -> None:
    shared = {kind.name for kind in call.kinds if kind.shared_premises}
    linked = {kind.name for kind in call.kinds if kind.rural_link}
    assert shared == {"乡镇公共服务中心", "村（社区）党群服务中心"}
    assert linked == {"产业园区", "创业园区", "企业", "职业院校", "职业培训机构"}
    assert [kind.name for kind in call.kinds if kind.open_ended] == ["其他"]
    assert call.exempt_categories == (
        "返乡创业农民工",
        "回乡本科毕业生",
        "回乡专科毕业生",
        "回乡技工院校毕业生",
    )


@pytest.mark.parametrize(
    ("day", "main_city", "clusters", "zones"),
    [(date(2022, 3, 2), 21, 17, 3), (date(2024, 3, 1), 22, 16, 3), (date(2025, 11, 6), 21, 16, 2)],
)
def test_the_divisions_are_those_of_the_day(
    call: Call, day: date, main_city: int, clusters: int, zones: int
) -> None:
    valid = [division for division in call.divisions if division.valid_on(day)]
    districts = [division for division in valid if not division.zone]
    assert sum(division.group == "主城都市区" for division in districts) == main_city
    assert sum(division.group == "两群" for division in districts) == clusters
    assert sum(division.zone for division in valid) == zones
    assert len({division.name for division in valid}) == len(valid)


def test_all_forty_five_doubts_travel_with_readings_and_a_default(call: Call) -> None:
    assert [doubt.id for doubt in call.doubts] == [f"A{number:02}" for number in range(1, 46)]
    assert all(doubt.default_reading in doubt.readings for doubt in call.doubts)
    ratio, facilities, leads = call.doubt("A05"), call.doubt("A02"), call.doubt("A03")
    assert ratio and facilities and leads
    assert [one.key for one in ratio.readings] == [
        "per_actual_lead",
        "per_required_lead",
        "lead_counts",
    ]
    for doubt in (facilities, leads):
        assert [one.key for one in doubt.readings] == ["lower_bound", "upper_bound"]


def test_every_quotation_names_its_source(call: Call) -> None:
    quoted = [fact.clause for fact in call.facts.values()]
    quoted += [one.clause for tier in call.tiers_of(BOTH) for one in tier.requirements]
    quoted += [clause for doubt in call.doubts for clause in doubt.quotations]
    assert {clause.source for clause in quoted} == {call.source_name}


def test_a_call_with_other_figures_is_loaded_from_its_path(invented_path: str) -> None:
    other = load_call(invented_path)
    limits = {one.key: one.limit.value for one in other.tier(MUNICIPAL).requirements if one.limit}
    assert (limits["lead_artisans"], limits["team_ratio"], limits["brands"]) == (3, 2, 2)
    assert (other.max_sides.value, other.copies_to_district.value) == (15, 3)
    assert other.copies_to_city.value == 1
    assert set(TITLES) == {one.key for one in other.tier(DISTRICT).requirements}
    assert "虚构" in other.text
