"""Excel proofs on paper: a table too wide for a page is printed one page wide."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bayu_docs.materials import fonts, pdf_look
from bayu_docs.pipeline import today
from bayu_docs.pipeline.engines import Engines

pytestmark = pytest.mark.engine

MOMENT = datetime(2026, 11, 1, 9, 0, tzinfo=today.SHANGHAI)


def test_a_wide_sheet_is_one_page_wide_and_as_long_as_it_takes(tmp_path: Path) -> None:
    sheet = openpyxl.Workbook().active
    assert isinstance(sheet, Worksheet)
    for row in range(1, 121):
        sheet.append([f"第{row}行第{column}列" for column in range(1, 21)])
    path = tmp_path / "台账.xlsx"
    assert sheet.parent is not None
    sheet.parent.save(path)
    with Engines(fonts.resolve(), tmp_path / "work", MOMENT) as engines:
        made = engines.convert_evidence({path: "sheet"}, tmp_path / "work")
    pdf = made[path].pdf
    assert pdf is not None
    pages = ["".join(text.split()) for text in pdf_look.page_texts(pdf)]
    for text in pages:
        first = text.split("行")[0].removeprefix("第")
        assert f"第{first}行第1列" in text
        assert f"第{first}行第20列" in text
    assert "第120行第20列" in pages[-1]
