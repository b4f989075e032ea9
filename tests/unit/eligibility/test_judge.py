"""The verdict as a whole: base applications, both tiers, faulty calls."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from bayu_docs.calls.load import load_call
from bayu_docs.eligibility.judge import judge
from bayu_docs.eligibility.qualification import floors
from bayu_docs.eligibility.registry import BY_CODE
from bayu_docs.errors import RuleFaulty
from bayu_docs.intake.admit import admit
from bayu_docs.model.application import Draft
from bayu_docs.model.call import Call, Reading, Tier
from bayu_docs.model.finding import Place, Severity, has_errors


def _call_with(call: Call, tier_key: str, requirement_key: str, **changes: object) -> Call:
    """The call with fields of one requirement replaced."""
    tier = call.tiers[tier_key]
    changed = tuple(
        replace(r, **changes) if r.key == requirement_key else r  # type: ignore[arg-type]
        for r in tier.requirements
    )
    return replace(call, tiers={**call.tiers, tier_key: replace(tier, requirements=changed)})


def test_the_base_application_is_admitted_without_findings(base: ModuleType) -> None:
    data = base.base_data()
    outcome = admit(Draft(data=data, origins={}, base=Path(), source="样例"))
    assert [f.message for f in outcome.findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("tier", ["municipal", "district", "both"])
def test_numbers_exactly_at_the_limit_pass_at_every_tier(base: ModuleType, tier: str) -> None:
    verdict = base.judged({"tier": tier})
    assert [f.message for f in verdict.findings if f.severity is not Severity.INFO] == []


def test_only_rules_the_words_do_not_ask_for_are_left_out(base: ModuleType) -> None:
    left_out = set(BY_CODE) - set(base.judged({}).checked)
    assert left_out == {"applicant.later_batch", "lead.presence"}
    assert set(BY_CODE) - set(base.judged({"tier": "both"}).checked) == {
        "applicant.later_batch",
        "tier.other",
    }


def test_a_requirement_the_call_does_not_set_is_not_counted_as_checked(base: ModuleType) -> None:
    call = base.the_call()
    tier = call.tiers["municipal"]
    fewer = tuple(r for r in tier.requirements if r.key != "brands")
    lean = replace(call, tiers={**call.tiers, "municipal": replace(tier, requirements=fewer)})
    data = base.patched({"set": {"/brands": []}})
    verdict = judge(base.typed(data), lean, base.DISTRICT, base.TODAY)
    assert "brand.count" not in verdict.checked
    assert "brands" not in [row.key for row in verdict.assessments]
    assert not [f for f in verdict.findings if f.code == "brand.count"]


def test_other_limits_in_the_call_change_the_verdict_without_code(base: ModuleType) -> None:
    call = base.the_call()
    asked = call.tiers["municipal"].requirement("partners").limit
    stricter = _call_with(call, "municipal", "partners", limit=replace(asked, value=8))
    verdict = judge(base.typed(base.base_data()), stricter, base.DISTRICT, base.TODAY)
    (found,) = [f for f in verdict.findings if f.code == "partner.count"]
    assert "要求8家以上，差3家" in found.message


def test_the_accepted_level_is_read_from_the_quotation(base: ModuleType) -> None:
    call = base.the_call()
    clause = call.tiers["municipal"].requirement("lead_qualification").clause
    words = replace(clause, words="取得高级技师及以上职业资格或技能等级")
    stricter = _call_with(call, "municipal", "lead_qualification", clause=words)
    verdict = judge(base.typed(base.base_data()), stricter, base.DISTRICT, base.TODAY)
    found = [f for f in verdict.findings if f.code == "lead.qualification"]
    assert len(found) == 5
    assert all("差1级" in f.message for f in found)


@pytest.mark.parametrize(
    ("words", "accepted"),
    [
        (
            "具有技师及以上等级、中级及以上职称或者市级及以上非遗传承人身份",
            {"技能": "二级/技师", "职称": "中级", "非遗": "市级（省级）"},
        ),
        ("取得高级工以上等级或高级职称以上", {"技能": "三级/高级工", "职称": "副高级"}),
        ("被认定为国家级以上非物质文化遗产传承人", {"非遗": "国家级"}),
    ],
)
def test_each_path_is_read_from_words_of_other_calls(
    base: ModuleType, words: str, accepted: dict[str, str]
) -> None:
    requirement = base.the_call().tiers["municipal"].requirement("lead_qualification")
    other = replace(requirement, clause=replace(requirement.clause, words=words))
    assert floors(other) == accepted


def test_a_call_that_does_not_ask_for_a_special_skill_gets_no_such_rule(base: ModuleType) -> None:
    call = base.the_call()
    clause = call.tiers["municipal"].requirement("lead_qualification").clause
    words = replace(clause, words="取得技师及以上职业资格或技能等级")
    plainer = _call_with(call, "municipal", "lead_qualification", clause=words)
    data = base.patched({"remove": ["/lead_artisans/0/special_skill"]})
    verdict = judge(base.typed(data), plainer, base.DISTRICT, base.TODAY)
    assert "lead.special_skill" not in verdict.checked
    assert "lead.special_skill" not in [f.code for f in verdict.findings]


def test_a_quotation_without_levels_is_a_faulty_rule(base: ModuleType) -> None:
    call = base.the_call()
    clause = call.tiers["municipal"].requirement("lead_qualification").clause
    faulty = _call_with(
        call, "municipal", "lead_qualification", clause=replace(clause, words="有一定资格")
    )
    with pytest.raises(RuleFaulty, match="读不出资格等级"):
        judge(base.typed(base.base_data()), faulty, None, base.TODAY)


@pytest.mark.parametrize("tier", ["municipal", "district", "both"])
def test_another_call_is_judged_by_its_own_numbers(base: ModuleType, tier: str) -> None:
    other = load_call(str(Path(__file__).parents[2] / "fakes/calls/invented-2031.json"))
    data = base.patched({"tier": tier, "set": {"/lead_artisans": []}})
    verdict = judge(base.typed(data), other, None, base.TODAY)
    asked = [t.requirement("lead_artisans").limit.value for t in other.tiers_of(tier)]
    found = [f for f in verdict.findings if f.code == "lead.count"]
    for number, finding in zip(asked, found, strict=True):
        assert f"要求{number}名以上，差{number}名" in finding.message
    assert [row.key for row in verdict.assessments] == [
        r.key for r in other.tiers_of(tier)[0].requirements
    ]


def test_a_rule_that_breaks_is_never_skipped(base: ModuleType) -> None:
    application = replace(base.typed(base.base_data()), team=None)
    with pytest.raises(RuleFaulty, match="无法执行"):
        judge(application, base.the_call(), None, base.TODAY)


def test_a_count_without_a_number_is_a_faulty_rule(base: ModuleType) -> None:
    faulty = _call_with(base.the_call(), "municipal", "lead_artisans", limit=None)
    with pytest.raises(RuleFaulty, match="没有可核对的下限数字"):
        judge(base.typed(base.base_data()), faulty, None, base.TODAY)


def test_a_requirement_no_rule_knows_is_a_faulty_rule(base: ModuleType) -> None:
    faulty = _call_with(base.the_call(), "municipal", "brands", key="songs")
    with pytest.raises(RuleFaulty, match="songs"):
        judge(base.typed(base.base_data()), faulty, None, base.TODAY)


def test_a_reading_no_rule_can_compute_is_a_faulty_rule(base: ModuleType) -> None:
    call = base.the_call()
    doubts = tuple(
        replace(d, readings=(*d.readings, Reading("by_moonlight", "按月光计")))
        if d.id == "A05"
        else d
        for d in call.doubts
    )
    with pytest.raises(RuleFaulty, match="by_moonlight"):
        judge(base.typed(base.base_data()), replace(call, doubts=doubts), None, base.TODAY)


def test_a_tier_the_call_does_not_have_is_a_faulty_rule(base: ModuleType) -> None:
    call = base.the_call()
    lean = replace(call, tiers={"district": call.tiers["district"]})
    with pytest.raises(RuleFaulty, match="municipal"):
        judge(base.typed(base.base_data()), lean, None, base.TODAY)


def test_without_the_doubt_the_ratio_is_judged_by_actual_leads_alone(base: ModuleType) -> None:
    call = replace(base.the_call(), doubts=())
    data = base.patched({"remove": ["/team/24"]})
    verdict = judge(base.typed(data), call, base.DISTRICT, base.TODAY)
    (found,) = [f for f in verdict.findings if f.code == "team.ratio"]
    assert found.severity is Severity.ERROR
    assert "差1名" in found.message and not found.doubt


def test_a_softened_condition_that_the_call_does_not_soften_is_an_error(base: ModuleType) -> None:
    firm = _call_with(base.the_call(), "municipal", "member_years", softened=False)
    data = base.patched({"set": {"/team/0/rural_years": 1, "/team/0/exception_note": "驻村"}})
    verdict = judge(base.typed(data), firm, base.DISTRICT, base.TODAY)
    (found,) = [f for f in verdict.findings if f.code == "team.years"]
    assert found.severity is Severity.ERROR


def test_an_empty_application_for_both_tiers_names_the_tier_in_each_number(
    base: ModuleType,
) -> None:
    empty = {"/lead_artisans": [], "/team": [], "/brands": [], "/partners": [], "/evidence": []}
    verdict = base.judged({"tier": "both", "set": empty})
    for code in ("lead.count", "brand.count", "partner.count"):
        found = [f.message for f in verdict.findings if f.code == code]
        assert len(found) == 2
        assert "市级要求" in found[0] and "区县级要求" in found[1]


def test_table_j_states_numbers_and_merges_both_tiers(base: ModuleType) -> None:
    rows = {row.key: row for row in base.judged({"tier": "both"}).assessments}
    lead_row = rows["lead_artisans"]
    assert lead_row.clause == "四（一）2 / 四（二）2"
    assert lead_row.demand.startswith("市级：5名以上") and "；区县级：1－2名" in lead_row.demand
    assert lead_row.stated == "领衔工匠5名，分属5个职业（工种）"
    assert rows["entity"].demand == "申报主体为实体单位"
    assert rows["team_ratio"].stated == "团队成员25名，领衔工匠5名，1:5.0"
    assert rows["member_years"].stated == "一般成员25名（服务3年）"
    assert rows["lead_months"].stated == "每年在站6个月"
    assert rows["brands"].stated == "乡村技能品牌3个（拟打造3个）"
    assert rows["parent_support"].stated == "示例集团给予政策、项目、资金支持"


def test_table_j_never_rounds_the_ratio_up(base: ModuleType) -> None:
    team = [base.member(i) for i in range(24)]
    rows = base.judged({"set": {"/team": team}}).assessments
    (row,) = [row for row in rows if row.key == "team_ratio"]
    assert row.stated.endswith("1:4.8")
    leads = [base.lead(i) for i in range(60)]
    many = [base.member(i) for i in range(299)]
    rows = base.judged({"set": {"/lead_artisans": leads, "/team": many}}).assessments
    (row,) = [row for row in rows if row.key == "team_ratio"]
    assert row.stated.endswith("1:4.9")


def test_table_j_never_says_a_verdict(base: ModuleType) -> None:
    weak = {"/lead_artisans": [], "/team": [], "/brands": [], "/partners": []}
    rows = base.judged({"tier": "both", "set": weak}).assessments
    order = [r.key for r in base.the_call().tiers["municipal"].requirements]
    assert [row.key for row in rows] == order
    for row in rows:
        assert row.stated
        assert not any(word in row.stated for word in ("符合", "达到", "不足", "差", "合格"))


def test_table_j_of_one_tier_cites_only_that_tier(base: ModuleType) -> None:
    tier: Tier = base.the_call().tiers["district"]
    rows = base.judged({"tier": "district"}).assessments
    assert [row.clause for row in rows] == [r.clause.number for r in tier.requirements]


def test_the_clock_of_the_machine_never_makes_an_error(base: ModuleType) -> None:
    application = base.typed(base.base_data())
    for day in (base.TODAY.replace(year=1999), base.TODAY.replace(year=2099)):
        verdict = judge(application, base.the_call(), base.DISTRICT, day)
        assert not has_errors(verdict.findings)


def test_a_finding_carries_the_place_where_the_value_was_written(base: ModuleType) -> None:
    data = base.patched({"set": {"/team/1/rural_years": 1}})
    origins = {"/team/1/rural_years": Place("申报数据.xlsx", "专家团队!C7")}
    application = replace(base.typed(data), origins=origins)
    verdict = judge(application, base.the_call(), base.DISTRICT, base.TODAY)
    (found,) = [f for f in verdict.findings if f.code == "team.years"]
    assert str(found.place) == "申报数据.xlsx › 专家团队!C7"
    assert found.place.pointer == "/team/1/rural_years"
