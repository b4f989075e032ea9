"""Excel proofs are printed one page wide."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from bayu_docs.materials.workbook_fit import fitted


def wide(path: Path) -> Worksheet:
    sheet = openpyxl.Workbook().active
    assert isinstance(sheet, Worksheet)
    sheet.append([f"第{column}列" for column in range(1, 31)])
    sheet.page_setup.scale = 80
    sheet.page_setup.orientation = "landscape"
    sheet.oddFooter.center.text = "第 &P 页"
    return sheet


def test_every_sheet_is_fitted_to_the_width_and_nothing_else_changes(tmp_path: Path) -> None:
    sheet = wide(tmp_path)
    other = sheet.parent.create_sheet("空表")  # type: ignore[union-attr]
    sheet.parent.save(tmp_path / "a.xlsx")  # type: ignore[union-attr]
    book = openpyxl.load_workbook(io.BytesIO(fitted(tmp_path / "a.xlsx")))
    for made in book.worksheets:
        assert made.sheet_properties.pageSetUpPr.fitToPage
        assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (1, 0)
    first = book.worksheets[0]
    assert first.page_setup.scale is None
    assert first.page_setup.orientation == "landscape"
    assert first.oddFooter.center.text == "第 &P 页"
    assert [cell.value for cell in first[1]][:2] == ["第1列", "第2列"]
    assert other.title == book.worksheets[1].title


def test_a_fit_of_the_applicants_own_stays(tmp_path: Path) -> None:
    sheet = wide(tmp_path)
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
        fitToPage=True
    )
    sheet.page_setup.fitToHeight = 1
    sheet.parent.save(tmp_path / "a.xlsx")  # type: ignore[union-attr]
    made = openpyxl.load_workbook(io.BytesIO(fitted(tmp_path / "a.xlsx"))).worksheets[0]
    assert made.page_setup.fitToHeight == 1
