"""A call that says more, less or other than its notice is refused, with every fault at once."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.calls import coherence, proof
from bayu_docs.calls.load import load_call
from bayu_docs.errors import CallFaulty, ExitCode
from bayu_docs.materials import assets

Refusal = Callable[[Any], str]

SHIPPED = assets.SCHEMAS / "calls" / "bayu-2022.json"
NOTICE = SHIPPED.with_suffix(".txt").read_text(encoding="utf-8")


def test_a_changed_quotation_is_refused(data: Any, refusal: Refusal) -> None:
    data["tiers"]["municipal"]["requirements"][0]["clause"]["words"] = "申报主体可以为实体单位"
    message = refusal(data)
    assert "/tiers/municipal/requirements/0/clause" in message
    assert "在通知原文中找不到" in message


def test_a_quotation_under_the_wrong_clause_is_refused(data: Any, refusal: Refusal) -> None:
    data["limits"]["ban_years"]["clause"]["number"] = "七（一）"
    assert "不在条款“七（一）”之中" in refusal(data)


def test_a_clause_the_notice_does_not_have_is_refused(data: Any, refusal: Refusal) -> None:
    data["limits"]["ban_years"]["clause"]["number"] = "九（一）"
    assert "没有条款“九（一）”" in refusal(data)


def test_white_space_in_a_quotation_does_not_count(data: Any) -> None:
    limit = data["limits"]["copies_to_district"]
    limit["clause"]["words"] = "连同申报表   一式4份\n报送到所在区县人力社保部门"
    assert proof.faults(data, NOTICE) == []


def test_a_figure_outside_its_quotation_is_refused(data: Any, refusal: Refusal) -> None:
    data["limits"]["max_sides"]["figure"] = "不超过30页"
    data["limits"]["max_sides"]["value"] = 30
    assert "数字原文“不超过30页”不在引文" in refusal(data)


def test_a_figure_cut_out_of_a_longer_number_is_refused(data: Any, refusal: Refusal) -> None:
    limit = data["quotas"]["district_total"]
    limit["figure"], limit["value"] = "00个以上", 0
    assert "读不出完整、唯一的数字" in refusal(data)


def test_a_figure_cut_out_of_a_range_is_refused(data: Any, refusal: Refusal) -> None:
    requirement = data["tiers"]["district"]["requirements"][4]
    requirement["limit"] |= {"figure": "2名以上", "value": 2, "other_values": []}
    assert "读不出完整、唯一的数字" in refusal(data)


def test_an_open_range_must_keep_its_second_reading(data: Any, refusal: Refusal) -> None:
    del data["tiers"]["district"]["requirements"][4]["limit"]["other_values"]
    assert "其他读法的数值应为2" in refusal(data)


def test_a_wrong_unit_or_relation_is_refused(data: Any, refusal: Refusal) -> None:
    data["quotas"]["district_total"]["relation"] = "exactly"
    data["limits"]["subsidy"]["unit"] = "元"
    message = refusal(data)
    assert "关系“exactly”与数字原文“100个以上”不符，应为“at_least”" in message
    assert "单位“元”与数字原文“15万元”不符" in message


def test_a_demand_with_another_number_is_refused(data: Any, refusal: Refusal) -> None:
    data["tiers"]["municipal"]["requirements"][12]["demand"] = "6家及以上长期合作单位"
    message = refusal(data)
    assert "要求“6家及以上长期合作单位”中的数字不在引文" in message
    assert "没有写出数字原文“5家及以上”" in message


def test_softening_must_stand_in_the_words(data: Any, refusal: Refusal) -> None:
    data["tiers"]["municipal"]["requirements"][6]["softened"] = True
    del data["tiers"]["district"]["requirements"][5]["softened"]
    message = refusal(data)
    assert "/tiers/municipal/requirements/6：是否“原则上”" in message
    assert "/tiers/district/requirements/5：是否“原则上”" in message


@pytest.mark.parametrize(
    ("moment", "told"),
    [("2022-03-30T18:00:00+08:00", "截止时间"), ("2022-03-31T17:00:00+08:00", "截止时间")],
)
def test_another_deadline_is_refused(data: Any, refusal: Refusal, moment: str, told: str) -> None:
    data["deadline_to_city"]["moment"] = moment
    assert told in refusal(data)


def test_other_dates_and_years_are_refused(data: Any, refusal: Refusal) -> None:
    data["issued"]["on"] = "2022-03-03"
    data["batch"] |= {"year": 2023, "first": False}
    message = refusal(data)
    assert "/issued：印发日期 2022-03-03" in message
    assert "/batch：年度 2023" in message
    assert "/batch：是否首批" in message


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["issuers"].append("某某局"), "/issuers/2"),
        (lambda data: data["addressees"].append("某某单位"), "/addressees/3"),
        (lambda data: data["contacts"][0].update(name="某人"), "/contacts/0/name"),
        (
            lambda data: data["contacts"][1].update(printed_phone="88126972"),
            "/contacts/1/printed_phone",
        ),
        (lambda data: data["deadline_to_city"].update(mailbox="a@b.cn"), "/deadline_to_city"),
        (lambda data: data["deadline_to_city"].update(address="一号楼"), "/deadline_to_city"),
        (lambda data: data["kinds"]["names"][0].update(name="街道办事处"), "/kinds/names/0"),
        (
            lambda data: data["exempt"]["categories"][1].update(name="回乡硕士毕业生"),
            "/exempt/categories/1",
        ),
        (
            lambda data: data["exempt"]["categories"][1].update(
                name="回乡硕士毕业生", printed_parts=["回乡", "硕士", "毕业生"]
            ),
            "/exempt/categories/1",
        ),
        (lambda data: data.update(form_title="申请书"), "/form_title"),
        (lambda data: data["tiers"]["district"].update(name="乡镇级"), "/tiers/district/name"),
        (lambda data: data["facts"]["fraud"].update(text="3年内不得申报"), "/facts/fraud"),
    ],
)
def test_a_name_the_notice_does_not_print_is_refused(
    data: Any, refusal: Refusal, change: Callable[[Any], object], told: str
) -> None:
    change(data)
    assert told in refusal(data)


def test_doubts_must_be_known_and_defaults_must_be_readings(data: Any, refusal: Refusal) -> None:
    data["tiers"]["municipal"]["requirements"][7]["limit"]["doubts"] = ["A99"]
    data["doubts"][4]["default"] = "as_you_like"
    data["doubts"][5]["id"] = "A05"
    message = refusal(data)
    assert "没有编号为“A99”的存疑" in message
    assert "默认读法“as_you_like”不在读法之中" in message
    assert "存疑编号“A05”出现 2 次" in message


def test_a_condition_cannot_be_dropped_in_silence(data: Any, refusal: Refusal) -> None:
    del data["tiers"]["district"]["requirements"][11]
    assert "/tiers/district：缺少条件“brands”" in refusal(data)


def test_a_condition_the_notice_does_not_set_is_listed_as_such(data: Any) -> None:
    del data["tiers"]["district"]["requirements"][11]
    data["tiers"]["district"]["not_set"] = ["brands"]
    assert coherence.faults(data) == []


def test_divisions_need_a_quota_and_one_row_a_day(data: Any, refusal: Refusal) -> None:
    data["divisions"]["rows"][0]["group"] = "别处"
    data["divisions"]["rows"].append(dict(data["divisions"]["rows"][1]))
    message = refusal(data)
    assert "分组“别处”不在任何一条配额的引文之中" in message
    assert "“大渡口区”有两行的有效期重叠" in message


def test_schema_faults_are_told_in_chinese_with_their_place(data: Any, refusal: Refusal) -> None:
    del data["tiers"]["district"]["name"]
    data["limits"]["subsidy"]["value"] = "15"
    data["extra"] = 1
    data["deadline_to_city"]["moment"] = "2022-03-31"
    data["doubts"][0]["level"] = "high"
    del data["tiers"]["municipal"]["requirements"][7]["limit"]
    data["tiers"]["municipal"]["requirements"][0]["limit"] = dict(data["limits"]["max_sides"])
    message = refusal(data)
    assert "/tiers/district：级别：缺少 name" in message
    assert "/limits/subsidy/value：数值：应为整数" in message
    assert "有不认识的项目 extra" in message
    assert "/deadline_to_city/moment：截止时间：写法不对" in message
    assert "/doubts/0/level：轻重：只能是 confirm、warn、note 之一" in message
    assert "/tiers/municipal/requirements/7：缺少 limit" in message
    assert "/tiers/municipal/requirements/0/limit：这里不该有这一项" in message
    assert "is not" not in message and "required" not in message


def test_unknown_ids_and_unreadable_files_are_refused(tmp_path: Path, data: Any) -> None:
    broken, lonely = tmp_path / "broken.json", tmp_path / "lonely.json"
    broken.write_text("{", encoding="utf-8")
    lonely.write_text(json.dumps(data), encoding="utf-8")
    for name, told in (
        ("bayu-1999", "没有名为“bayu-1999”的申报批次"),
        (str(tmp_path / "none.json"), "不存在"),
        (str(broken), "不是正确的 JSON（第1行）"),
        (str(lonely), "bayu-2022.txt 不存在"),
    ):
        with pytest.raises(CallFaulty) as caught:
            load_call(name)
        assert told in caught.value.message
        assert caught.value.exit_code is ExitCode.RULES_FAULTY


def _limits(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "figure" in value:
            yield value
        for inner in value.values():
            yield from _limits(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _limits(inner)


@pytest.mark.parametrize("shift", [-1, 1, 100])
def test_no_limit_can_change_without_being_noticed(data: Any, shift: int) -> None:
    count = len(list(_limits(data)))
    assert count == 2 * 9 + 7 + 6
    for index in range(count):
        changed = copy.deepcopy(data)
        limit = list(_limits(changed))[index]
        limit["value"] += shift
        faults = proof.faults(changed, NOTICE)
        assert any("数值" in fault for fault in faults), limit


def test_no_number_of_the_notice_can_change_without_being_noticed(data: Any) -> None:
    for printed, other in (
        ("5名以上", "4名以上"),
        ("1－2名以上", "2名以上"),
        ("18:00前", "17:00前"),
    ):
        assert proof.faults(data, NOTICE.replace(printed, other)) != []


def test_a_moment_that_does_not_exist_is_refused(data: Any, refusal: Refusal) -> None:
    data["deadline_to_city"]["moment"] = "2022-02-30T18:00:00+08:00"
    assert "没有这一天或这一刻" in refusal(data)


def test_tier_limits_bind_from_below_and_sides_from_above(data: Any, refusal: Refusal) -> None:
    data["limits"]["max_sides"]["relation"] = "exactly"
    data["tiers"]["municipal"]["requirements"][9]["limit"]["relation"] = "at_most"
    message = refusal(data)
    assert "/limits/max_sides/relation：只能是 at_most" in message
    assert "/tiers/municipal/requirements/9/limit/relation：关系：只能是 at_least" in message
