"""Values as a template prints them: dates, ordinals, blanks, and what is absent."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bayu_docs.notices.spoken import Blank, Blanks, flowing, ordinal, speak, spoken

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "opinion": {"title": "意见", "type": "string", "x-blank": "　　"},
        "name": {"title": "名称", "type": "string"},
        "on": {"title": "日期", "type": "string", "format": "date"},
        "found": {"title": "核查情况", "type": "string", "x-lines": True},
        "late": {"title": "逾期", "type": "boolean"},
        "count": {"title": "数量", "type": "integer"},
        "tier": {"title": "级别", "enum": ["a"], "x-words": {"a": "市级"}},
        "contact": {
            "title": "联系人",
            "type": "object",
            "properties": {"name": {"title": "姓名", "type": "string"}},
        },
        "rows": {
            "title": "驿站",
            "type": "array",
            "x-counter": "个",
            "items": {"$ref": "#/$defs/row"},
        },
    },
    "$defs": {
        "row": {
            "type": "object",
            "properties": {
                "title": {"title": "名称", "type": "string"},
                "score": {"title": "得分", "type": "string", "x-blank": "　　　"},
            },
        }
    },
}


def test_absent_fields_are_empty_by_their_type() -> None:
    f = spoken(SCHEMA, {}, Blanks())
    assert (f["name"], f["on"], f["late"], f["rows"], f["count"]) == ("", "", False, [], "")
    assert not f["contact"]
    assert f["contact"]["name"] == ""


def test_a_blank_is_printed_yet_false_and_noted_with_its_title() -> None:
    blanks = Blanks()
    f = spoken(SCHEMA, {"rows": [{"title": "甲", "score": "90"}, {"title": "乙"}]}, blanks)
    assert f["opinion"] == "　　"
    assert not f["opinion"]
    assert f["rows"][0]["score"] == "90"
    assert blanks.fields == {"/opinion": "意见", "/rows/1/score": "驿站 第2个 › 得分"}


def test_rows_get_their_number_and_their_ordinal() -> None:
    f = spoken(SCHEMA, {"rows": [{"title": "甲"}] * 12}, Blanks())
    assert [(row["no"], row["cn"]) for row in f["rows"]][:1] == [(1, "一")]
    assert f["rows"][11]["cn"] == "十二"


def test_a_choice_stays_its_key_with_its_word_beside_it() -> None:
    f = spoken(SCHEMA, {"tier": "a"}, Blanks())
    assert (f["tier"], f["tier_words"]) == ("a", "市级")


def test_dates_and_times_have_full_years_and_no_leading_zeros() -> None:
    assert spoken(SCHEMA, {"on": date(2022, 3, 2)}, Blanks())["on"] == "2022年3月2日"
    assert speak(datetime(2022, 3, 31, 18, 0)) == "2022年3月31日18:00"
    assert speak({"days": [date(2022, 10, 9)]}) == {"days": ["2022年10月9日"]}


def test_numbers_carry_no_trailing_zeros_and_integers_stay_numbers() -> None:
    assert speak(12.0) == "12"
    assert speak(Decimal("2.50")) == "2.5"
    assert speak(3) == 3
    assert speak(None) == ""


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_ordinals_count_as_headings_do(number: int, word: str) -> None:
    assert ordinal(number) == word


@pytest.mark.parametrize("number", [0, 100])
def test_there_is_no_ordinal_beyond(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        ordinal(number)


@pytest.mark.parametrize(
    ("lines", "flow"),
    [
        ("一行", "一行"),
        ("场地不足\n师资不足", "场地不足；师资不足"),
        ("场地不足。\n\n 师资不足。", "场地不足。师资不足。"),
        ("称“场地不足。”\n师资不足", "称“场地不足。”师资不足"),
        ("见“清单”\n师资不足\n", "见“清单”；师资不足"),
        ("原因如下：\n场地不足；\n师资不足", "原因如下：场地不足；师资不足"),
    ],
)
def test_lines_of_a_text_flow_into_one(lines: str, flow: str) -> None:
    assert flowing(lines) == flow
    assert speak({"said": [lines]}) == {"said": [flow]}
    assert spoken(SCHEMA, {"name": lines}, Blanks())["name"] == flow


def test_lines_stay_where_a_table_s_cell_prints_them() -> None:
    assert spoken(SCHEMA, {"found": "甲\n乙"}, Blanks())["found"] == "甲\n乙"


def test_a_blank_survives_being_spoken() -> None:
    assert not speak({"until": Blank("　　")})["until"]
