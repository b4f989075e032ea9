"""Whether a workbook is ours, and on which of its sheets each part stands."""

from __future__ import annotations

from collections.abc import Callable

from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.workbook import layout
from bayu_docs.intake.workbook.layout import Sheet
from bayu_docs.intake.workbook.reading.matching import folded, match
from bayu_docs.intake.workbook.reading.said import Speaker
from bayu_docs.materials.text import visible
from bayu_docs.materials.workbook_read import Book
from bayu_docs.model.finding import Finding, Severity

_NOT_DATA = frozenset({layout.COVER, layout.STAMP_SHEET, layout.MARKS_SHEET})
_NEW_ONE = "请用 bayu-docs init 文件夹 --as xlsx 建一份新的，把内容粘贴过去（只粘贴值）"


def is_roster(book: Book, name: str) -> bool:
    """Whether the workbook is a roster; SourceUnreadable unless it is ours and of this version."""
    if layout.STAMP_SHEET not in book.titles:
        raise _strange(name)
    stamp = book.grid(layout.STAMP_SHEET).rows.get(1, {})
    cells = {column: str(value) for column, value in stamp.items()}
    version = cells.get(2, "")
    if cells.get(1) != layout.STAMP or not version.isdigit():
        raise _strange(name)
    if int(version) < int(layout.VERSION):
        raise SourceUnreadable(
            f"{name}：是旧版工作簿（版本 {version}），现在的版本是 {layout.VERSION}", _NEW_ONE
        )
    if int(version) > int(layout.VERSION):
        raise SourceUnreadable(
            f"{name}：工作簿的版本（{version}）比本程序认识的（{layout.VERSION}）新",
            "请把 bayu-docs 升级到最新版后再试",
        )
    return cells.get(3) == layout.ROSTER


def _strange(name: str) -> SourceUnreadable:
    return SourceUnreadable(f"{name}：不是 bayu-docs 的申报工作簿", _NEW_ONE)


def tabs(book: Book, name: str, tell: Callable[[list[Finding]], None]) -> dict[str, str]:
    """Title of each sheet -> the name on its tab; missing, renamed and copied ones are told.

    SourceUnreadable when the first sheet is not there.
    """
    titles = {sheet.title: part_of(sheet) for sheet in layout.sheets()}
    found = {index: tab for index, tab in enumerate(book.titles, 1) if tab not in _NOT_DATA}
    matches = match(tuple(titles), found)
    if layout.FIRST_SHEET in matches.missing:
        raise SourceUnreadable(f"{name}：缺少工作表“{layout.FIRST_SHEET}”", _NEW_ONE)
    told: list[Finding] = []
    for title, index in matches.renamed.items():
        message = f"工作表“{visible(found[index])}”的名称不对，应是“{title}”"
        at = Speaker(name, found[index])
        advice = f"请把工作表的名称改回“{title}”"
        told.append(at.say("intake.sheet", message, advice, (1, 1), titles[title]))
    for title in matches.missing:
        message = f"缺少工作表“{title}”"
        advice = f"请补上工作表“{title}”（没有内容也要保留）；{_NEW_ONE}"
        told.append(
            Speaker(name, title).say("intake.sheet", message, advice, (1, 1), titles[title])
        )
    for index in (*matches.twice, *matches.unknown):
        if any(folded(found[index]).startswith(folded(title)) for title in titles):
            message = f"工作表“{visible(found[index])}”不在申报工作簿的各表之内，没有读取"
            advice = "要申报的内容请填到原来的工作表里；不需要的可以删去"
            at = Speaker(name, found[index])
            told.append(
                at.say("intake.extra_sheet", message, advice, (1, 1), severity=Severity.INFO)
            )
    tell(told)
    return {title: found[index] for title, index in matches.read.items()}


def part_of(sheet: Sheet) -> str:
    """What of the application the sheet holds; empty when it is not one part of it."""
    if sheet.table is not None:
        return sheet.table.pattern
    names = [column.pattern.split("/")[1] for column in sheet.columns]
    return f"/{names[0]}" if len(set(names)) == 1 else ""
