"""The clerk's register 收件登记.xlsx or .csv: what came when, beside the files."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bayu_docs.batch.inbox.words import warning
from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.typed import EXCEL_EPOCH
from bayu_docs.materials import ooxml
from bayu_docs.materials.workbook_read import Broken, open_workbook, spot
from bayu_docs.model.finding import Finding

FILE_HEADS = ("文件名", "文件名称", "来件文件", "文件")
TIME_HEADS = ("收件时间", "收到时间", "时间")
_MAX_CSV_BYTES = 5 * 1024 * 1024
_HEAD_WITHIN_ROWS = 20


@dataclass(frozen=True)
class Row:
    """A line of the register: the file's name as written, the time as it stands in the cell,
    where; epoch: day 0 of the workbook's dates."""

    name: str
    raw: object
    file: str
    spot: str
    epoch: date = EXCEL_EPOCH


_Lines = Mapping[int, Mapping[int, object]]


def read_register(path: Path) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The register's lines, and a finding when it cannot be used."""
    try:
        rows = tuple(_of_csv(path) if path.suffix.lower() == ".csv" else _of_workbook(path))
    except SourceUnreadable as error:
        said = f"收件登记用不上：{error.message}"
        return (), (warning("receive.register", said, path.name, error.advice),)
    return rows, ()


def _of_workbook(path: Path) -> Iterator[Row]:
    ooxml.require(path, ooxml.WORKBOOK)
    with open_workbook(path) as book:
        for title in book.titles:
            grid = book.grid(title)
            columns = _columns(grid.rows)
            if columns is not None:
                head, at_name, at_time = columns
                for row, cells in grid.rows.items():
                    raw = cells.get(at_time)
                    if row > head and isinstance(raw, Broken):
                        raw = raw.word
                    if row > head and cells.get(at_name):
                        where = spot(title, row, at_time)
                        yield Row(_name(cells[at_name]), raw, path.name, where, book.epoch)
                return
    raise _no_heads(path)


def _of_csv(path: Path) -> Iterator[Row]:
    try:
        with path.open("rb") as stream:
            content = stream.read(_MAX_CSV_BYTES + 1)
    except OSError as error:
        raise SourceUnreadable(f"{path.name}：无法打开", "请检查读取权限") from error
    if len(content) > _MAX_CSV_BYTES:
        raise SourceUnreadable(f"{path.name}：文件过大", "登记表只写文件名和收件时间")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    lines = {
        row: dict(enumerate(cells, 1)) for row, cells in enumerate(csv.reader(io.StringIO(text)), 1)
    }
    columns = _columns(lines)
    if columns is None:
        raise _no_heads(path)
    head, at_name, at_time = columns
    for row, cells in lines.items():
        if row > head and cells.get(at_name, "").strip():
            yield Row(_name(cells[at_name]), cells.get(at_time), path.name, f"第{row}行")


def _columns(lines: _Lines) -> tuple[int, int, int] | None:
    """The head's row, and the columns of the file's name and of the time."""
    for row, cells in lines.items():
        if row > _HEAD_WITHIN_ROWS:
            return None
        heads = {_name(value): at for at, value in cells.items()}
        names = [heads[head] for head in FILE_HEADS if head in heads]
        times = [heads[head] for head in TIME_HEADS if head in heads]
        if names and times:
            return row, names[0], times[0]
    return None


def _name(value: object) -> str:
    """A name as compared: NFC, no blanks around, folders by `/`."""
    return unicodedata.normalize("NFC", str(value)).strip().replace("\\", "/")


def _no_heads(path: Path) -> SourceUnreadable:
    return SourceUnreadable(
        f"{path.name}：没有“{FILE_HEADS[0]}”和“{TIME_HEADS[0]}”两个列名",
        "请在第一行写这两个列名，下面每个来件写一行",
    )
