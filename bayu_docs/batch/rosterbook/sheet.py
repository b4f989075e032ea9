"""The sheet 汇总表: a row an application, the clerk's columns with choices to pick from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bayu_docs.batch.columns import (
    CHOICE,
    COLUMNS,
    DATE,
    MOMENT,
    NUMBER,
    SHEET,
    Column,
    Shown,
    shown,
)
from bayu_docs.batch.rosterbook import looks
from bayu_docs.intake.workbook.making.style import height_pt
from bayu_docs.materials.workbook_draw import Area, filtered, tinted, tinted_above
from bayu_docs.materials.workbook_rule import MAX_TEXT_UNITS, Rule, units
from bayu_docs.materials.workbook_write import FIRST_DAY, LAST_DAY, Book, Look, Page
from bayu_docs.model.desk import FAILS, MEETS, OPEN, SET_ASIDE, STATE_WORDS, Entry

GROUP_ROW, HEAD_ROW = 3, 4
FIRST_ROW = HEAD_ROW + 1
_FROZEN_COLUMNS = 2  # 收件序号 and 申报主体
_PAGES_WIDE = 3
_HIGHEST_ROW_PT = 150  # a row to read at a glance; the rest of a long text scrolls
_CUT = "……（全文见“核验”文件夹）"


def column_number(key: str) -> int:
    """Where a column stands, counted from 1."""
    return next(at for at, column in enumerate(COLUMNS, 1) if column.key == key)


def last_row(entries: Sequence[Entry]) -> int:
    """The row of the last entry; the first one's even when there is none yet."""
    return max(FIRST_ROW, HEAD_ROW + len(entries))


def add_roster(book: Book, entries: Sequence[Entry], title: str, note: str) -> None:
    """The sheet with all entries, in the order of their numbers."""
    page = book.sheet(SHEET)
    page.text(1, 1, title, looks.TITLE)
    page.height(1, 27)
    page.text(2, 1, note, looks.NOTE)
    _heads(page)
    for row, entry in enumerate(entries, FIRST_ROW):
        _row(page, row, entry)
    last = last_row(entries)
    for at, column in enumerate(COLUMNS, 1):
        page.column(at, column.width, looks.PLAIN)
        if column.editable:
            page.rule((FIRST_ROW, last), at, _rule(column))
    _colours(page, last)
    page.freeze(HEAD_ROW, _FROZEN_COLUMNS)
    filtered(page, HEAD_ROW, last, len(COLUMNS))
    page.paper(
        title, repeated_row=HEAD_ROW, repeated_columns=_FROZEN_COLUMNS, pages_wide=_PAGES_WIDE
    )


def _heads(page: Page) -> None:
    """The heads, and above them the groups; nothing is merged, for merged cells hinder sorting."""
    before = ""
    for at, column in enumerate(COLUMNS, 1):
        name = column.group if column.group != before else ""
        page.text(GROUP_ROW, at, name, looks.group_look(column.group))
        before = column.group
    for at, column in enumerate(COLUMNS, 1):
        page.text(HEAD_ROW, at, column.head, looks.head_look(column))
    page.height(HEAD_ROW, 36)


def _row(page: Page, row: int, entry: Entry) -> None:
    tallest = 0.0
    for at, column in enumerate(COLUMNS, 1):
        value, look = shown(entry, column.key), looks.cell_look(column)
        if isinstance(value, str):
            value = _fitting(value)
            tallest = max(tallest, height_pt(value, column.width, look))
        _put(page, row, at, value, look)
    page.height(row, min(_HIGHEST_ROW_PT, max(20.0, tallest)))


def _put(page: Page, row: int, at: int, value: Shown, look: Look) -> None:
    if value is None or value == "":
        page.blank(row, at, look)
    elif isinstance(value, str):
        page.text(row, at, value, look)
    elif isinstance(value, int):
        page.number(row, at, value, look)
    elif _in_excel(value):
        page.day(row, at, value, look)
    else:
        page.text(row, at, f"{value:%Y-%m-%d}", look)


def _in_excel(day: date) -> bool:
    plain = day.date() if isinstance(day, datetime) else day
    return FIRST_DAY <= plain <= LAST_DAY


def _fitting(text: str) -> str:
    """The text, cut where no cell holds more."""
    if units(text) <= MAX_TEXT_UNITS:
        return text
    return text[: MAX_TEXT_UNITS // 2 - len(_CUT)] + _CUT


def _rule(column: Column) -> Rule:
    """What the clerk's cell asks for while typing; `desk update` says what it takes."""
    if column.kind == CHOICE:
        words = "、".join(column.choices)
        return Rule("list", words=column.choices, title=column.head, error=f"请选择：{words}")
    if column.kind == NUMBER:
        return Rule("whole", low=0, high=999, title=column.head, error="请填整数")
    if column.kind in (DATE, MOMENT):
        example = "2022-03-15" if column.kind == DATE else "2022-03-15 16:30"
        return Rule("any", title=column.head, prompt=f"写成 {example}")
    return Rule("any")


def _colours(page: Page, last: int) -> None:
    def area(key: str) -> Area:
        return Area(column_number(key), FIRST_ROW, last)

    for key in ("municipal", "district"):
        for word, tint in ((MEETS, looks.GOOD), (FAILS, looks.BAD), (OPEN, looks.OPEN)):
            tinted(page, area(key), word, tint)
    for key, word, tint in (
        ("late", "逾期", looks.BAD),
        ("late", "未知", looks.OPEN),
        ("duplicates", "", looks.PALE),
        ("doubts", "", looks.PALE),
        ("signed", "否", looks.BAD),
        ("bound", "否", looks.BAD),
        ("same_as_electronic", "否", looks.BAD),
        ("objection", "有", looks.BAD),
        ("state", STATE_WORDS[SET_ASIDE], looks.OPEN),
    ):
        tinted(page, area(key), word, tint)
    tinted_above(page, area("errors"), 0, looks.BAD)
