"""A sheet of single fields: each found by its label, its value in the next cell to the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from bayu_docs.intake.workbook.layout import Sheet
from bayu_docs.intake.workbook.reading.filling import Filling
from bayu_docs.intake.workbook.reading.matching import Matches, folded, match
from bayu_docs.intake.workbook.reading.said import Speaker
from bayu_docs.intake.workbook.reading.tables import blank
from bayu_docs.materials.workbook_read import Block, Grid, spot
from bayu_docs.model.finding import Finding

_NOTES_ABOVE_ROWS = 2  # the sheet's title and its note


def fill_singles(sheet: Sheet, grid: Grid, filling: Filling, speaker: Speaker) -> None:
    """Put the sheet's fields, the places of the empty ones too, and what is wrong with it."""
    patterns = {column.title: column.pattern for column in sheet.columns}
    column, labels = _labels(grid, patterns)
    headings = {folded(group.title) for group in sheet.groups} | {folded(sheet.title)}
    known = {folded(title) for title in patterns}
    found = {
        row: text
        for row, text in labels.items()
        if folded(text) in known or folded(text) not in headings
    }
    matches = match(tuple(patterns), found)
    values = _Values(grid, column)
    filling.findings += _label_findings(found, matches, patterns, column, speaker)
    for title, row in matches.read.items():
        block = values.swallowed(row)
        if block is not None:
            filling.findings.append(speaker.merged(block, patterns[title]))
    for each in sheet.columns:
        row = matches.read.get(each.title, 0)
        raw = grid.at(row, values.column(row)) if row else None
        filling.single(each.pattern, each.node, None if blank(raw) else raw)
        if row:
            filling.places.cell(each.pattern, spot(grid.title, row, values.column(row)))
    _part_places(sheet, grid, labels, column, filling)
    filling.findings += _remarks(matches, values, speaker)


def _labels(grid: Grid, titles: Mapping[str, str]) -> tuple[int, dict[int, str]]:
    """The column in which most labels stand, and its texts by row."""
    wanted = {folded(title) for title in titles}
    hits: Counter[int] = Counter()
    texts: dict[int, dict[int, str]] = {}
    for row in sorted(grid.rows):
        for column, value in grid.rows[row].items():
            if isinstance(value, str) and value.strip():
                texts.setdefault(column, {})[row] = value
                hits[column] += folded(value) in wanted
    column = max(hits, key=lambda at: (hits[at], -at), default=1)
    return column, texts.get(column, {})


class _Values:
    """Where the values stand: right of the labels, whatever is merged."""

    def __init__(self, grid: Grid, labels: int) -> None:
        self._labels = labels
        self.grid = grid
        self._wide = {
            row: block
            for block in grid.merged
            if block.first_column <= labels <= block.last_column
            for row in range(block.first_row, min(block.last_row, max(grid.rows, default=0)) + 1)
        }

    def column(self, row: int) -> int:
        """The column of the value beside the label in that row."""
        block = self._wide.get(row)
        return (block.last_column if block else self._labels) + 1

    def swallowed(self, row: int) -> Block | None:
        """The merged range that hides this row's own value: one that begins in a row above."""
        at = self.column(row)
        for block in self.grid.merged:
            if (
                block.first_row < row <= block.last_row
                and block.first_column <= at <= block.last_column
                and not blank(self.grid.at(block.first_row, block.first_column))
            ):
                return block
        return None

    def beside(self, row: int) -> bool:
        """Whether anything stands where a value would."""
        return not blank(self.grid.at(row, self.column(row)))


def _label_findings(
    found: Mapping[int, str],
    matches: Matches,
    patterns: Mapping[str, str],
    column: int,
    speaker: Speaker,
) -> Iterator[Finding]:
    for title, row in matches.renamed.items():
        yield speaker.renamed(found[row], title, (row, column), patterns[title])
    for row, title in matches.twice.items():
        yield speaker.twice(title, "行", (row, column), patterns[title])
    for title in matches.missing:
        yield speaker.missing(title, "行", (1, column), patterns[title])


def _part_places(
    sheet: Sheet, grid: Grid, labels: Mapping[int, str], column: int, filling: Filling
) -> None:
    """Note where each part stands: at its heading, else at its first field."""
    rows = {folded(text): row for row, text in sorted(labels.items(), reverse=True)}
    for group in sheet.groups:
        if group.columns:
            first = group.columns[0]
            row = rows.get(folded(group.title)) or rows.get(folded(first.title), 1)
            pointer = first.pattern.rpartition("/")[0]
            filling.places.cell(pointer, spot(grid.title, row, column))


def _remarks(matches: Matches, values: _Values, speaker: Speaker) -> Iterator[Finding]:
    """Lines of the user's own, and hidden lines that were read."""
    extra = [row for row in matches.unknown if row > _NOTES_ABOVE_ROWS and values.beside(row)]
    if extra:
        yield speaker.extra(map(str, extra), "行", (extra[0], values.column(extra[0])))
    read = sorted(row for row in matches.read.values() if values.beside(row))
    hidden = [row for row in read if row in values.grid.hidden_rows]
    columns = sorted({values.column(row) for row in read} & values.grid.hidden_columns)
    if hidden or columns:
        yield speaker.hidden(hidden, columns)
