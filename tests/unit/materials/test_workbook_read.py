"""The door to reading workbooks: what Excel, WPS and LibreOffice write, and what it means."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials.workbook_read import Block, Broken, Grid, open_workbook, spot

STYLES = (
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="31"/><xf numFmtId="165"/>'
    '<xf numFmtId="20"/><xf numFmtId="49"/></cellXfs>'
)
PLAIN, ISO, CHINESE, SPAN, CLOCK, TEXT = range(6)


@pytest.fixture
def grid_of(tmp_path: Path, workbooks: ModuleType) -> Any:
    """A sheet's XML -> its Grid."""

    def read(inside: str, **more: Any) -> Grid:
        path = workbooks.raw_workbook(tmp_path / "a.xlsx", {"表": inside}, styles=STYLES, **more)
        with open_workbook(path) as book:
            return book.grid("表")

    return read


def one(cell: str) -> str:
    return f'<sheetData><row r="1">{cell}</row></sheetData>'


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>12</v></c>', 12),
        ('<c r="A1"><v>1.5E-7</v></c>', 1.5e-07),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#N/A</v></c>', Broken("#N/A")),
        ('<c r="A1" t="inlineStr"><is><t>字</t></is></c>', "字"),
        ('<c r="A1" t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r></is></c>', "一二"),
        ('<c r="A1" t="str"><f>B1</f><v>算出的字</v></c>', "算出的字"),
        ('<c r="A1"><f>B1</f><v>7</v></c>', 7),
        ('<c r="A1"><f>B1</f></c>', Broken()),
        ('<c r="A1"><f>B1</f><v></v></c>', Broken()),
        ('<c r="A1" t="e"><f>B1</f><v>#REF!</v></c>', Broken("#REF!")),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', None),
        ('<c r="A1" s="1"/>', None),
        ('<c r="A1" t="d"><v>2022-03-08</v></c>', date(2022, 3, 8)),
        ('<c r="A1" s="1"><v>44628</v></c>', datetime(2022, 3, 8)),
        ('<c r="A1" s="2"><v>44628</v></c>', datetime(2022, 3, 8)),
        ('<c r="A1" s="3"><v>1.5</v></c>', timedelta(hours=36)),
        ('<c r="A1" s="4"><v>0.0625</v></c>', time(1, 30)),
        ('<c r="A1" s="1"><v>99999999999</v></c>', 99999999999),
        ('<c r="A1" s="5"><v>5</v></c>', 5),
    ],
)
def test_a_cell_holds_what_its_type_and_format_say(grid_of: Any, cell: str, value: object) -> None:
    found = grid_of(one(cell)).at(1, 1)

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("shared", "text"),
    [
        ("<si><t>字</t></si>", "字"),
        ('<si><t xml:space="preserve"> 字 </t></si>', " 字 "),
        ("<si><r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r></si>", "粗细"),
        ('<si><t>重庆</t><rPh sb="0" eb="2"><t>じゅうけい</t></rPh></si>', "重庆"),
        ("<si><t>一_x000D_二</t></si>", "一\r二"),
        ("<si><t>_x005F_x000D_</t></si>", "_x000D_"),
        ("<si><t>_x000d_x005F_</t></si>", "\rx005F_"),
        ("<si><t>ax005F_b</t></si>", "ax005F_b"),
        ("<si><t>一\n二𬭩&#x30000;</t></si>", "一\n二𬭩\U00030000"),
    ],
)
def test_a_shared_text_is_read_letter_by_letter(grid_of: Any, shared: str, text: str) -> None:
    grid = grid_of(one('<c r="A1" t="s"><v>0</v></c>'), strings=shared)

    assert grid.at(1, 1) == text


def test_days_count_from_1904_where_the_workbook_says_so(grid_of: Any) -> None:
    grid = grid_of(one('<c r="A1" s="1"><v>43166</v></c>'), date1904=True)

    assert grid.at(1, 1) == datetime(2022, 3, 8)


def test_the_declared_dimension_is_not_believed(grid_of: Any) -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in range(1, 31))

    grid = grid_of(f'<dimension ref="A1:A1"/><sheetData>{rows}</sheetData>')

    assert [grid.at(n, 2) for n in range(1, 31)] == list(range(1, 31))


def test_rows_and_cells_without_a_reference_follow_one_another(grid_of: Any) -> None:
    rows = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"/><row><c r="D6"><v>3</v></c></row>'

    assert grid_of(f"<sheetData>{rows}</sheetData>").rows == {1: {1: 1, 2: 2}, 6: {4: 3}}


def test_merged_and_hidden_cells_are_known(grid_of: Any) -> None:
    grid = grid_of(
        '<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c>'
        '</row><row r="2" hidden="1"/></sheetData><mergeCells><mergeCell ref="A1:C2"/></mergeCells>'
    )

    assert grid.merged == [Block(1, 1, 2, 3)]
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {2, 3})


def test_a_strict_workbook_is_read_like_any_other(grid_of: Any, workbooks: ModuleType) -> None:
    assert grid_of(one('<c r="A1"><v>1</v></c>'), space=workbooks.STRICT).at(1, 1) == 1


def test_a_formula_is_told_from_what_was_typed(grid_of: Any) -> None:
    grid = grid_of(one('<c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c>'))

    assert grid.computed == {(1, 2)}


@pytest.mark.parametrize(
    "cell",
    ['<c r="A1" t="s"><v>7</v></c>', '<c r="A1"><v>x</v></c>', '<c r="1"><v>1</v></c>', "<c>"],
)
def test_a_damaged_sheet_is_refused_with_a_way_out(grid_of: Any, cell: str) -> None:
    with pytest.raises(SourceUnreadable) as refusal:
        grid_of(one(cell))

    assert "a.xlsx：读不出来" in refusal.value.message
    assert "另存为" in refusal.value.advice


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "文.xlsx"
    path.write_bytes(b"PK no")

    with pytest.raises(SourceUnreadable, match="读不出来"), open_workbook(path):
        pass
    with pytest.raises(SourceUnreadable, match="无法打开"), open_workbook(tmp_path / "没有.xlsx"):
        pass


def test_an_error_of_ours_is_not_blamed_on_the_file(tmp_path: Path, workbooks: ModuleType) -> None:
    path = workbooks.raw_workbook(tmp_path / "a.xlsx", {"表": "<sheetData/>"})

    with pytest.raises(KeyError), open_workbook(path):
        raise KeyError("ours")


def test_a_cell_is_named_as_people_name_it() -> None:
    assert spot("专家团队", 7, 28) == "专家团队!AB7"
