"""汇总表.xlsx: what it shows, what the clerk may pick, and that it is read back as written."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bayu_docs.batch import decisions
from bayu_docs.batch.columns import CHOICE, COLUMNS, EDITABLE, MARK, MARK_SHEET, SHEET
from bayu_docs.batch.rosterbook.make import roster_book
from bayu_docs.calls.load import load_call
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.desk import CHECKED, Entry, Receipt
from bayu_docs.pipeline.today import SHANGHAI

MOMENT = datetime(2022, 3, 25, 9, 0, tzinfo=SHANGHAI)
VERDICTS = ("符合", "不符合", "待核", "")


def entry(number: int, **more: Any) -> Entry:
    receipt = Receipt(
        f"{number}.zip",
        f"{number:064x}",
        10,
        "材料包",
        received_at=datetime(2022, 3, 21, 8, 30, tzinfo=SHANGHAI),
        late=False,
        applicant=f"（示例）单位{number}",
        uscc="91500101MA0000007H",
        tier="both",
        verdicts={"municipal": VERDICTS[number % 4], "district": "符合"},
        distances=("市级：领衔工匠4名，要求5名以上，差1名",),
        errors=number,
        pages=18,
    )
    return Entry(f"{number:03}", replace(receipt, **more), CHECKED)


def made(*entries: Entry) -> bytes:
    return roster_book(entries, load_call(), DistrictProfile("荣昌区"), 7, MOMENT)


def opened(tmp_path: Path, *entries: Entry) -> openpyxl.Workbook:
    path = tmp_path / "汇总表.xlsx"
    path.write_bytes(made(*entries))
    return openpyxl.load_workbook(path)


def heads(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[4]}


def test_there_is_a_row_an_application_under_frozen_heads(tmp_path: Path) -> None:
    sheet = opened(tmp_path, *map(entry, range(1, 4)))[SHEET]
    at = heads(sheet)
    assert list(at) == [column.head for column in COLUMNS]
    assert [sheet.cell(row, at["收件序号"]).value for row in range(5, 9)] == [
        "001",
        "002",
        "003",
        None,
    ]
    assert sheet.cell(5, at["收件时间"]).value == datetime(2022, 3, 21, 8, 30)
    assert sheet.cell(5, at["佐证页数"]).value == 18
    assert sheet.freeze_panes == "C5"
    assert sheet.auto_filter.ref == "A4:AK7"
    assert not sheet.merged_cells.ranges


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    for text in ("=1+1", "+86", "-1", "@名", "=HYPERLINK(1)"):
        sheet = opened(tmp_path, entry(1, applicant=text))[SHEET]
        cell = sheet.cell(5, heads(sheet)["申报主体"])
        assert (cell.value, cell.data_type) == (text, "s")


def test_every_choice_is_a_list_to_pick_from_and_only_the_clerks_cells_are_yellow(
    tmp_path: Path,
) -> None:
    sheet = opened(tmp_path, entry(1))[SHEET]
    at = heads(sheet)
    lists = {
        str(rule.sqref): rule.formula1
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    choices = [column for column in EDITABLE if column.kind == CHOICE]
    assert len(lists) == len(choices)
    for column in choices:
        letter = sheet.cell(5, at[column.head]).column_letter
        assert lists[f"{letter}5"] == f'"{",".join(column.choices)}"'
    yellow = {c.head for c in COLUMNS if sheet.cell(5, at[c.head]).fill.fgColor.rgb == "FFFFFDF0"}
    assert yellow == {column.head for column in EDITABLE}


def test_the_counts_are_formulas_with_the_right_values_at_hand(tmp_path: Path) -> None:
    entries = [entry(number, late=number == 2 or None) for number in range(1, 9)]
    path = tmp_path / "汇总表.xlsx"
    path.write_bytes(made(*entries))
    formulas = openpyxl.load_workbook(path)["统计"]
    values = openpyxl.load_workbook(path, data_only=True)["统计"]
    shown = {row[0].value: row[1].value for row in values.iter_rows(max_col=2)}
    assert all(shown[word] == 2 for word in ("符合", "不符合", "待核", "读不出来"))
    assert (shown["申报（行）"], shown["逾期"], shown["收件时间未知"]) == (8, 1, 7)
    assert shown["已核验"] == 8
    assert str(formulas["B5"].value).startswith("=COUNTIF(")


def test_a_chart_is_drawn_from_the_counts(tmp_path: Path) -> None:
    path = tmp_path / "汇总表.xlsx"
    path.write_bytes(made(entry(1)))
    with zipfile.ZipFile(path) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert "统计!$B$4:$C$4" in chart
    assert "各级核验结论" in chart


def test_the_hidden_sheet_says_what_state_was_written(tmp_path: Path) -> None:
    sheet = opened(tmp_path)[MARK_SHEET]
    assert tuple(cell.value for cell in sheet[1]) == (*MARK, 7)
    assert sheet.sheet_state == "veryHidden"


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    decided = {
        "paper_copies": 4,
        "signed": "是",
        "paper_received_at": datetime(2022, 3, 22, 10, 5),
        "consultation": "推荐市级",
        "rank": 1,
        "publicity_from": date(2022, 4, 1),
        "remark": "=不是公式",
    }
    path = tmp_path / "汇总表.xlsx"
    path.write_bytes(made(replace(entry(1), decisions=decided)))
    roster = decisions.read(path)
    assert (roster.revision, roster.numbers, roster.findings) == (7, ("001",), ())
    read = {cell.column.key: cell.raw for cell in roster.cells if cell.raw is not None}
    assert read == {**decided, "publicity_from": datetime(2022, 4, 1)}


def test_the_same_state_gives_the_same_bytes() -> None:
    assert made(entry(1), entry(2)) == made(entry(1), entry(2))


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_roster_and_one_row_are_books_too(tmp_path: Path, count: int) -> None:
    sheet = opened(tmp_path, *map(entry, range(1, count + 1)))[SHEET]
    assert sheet.auto_filter.ref == "A4:AK5"


def test_a_text_beyond_all_cells_is_cut_with_a_word(tmp_path: Path) -> None:
    sheet = opened(tmp_path, entry(1, distances=("差" * 40_000,)))[SHEET]
    assert str(sheet.cell(5, heads(sheet)["差距"]).value).endswith("（全文见“核验”文件夹）")
