"""A roster read: heads by title, values by schema, one bad cell named."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from bayu_docs.batch import rows
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.pipeline.notice import kind_of

KIND = kind_of("outcome")


def book(path: Path, *lines: list[object]) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    made.save(path)
    return path


def test_heads_name_fields_wherever_they_are(tmp_path: Path) -> None:
    path = book(
        tmp_path / "名单.xlsx",
        ["2022年督促整改名单（虚构）"],
        ["序号", "驿站名称", "申报主体", "会商日期", "联系人·姓名", "办公电话", "级别"],
        [1, "甲站", "（示例）甲社", datetime(2022, 9, 1), "王示例", "023-00000000", "市级"],
        [2, "乙站", "（示例）乙社", "2022年9月2日", None, None, None],
    )
    read = rows.read(path, KIND)
    assert read.value is not None
    first, second = read.value
    assert first.data == {
        "station_name": "甲站",
        "applicant": "（示例）甲社",
        "consulted_on": "2022-09-01",
        "contact": {"name": "王示例", "phone": "023-00000000"},
        "tier": "municipal",
    }
    assert second.data["consulted_on"] == "2022-09-02"
    assert first.origins["/contact/name"].spot == "Sheet!E3"
    assert [finding.code for finding in read.findings] == ["batch.unused_column"]
    assert "序号" in read.findings[0].message


def test_only_ticked_rows_are_taken_and_a_file_may_be_named(tmp_path: Path) -> None:
    path = book(
        tmp_path / "名单.xlsx",
        ["选用", "申报主体", "文件名"],
        ["√", "（示例）甲社", "甲"],
        ["", "（示例）乙社", "乙"],
        ["否", "（示例）丙社", "丙"],
        ["是", "（示例）丁社", "丁"],
    )
    read = rows.read(path, KIND)
    assert read.value is not None
    assert [(row.number, row.name) for row in read.value] == [(1, "甲"), (4, "丁")]


def test_a_roster_of_something_else_is_told_with_heads_to_write(tmp_path: Path) -> None:
    read = rows.read(book(tmp_path / "x.xlsx", ["甲", "乙"], ["1", "2"]), KIND)
    assert read.value is None
    assert read.findings[0].code == "batch.no_heads"
    assert "申报主体" in read.findings[0].advice


def test_a_json_roster_is_a_list_of_data(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps({"rows": [{"a": 1, "file_name": "甲"}, {"a": 2}]}), encoding="utf-8")
    read = rows.read(path, KIND)
    assert read.value is not None
    assert [(row.data, row.name) for row in read.value] == [({"a": 1}, "甲"), ({"a": 2}, "")]


@pytest.mark.parametrize("text", ['{"rows": 1}', '{"rows": ["x"]}', '{"x": []}'])
def test_json_that_is_no_roster_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    read = rows.read(path, KIND)
    assert read.value is None
    assert read.findings[0].code == "batch.no_rows"


def test_what_all_share_stands_below_what_a_row_says() -> None:
    shared = {"number": "示人社〔2022〕1号", "contact": {"name": "甲", "phone": "023-00000000"}}
    own = {"contact": {"name": "乙"}, "x": [1]}
    assert rows.merged(shared, own) == {
        "number": "示人社〔2022〕1号",
        "contact": {"name": "乙", "phone": "023-00000000"},
        "x": [1],
    }


def test_an_unused_column_is_told_with_the_head_it_was_meant_to_be(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", ["申报主体", "驿站名", "电话"], ["（示例）甲社", "乙", "1"])
    (found,) = rows.read(path, KIND).findings
    assert found.code == "batch.unused_column"
    assert "“驿站名”应写成“驿站名称”" in found.advice


def test_a_field_is_named_by_the_column_that_fills_it() -> None:
    assert rows.head_of(KIND, "/station_name") == "驿站名称"
    assert rows.head_of(KIND, "/nothing") == ""


def test_what_a_row_of_a_workbook_lacks_is_told_by_its_column() -> None:
    lacking = Finding(
        "notice.required", Severity.ERROR, "“申报主体”没有填写", Place(pointer="/applicant"),
        advice="请补填“applicant”",
    )  # fmt: skip
    at = {"": Place("名单.xlsx", "Sheet!A2")}
    told = rows.placed(lacking, rows.Row(1, {}, at, ""), KIND)
    assert (told.place.spot, told.place.pointer) == ("Sheet!A2", "/applicant")
    assert told.advice.startswith("请在“申报主体”一栏填写")
    in_json = rows.Row(1, {}, {"": Place("名单.json", "第1项")}, "")
    assert rows.placed(lacking, in_json, KIND).advice == lacking.advice
