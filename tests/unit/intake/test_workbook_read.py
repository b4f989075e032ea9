"""The workbook read back as people leave it: moved, merged, hidden, half-filled, or of others."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText

from bayu_docs.calls.load import load_call
from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.admit import admit
from bayu_docs.intake.normalise import normalise
from bayu_docs.intake.workbook import layout
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.intake.workbook.reading.matching import folded, match
from bayu_docs.intake.workbook.reading.read import read_workbook
from bayu_docs.intake.workbook.reading.said import Speaker
from bayu_docs.intake.workbook.reading.tables import read_rows
from bayu_docs.materials.workbook_read import open_workbook
from bayu_docs.model.application import Draft
from bayu_docs.model.finding import Finding, Severity

BASICS, LEADS, QUALIFICATIONS, TEAM = "基本情况", "领衔工匠", "领衔工匠资格", "驿站团队"
Change = Callable[[Workbook], object]
Read = Callable[..., Draft]


@pytest.fixture
def read(tmp_path: Path, workbooks: ModuleType, district_data: dict[str, Any]) -> Read:
    """The sound application's workbook with a change made to it -> its Draft."""

    def reading(change: Change | None = None, data: dict[str, Any] | None = None) -> Draft:
        content = make(load_call(), [data or district_data])
        path = tmp_path / "申报数据.xlsx"
        path.write_bytes(workbooks.changed(content, change) if change else content)
        (draft,) = read_workbook(path)
        return draft

    return reading


@pytest.fixture
def roster(tmp_path: Path, workbooks: ModuleType, district_data: dict[str, Any]) -> Any:
    """A roster of three applications with the keys 甲, 乙, 3 and a change made to it -> Drafts."""

    def reading(change: Change | None = None, **more: Any) -> tuple[Draft, ...]:
        applications = [copy.deepcopy(district_data) for _ in range(3)]
        for number, application in enumerate(applications):
            application["applicant"]["name"] = f"样例单位{number}"
        content = make(load_call(), applications, keys=["甲", "乙", "3"], many=True)
        path = tmp_path / "汇总.xlsx"
        path.write_bytes(workbooks.changed(content, change) if change else content)
        return read_workbook(path, **more)

    return reading


def told(draft: Draft) -> list[tuple[str, str]]:
    return [(finding.code, finding.place.spot) for finding in draft.findings]


def error(code: str, findings: tuple[Finding, ...]) -> Finding:
    (found,) = [each for each in findings if each.severity is Severity.ERROR]
    assert found.code == code
    return found


# ── what is read ────────────────────────────────────────────────────────────────────────────────


def test_a_filled_workbook_is_the_application_it_was_made_from(
    read: Read, district_data: dict[str, Any]
) -> None:
    draft = read()

    assert normalise(draft.data) == normalise(district_data)
    assert (draft.findings, draft.source, draft.key) == ((), "申报数据.xlsx", "")
    assert admit(draft).value is not None


def test_every_field_has_its_cell_even_when_it_is_empty(read: Read) -> None:
    origins = read().origins

    assert str(origins["/applicant/kind_note"]) == "申报数据.xlsx › 基本情况!B15"
    assert origins["/lead_artisans/0/months_on_station"].spot == "领衔工匠!H5"
    assert origins["/lead_artisans/1/exception_note"].spot == "领衔工匠!L6"
    assert origins["/lead_artisans/1"].spot == "领衔工匠!A6"
    assert origins["/lead_artisans"].spot == "领衔工匠!A4"
    assert origins["/lead_artisans/1/qualifications"].spot == "领衔工匠资格!A4"
    assert origins["/lead_artisans/1/qualifications/0/path"].spot == "领衔工匠资格!B6"
    assert origins["/applicant"].spot == "基本情况!A12"
    assert "/lead_artisans/9/name" not in origins
    assert len(set(origins)) == len(origins)


def test_a_blank_workbook_asks_for_everything_at_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "申报数据.xlsx"
    path.write_bytes(make(load_call()))

    (draft,) = read_workbook(path)

    missing = {each.place.spot for each in admit(draft).findings if each.code == "intake.required"}
    assert draft.findings == ()
    assert {"基本情况!B6", "场地设施!B4", "组织与保障!B4"} <= missing


# ── sheets, heads and labels ────────────────────────────────────────────────────────────────────


def test_columns_may_be_moved(read: Read, district_data: dict[str, Any]) -> None:
    def to_the_end(book: Workbook) -> None:
        sheet = book[TEAM]
        for row in sheet.iter_rows(min_row=4):
            row[15].value, row[0].value = row[0].value, None

    draft = read(lambda book: (book[TEAM].cell(4, 16), to_the_end(book)))

    assert normalise(draft.data) == normalise(district_data)
    assert draft.origins["/team/0/name"].spot == "驿站团队!P5"
    assert draft.origins["/team/0"].spot == "驿站团队!B5"


def test_lines_of_single_fields_may_be_moved_and_inserted(
    read: Read, district_data: dict[str, Any]
) -> None:
    def change(book: Workbook) -> None:
        sheet = book[BASICS]
        sheet.insert_rows(1, 3)
        sheet["A70"], sheet["B70"] = sheet["A36"].value, sheet["B36"].value
        sheet["A36"], sheet["B36"] = None, None

    draft = read(change)

    assert normalise(draft.data) == normalise(district_data)
    assert draft.origins["/applicant/contact/mobile"].spot == "基本情况!B70"


def test_a_line_inserted_above_the_heads_does_no_harm(
    read: Read, district_data: dict[str, Any]
) -> None:
    draft = read(lambda book: book[LEADS].insert_rows(2, 2))

    assert normalise(draft.data) == normalise(district_data)
    assert draft.origins["/lead_artisans/0/name"].spot == "领衔工匠!A7"


def test_heads_differ_in_blanks_widths_breaks_and_stars(
    read: Read, district_data: dict[str, Any]
) -> None:
    def change(book: Workbook) -> None:
        book[QUALIFICATIONS]["C4"] = "等级\n(级别)＊"
        book[LEADS]["A4"] = " 姓 名"
        book[BASICS]["A14"] = "主体类型（必填）"

    draft = read(change)

    assert normalise(draft.data) == normalise(district_data)
    assert draft.findings == ()


def test_columns_of_the_users_own_are_told_once_and_left_out(
    read: Read, district_data: dict[str, Any]
) -> None:
    def change(book: Workbook) -> None:
        book[TEAM]["P4"] = "备注"
        book[TEAM]["P5"], book[TEAM]["Q7"] = "待核", "没有表头"
        book[TEAM]["R4"] = "空的一列"
        book[BASICS]["A60"], book[BASICS]["B60"] = "内部编号", "17"

    draft = read(change)

    assert normalise(draft.data) == normalise(district_data)
    assert sorted(told(draft)) == [
        ("intake.extra_column", "基本情况!B60"),
        ("intake.extra_column", "驿站团队!P5"),
    ]
    assert any("P、Q 列" in each.message for each in draft.findings)
    assert admit(draft).value is not None


def test_a_renamed_column_is_read_all_the_same_so_that_more_can_be_told(read: Read) -> None:
    def change(book: Workbook) -> None:
        book[LEADS]["A4"] = "工匠姓名"
        book[LEADS]["H5"] = "十个月"

    found = {(each.code, each.place.spot) for each in admit(read(change)).findings}

    assert found == {("intake.head", "领衔工匠!A4"), ("intake.type", "领衔工匠!H5")}


def test_a_missing_name_column_is_not_told_again_for_every_row_that_belongs_to_a_name(
    read: Read,
) -> None:
    draft = read(lambda book: book[LEADS].delete_cols(1))

    assert error("intake.head", admit(draft).findings).place.pointer == "/lead_artisans/-/name"


def test_a_missing_sheet_is_not_told_again_for_what_belongs_to_it(read: Read) -> None:
    draft = read(lambda book: book.remove(book[LEADS]))

    assert error("intake.sheet", admit(draft).findings).place.spot == "领衔工匠!A1"


def test_the_first_sheet_cannot_be_done_without(read: Read) -> None:
    with pytest.raises(SourceUnreadable, match="缺少工作表“基本情况”") as refusal:
        read(lambda book: book.remove(book[BASICS]))

    assert "init" in refusal.value.advice


def test_sheets_of_the_users_own_are_ignored_and_a_copy_of_ours_is_told(
    read: Read, district_data: dict[str, Any]
) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("草稿")["A1"] = "随便写"
        book.create_sheet(layout.MARKS_SHEET, 1)
        book.copy_worksheet(book[TEAM]).title = "驿站团队 (2)"
        book.remove(book[layout.COVER])

    draft = read(change)

    assert normalise(draft.data) == normalise(district_data)
    assert told(draft) == [("intake.extra_sheet", "驿站团队 (2)!A1")]


# ── rows ────────────────────────────────────────────────────────────────────────────────────────


def test_empty_rows_are_skipped_and_formats_make_no_rows(
    read: Read, district_data: dict[str, Any]
) -> None:
    def change(book: Workbook) -> None:
        book[TEAM].insert_rows(6, 2)
        book[TEAM]["A6"] = "  "
        book[TEAM]["A900"].number_format = "@"

    draft = read(change)

    assert normalise(draft.data) == normalise(district_data)
    assert draft.origins["/team/1/name"].spot == "驿站团队!A8"


def test_hidden_and_filtered_rows_count_and_are_told(
    read: Read, district_data: dict[str, Any]
) -> None:
    def change(book: Workbook) -> None:
        for row in (6, 8, 9, 10):
            book[TEAM].row_dimensions[row].hidden = True
        book[TEAM].column_dimensions["B"].hidden = True

    draft = read(change)

    assert normalise(draft.data) == normalise(district_data)
    assert told(draft) == [("intake.hidden", "驿站团队!B6")]
    assert "第 6、8—10 行和B 列" in draft.findings[0].message


def test_cells_merged_over_empty_rows_are_no_mistake(
    read: Read, district_data: dict[str, Any]
) -> None:
    def change(book: Workbook) -> None:
        book[LEADS].insert_rows(6)
        for column in "ABCDEFGHIJKL":
            book[LEADS].merge_cells(f"{column}5:{column}6")
        book[BASICS].merge_cells("B13:D13")

    draft = read(change)

    assert normalise(draft.data) == normalise(district_data)
    assert draft.findings == ()


def test_a_label_may_be_merged_over_columns(read: Read, district_data: dict[str, Any]) -> None:
    def change(book: Workbook) -> None:
        sheet = book["培训能力"]
        sheet["D4"], sheet["B4"], sheet["C4"] = sheet["B4"].value, None, None
        sheet.merge_cells("A4:C4")

    draft = read(change)

    assert normalise(draft.data) == normalise(district_data)
    assert draft.origins["/training/person_times_per_year"].spot == "培训能力!D4"


def test_formulas_filled_down_over_empty_rows_make_no_rows(
    tmp_path: Path, workbooks: ModuleType, district_data: dict[str, Any]
) -> None:
    (courses,) = [sheet for sheet in layout.sheets() if sheet.title == "培训能力测算表"]
    heads = "".join(
        f'<c t="inlineStr"><is><t>{column.title}</t></is></c>' for column in courses.columns
    )
    filled = '<c r="A5" t="inlineStr"><is><t>竹编</t></is></c><c r="F5"><f>D5*E5</f><v>60</v></c>'
    empty = '<c r="F6"><f>D6*E6</f><v>0</v></c>'
    rows = f'<row r="4">{heads}</row><row r="5">{filled}</row><row r="6">{empty}</row>'
    path = workbooks.raw_workbook(
        tmp_path / "a.xlsx", {courses.title: f"<sheetData>{rows}</sheetData>"}
    )

    with open_workbook(path) as book:
        grid = book.grid(courses.title)
    found = read_rows(grid, courses.columns, (), "/training/courses", Speaker("a", courses.title))

    assert [(row.number, row.cells["小计"]) for row in found.rows] == [(5, 60)]
    assert found.findings == ()


def test_rows_of_formulas_never_computed_are_told(read: Read) -> None:
    def change(book: Workbook) -> None:
        for row in range(20, 25):
            book[TEAM].cell(row, 1).value = f"=领衔工匠!A{row}"

    draft = read(change)

    assert told(draft) == [("intake.no_cached_value", "驿站团队!A20")]
    assert draft.findings[0].severity is Severity.WARNING
    assert "保存一次" in draft.findings[0].advice


def test_a_column_of_formulas_never_computed_is_told_once(read: Read) -> None:
    def change(book: Workbook) -> None:
        for row in (5, 6, 7):
            book[TEAM].cell(row, 9).value = f"=领衔工匠!J{row}"

    draft = read(change)

    assert told(draft) == [("intake.no_cached_value", "驿站团队!I5")]
    assert "同一栏共 3 处" in draft.findings[0].message


# ── rows that belong to others ──────────────────────────────────────────────────────────────────


def test_an_owner_merged_over_its_rows_counts_for_each(
    read: Read, district_data: dict[str, Any]
) -> None:
    first, second = district_data["lead_artisans"]
    first["qualifications"].append(dict(first["qualifications"][0], number="Y2"))

    draft = read(lambda book: book[QUALIFICATIONS].merge_cells("A5:A6"), district_data)

    assert draft.findings == ()
    assert normalise(draft.data)["lead_artisans"] == [first, second]


@pytest.mark.parametrize("words", ["第2人", "第 ２ 人", "钱 师傅", "钱师傅 "])
def test_an_owner_is_found_by_number_and_without_regard_to_blanks(read: Read, words: str) -> None:
    draft = read(lambda book: book[QUALIFICATIONS].__setitem__("A5", words))

    assert [len(row["qualifications"]) for row in draft.data["lead_artisans"]] == [0, 2]
    assert draft.findings == ()


def test_a_name_that_two_have_is_asked_for_by_number(
    read: Read, district_data: dict[str, Any]
) -> None:
    for lead in district_data["lead_artisans"]:
        lead["name"] = "同名者"

    draft = read(lambda book: book[QUALIFICATIONS].__setitem__("A5", "同名者"), district_data)

    assert "第1人、第2人" in error("intake.owner", draft.findings).advice


# ── values ──────────────────────────────────────────────────────────────────────────────────────


def test_texts_of_several_looks_are_read_whole(read: Read) -> None:
    rich = CellRichText("粗", "细")

    assert read(lambda b: b[BASICS].__setitem__("B13", rich)).data["applicant"]["name"] == "粗细"


def test_a_number_typed_as_text_and_a_text_typed_as_number_come_out_right(read: Read) -> None:
    def change(book: Workbook) -> None:
        book[LEADS]["H5"] = "８个月"
        book[BASICS]["B33"] = 13800138000
        book[BASICS]["B8"] = 20220321

    draft = read(change)

    assert draft.data["lead_artisans"][0]["months_on_station"] == 8
    assert draft.data["applicant"]["contact"]["mobile"] == "13800138000"
    assert draft.data["filing_date"] == "2022-03-21"


def test_days_of_a_workbook_that_counts_from_1904(read: Read) -> None:
    def change(book: Workbook) -> None:
        book.epoch = datetime(1904, 1, 1)
        book[BASICS]["B8"] = 43179
        book[BASICS]["B8"].number_format = "General"

    draft = read(change)

    assert draft.data["filing_date"] == "2022-03-21"
    assert draft.data["partners"][0]["starts_on"] == "2021-06-01"


def test_a_lost_number_is_never_quoted(read: Read) -> None:
    draft = read(lambda book: book[LEADS].__setitem__("D5", 500199197103071234))

    found = error("intake.rounded", draft.findings)
    assert "5001" not in found.message + found.advice
    assert found.place.pointer == "/lead_artisans/0/id_number"


# ── whose workbook it is ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cells", "message", "advice"),
    [
        ({"B1": "0"}, "旧版工作簿（版本 0）", "只粘贴值"),
        ({"B1": 0}, "旧版工作簿（版本 0）", "只粘贴值"),
        ({"B1": "99"}, "新", "升级"),
        ({"A1": "别的"}, "不是 bayu-docs 的申报工作簿", "init"),
        ({"B1": None}, "不是 bayu-docs 的申报工作簿", "init"),
    ],
)
def test_a_workbook_of_another_version_is_refused_with_what_to_do(
    read: Read, cells: dict[str, Any], message: str, advice: str
) -> None:
    def change(book: Workbook) -> None:
        for cell, value in cells.items():
            book[layout.STAMP_SHEET][cell] = value

    with pytest.raises(SourceUnreadable, match=message) as refusal:
        read(change)

    assert advice in refusal.value.advice


def test_a_strangers_workbook_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "别的.xlsx")

    with pytest.raises(SourceUnreadable, match=r"别的\.xlsx：不是 bayu-docs 的申报工作簿"):
        read_workbook(tmp_path / "别的.xlsx")


# ── rosters ─────────────────────────────────────────────────────────────────────────────────────


def test_a_roster_gives_a_draft_for_each_application(roster: Any) -> None:
    drafts = roster()

    assert [draft.key for draft in drafts] == ["甲", "乙", "3"]
    assert [d.data["applicant"]["name"] for d in drafts] == ["样例单位0", "样例单位1", "样例单位2"]
    assert all(admit(draft).value is not None for draft in drafts)
    assert drafts[1].origins["/applicant/name"].spot.endswith("6")
    assert drafts[2].origins["/team/0"].spot == "驿站团队!B17"
    assert drafts[1].origins[""].spot == "基本情况!A6"


def test_a_folder_named_after_the_key_is_where_its_proofs_are(tmp_path: Path, roster: Any) -> None:
    (tmp_path / "乙").mkdir()

    assert [d.base for d in roster()] == [tmp_path, tmp_path / "乙", tmp_path]


def test_reading_a_roster_tells_how_far_it_is(roster: Any) -> None:
    steps: list[tuple[int, int]] = []

    roster(progress=lambda done, total: steps.append((done, total)))

    assert steps == sorted(steps)
    assert steps[-1] == (3, 3) and len(steps) > 3


def test_an_unknown_key_is_told_where_it_is_likest(roster: Any) -> None:
    drafts = roster(lambda book: book[TEAM].__setitem__("A5", "乙方"))

    assert told(drafts[1]) == [("intake.key", "驿站团队!A5")]
    assert "是不是“乙”" in drafts[1].findings[0].advice
    assert len(drafts[0].data["team"]) == 5


def test_a_row_without_a_key_is_told_with_the_first_application(roster: Any) -> None:
    drafts = roster(lambda book: book[TEAM].__setitem__("A12", None))

    assert told(drafts[0]) == [("intake.key", "驿站团队!A12")]
    assert "不知道属于哪个申报" in drafts[0].findings[0].message


def test_a_key_used_twice_is_an_error(roster: Any) -> None:
    drafts = roster(lambda book: book[BASICS].__setitem__("A6", "甲"))

    assert [draft.key for draft in drafts] == ["甲", "3"]
    assert ("intake.key", "基本情况!A6") in told(drafts[0])


def test_two_lines_of_one_application_are_an_error(roster: Any) -> None:
    drafts = roster(lambda book: book["培训能力"].__setitem__("A6", "甲"))

    assert ("intake.key", "培训能力!A6") in told(drafts[0])


def test_a_key_merged_over_its_rows_counts_for_each(roster: Any) -> None:
    drafts = roster(lambda book: book[TEAM].merge_cells("A5:A10"))

    assert [len(draft.data["team"]) for draft in drafts] == [6, 6, 6]
    assert drafts[0].findings == ()


def test_a_number_typed_as_key_is_the_same_key(roster: Any) -> None:
    def change(book: Workbook) -> None:
        for row in range(17, 23):
            book[TEAM].cell(row, 1).value = 3

    assert len(roster(change)[2].data["team"]) == 6


def test_a_wrong_head_blocks_every_application_of_a_roster(roster: Any) -> None:
    drafts = roster(lambda book: book[TEAM].delete_cols(7))

    for draft in drafts:
        assert error("intake.head", admit(draft).findings).place.pointer == "/team/-/category"


def test_merged_cells_block_only_the_application_they_stand_in(roster: Any) -> None:
    drafts = roster(lambda book: book[TEAM].merge_cells("B12:B13"))

    assert [told(draft) for draft in drafts] == [[], [("intake.merged", "驿站团队!B12")], []]


def test_an_application_of_which_only_the_key_is_written_asks_for_the_rest(roster: Any) -> None:
    drafts = roster(lambda book: book[BASICS].__setitem__("A8", "新"))

    assert [draft.key for draft in drafts] == ["甲", "乙", "3", "新"]
    assert ("intake.required", "基本情况!E8") in [
        (each.code, each.place.spot) for each in admit(drafts[3]).findings
    ]


def test_a_roster_without_an_application_is_refused(roster: Any) -> None:
    with pytest.raises(SourceUnreadable, match="没有一个能读取的申报"):
        roster(lambda book: book[BASICS].delete_rows(5, 10))


# ── matching titles ─────────────────────────────────────────────────────────────────────────────


def test_titles_are_compared_without_what_people_change() -> None:
    assert folded("等级\n（级别） *") == folded("等级(级别)＊") == "等级(级别)"


def test_a_title_nobody_wrote_is_the_likest_or_the_one_between_its_neighbours() -> None:
    found = match(
        ("姓名", "性别", "职业", "例外说明"), {1: "姓名", 2: "男女", 3: "职业名称", 9: "x"}
    )

    assert found.at == {"姓名": 1}
    assert found.renamed == {"职业": 3, "性别": 2}
    assert (found.missing, found.unknown) == (("例外说明",), (9,))


def test_a_title_written_twice_is_read_once() -> None:
    found = match(("姓名", "性别"), {1: "姓名", 2: "性别", 5: "姓 名"})

    assert (found.at, found.twice) == ({"姓名": 1, "性别": 2}, {5: "姓名"})
