"""栏目对照.xlsx: which of our fields each place of their form holds, for the user to mend.

Written once for a form; read back on every later run, where the column 对应字段 wins. It is never
discarded: what no longer fits the form is said at its cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials import ooxml, workbook_read
from bayu_docs.materials.workbook_rule import Rule
from bayu_docs.materials.workbook_write import Book, Look, Page
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.pipeline.templates.matching import How, Match
from bayu_docs.pipeline.templates.targets import Target, by_title, targets

NAME = "栏目对照.xlsx"
SHEET, REST, FIELDS = "栏目对照", "没有位置的字段", "字段清单"
HEAD = ("位置", "原表栏目", "对应字段", "匹配方式", "说明")
_FIELD_COLUMN = 3
_WIDTHS = (20.0, 26.0, 46.0, 12.0, 50.0)
_CREATED = datetime(2022, 3, 1)  # nothing asks the clock; the file's own date tells when
_LIST_NAME = "全部字段"

_HEAD_LOOK = Look(bold=True, fill="DDE6F0", border="808080", wrap=True)
_LOOK = Look(border="C0C0C0", wrap=True, number_format="@")
_OPEN = Look(border="C0C0C0", wrap=True, number_format="@", fill="FFF2CC")


@dataclass(frozen=True)
class Row:
    """A row of the file as the user left it; number: as Excel counts."""

    number: int
    where: str
    label: str
    field: str
    note: str = ""


def written(matches: Sequence[Match], unplaced: Sequence[Target], notes: dict[str, str]) -> bytes:
    """The workbook's bytes. notes: what the user wrote beside a place, by its name (where)."""
    book = Book(SHEET, _CREATED)
    page = book.sheet(SHEET)
    _head(page, HEAD, _WIDTHS)
    for number, match in enumerate(matches, start=2):
        look = _LOOK if match.target is not None else _OPEN
        cells = (
            match.slot.where,
            match.slot.label,
            match.target.title if match.target is not None else "",
            match.how_words,
            notes.get(match.slot.where) or match.note,
        )
        for column, text in enumerate(cells, start=1):
            page.text(number, column, text, look)
    if matches:
        error = "请从下拉列表里选一个字段；不填的清空"
        rule = Rule("list", name=_LIST_NAME, title="对应字段", error=error)
        page.rule((2, len(matches) + 1), _FIELD_COLUMN, rule)
    page.paper(SHEET, repeated_row=1)
    _rest(book, unplaced)
    _fields(book)
    return book.finished()


def read(path: Path) -> list[Row]:
    """The rows of an existing file. SourceUnreadable when it is no such workbook."""
    ooxml.require(path, ooxml.WORKBOOK)
    with workbook_read.open_workbook(path) as book:
        grid = book.grid(SHEET) if SHEET in book.titles else None
    head = tuple(str(grid.at(1, at) or "").strip() for at in range(1, 6)) if grid else ()
    if grid is None or head != HEAD:
        raise SourceUnreadable(
            f"{path.name}：找不到工作表“{SHEET}”或它的表头“{'、'.join(HEAD)}”",
            "请恢复表头；或把文件改名移走后重新运行，得到新的对照表",
        )
    rows = []
    for number in sorted(grid.rows):
        cells = [str(grid.at(number, at) or "").strip() for at in range(1, 6)]
        if number > 1 and any(cells):
            rows.append(Row(number, cells[0], cells[1], cells[2], cells[4]))
    return rows


def mended(
    matches: Sequence[Match], rows: Sequence[Row]
) -> tuple[tuple[Match, ...], tuple[Finding, ...]]:
    """The matches with the user's choices, and what in the file cannot be followed."""
    by_place = {(row.where, row.label): row for row in rows}
    there = {(match.slot.where, match.slot.label) for match in matches}
    findings = [
        _stale(row, f"现在的表上没有“{row.where}”的“{row.label}”")
        for row in rows
        if (row.where, row.label) not in there
    ]
    made = []
    for match in matches:
        row = by_place.get((match.slot.where, match.slot.label))
        if row is None:
            told = f"对照表里没有“{match.slot.where}”的“{match.slot.label}”"
            findings.append(_stale(None, told))
            continue
        target = by_title().get(row.field)
        if row.field and target is None:
            findings.append(_unknown(row))
        chosen = match.target.title if match.target is not None else ""
        if row.field == chosen:
            made.append(match)
        else:
            made.append(Match(match.slot, target, How.HAND))
    return tuple(made), tuple(findings)


def spot(number: int) -> str:
    """The cell of 对应字段 in a row, as a user names it."""
    return workbook_read.spot(SHEET, number, _FIELD_COLUMN)


def _stale(row: Row | None, told: str) -> Finding:
    place = Place(file=NAME, spot=f"{SHEET}!A{row.number}" if row else SHEET)
    return Finding(
        "templates.mapping_stale",
        Severity.ERROR,
        f"{told}，对照表是按另一份表做的",
        place,
        advice=f"把旧的“{NAME}”改名或移走，重新运行得到新的对照表，再把人工选择抄过去",
    )


def _unknown(row: Row) -> Finding:
    near = get_close_matches(row.field, by_title(), 1, 0.3)
    hint = f"，最接近的是“{near[0]}”" if near else ""
    return Finding(
        "templates.unknown_field",
        Severity.ERROR,
        f"“{row.label}”的对应字段“{row.field}”不存在{hint}",
        Place(file=NAME, spot=spot(row.number)),
        advice="从该格的下拉列表里选；不填的清空",
    )


def _head(page: Page, titles: Sequence[str], widths: Sequence[float]) -> None:
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        page.column(column, width, Look(number_format="@"))
        page.text(1, column, title, _HEAD_LOOK)
    page.freeze(1, 0)


def _rest(book: Book, unplaced: Sequence[Target]) -> None:
    page = book.sheet(REST)
    _head(page, ("字段", "是否必填", "说明"), (50.0, 10.0, 60.0))
    for number, target in enumerate(unplaced, start=2):
        look = _OPEN if target.required else _LOOK
        page.text(number, 1, target.title, look)
        page.text(number, 2, "必填" if target.required else "", look)
        page.text(number, 3, "原表上没有找到位置，不会印在表上", look)
    page.paper(REST, repeated_row=1)


def _fields(book: Book) -> None:
    """The hidden sheet the drop-down lists its words from."""
    page = book.sheet(FIELDS)
    for number, target in enumerate(targets(), start=1):
        page.text(number, 1, target.title, Look())
    page.hide()
    book.name(_LIST_NAME, f"{FIELDS}!$A$1:$A${len(targets())}")
