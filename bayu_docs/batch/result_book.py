"""发文结果.xlsx: each row of the roster with what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from bayu_docs.batch.old_drafts import OLD_DRAFTS
from bayu_docs.batch.run import Tally
from bayu_docs.materials.workbook_write import Book, Look
from bayu_docs.model.finding import Place
from bayu_docs.model.notice import Kind

_HEADS = (("文件名", 46.0), ("名单位置", 24.0), ("结果", 10.0), ("页数", 8.0), ("说明", 60.0))
_HEAD = Look(bold=True, fill="DDEBF7", border="A6A6A6", across="center")
_CELL = Look(border="A6A6A6", wrap=True)
_BAD = Look(border="A6A6A6", wrap=True, fill="F8CBAD")


def made(
    kind: Kind,
    places: Mapping[str, Place],
    tally: Tally,
    refused: Mapping[str, str],
    aside: Collection[str],
    gone: Collection[str],
    at: datetime,
) -> bytes:
    """The workbook; the same outcome gives the same bytes. aside: letters whose earlier files were
    put aside; gone: the same of letters that are no longer in the roster."""
    book = Book(f"{kind.name}发文结果", at)
    page = book.sheet("发文结果")
    for column, (title, width) in enumerate(_HEADS, start=1):
        page.column(column, width, _CELL)
        page.text(1, column, title, _HEAD)
    page.freeze(1, 0)
    for row, (key, place) in enumerate(places.items(), start=2):
        why = refused.get(key) or tally.failed.get(key, "")
        look = _BAD if why else _CELL
        for column, text in enumerate((key, str(place), "未生成" if why else "已生成"), start=1):
            page.text(row, column, text, look)
        if key in tally.pages:
            page.number(row, 4, tally.pages[key], look)
        else:
            page.blank(row, 4, look)
        said = f"{why}；以前的稿子已移到“{OLD_DRAFTS}”文件夹" if key in aside else why
        page.text(row, 5, said, look)
    for row, key in enumerate(sorted(gone), start=2 + len(places)):
        for column, text in enumerate((key, "", "已移走"), start=1):
            page.text(row, column, text, _CELL)
        page.blank(row, 4, _CELL)
        page.text(row, 5, f"已不在名单里，以前的稿子已移到“{OLD_DRAFTS}”文件夹", _CELL)
    return book.finished()
