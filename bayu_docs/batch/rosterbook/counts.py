"""The sheet 统计: formulas count the roster, and so follow what the clerk fills in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bayu_docs.batch.columns import SHEET, shown
from bayu_docs.batch.rosterbook import looks
from bayu_docs.batch.rosterbook.sheet import FIRST_ROW, column_number, last_row
from bayu_docs.materials.workbook_draw import Area, Bars, address, bar_chart
from bayu_docs.materials.workbook_write import Book, Page
from bayu_docs.model.call import TIER_NAMES
from bayu_docs.model.desk import FAILS, MEETS, OPEN, STATE_WORDS, Entry

TITLE = "统计"
_UNREAD = "读不出来"
_CHART_COLUMN = 7


@dataclass(frozen=True)
class Count:
    """How many rows say this word in that column; an empty word: how many say nothing there;
    filled: how many say anything."""

    label: str
    key: str
    word: str = ""
    filled: bool = False


_VERDICTS = ((MEETS, looks.GREEN), (FAILS, looks.RED), (OPEN, looks.AMBER))
_TIERS = (("municipal", "市级结论"), ("district", "区县级结论"))
_BLOCKS: tuple[tuple[str, tuple[Count, ...]], ...] = (
    (
        "来件",
        (
            Count("申报（行）", "number", filled=True),
            *(Count(f"申报{name}", "tier", name) for name in TIER_NAMES.values()),
            Count("按时", "late", "按时"),
            Count("逾期", "late", "逾期"),
            Count("收件时间未知", "late", "未知"),
            Count("有重复提示", "duplicates", filled=True),
            Count("有存疑事项", "doubts", filled=True),
        ),
    ),
    ("状态", tuple(Count(word, "state", word) for word in STATE_WORDS.values())),
)


def add_counts(book: Book, entries: Sequence[Entry]) -> None:
    """The sheet, with a chart of the verdicts and one of the states."""
    page = book.sheet(TITLE)
    page.column(1, 26, looks.PLAIN)
    for column in range(2, 6):
        page.column(column, 12, looks.PLAIN)
    page.text(1, 1, "统计", looks.TITLE)
    page.height(1, 27)
    page.text(2, 1, "以下数字由公式从“汇总表”数出，随填写自动更新", looks.NOTE)
    after = _verdicts(page, 4, entries)
    for title, counts in _BLOCKS:
        after = _block(page, after + 1, title, counts, entries)
    page.bare()
    page.paper("统计")


def _verdicts(page: Page, row: int, entries: Sequence[Entry]) -> int:
    """The table of verdicts at both tiers, and its chart; gives the row after it."""
    words = [*(word for word, _ in _VERDICTS), _UNREAD]
    page.text(row, 1, "核验结论（行）", looks.LABEL_CENTERED)
    for at, (key, head) in enumerate(_TIERS, 2):
        page.text(row, at, head, looks.LABEL_CENTERED)
        for below, word in enumerate(words, 1):
            page.text(row + below, 1, word, looks.LABEL)
            count = Count(word, key, "" if word == _UNREAD else word)
            _formula(page, row + below, at, count, entries)
    bars = [
        Bars(TITLE, (row + below, 1), (row, 2, 3), (row + below, 2, 3), colour)
        for below, (_, colour) in enumerate(_VERDICTS, 1)
    ]
    bar_chart(page, (row, _CHART_COLUMN), "各级核验结论", bars)
    return row + len(words) + 1


def _block(
    page: Page, row: int, title: str, counts: Sequence[Count], entries: Sequence[Entry]
) -> int:
    """A table of counts; gives the row after it."""
    page.text(row, 1, title, looks.LABEL_CENTERED)
    page.text(row, 2, "行数", looks.LABEL_CENTERED)
    for below, count in enumerate(counts, 1):
        page.text(row + below, 1, count.label, looks.LABEL)
        _formula(page, row + below, 2, count, entries)
    return row + len(counts) + 1


def _formula(page: Page, row: int, at: int, count: Count, entries: Sequence[Entry]) -> None:
    """A count as a formula, with what it comes to now."""
    cells = address(Area(column_number(count.key), FIRST_ROW, last_row(entries)), SHEET)
    numbers = address(Area(column_number("number"), FIRST_ROW, last_row(entries)), SHEET)
    matches: Callable[[str], bool]
    if count.filled:
        formula, matches = f'SUMPRODUCT(--({cells}<>""))', bool
    elif count.word:
        formula, matches = f'COUNTIF({cells},"{count.word}")', count.word.__eq__
    else:
        formula = f'SUMPRODUCT(({numbers}<>"")*({cells}=""))'
        matches = "".__eq__
    now = sum(matches(str(shown(entry, count.key) or "")) for entry in entries)
    page.formula(row, at, formula, now, looks.TOTAL)
