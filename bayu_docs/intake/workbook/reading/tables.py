"""The rows of a table: columns found by their heads, merged and empty rows as people mean them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bayu_docs.intake.workbook.layout import HEAD_ROW, Column
from bayu_docs.intake.workbook.reading.matching import Matches, folded, match
from bayu_docs.intake.workbook.reading.said import Speaker
from bayu_docs.materials.workbook_read import Block, Broken, CellValue, Grid, letter
from bayu_docs.model.finding import Finding, Severity

_HEADS_WITHIN_ROWS = 12


@dataclass(frozen=True)
class Row:
    """A row in which something is filled in: title -> what stands in its cell, no empty ones."""

    number: int
    cells: Mapping[str, CellValue]


@dataclass(frozen=True)
class Rows:
    """A table as read. columns: title -> column; head: the cell a remark on the whole table
    stands at; findings: what is wrong with the table; row_findings: with the shape of some of its
    rows, each with the number of the first.
    """

    rows: tuple[Row, ...] = ()
    columns: Mapping[str, int] | None = None
    head: tuple[int, int] = (HEAD_ROW, 1)
    findings: tuple[Finding, ...] = ()
    row_findings: tuple[tuple[int, Finding], ...] = ()

    def letters(self, columns: Sequence[Column]) -> dict[str, str]:
        """Member of a row -> letter of its column, from left to right."""
        at = self.columns or {}
        found = sorted((at[column.title], column) for column in columns if column.title in at)
        return {column.pattern.rpartition("/")[2]: letter(number) for number, column in found}


def read_rows(
    grid: Grid,
    columns: Sequence[Column],
    names: Sequence[str],
    pointer: str,
    speaker: Speaker,
    *,
    named_alone: bool = False,
) -> Rows:
    """The table on a sheet.

    names: titles of the columns before the fields, which name what a row belongs to; pointer: of
    the list, for findings about the table itself; named_alone: whether a row in which only such a
    name is filled in counts, too.
    """
    patterns = dict.fromkeys(names, pointer) | {column.title: column.pattern for column in columns}
    head = _head_row(grid, patterns)
    if not head:
        message = f"工作表“{grid.title}”里找不到表头行"
        advice = f"请把表头恢复成：{'、'.join(patterns)}"
        at = (HEAD_ROW, 1)
        return Rows(findings=(speaker.say("intake.head", message, advice, at, pointer),))
    matches = match(tuple(patterns), _texts(grid.rows[head]))
    known = matches.read
    shape = _Shape(grid, head, known, frozenset(names), patterns, speaker)
    findings = list(_head_findings(grid, head, matches, patterns, speaker))
    merged = tuple(shape.merged())
    rows = tuple(shape.rows(named_alone))
    findings += shape.remarks(rows, pointer)
    return Rows(rows, known, (head, min(known.values())), tuple(findings), merged)


def blank(value: CellValue | None) -> bool:
    """Whether nothing stands in the cell that a person could see."""
    return value is None or (isinstance(value, str) and not value.strip())


def _texts(cells: Mapping[int, CellValue]) -> dict[int, str]:
    return {at: text for at, text in cells.items() if isinstance(text, str) and text.strip()}


def _head_row(grid: Grid, titles: Mapping[str, str]) -> int:
    """The row with most of the titles, sought at the top; 0 when no row has any."""
    wanted = {folded(title) for title in titles}
    best, most = 0, 0
    for number in sorted(grid.rows):
        if number > _HEADS_WITHIN_ROWS:
            break
        hits = len(wanted.intersection(map(folded, _texts(grid.rows[number]).values())))
        if hits > most:
            best, most = number, hits
    return best


def _head_findings(
    grid: Grid, head: int, matches: Matches, patterns: Mapping[str, str], speaker: Speaker
) -> Iterator[Finding]:
    for title, column in matches.renamed.items():
        found = str(grid.at(head, column))
        yield speaker.renamed(found, title, (head, column), patterns[title])
    for column, title in matches.twice.items():
        yield speaker.twice(title, "列", (head, column), patterns[title])
    for title in matches.missing:
        at = (head, min(matches.read.values(), default=1))
        yield speaker.missing(title, "列", at, patterns[title])


@dataclass(frozen=True)
class _Shape:
    """The part of a sheet below its heads. names: titles whose merged cells count for each row."""

    grid: Grid
    head: int
    columns: Mapping[str, int]
    names: frozenset[str]
    patterns: Mapping[str, str]
    speaker: Speaker

    def rows(self, named_alone: bool) -> Iterator[Row]:
        """Rows with something filled in, in order."""
        columns = [(title, at) for title, at in self.columns.items() if title not in self.names]
        named = [(title, at) for title, at in self.columns.items() if title in self.names]
        for number in sorted(self.grid.rows):
            if number <= self.head:
                continue
            cells = self.grid.rows[number]
            filled = {title: cells[at] for title, at in columns if not blank(cells.get(at))}
            name = {title: cells[at] for title, at in named if not blank(cells.get(at))}
            if filled and not self._computed_only(number, filled):
                yield Row(number, filled | name)
            elif name and named_alone:
                yield Row(number, name)

    def _computed_only(self, number: int, filled: Mapping[str, CellValue]) -> bool:
        """Whether formulas were only filled down here and have nothing to compute yet."""
        return all(
            (number, self.columns[title]) in self.grid.computed and value in (0, Broken())
            for title, value in filled.items()
        )

    def merged(self) -> Iterator[tuple[int, Finding]]:
        """Carry what names several rows into each of them; tell of all other merged cells, with
        the first row of each."""
        titles = {at: title for title, at in self.columns.items()}
        last_row = max(self.grid.rows, default=0)
        for block in self.grid.merged:
            if block.first_row <= self.head or blank(self.grid.at(*block[:2])):
                continue
            touched = [
                titles[at]
                for at in range(block.first_column, min(block.last_column, max(titles)) + 1)
                if at in titles
            ]
            below = range(block.first_row + 1, min(block.last_row, last_row) + 1)
            if touched and touched[0] in self.names:
                self._carry(block, below)
            elif len(touched) > 1:
                yield block.first_row, self.speaker.merged(block, self.patterns[touched[1]])
            elif touched and any(self._filled_beside(number, block) for number in below):
                yield block.first_row, self.speaker.merged(block, self.patterns[touched[0]])

    def _carry(self, block: Block, below: range) -> None:
        value = self.grid.rows[block.first_row][block.first_column]
        for number in below:
            if number in self.grid.rows:
                self.grid.rows[number].setdefault(block.first_column, value)

    def _filled_beside(self, number: int, block: Block) -> bool:
        """Whether a row has content in a field outside the merged columns."""
        cells = self.grid.rows.get(number, {})
        return any(
            not blank(cells.get(at))
            for title, at in self.columns.items()
            if title not in self.names and not block.first_column <= at <= block.last_column
        )

    def remarks(self, rows: Sequence[Row], pointer: str) -> list[Finding]:
        """Formulas without a result in rows left out; columns of the user's own; hidden cells."""
        taken = {row.number for row in rows}
        findings = []
        left = [n for n in self.grid.rows if n > self.head and n not in taken]
        for number in left:
            cells = self.grid.rows[number]
            lost = [at for at in self.columns.values() if cells.get(at) == Broken()]
            if lost:
                findings.append(self._uncomputed(number, lost[0], pointer))
                break
        known = set(self.columns.values())
        extra: dict[int, int] = {}
        for number in sorted(self.grid.rows):
            if number > self.head:
                for at, value in self.grid.rows[number].items():
                    if at not in known and not blank(value):
                        extra.setdefault(at, number)
        if extra:
            first = min(extra)
            lines = [letter(at) for at in sorted(extra)]
            findings.append(self.speaker.extra(lines, "列", (extra[first], first)))
        hidden = [row.number for row in rows if row.number in self.grid.hidden_rows]
        columns = sorted(
            at
            for title, at in self.columns.items()
            if at in self.grid.hidden_columns and any(title in row.cells for row in rows)
        )
        if hidden or columns:
            findings.append(self.speaker.hidden(hidden, columns))
        return findings

    def _uncomputed(self, number: int, column: int, pointer: str) -> Finding:
        message = f"第 {number} 行只有公式，文件里没有保存它的计算结果，这样的行按没有填写处理"
        advice = "请用 Excel 或 WPS 打开文件，保存一次后再运行；或者直接填写内容"
        at = (number, column)
        code = "intake.no_cached_value"
        return self.speaker.say(code, message, advice, at, pointer, Severity.WARNING)
