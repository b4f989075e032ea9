"""A workbook -> Drafts: each value with its cell, each mistake at the cell it was made in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.workbook import layout
from bayu_docs.intake.workbook.layout import Sheet
from bayu_docs.intake.workbook.reading.applications import Applications
from bayu_docs.intake.workbook.reading.filling import Filling
from bayu_docs.intake.workbook.reading.lists import fill_list
from bayu_docs.intake.workbook.reading.opening import is_roster, part_of, tabs
from bayu_docs.intake.workbook.reading.said import Speaker
from bayu_docs.intake.workbook.reading.singles import fill_singles
from bayu_docs.intake.workbook.reading.tables import Rows, read_rows
from bayu_docs.materials.text import visible
from bayu_docs.materials.workbook_read import Grid, open_workbook, spot
from bayu_docs.model.application import Draft

Progress = Callable[[int, int], None]


def read_workbook(path: Path, progress: Progress | None = None) -> tuple[Draft, ...]:
    """One Draft, or of a roster one for each application, in the order of its first sheet.

    origins: JSON pointer -> the cell (领衔工匠!C7) of every field, empty ones included; of a row
    its first cell, of a list its head. progress: told how many applications of how many are read.
    Raises SourceUnreadable for a file that is no workbook of ours, or not of this version.
    """
    with open_workbook(path) as book:
        many = is_roster(book, path.name)
        applications = Applications(path.name, book.epoch, many=many)
        found = tabs(book, path.name, applications.tell)
        total, done = sum(book.sizes[tab] for tab in found.values()) or 1, 0
        for sheet in layout.sheets():
            if sheet.title in found:
                tab = found[sheet.title]
                _fill(sheet, book.grid(tab), applications, Speaker(path.name, tab))
                done += book.sizes[tab]
            if sheet.title == layout.FIRST_SHEET and not len(applications):
                raise _nothing(path.name, applications)
            if progress is not None:
                progress(len(applications) * done // total, len(applications))
    return applications.drafts(path)


def _nothing(name: str, applications: Applications) -> SourceUnreadable:
    """The refusal of a roster without one application to tell anything of."""
    told = (*applications.everywhere, *applications.findings)
    why = next((f"：{finding.message}" for finding in told), "")
    return SourceUnreadable(
        f"{name}：工作表“{layout.FIRST_SHEET}”里没有一个能读取的申报{why}",
        f"请每个申报填一行，第一列“{layout.KEY_TITLE}”写编号（如 1、2、3）",
    )


def _fill(sheet: Sheet, grid: Grid, applications: Applications, speaker: Speaker) -> None:
    """Put all that stands on one sheet into the applications it belongs to."""
    if sheet.table is not None:
        names = (*applications.names, *((sheet.table.owner,) if sheet.table.owner else ()))
        rows = read_rows(grid, sheet.columns, names, sheet.table.pattern, speaker)
        applications.tell(rows.findings)
        fill_list(sheet.table, rows, grid.title, applications, speaker)
    elif applications.many:
        first = sheet.title == layout.FIRST_SHEET
        part = part_of(sheet)
        names = applications.names
        rows = read_rows(grid, sheet.columns, names, part, speaker, named_alone=first)
        applications.tell(rows.findings)
        _fill_lines(sheet, rows, grid.title, applications, speaker)
    else:
        for filling in applications:
            if sheet.title == layout.FIRST_SHEET:
                filling.places.cell("", spot(grid.title, 1, 1))
            fill_singles(sheet, grid, filling, speaker)


def _fill_lines(
    sheet: Sheet, rows: Rows, tab: str, applications: Applications, speaker: Speaker
) -> None:
    """Single fields of a roster: one row an application."""
    at = rows.columns or {}
    key = at.get(layout.KEY_TITLE, 1)
    first = sheet.title == layout.FIRST_SHEET
    taken: set[str] = set()
    belongs: dict[int, Filling] = {}
    for row in rows.rows:
        begin = applications.new if first else applications.of
        filling = begin(row, key, speaker)
        if filling is None:
            continue
        if filling.key in taken:
            message = f"“{visible(filling.key)}”在这张表里有两行，不知道以哪一行为准"
            advice = "一个申报在这张表里只占一行；请删去多余的一行"
            where = (row.number, key)
            filling.findings.append(speaker.say("intake.key", message, advice, where))
            continue
        taken.add(filling.key)
        belongs[row.number] = filling
        filling.places.cell("", spot(tab, row.number, key))
        for column in sheet.columns:
            filling.single(column.pattern, column.node, row.cells.get(column.title))
            if column.title in at:
                filling.places.cell(column.pattern, spot(tab, row.number, at[column.title]))
        for group in sheet.groups:
            for column in group.columns[:1]:
                part = column.pattern.rpartition("/")[0]
                filling.places.cell(part, spot(tab, row.number, at.get(column.title, key)))
    applications.tell_at_rows(rows.row_findings, belongs)
