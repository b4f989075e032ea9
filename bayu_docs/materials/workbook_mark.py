"""The door to openpyxl for annotating: a copy of a workbook with filled cells, comments, a list.

Only looks, comments and links change.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials.workbook_repair import guarded, repaired
from bayu_docs.materials.workbook_rule import MAX_HEIGHT_PT

_ODD = re.compile("[\ud800-\udfff\ufffe\uffff]")
_COMMENT_WIDTH_PX, _COMMENT_LINE_PX, _CHARACTERS_IN_A_LINE = 380, 19, 26
_LINE = Side(style="thin", color="FFBFBFBF")
_FONT = "宋体"


@dataclass(frozen=True)
class Mark:
    """A cell to be filled (RRGGBB) and commented upon."""

    sheet: str
    cell: str
    fill: str
    comment: str


@dataclass(frozen=True)
class Line:
    """A line of the list; target: sheet and cell its link leads to; fill: of its first cells."""

    words: tuple[str, ...]
    fill: str
    height_pt: float
    target: tuple[str, str] | None = None


@dataclass(frozen=True)
class Listing:
    """The sheet that lists everything. link_column: 1-based, of the cell that leads to the
    target; back: the words by which a marked sheet leads back."""

    title: str
    heading: str
    note: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    link_column: int
    back: str
    lines: tuple[Line, ...]


class MarkableBook:
    """A workbook of the user's, loaded to be marked; its file is never touched."""

    def __init__(self, workbook: bytes, author: str) -> None:
        """author: of our comments. SourceUnreadable when openpyxl cannot open the workbook."""
        self._original, self._author = workbook, author
        self._above = f"\n———— {author} ————\n"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what it cannot keep is no concern of the marks
                self._book = load_workbook(io.BytesIO(guarded(workbook)), rich_text=True)
        except Exception as error:  # it raises whatever its parsers meet
            raise SourceUnreadable(
                "这份工作簿无法标注",
                "请用 Excel 或 WPS 打开后另存为 .xlsx 再试；问题和所在的格见检查结果",
            ) from error
        self._fills: dict[tuple[str, str], str] = {}

    @property
    def titles(self) -> tuple[str, ...]:
        """The sheets' titles."""
        return tuple(self._book.sheetnames)

    def mark(self, marks: Sequence[Mark], listing: Listing, *, after: str) -> bytes:
        """The marked copy; the list stands behind the sheet `after`, else first. What an earlier
        marking left is taken back before."""
        self._unmark(listing)
        for mark in marks:
            self._mark(mark)
        self._write(listing, after)
        for title in {mark.sheet: None for mark in marks}:
            _lead_back(self._book[title], listing)
        stream = io.BytesIO()
        self._book.save(stream)
        return repaired(self._original, stream.getvalue())

    def _mark(self, mark: Mark) -> None:
        cell = _anchor(self._book[mark.sheet], mark.cell)
        self._fills[mark.sheet, cell.coordinate] = _rgb(cell)
        cell.fill = PatternFill("solid", fgColor=f"FF{mark.fill}")
        text = _printable(mark.comment)
        if cell.comment is not None:
            text = f"{_signed(cell.comment)}{self._above}{text}"
        cell.comment = Comment(text, self._author, *_size_px(text))

    def _unmark(self, listing: Listing) -> None:
        """Take back the list, our comments and fills of an earlier marking."""
        if listing.title not in self._book.sheetnames:
            return
        old = self._book[listing.title]
        first = len(listing.heads) + 1
        for row in old.iter_rows(min_col=first, max_col=first + 2, values_only=True):
            title, coordinate, fill = (str(value or "") for value in row)
            if title in self._book.sheetnames and re.fullmatch("[A-Z]{1,3}[0-9]{1,7}", coordinate):
                _refill(self._book[title][coordinate], fill)
        self._book.remove(old)
        for sheet in self._book.worksheets:
            for cells in sheet.iter_rows():
                for cell in cells:
                    self._clean(cell, listing.back)

    def _clean(self, cell: Any, back: str) -> None:
        if cell.value == back and cell.row == 1:
            cell.value = cell.hyperlink = None
        if cell.comment is None or cell.comment.author != self._author:
            return
        above, ours, _ = cell.comment.text.rpartition(self._above)
        cell.comment = Comment(above, "", *_size_px(above)) if ours else None

    def _write(self, listing: Listing, after: str) -> None:
        place = self._book.sheetnames.index(after) + 1 if after in self._book.sheetnames else 0
        sheet = self._book.create_sheet(listing.title, place)
        _put(sheet, 1, 1, listing.heading, Font(name="黑体", size=16))
        _put(sheet, 2, 1, listing.note, Font(name=_FONT, size=10, color="FF595959"))
        for column, (head, width) in enumerate(zip(listing.heads, listing.widths, strict=True), 1):
            cell = _put(sheet, 3, column, head, Font(name=_FONT, size=11, bold=True))
            _box(cell, "DDEBF7")
            sheet.column_dimensions[get_column_letter(column)].width = width
        for row, line in enumerate(listing.lines, 4):
            self._write_line(sheet, row, line, listing.link_column)
            sheet.row_dimensions[row].height = min(line.height_pt, MAX_HEIGHT_PT)
        self._remember_fills(sheet, len(listing.heads) + 1)
        sheet.freeze_panes = "A4"
        sheet.print_title_rows = "3:3"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_area = f"A1:{get_column_letter(len(listing.heads))}{len(listing.lines) + 3}"
        for other in self._book.worksheets:
            other.sheet_view.tabSelected = other is sheet
        self._book.active = place

    def _write_line(self, sheet: Worksheet, row: int, line: Line, link_column: int) -> None:
        for column, words in enumerate(line.words, 1):
            link = line.target if column == link_column else None
            font = Font(name=_FONT, size=10.5)
            if link:
                font = Font(name=_FONT, size=10.5, color="FF0563C1", underline="single")
            cell = _put(sheet, row, column, words, font)
            _box(cell, line.fill if column < link_column else "")
            if link:
                _link(cell, *link)

    def _remember_fills(self, sheet: Worksheet, column: int) -> None:
        """Keep in hidden columns which fill each marked cell had, for the next marking."""
        for row, ((title, coordinate), fill) in enumerate(self._fills.items(), 4):
            for offset, words in enumerate((title, coordinate, fill)):
                _put(sheet, row, column + offset, words, Font(name=_FONT))
        for offset in range(3):
            sheet.column_dimensions[get_column_letter(column + offset)].hidden = True


def _anchor(sheet: Worksheet, coordinate: str) -> Any:
    """The cell, or the first one of the merged block it lies in."""
    for block in sheet.merged_cells.ranges:
        if coordinate in block:
            return sheet.cell(block.min_row, block.min_col)
    return sheet[coordinate]


def _rgb(cell: Any) -> str:
    """RRGGBB of a plain fill; empty for none and for what is no plain colour."""
    colour = cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None
    return colour[2:] if isinstance(colour, str) else ""


def _refill(cell: Any, rgb: str) -> None:
    cell.fill = PatternFill("solid", fgColor=f"FF{rgb}") if rgb else PatternFill()


def _signed(comment: Comment) -> str:
    """The user's comment with its author, where the text does not name him."""
    author, text = str(comment.author or ""), str(comment.text)
    return text if not author or text.startswith(author) else f"{author}：\n{text}"


def _size_px(text: str) -> tuple[int, int]:
    """Height and width in which the whole comment can be read."""
    lines = sum(1 + len(line) // _CHARACTERS_IN_A_LINE for line in text.split("\n"))
    return (lines + 1) * _COMMENT_LINE_PX, _COMMENT_WIDTH_PX


def _printable(text: str) -> str:
    return _ODD.sub("□", str(ILLEGAL_CHARACTERS_RE.sub("□", text)))


def _put(sheet: Worksheet, row: int, column: int, words: str, font: Font) -> Any:
    cell = sheet.cell(row, column)
    cell.value = _printable(words)
    cell.data_type = "s"
    cell.font = font
    return cell


def _box(cell: Any, fill: str) -> None:
    cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if fill:
        cell.fill = PatternFill("solid", fgColor=f"FF{fill}")


def _link(cell: Any, sheet: str, coordinate: str) -> None:
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{coordinate}")


def _lead_back(sheet: Worksheet, listing: Listing) -> None:
    """A link to the list in the first row, behind all that stands there."""
    taken = [cell.column for cell in sheet[1] if cell.value is not None]
    taken += [block.max_col for block in sheet.merged_cells.ranges if block.min_row == 1]
    cell = sheet.cell(1, max(taken, default=0) + 1)
    cell.value = listing.back
    cell.font = Font(name=_FONT, size=10, color="FF0563C1", underline="single")
    cell.alignment = Alignment(vertical="center")
    _link(cell, listing.title, "A1")
