"""A clerk at a township centre: fills in the blank workbook as people do, and saves it elsewhere.

Labels and heads are found by reading them; dates, numbers and choices are typed in the many ways
people type them. Nothing here knows the code that made the workbook.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "schemas/application.schema.json").read_text(encoding="utf-8"))
HEAD_ROW = 4


def fill(workbook: Path, data: dict[str, Any]) -> None:
    """Type the data into the blank workbook and save it in place."""
    book = openpyxl.load_workbook(workbook)
    for number, (title, value, node) in enumerate(_singles(data, SCHEMA)):
        _beside(book, title).value = _typed(value, node, number)
    for title, rows, node, owners in _lists(data, SCHEMA):
        _table(book[title], rows, node, owners)
    book.save(workbook)


def saved_by_libreoffice(workbook: Path, folder: Path) -> Path:
    """The workbook opened and saved as .xlsx by LibreOffice, a program that is not ours."""
    folder.mkdir(parents=True)
    profile = (folder.parent / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / workbook.name


def _singles(data: Any, node: Any) -> Iterator[tuple[str, Any, Any]]:
    for name, value in data.items():
        child = node["properties"][name]
        if isinstance(value, dict):
            yield from _singles(value, child)
        elif name != "schema_version" and not _is_table(child):
            yield child["title"], value, child


def _lists(data: Any, node: Any) -> Iterator[tuple[str, Any, Any, list[str]]]:
    for name, value in data.items():
        child = node["properties"][name]
        if isinstance(value, dict):
            yield from _lists(value, child)
        elif _is_table(child):
            yield child["title"], value, child["items"], []
            for inner, grandchild in child["items"]["properties"].items():
                if _is_table(grandchild):
                    pairs = [(row["name"], each) for row in value for each in row.get(inner, [])]
                    yield (
                        child["title"] + grandchild["title"],
                        [each for _, each in pairs],
                        grandchild["items"],
                        [name for name, _ in pairs],
                    )


def _is_table(node: Any) -> bool:
    return "properties" in node.get("items", {})


def _beside(book: openpyxl.Workbook, title: str) -> Any:
    """The cell to the right of a label."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_col=1):
            if str(row[0].value or "").removesuffix("*").strip() == title:
                return sheet.cell(row[0].row, 2)
    raise AssertionError(f"no label {title}")


def _table(sheet: Worksheet, rows: list[Any], node: Any, owners: list[str]) -> None:
    heads = {
        str(cell.value).removesuffix("*").strip(): cell.column
        for cell in sheet[HEAD_ROW]
        if cell.value
    }
    for number, row in enumerate(rows):
        line = HEAD_ROW + 1 + number + number // 5  # a line left empty after every fifth
        if owners:
            sheet.cell(line, 1).value = owners[number]
        for name, value in row.items():
            child = node["properties"][name]
            if not _is_table(child):
                cell = sheet.cell(line, heads[child["title"]])
                cell.value = _typed(value, child, number)


def _typed(value: Any, node: Any, number: int) -> Any:
    """The value in one of the ways people type it; `number` picks the way."""
    if isinstance(value, bool):
        return ("是", "√")[number % 2] if value else "否"
    if isinstance(value, list):
        return ("、", "，", ", ", "；")[number % 4].join(value)
    if node.get("format") == "date":
        day = date.fromisoformat(value)
        ways = (datetime(day.year, day.month, day.day), f"{day.year}年{day.month}月{day.day}日")
        return (*ways, f"{day.year}/{day.month}/{day.day}", f"{day.year}.{day.month:02}.{day.day}")[
            number % 4
        ]
    if node.get("type") in ("number", "integer"):
        full_width = str(value).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
        return (value, str(value), full_width, f"{value}{node.get('x-unit', '')}")[number % 4]
    if isinstance(value, str) and node.get("pattern", "").startswith("^(19|20)"):
        year, month = value.split("-")
        return (value, f"{year}年{int(month)}月", f"{year}.{month}")[number % 3]
    if value in node.get("x-words", {}):
        return node["x-words"][value]
    if "enum" in node and "（" in value:
        return value.translate({0xFF08: "(", 0xFF09: ")"})
    return value
