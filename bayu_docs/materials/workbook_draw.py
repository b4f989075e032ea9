"""A room of the door to XlsxWriter: filters, colours that follow what a cell says, and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bayu_docs.materials.workbook_write import Page, column_letters, quoted


@dataclass(frozen=True)
class Area:
    """Cells of one column of a sheet, from the first row to the last, counted from 1."""

    column: int
    first: int
    last: int


@dataclass(frozen=True)
class Tint:
    """Colours (RRGGBB) of a cell for as long as it says something; empty for none."""

    fill: str = ""
    color: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Bars:
    """One row of bars: its name and its numbers, both cells of a sheet, in one colour.

    labels, numbers: the row of the sheet in which they stand, and its first and last column.
    """

    sheet: str
    name: tuple[int, int]
    labels: tuple[int, int, int]
    numbers: tuple[int, int, int]
    color: str


def address(area: Area, sheet: str = "") -> str:
    """The cells as formulas name them: '汇总表'!$L$5:$L$40."""
    letters = column_letters(area.column)
    prefix = f"{quoted(sheet)}!" if sheet else ""
    return f"{prefix}${letters}${area.first}:${letters}${area.last}"


def filtered(page: Page, head_row: int, last_row: int, columns: int) -> None:
    """Buttons in the heads of the first so many columns, by which rows are sorted and filtered."""
    _, sheet = page.inner
    sheet.autofilter(head_row - 1, 0, max(head_row, last_row) - 1, columns - 1)


def tinted(page: Page, area: Area, word: str, tint: Tint) -> None:
    """The cells of the area that hold exactly this word; of any, for an empty word."""
    letters = column_letters(area.column)
    cell = f"${letters}{area.first}"
    said = f'{cell}<>""' if not word else f'{cell}="{word.replace(chr(34), chr(34) * 2)}"'
    _when(page, area, f"={said}", tint)


def tinted_above(page: Page, area: Area, number: int, tint: Tint) -> None:
    """The cells of the area that hold a larger number."""
    letters = column_letters(area.column)
    cell = f"${letters}{area.first}"
    _when(page, area, f"=AND(ISNUMBER({cell}),{cell}>{number})", tint)


def bar_chart(page: Page, at: tuple[int, int], title: str, rows: Sequence[Bars]) -> None:
    """Upright bars beside each other, drawn from the cells named, with their numbers above."""
    book, sheet = page.inner
    chart = book.add_chart({"type": "column"})
    for row in rows:
        chart.add_series(
            {
                "name": [row.sheet, row.name[0] - 1, row.name[1] - 1],
                "categories": _range(row.sheet, row.labels),
                "values": _range(row.sheet, row.numbers),
                "fill": {"color": f"#{row.color}"},
                "data_labels": {"value": True, "font": {"size": 10}},
                "gap": 80,
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 13, "bold": True}})
    chart.set_legend({"position": "bottom", "font": {"size": 10}})
    chart.set_x_axis({"num_font": {"size": 10}})
    chart.set_y_axis(
        {
            "num_font": {"size": 10},
            "num_format": "0",
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    chart.set_size({"width": 620, "height": 340})
    sheet.insert_chart(at[0] - 1, at[1] - 1, chart)


def _range(sheet: str, cells: tuple[int, int, int]) -> list[Any]:
    row, first, last = cells
    return [sheet, row - 1, first - 1, row - 1, last - 1]


def _when(page: Page, area: Area, formula: str, tint: Tint) -> None:
    book, sheet = page.inner
    wishes: dict[str, Any] = {"bold": tint.bold}
    if tint.fill:
        wishes["bg_color"] = f"#{tint.fill}"
    if tint.color:
        wishes["font_color"] = f"#{tint.color}"
    rule = {"type": "formula", "criteria": formula, "format": book.add_format(wishes)}
    sheet.conditional_format(area.first - 1, area.column - 1, area.last - 1, area.column - 1, rule)
