"""汇总表.xlsx: a row a station, columns of what there is, texts that stay texts."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from bayu_docs.model.notice import Kind
from bayu_docs.notices.kinds import kind_named
from bayu_docs.notices.roster_sheet import roster_workbook

MOMENT = datetime(2026, 11, 1, 9, 0)


def rows(stations: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    made = roster_workbook(roster(), stations, MOMENT)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["汇总表"]
    return list(sheet.iter_rows(min_row=2, values_only=True))


def roster() -> Kind:
    found = kind_named("roster")
    assert found is not None
    return found


def test_the_columns_are_the_fields_that_any_station_has() -> None:
    first = {
        "station_name": "甲",
        "applicant": "甲单位",
        "leads": 6,
        "occupations": ["篾匠", "茶艺师"],
    }
    second = {"station_name": "乙", "applicant": "乙单位", "phone": "023-00000000"}
    heads, *values = rows([first, second])
    assert heads == ("序号", "驿站名称", "申报主体", "职业（工种）", "领衔工匠（名）", "联系电话")
    assert values[0] == (1, "甲", "甲单位", "篾匠、茶艺师", 6, None)
    assert values[1] == (2, "乙", "乙单位", None, None, "023-00000000")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@示例", '=HYPERLINK("x")'])
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    made = roster_workbook(roster(), [{"station_name": text, "applicant": "甲"}], MOMENT)
    cell = openpyxl.load_workbook(io.BytesIO(made))["汇总表"].cell(3, 2)
    assert (cell.value, cell.data_type) == (text, "s")


def test_the_same_stations_give_the_same_bytes() -> None:
    stations = [{"station_name": "甲", "applicant": "甲单位"}]
    assert roster_workbook(roster(), stations, MOMENT) == roster_workbook(
        roster(), stations, MOMENT
    )
