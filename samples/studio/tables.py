"""The training table as an applicant's own Excel file."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from studio.stable import rezipped

_HEAD = ("序号", "职业（工种）", "等级", "每期时长", "每期人数", "年期数", "小计（人次）")
_WIDTHS = (6, 28, 15, 10, 10, 9, 14)
_HIGH = ("三级/高级工", "二级/技师", "一级/高级技师")


def training_table(application: dict[str, Any]) -> bytes:
    """年度培训能力测算表: one sheet, one page, subtotals as formulas with the sums below."""
    training = application["training"]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "培训能力测算"
    sheet.append(["年度培训能力测算表"])
    sheet.append([f"申报主体：{application['applicant']['name']}　样例（虚构）"])
    sheet.append(list(_HEAD))
    for number, row in enumerate(training["courses"], 1):
        line = number + 3
        people, sessions = row["people_per_session"], row["sessions_per_year"]
        sheet.append(
            [
                number,
                row["occupation"],
                row["level"],
                row["duration"],
                people,
                sessions,
                f"=E{line}*F{line}",
            ]
        )
    last = len(training["courses"]) + 3
    sheet.append(["合计", None, None, None, None, f"=SUM(F4:F{last})", f"=SUM(G4:G{last})"])
    high = "+".join(
        f"G{number + 4}" for number, row in enumerate(training["courses"]) if row["level"] in _HIGH
    )
    sheet.append(["其中：高级工（三级）及以上", None, None, None, None, None, f"={high}"])
    for row_number, columns in ((1, "G"), (2, "G"), (last + 1, "E"), (last + 2, "F")):
        sheet.merge_cells(f"A{row_number}:{columns}{row_number}")
    _dress(sheet, last)
    buffer = io.BytesIO()
    book.save(buffer)
    return rezipped(buffer.getvalue())


def _dress(sheet: Any, last: int) -> None:
    thin = Side(style="thin")
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=1, max_row=last + 2, max_col=7):
        for cell in row:
            plain = cell.row > 3
            cell.font = Font(name="宋体" if plain else "黑体", size=16 if cell.row == 1 else 11)
            cell.alignment = Alignment("center", "center", wrap_text=True)
            if cell.row >= 3:
                cell.border = Border(thin, thin, thin, thin)
        sheet.row_dimensions[row[0].row].height = 30
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.print_area = f"A1:G{last + 2}"
