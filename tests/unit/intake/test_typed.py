"""What people type in cells and form fields, and the value it comes to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from bayu_docs.intake import fields
from bayu_docs.intake.typed import iso_date, kind_of, typed, written

DAY = fields.node_at("/filing_date")
MONTH = fields.node_at("/lead_artisans/0/birth_month")
MONTHS = fields.node_at("/lead_artisans/0/months_on_station")
PEOPLE = fields.node_at("/training/person_times_per_year")
TIER = fields.node_at("/tier")
KIND = fields.node_at("/applicant/kind")
TRUTHFUL = fields.node_at("/commitment/truthful")
USES = fields.node_at("/facilities/occupations/0/uses")
NAME = fields.node_at("/applicant/name")
ID_NUMBER = fields.node_at("/team/0/id_number")


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        (DAY, "date"), (MONTH, "month"), (MONTHS, "number"), (PEOPLE, "integer"), (TIER, "choice"),
        (TRUTHFUL, "boolean"), (USES, "words"), (NAME, "text"),
    ],
)  # fmt: skip
def test_the_schema_tells_what_a_field_holds(node: fields.Node, kind: str) -> None:
    assert kind_of(node) == kind


@pytest.mark.parametrize(
    ("raw", "node", "value"),
    [
        ("2022年3月8日", DAY, "2022-03-08"),
        ("２０２２．３．８", DAY, "2022-03-08"),
        ("2022/3/8", DAY, "2022-03-08"),
        ("20220308", DAY, "2022-03-08"),
        (20220308, DAY, "2022-03-08"),
        (44628, DAY, "2022-03-08"),
        (datetime(2022, 3, 8, 0, 0), DAY, "2022-03-08"),
        ("三月八日", DAY, "三月八日"),
        ("2022年2月30日", DAY, "2022年2月30日"),
        ("1980年5月", MONTH, "1980-05"),
        ("1980.12", MONTH, "1980-12"),
        (date(1980, 5, 1), MONTH, "1980-05"),
        (1980.1, MONTH, "1980.1"),
        ("８", MONTHS, 8),
        ("8个月", MONTHS, 8),
        ("6.5", MONTHS, 6.5),
        ("1.5E-7", MONTHS, 1.5e-07),
        ("1e999", MONTHS, "1e999"),
        ("十个月", MONTHS, "十个月"),
        ("1,200 人次", PEOPLE, 1200),
        ("1,20", PEOPLE, "1,20"),
        ("市级", TIER, "municipal"),
        ("district", TIER, "district"),
        ("村(社区)党群服务中心", KIND, "村（社区）党群服务中心"),
        ("公司", KIND, "公司"),
        ("是", TRUTHFUL, True),
        ("×", TRUTHFUL, False),
        ("也许", TRUTHFUL, "也许"),
        ("开发，培训 ； 实训", USES, ["开发", "培训", "实训"]),
        (13800138000, NAME, "13800138000"),
        (2022.0, NAME, "2022"),
        ("=1+1", NAME, "=1+1"),
        ("   ", NAME, None),
        (None, DAY, None),
    ],
)
def test_a_typed_value_comes_to_what_the_field_asks_for(
    raw: Any, node: fields.Node, value: object
) -> None:
    result = typed(raw, node)
    assert (result.value, result.code) == (value, "")
    assert type(result.value) is type(value)


def test_days_count_from_the_workbooks_own_epoch() -> None:
    assert typed(43166, DAY, epoch=date(1904, 1, 1)).value == "2022-03-08"


def test_a_number_excel_has_rounded_is_told_and_not_taken() -> None:
    result = typed(500199198001010000, ID_NUMBER)
    assert result.value is None
    assert result.code == "intake.rounded"
    assert "18 位" in result.said
    assert "文本" in result.advice


def test_a_text_excel_made_a_date_is_told_and_not_taken() -> None:
    result = typed(datetime(2019, 6, 1, 0, 0), NAME)
    assert (result.value, result.code) == (None, "intake.turned_date")
    assert "2019-06-01" in result.said


def test_a_day_the_calendar_lacks_is_no_day() -> None:
    with pytest.raises(ValueError, match="day"):
        iso_date("2022-2-30")


@pytest.mark.parametrize(
    ("value", "node", "words"),
    [
        ("municipal", TIER, "市级"),
        (True, TRUTHFUL, "是"),
        (["开发", "培训"], USES, "开发、培训"),
        (["水、电", '5"管'], USES, '"水、电"、"5""管"'),
        (6.5, MONTHS, 6.5),
        ("甲", NAME, "甲"),
    ],
)
def test_what_is_written_is_what_people_read(
    value: object, node: fields.Node, words: object
) -> None:
    assert written(value, node) == words
