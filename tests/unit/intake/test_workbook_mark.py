"""The marked copy: every finding at its cell and in the list, and nothing else changed."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from bayu_docs.calls.load import load_call
from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.workbook import layout
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.intake.workbook.mark import FILLS, mark
from bayu_docs.model.finding import Clause, Finding, Place, Severity

CALL = load_call()
SAMPLE = Path(__file__).resolve().parents[3] / "samples/accepted/municipal/application.json"
FILE = "申报数据.xlsx"


def found(spot: str, severity: Severity = Severity.ERROR, message: str = "写错了") -> Finding:
    place = Place(FILE, spot, "/x")
    return Finding("intake.enum", severity, message, place, Clause("四（一）2", ""), "请改")


def sample() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def workbook() -> bytes:
    data = sample()
    data["remark"] = "_x000D_ 与 x005F_，=1+1"
    return make(CALL, [data])


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content), rich_text=True)


def changed(content: bytes, edit: Any) -> bytes:
    """The workbook as a person would have changed it."""
    book, stream = opened(content), io.BytesIO()
    edit(book)
    book.save(stream)
    return stream.getvalue()


def test_the_cell_is_filled_and_commented_and_listed_with_a_link(workbook: bytes) -> None:
    book = opened(mark(workbook, [found("领衔工匠!C7")], FILE))
    cell = book["领衔工匠"]["C7"]
    assert cell.fill.fgColor.rgb == f"FF{FILLS[Severity.ERROR]}"
    assert cell.comment.author == "bayu-docs"
    for words in ("错误", "写错了", "请改", "四（一）2", "intake.enum"):
        assert words in cell.comment.text
    assert book.sheetnames[:2] == [layout.COVER, layout.MARKS_SHEET]
    listed = book[layout.MARKS_SHEET]["C4"]
    assert listed.value == "领衔工匠!C7" and listed.hyperlink.location == "'领衔工匠'!C7"
    assert [cell.value for cell in book[layout.MARKS_SHEET][4][:7]] == [
        "1",
        "错误",
        "领衔工匠!C7",
        "写错了",
        "请改",
        "四（一）2",
        "intake.enum",
    ]


def test_a_marked_sheet_leads_back_to_the_list(workbook: bytes) -> None:
    book = opened(mark(workbook, [found("领衔工匠!C7")], FILE))
    leading = [
        sheet.title
        for sheet in book.worksheets
        for cell in sheet[1]
        if cell.hyperlink and cell.hyperlink.location == f"'{layout.MARKS_SHEET}'!A1"
    ]
    assert leading == ["领衔工匠"]


def test_the_list_is_what_is_seen_first(workbook: bytes) -> None:
    book = opened(mark(workbook, [found("领衔工匠!C7")], FILE))
    assert book.active is book[layout.MARKS_SHEET]
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == [layout.MARKS_SHEET]


@pytest.mark.parametrize("severity", list(Severity))
def test_each_severity_has_its_colour(workbook: bytes, severity: Severity) -> None:
    book = opened(mark(workbook, [found("专班!A5", severity)], FILE))
    assert book["专班"]["A5"].fill.fgColor.rgb == f"FF{FILLS[severity]}"


def test_findings_of_one_cell_share_a_comment_and_the_worst_colour(workbook: bytes) -> None:
    findings = [
        found("专班!A5", Severity.INFO, "第一句"),
        found("专班!A5", Severity.ERROR, "第二句"),
        found("专班!A5", Severity.WARNING, "第三句"),
    ]
    book = opened(mark(workbook, findings, FILE))
    cell = book["专班"]["A5"]
    assert cell.fill.fgColor.rgb == f"FF{FILLS[Severity.ERROR]}"
    places = [cell.comment.text.index(words) for words in ("第一句", "第二句", "第三句")]
    assert places == sorted(places)
    assert book[layout.MARKS_SHEET].max_row == 6


@pytest.mark.parametrize(
    "place",
    [
        Place("E06.xlsx", "专班!A5"),
        Place(FILE, "没有这张表!A5"),
        Place(FILE, "第3行"),
        Place(FILE, "专班!A99999999"),
        Place(),
    ],
)
def test_what_has_no_cell_in_this_workbook_stands_in_the_list_only(
    workbook: bytes, place: Place
) -> None:
    book = opened(mark(workbook, [Finding("a.b", Severity.ERROR, "找不到", place)], FILE))
    assert book[layout.MARKS_SHEET]["D4"].value == "找不到"
    assert book[layout.MARKS_SHEET]["C4"].hyperlink is None
    assert not any(cell.comment for sheet in book.worksheets for row in sheet for cell in row)


def test_a_workbook_without_findings_gets_an_empty_list(workbook: bytes) -> None:
    book = opened(mark(workbook, [], FILE))
    assert "错误 0 处" in book[layout.MARKS_SHEET]["A2"].value
    assert book[layout.MARKS_SHEET].max_row == 3


def test_nothing_else_in_the_workbook_changes(workbook: bytes) -> None:
    before, after = opened(workbook), opened(mark(workbook, [found("领衔工匠!C7")], FILE))
    for sheet in before.worksheets:
        for row in sheet:
            for cell in row:
                other = after[sheet.title][cell.coordinate]
                if other.value == "返回问题清单":
                    assert cell.value is None
                    continue
                assert (other.value, other.data_type) == (cell.value, cell.data_type)
                assert other.number_format == cell.number_format
                assert repr((other.font, other.border)) == repr((cell.font, cell.border))
        assert after[sheet.title].freeze_panes == sheet.freeze_panes
        assert after[sheet.title].sheet_state == sheet.sheet_state
        assert after[sheet.title].print_title_rows == sheet.print_title_rows
    assert set(after.defined_names) == set(before.defined_names)


def test_validations_survive(workbook: bytes) -> None:
    before, after = opened(workbook), opened(mark(workbook, [found("领衔工匠!C7")], FILE))
    kept = 0
    for sheet in before.worksheets:
        old = [dict(rule) for rule in sheet.data_validations.dataValidation]
        new = [dict(rule) for rule in after[sheet.title].data_validations.dataValidation]
        assert new == old
        kept += len(old)
    assert kept > 80


def test_results_of_formulas_and_free_heights_survive(workbook: bytes) -> None:
    marked = mark(workbook, [found("领衔工匠!C7")], FILE)
    old = load_workbook(io.BytesIO(workbook), data_only=True)[layout.COVER]
    new = load_workbook(io.BytesIO(marked), data_only=True)[layout.COVER]
    assert [[cell.value for cell in row] for row in new] == [
        [cell.value for cell in row] for row in old
    ]
    with zipfile.ZipFile(io.BytesIO(marked)) as archive:
        own = [archive.read(f"xl/worksheets/sheet{number}.xml") for number in (1, 3, 4)]
    assert not any(b"customHeight" in raw for raw in own)


def test_texts_that_look_like_escapes_survive(workbook: bytes, tmp_path: Path) -> None:
    from bayu_docs.intake.workbook.reading.read import read_workbook

    path = tmp_path / FILE
    path.write_bytes(mark(workbook, [found("基本情况!B4")], FILE))
    (draft,) = read_workbook(path)
    assert draft.data["remark"] == "_x000D_ 与 x005F_，=1+1"


def test_a_comment_of_the_users_stays_above_ours(workbook: bytes) -> None:
    def edit(book: Workbook) -> None:
        book["专班"]["A5"].comment = Comment("请李老师核对", "王语晴")

    book = opened(mark(changed(workbook, edit), [found("专班!A5")], FILE))
    text = book["专班"]["A5"].comment.text
    assert text.index("王语晴") < text.index("请李老师核对") < text.index("写错了")


def test_rich_text_of_the_users_survives(workbook: bytes) -> None:
    rich = CellRichText("红", TextBlock(InlineFont(b=True), "色"))

    def edit(book: Workbook) -> None:
        book["专班"]["B5"].value = rich

    book = opened(mark(changed(workbook, edit), [found("专班!B5")], FILE))
    assert book["专班"]["B5"].value == rich


def test_a_merged_cell_is_marked_where_it_begins(workbook: bytes) -> None:
    def edit(book: Workbook) -> None:
        book["专班"].merge_cells("A5:A7")
        book["专班"].merge_cells("A1:C1")

    book = opened(mark(changed(workbook, edit), [found("专班!A6")], FILE))
    assert book["专班"]["A5"].comment is not None
    assert book["专班"]["D1"].hyperlink.location == f"'{layout.MARKS_SHEET}'!A1"


def test_marking_a_marked_copy_takes_the_old_marks_back(workbook: bytes) -> None:
    def edit(book: Workbook) -> None:
        book["专班"]["A6"].comment = Comment("留着", "王语晴")
        book["专班"]["A6"].fill = PatternFill("solid", fgColor="FF00FF00")

    mine = changed(workbook, edit)
    first = mark(mine, [found("专班!A5"), found("专班!A6"), found("领衔工匠!C7")], FILE)
    book = opened(mark(first, [found("领衔工匠!C7", message="还是错")], FILE))
    assert book.sheetnames.count(layout.MARKS_SHEET) == 1
    assert book["专班"]["A5"].comment is None
    assert book["专班"]["A5"].fill.fgColor.rgb == opened(mine)["专班"]["A5"].fill.fgColor.rgb
    assert book["专班"]["A6"].fill.fgColor.rgb == "FF00FF00"
    assert "留着" in book["专班"]["A6"].comment.text
    assert "写错了" not in book["专班"]["A6"].comment.text
    assert not any(cell.value == "返回问题清单" for cell in book["专班"][1])
    assert "还是错" in book["领衔工匠"]["C7"].comment.text
    assert "写错了" not in book["领衔工匠"]["C7"].comment.text
    assert [cell.value for cell in book["领衔工匠"][1]].count("返回问题清单") == 1


def test_a_message_with_forbidden_characters_does_not_break_the_file(workbook: bytes) -> None:
    odd = found("专班!A5", message="=1+1 有\x07和\ud800")
    book = opened(mark(workbook, [odd], FILE))
    cell = book[layout.MARKS_SHEET]["D4"]
    assert cell.value == "=1+1 有□和□" and cell.data_type == "s"


def test_the_same_findings_give_the_same_bytes_and_sound_parts(workbook: bytes) -> None:
    findings = [found("领衔工匠!C7"), found("专班!A5", Severity.WARNING)]
    marked = mark(workbook, findings, FILE)
    assert mark(workbook, findings, FILE) == marked
    with zipfile.ZipFile(io.BytesIO(marked)) as archive:
        for member in archive.namelist():
            if member.endswith((".xml", ".rels", ".vml")):
                etree.fromstring(archive.read(member))


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(SourceUnreadable, match="无法标注"):
        mark(b"PK", [], FILE)
