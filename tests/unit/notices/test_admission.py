"""What is wrong with a paper's data is told in Chinese, with its place; empty is not given."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.intake.jsonfile import read_json
from bayu_docs.model.application import Draft
from bayu_docs.model.finding import Finding, Outcome
from bayu_docs.model.notice import Kind
from bayu_docs.notices.admission import admit
from bayu_docs.notices.kinds import kind_named

ROOT = Path(__file__).resolve().parents[3]


def kind(key: str) -> Kind:
    found = kind_named(key)
    assert found is not None
    return found


def sample(key: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / f"samples/notices/{key}.json").read_text("utf-8"))
    return data


def admitted(key: str, data: Any, tmp_path: Path) -> Outcome[Any]:
    path = tmp_path / "数据.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
    return admit(kind(key), read_json(path))


def only(outcome: Outcome[Any]) -> Finding:
    assert outcome.value is None
    (found,) = outcome.findings
    return found


def test_dates_are_parsed_and_texts_are_in_normal_form(tmp_path: Path) -> None:
    data = sample("publicity") | {"channel": "  示例网站\t首页 "}
    value = admitted("publicity", data, tmp_path).value
    assert value["posted_on"] == date(2022, 6, 2)
    assert value["channel"] == "示例网站 首页"


def test_a_time_is_parsed_and_one_that_is_none_is_told(tmp_path: Path) -> None:
    data = sample("correction") | {"until": "2022-03-23T17:30"}
    value = admitted("correction", data, tmp_path).value
    assert isinstance(value["until"], datetime)
    found = only(admitted("correction", data | {"until": "3月23日下午"}, tmp_path))
    assert found.code == "notice.mismatch"
    assert "3月23日下午" in found.message
    found = only(admitted("correction", data | {"until": "2022-03-32T18:00"}, tmp_path))
    assert "2022-03-32T18:00" in found.message


@pytest.mark.parametrize("nothing", ["", None, [], [""], [{"station_name": ""}], "   "])
def test_what_is_left_empty_counts_as_not_given(nothing: Any, tmp_path: Path) -> None:
    found = only(admitted("publicity", sample("publicity") | {"stations": nothing}, tmp_path))
    assert found.code == "notice.required"
    assert "没有填写" in found.message


def test_a_missing_field_of_the_second_row_is_named_by_row_and_title(tmp_path: Path) -> None:
    data = sample("publicity")
    del data["stations"][1]["applicant"]
    found = only(admitted("publicity", data, tmp_path))
    assert found.code == "notice.required"
    assert "第2" in found.message
    assert found.place.pointer == "/stations/1/applicant"
    assert found.place.file == "数据.json"
    assert found.place.spot.startswith("第")


def test_an_unknown_field_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    data = sample("publicity")
    data["station"] = data["stations"]
    found = only(admitted("publicity", data, tmp_path))
    assert found.code == "notice.unknown_field"
    assert "stations" in found.advice


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("number", "示人社[2022]1号", "写法不对"),
        ("number", "示人社〔2022〕第1号", "写法不对"),
        ("number", "示人社〔2022〕01号", "写法不对"),
        ("signed_on", "2022-2-30", "不是有效的日期"),
        ("signed_on", "2022年3月2日", "不是有效的日期"),
        ("signed_on", 20220302, "应填文字"),
        ("sealed", "是", "true 或 false"),
        ("issuers", "示例局", "应填列表"),
        ("issuers", ["示例局", "示例局"], "重复"),
        ("title", "关于示例的通知。", "写法不对"),
        ("title", "关" * 90, "多出 10 个字"),
        ("title", "函", "至少要有 4 个字"),
        ("contact", {"name": "示例", "phone": "13900001234"}, "写法不对"),
        ("schema_version", "2", "应为“1”"),
        ("printed_by", "", "没有填写"),
    ],
)
def test_a_wrong_value_of_a_common_field_is_told_once(
    field: str, value: Any, said: str, tmp_path: Path
) -> None:
    found = only(admitted("award-list", sample("award-list") | {field: value}, tmp_path))
    assert said in found.message
    assert found.advice


def test_a_number_of_a_person_is_not_quoted_whole(tmp_path: Path) -> None:
    data = sample("award-list") | {"contact": {"name": "示例", "phone": "13900001234"}}
    found = only(admitted("award-list", data, tmp_path))
    assert "13900001234" not in found.message


def test_a_character_no_paper_can_carry_is_named(tmp_path: Path) -> None:
    found = only(admitted("publicity", sample("publicity") | {"channel": "网\ue123站"}, tmp_path))
    assert found.code == "notice.character"
    assert "U+E123" in found.message
    assert "第2个字符" in found.message


def test_data_that_are_no_object_are_told(tmp_path: Path) -> None:
    found = only(admitted("publicity", ["示例"], tmp_path))
    assert found.code == "notice.mismatch"
    assert "公文数据" in found.message


def test_a_rule_that_depends_on_another_field_is_told_at_its_field(tmp_path: Path) -> None:
    data = sample("acceptance-result")
    row = next(row for row in data["stations"] if row["result"] == "限期整改后复验")
    del row["mend_by"]
    found = only(admitted("acceptance-result", data, tmp_path))
    assert found.place.pointer.endswith("/mend_by")


def test_a_missing_version_is_told_as_it_is_to_be_written() -> None:
    kind = kind_named("outcome")
    assert kind is not None
    (found,) = [
        each
        for each in admit(kind, Draft({"station_name": "甲"}, {}, Path(), "")).findings
        if each.place.pointer == "/schema_version"
    ]
    assert '"schema_version": "1"' in found.advice
