"""Two versions of the data, and what is said of them."""

from __future__ import annotations

from typing import Any

from bayu_docs.intake.differences import differences


def said(older: Any, newer: Any) -> list[str]:
    return [difference.said for difference in differences(older, newer)]


def test_equal_data_differ_in_nothing(district_data: dict[str, Any]) -> None:
    assert said(district_data, district_data) == []


def test_what_is_empty_counts_as_absent() -> None:
    assert said({"vision": "", "brands": []}, {"applicant": {"contact": {}}}) == []


def test_a_changed_field_is_told_by_its_title_and_in_printed_words() -> None:
    assert said({"tier": "municipal"}, {"tier": "district"}) == [
        "“申报级别”：原来是“市级”，现在是“区县级”"
    ]


def test_a_field_filled_or_emptied_is_told_as_such() -> None:
    assert said({}, {"vision": "育人"}) == ["“建设思路”：新填“育人”"]
    assert said({"vision": "育人"}, {}) == ["“建设思路”：删去了原来的“育人”"]


def test_a_row_put_in_leaves_the_rows_below_alone() -> None:
    rows = [{"name": name, "category": "一般成员"} for name in ("赵", "钱", "孙")]
    grown = [rows[0], {"name": "周", "category": "一般成员"}, *rows[1:]]
    found = differences({"team": rows}, {"team": grown})
    assert [(each.pointer, each.said) for each in found] == [
        ("/team/1", "“驿站团队 第2人”（周）：新增这一行")
    ]


def test_a_row_gone_and_a_cell_changed_are_told_apart() -> None:
    older = [{"name": "赵", "rural_years": 3}, {"name": "钱"}]
    assert said({"team": older}, {"team": [{"name": "赵", "rural_years": 4}]}) == [
        "“驿站团队 第1人 › 从事农业农村建设服务年限”：原来是3，现在是4",
        "“驿站团队 第2人”（钱）：删去了这一行",
    ]


def test_a_row_renamed_is_one_change_and_not_two_rows() -> None:
    assert said({"team": [{"name": "赵"}]}, {"team": [{"name": "李"}]}) == [
        "“驿站团队 第1人 › 姓名”：原来是“赵”，现在是“李”"
    ]


def test_an_identity_number_is_told_without_being_shown() -> None:
    known = {"name": "赵", "id_number": "500199199801010011"}
    (only,) = said({"team": [{"name": "赵"}]}, {"team": [known]})
    assert "公民身份号码" in only
    assert "1998" not in only


def test_a_field_the_schema_does_not_know_is_told_by_its_name() -> None:
    assert said({}, {"floor_area": 3}) == ["“floor_area”：新填3"]
