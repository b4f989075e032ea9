"""汇总表.xlsx read back: what the clerk changed, found by heads and numbers, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bayu_docs.batch import decisions
from bayu_docs.batch.columns import COLUMNS, MARK, MARK_SHEET, SHEET, column, shown
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.errors import SourceUnreadable
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.desk import Receipt
from bayu_docs.model.finding import Finding

MARCH = datetime(2022, 3, 28, 10, 0, tzinfo=timezone(timedelta(hours=8)))
HEAD_ROW = 3
HEADS = {one.key: at for at, one in enumerate(COLUMNS, 1)}


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    """Three applications for both tiers, judged."""
    receipts = [
        Receipt(
            f"{name}.zip",
            name.encode().hex(),
            1000,
            "材料包",
            applicant=f"（示例）{name}",
            tier="both",
            verdicts={"municipal": "符合", "district": "符合"},
        )
        for name in "abc"
    ]
    profile = DistrictProfile(division="荣昌区")
    with Campaign.open(tmp_path / "台账.sqlite", district=profile) as opened:
        opened.record(receipts, MARCH, "receive")
        yield opened


def workbook(campaign: Campaign, folder: Path) -> Path:
    """A roster as it is handed out, written here by hand so that the reader is tested alone."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet["A1"] = "汇总表"
    for one in COLUMNS:
        sheet.cell(HEAD_ROW, HEADS[one.key], one.head)
    for row, entry in enumerate(campaign.entries(), HEAD_ROW + 1):
        for one in COLUMNS:
            sheet.cell(row, HEADS[one.key], shown(entry, one.key))
    hidden = book.create_sheet(MARK_SHEET)
    hidden.append([*MARK, campaign.revision])
    path = folder / "汇总表.xlsx"
    book.save(path)
    return path


def edited(path: Path, change: Callable[[Worksheet], None]) -> Path:
    """The workbook after a clerk has been at it."""
    book = load_workbook(path)
    change(book[SHEET])
    book.save(path)
    return path


def cell(key: str, row: int) -> str:
    """Where the entry of that row (1 the first) has that column."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return str(sheet.cell(HEAD_ROW + row, HEADS[key]).coordinate)


def update(campaign: Campaign, path: Path, at: datetime = MARCH) -> list[Finding]:
    """What `desk update` does with it."""
    changes = decisions.changes(decisions.read(path), campaign)
    return [*changes.findings, *campaign.decide_all(changes.edits, at)]


def decided(campaign: Campaign, number: str) -> dict[str, object]:
    entry = campaign.entry(number)
    assert entry is not None
    return dict(entry.decisions)


def test_a_workbook_nobody_touched_changes_nothing(campaign: Campaign, tmp_path: Path) -> None:
    campaign.decide("001", "consultation", "推荐市级", MARCH, "x")
    campaign.decide("001", "paper_received_at", "2022-03-20 9:05", MARCH, "x")
    path = workbook(campaign, tmp_path)
    before = campaign.revision
    assert update(campaign, path) == []
    assert campaign.revision == before


def test_a_tick_is_read_and_logged_with_its_cell(campaign: Campaign, tmp_path: Path) -> None:
    at = cell("consultation", 2)
    path = edited(workbook(campaign, tmp_path), lambda sheet: _set(sheet, {at: " 推荐市级 "}))
    assert update(campaign, path) == []
    assert decided(campaign, "002") == {"consultation": "推荐市级"}
    assert [row.source for row in campaign.log("002")][-2:] == [f"汇总表.xlsx!{at}"] * 2


def test_a_whole_row_filled_at_once_is_taken_in_its_order(
    campaign: Campaign, tmp_path: Path
) -> None:
    row = {
        "consultation": "转区县级",
        "review": "入围",
        "publicity_from": date(2022, 4, 1),
        "objection": "无",
        "listed": "√",
        "list_printed_on": "2022年4月12日",
        "filed_on": 44666,
        "paper_copies": "４",
        "signed": "是",
    }
    cells = {cell(key, 1): value for key, value in row.items()}
    path = edited(workbook(campaign, tmp_path), lambda sheet: _set(sheet, cells))
    found = update(campaign, path, MARCH.replace(month=4, day=20))
    assert [one.code for one in found] == []
    assert decided(campaign, "001")["filed_on"] == date(2022, 4, 15)
    assert decided(campaign, "001")["paper_copies"] == 4
    entry = campaign.entry("001")
    assert entry is not None and entry.state == "filed"


def test_three_recommended_are_refused_at_the_third_ones_cell(
    campaign: Campaign, tmp_path: Path
) -> None:
    cells = {cell("consultation", row): "推荐市级" for row in (1, 2, 3)}
    path = edited(workbook(campaign, tmp_path), lambda sheet: _set(sheet, cells))
    (found,) = update(campaign, path)
    assert found.code == "desk.too_many"
    assert (found.place.file, found.place.spot) == (
        "汇总表.xlsx",
        f"汇总表!{cell('consultation', 3)}",
    )
    assert found.clause is not None and found.clause.number == "五（一）"


def test_a_word_that_is_no_choice_lists_the_choices(campaign: Campaign, tmp_path: Path) -> None:
    at = cell("consultation", 1)
    path = edited(workbook(campaign, tmp_path), lambda sheet: _set(sheet, {at: "上报"}))
    (found,) = update(campaign, path)
    assert (found.code, found.place.spot) == ("desk.value", f"汇总表!{at}")
    assert all(word in found.advice for word in column("consultation").choices)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("publicity_from", "2022/4/1", date(2022, 4, 1)),
        ("publicity_from", datetime(2022, 4, 1), date(2022, 4, 1)),
        ("publicity_from", 20220401, date(2022, 4, 1)),
        ("paper_received_at", datetime(2022, 3, 20, 9, 5, 30), datetime(2022, 3, 20, 9, 5)),
        ("paper_received_at", "2022年3月20日 9：05", datetime(2022, 3, 20, 9, 5)),
        ("paper_received_at", "2022-03-20 9时05分", datetime(2022, 3, 20, 9, 5)),
        ("paper_received_at", "2022-03-20", date(2022, 3, 20)),
        ("paper_copies", 4.0, 4),
        ("remark", "=1+1 的意思", "=1+1 的意思"),
        ("signed", "×", "否"),
    ],
)
def test_dates_and_words_are_read_as_people_type_them(
    campaign: Campaign, tmp_path: Path, key: str, typed: object, value: object
) -> None:
    for step, word in (("consultation", "转区县级"), ("review", "入围")):
        campaign.decide("001", step, word, MARCH, "x")
    at = cell(key, 1)
    path = edited(workbook(campaign, tmp_path), lambda sheet: _set(sheet, {at: typed}))
    assert update(campaign, path) == []
    assert decided(campaign, "001")[key] == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("publicity_from", "下周一"),
        ("publicity_from", "2022-02-30"),
        ("paper_copies", "四份"),
        ("paper_copies", 2.5),
        ("paper_copies", -1),
        ("signed", "齐"),
        ("listed", "否"),
        ("remark", "长" * 2001),
    ],
)
def test_what_does_not_fit_its_column_is_an_error_there(
    campaign: Campaign, tmp_path: Path, key: str, typed: object
) -> None:
    at = cell(key, 1)
    path = edited(workbook(campaign, tmp_path), lambda sheet: _set(sheet, {at: typed}))
    (found,) = update(campaign, path)
    assert (found.code, found.place.spot) == ("desk.value", f"汇总表!{at}")
    assert found.advice


def test_rows_may_be_sorted_and_columns_moved(campaign: Campaign, tmp_path: Path) -> None:
    def sort_and_move(sheet: Worksheet) -> None:
        for key in ("number", "applicant"):
            first, last = (sheet.cell(HEAD_ROW + row, HEADS[key]) for row in (1, 3))
            first.value, last.value = last.value, first.value
        sheet.cell(HEAD_ROW + 1, HEADS["consultation"], "推荐市级")
        sheet.insert_cols(1, 2)
        sheet.insert_rows(1)
        sheet.row_dimensions[HEAD_ROW + 2].hidden = True

    path = edited(workbook(campaign, tmp_path), sort_and_move)
    assert update(campaign, path) == []
    assert decided(campaign, "003") == {"consultation": "推荐市级"}


def test_a_number_that_lost_its_zeros_is_known(campaign: Campaign, tmp_path: Path) -> None:
    cells = {cell("number", 1): 1, cell("remark", 1): "看过"}
    path = edited(workbook(campaign, tmp_path), lambda sheet: _set(sheet, cells))
    assert update(campaign, path) == []
    assert decided(campaign, "001") == {"remark": "看过"}


def test_an_emptied_cell_takes_the_decision_back(campaign: Campaign, tmp_path: Path) -> None:
    campaign.decide("001", "consultation", "推荐市级", MARCH, "x")
    at = cell("consultation", 1)
    path = edited(workbook(campaign, tmp_path), lambda sheet: _set(sheet, {at: None}))
    assert update(campaign, path) == []
    assert decided(campaign, "001") == {}


def test_what_changed_in_the_state_since_then_is_not_put_back(
    campaign: Campaign, tmp_path: Path
) -> None:
    path = workbook(campaign, tmp_path)
    campaign.decide("001", "remark", "后来写的", MARCH, "x")
    assert update(campaign, path) == []
    assert decided(campaign, "001") == {"remark": "后来写的"}


def test_a_cell_that_both_have_changed_is_a_conflict(campaign: Campaign, tmp_path: Path) -> None:
    path = workbook(campaign, tmp_path)
    campaign.decide("001", "remark", "台账", MARCH, "x")
    at = cell("remark", 1)
    (found,) = update(campaign, edited(path, lambda sheet: _set(sheet, {at: "表中"})))
    assert (found.code, found.place.spot) == ("desk.conflict", f"汇总表!{at}")
    assert decided(campaign, "001") == {"remark": "台账"}


def test_a_deleted_row_deletes_nothing(campaign: Campaign, tmp_path: Path) -> None:
    path = edited(workbook(campaign, tmp_path), lambda sheet: sheet.delete_rows(HEAD_ROW + 2))
    (found,) = update(campaign, path)
    assert found.code == "desk.row_missing" and "002" in found.message
    assert len(campaign.entries()) == 3


def test_a_new_row_is_no_application(campaign: Campaign, tmp_path: Path) -> None:
    at = cell("number", 4)
    (found,) = update(
        campaign, edited(workbook(campaign, tmp_path), lambda s: _set(s, {at: "009"}))
    )
    assert found.code == "desk.unknown_row"


def test_a_number_that_stands_twice_is_told(campaign: Campaign, tmp_path: Path) -> None:
    at = cell("number", 3)
    found = update(campaign, edited(workbook(campaign, tmp_path), lambda s: _set(s, {at: "001"})))
    assert [one.code for one in found] == ["desk.row_twice", "desk.row_missing"]
    assert found[0].place.spot == f"汇总表!{at}"


def test_a_lost_column_is_not_taken_for_emptied_cells(campaign: Campaign, tmp_path: Path) -> None:
    campaign.decide("001", "remark", "保留", MARCH, "x")
    path = workbook(campaign, tmp_path)
    edited(path, lambda sheet: sheet.delete_cols(HEADS["remark"]))
    (found,) = update(campaign, path)
    assert found.code == "desk.column" and "备注" in found.message
    assert decided(campaign, "001") == {"remark": "保留"}


def test_merged_decisions_are_not_guessed(campaign: Campaign, tmp_path: Path) -> None:
    first, last = cell("consultation", 1), cell("consultation", 2)

    def merge(sheet: Worksheet) -> None:
        sheet[first] = "转区县级"
        sheet.merge_cells(f"{first}:{last}")

    (found,) = update(campaign, edited(workbook(campaign, tmp_path), merge))
    assert (found.code, found.place.spot) == ("desk.merged", f"汇总表!{first}")


def test_a_formula_without_a_value_is_an_error(campaign: Campaign, tmp_path: Path) -> None:
    at = cell("review", 1)
    (found,) = update(
        campaign, edited(workbook(campaign, tmp_path), lambda s: _set(s, {at: "=A1"}))
    )
    assert (found.code, found.place.spot) == ("desk.value", f"汇总表!{at}")


def test_a_workbook_without_our_heads_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "别的表.xlsx"
    Workbook().save(path)
    with pytest.raises(SourceUnreadable):
        decisions.read(path)


def test_a_file_that_is_no_workbook_does_not_pass_the_gate(tmp_path: Path) -> None:
    path = tmp_path / "汇总表.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(SourceUnreadable):
        decisions.read(path)


def _set(sheet: Worksheet, cells: dict[str, object]) -> None:
    """What is typed into those cells; a text with = that is meant as text stays one."""
    for at, value in cells.items():
        sheet[at] = value
        if isinstance(value, str) and value.startswith("=") and not value[1:].isalnum():
            sheet[at].data_type = "s"
