"""The state of a campaign -> 汇总表.xlsx; the same state gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bayu_docs.batch.columns import MARK, MARK_SHEET, REVISION_CELL
from bayu_docs.batch.rosterbook import looks
from bayu_docs.batch.rosterbook.counts import add_counts
from bayu_docs.batch.rosterbook.sheet import add_roster
from bayu_docs.materials.workbook_write import Book
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.desk import Entry

_NOTE = (
    "黄色的格由经办人填写，填完保存后运行 bayu-docs desk update；其余由程序写出，改了不会被读取。"
    "可以排序、筛选，请不要改表头和收件序号。"
)


def roster_book(
    entries: Sequence[Entry],
    call: Call,
    district: DistrictProfile,
    revision: int,
    moment: datetime,
) -> bytes:
    """The workbook that mirrors the state as of that revision; moment: the date in its
    properties."""
    title = f"{district.division}{call.batch}“巴渝工匠”乡村驿站申报汇总表"
    book = Book(title, moment.replace(tzinfo=None))
    add_roster(book, entries, title, _NOTE)
    add_counts(book, entries)
    _mark(book, revision)
    return book.finished()


def _mark(book: Book, revision: int) -> None:
    """The hidden sheet by which the workbook is known again."""
    page = book.sheet(MARK_SHEET)
    for column, word in enumerate(MARK, 1):
        page.text(1, column, word, looks.PLAIN)
    page.number(*REVISION_CELL, revision, looks.PLAIN)
    page.hide()
