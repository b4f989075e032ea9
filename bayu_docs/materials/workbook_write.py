"""The door to XlsxWriter: a workbook written cell by cell, the same bytes for the same calls.

Rows and columns count from 1. Texts are always texts: nothing typed becomes a formula, a link or
a number, and every character arrives as it was given. What XlsxWriter refuses without raising is
raised here as ValueError.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import xlsxwriter

from bayu_docs.materials.workbook_rule import (
    MAX_HEIGHT_PT,
    MAX_TEXT_UNITS,
    Rule,
    too_long,
    units,
    validation,
)

FIRST_DAY = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was."""
LAST_DAY = date(9999, 12, 31)

_GB2312 = 134  # the font charset by which a machine without the font finds another Chinese one
_MODERN = 3  # the font family Excel itself writes for Chinese fonts
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_A4 = 9
_EVERY_CELL = "A1:XFD1048576"
_TEXTS = "xl/sharedStrings.xml"
_SHEET = re.compile("xl/worksheets/sheet[0-9]+[.]xml")
# A height that is fixed would not grow with what is typed later.
_FIXED_HEIGHT = re.compile('(<row [^>]*ht="[0-9.]+") customHeight="1"')
_ODD_MARK = "\ue000"
# What XlsxWriter would write otherwise than ECMA-376 ST_Xstring says, or not at all.
_ODD = re.compile(
    f"{_ODD_MARK}|^<r>|_x[0-9A-Fa-f]{{4}}_|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"
)
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Look:
    """How a cell looks; colours are RRGGBB, empty for none."""

    font: str = "宋体"
    size_pt: float = 11
    bold: bool = False
    underline: bool = False
    color: str = ""
    fill: str = ""
    border: str = ""
    number_format: str = "General"
    wrap: bool = False
    across: str = "left"
    down: str = "vcenter"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas and links write it."""
    return "'" + sheet.replace("'", "''") + "'"


def column_letters(column: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Book:
    """A workbook in the making; `finished` ends it."""

    def __init__(self, title: str, created: datetime) -> None:
        """title and created stand in the file's properties; nothing asks the clock."""
        self._stream = io.BytesIO()
        self._odd: list[str] = []
        self._book = xlsxwriter.Workbook(
            self._stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "default_format_properties": {"font_name": "宋体", "font_size": 11},
                "default_row_height": 18,  # pixels, as Excel has it for 宋体 11
                "default_column_width": 72,
            },
        )
        self._book.set_properties({"title": title, "author": "bayu-docs", "created": created})
        self._format = lru_cache(maxsize=None)(self._new_format)

    def sheet(self, title: str) -> Page:
        """A new sheet at the end; ValueError for a name Excel refuses."""
        if len(title) > 31 or set(title) & set("[]:*?/\\"):
            raise ValueError(f"not a sheet name: {title!r}")
        sheet = self._book.add_worksheet(title)
        sheet.ignore_errors({"number_stored_as_text": _EVERY_CELL})  # codes are meant to be texts
        return Page(self, sheet)

    def name(self, name: str, formula: str) -> None:
        """Give a range a name; formula without the equals sign."""
        _accepted(self._book.define_name(name, f"={formula}"), name)

    def finished(self) -> bytes:
        """The .xlsx file."""
        self._book.close()
        made = io.BytesIO()
        with (
            zipfile.ZipFile(self._stream) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for member in old.namelist():
                info = zipfile.ZipInfo(member, _ZIP_DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(info, self._mended(member, old.read(member)))
        return made.getvalue()

    @property
    def inner(self) -> Any:
        """XlsxWriter's own workbook, for the rooms of this door."""
        return self._book

    def look(self, look: Look) -> Any:
        """XlsxWriter's format for a look, one for all cells that share it."""
        return self._format(look)

    def carried(self, text: str) -> str:
        """The text as XlsxWriter may have it: a token where it would alter the text."""
        if too_long(text):
            raise ValueError(f"a cell holds {MAX_TEXT_UNITS} characters, not {units(text)}")
        if not _ODD.search(text):
            return text
        self._odd.append(text)
        return f"{_ODD_MARK}{len(self._odd) - 1}{_ODD_MARK}"

    def _new_format(self, look: Look) -> Any:
        wishes: dict[str, Any] = {
            "font_name": look.font,
            "font_size": look.size_pt,
            "font_charset": _GB2312,
            "font_family": _MODERN,
            "font_scheme": None,  # else the theme's font is shown in its place
            "bold": look.bold,
            "underline": int(look.underline),
            "num_format": look.number_format,
            "text_wrap": look.wrap,
            "align": look.across,
            "valign": look.down,
        }
        if look.color:
            wishes["font_color"] = f"#{look.color}"
        if look.fill:
            wishes |= {"pattern": 1, "bg_color": f"#{look.fill}"}
        if look.border:
            wishes |= {"border": 1, "border_color": f"#{look.border}"}
        return self._book.add_format(wishes)

    def _mended(self, member: str, raw: bytes) -> bytes:
        """A part as it should be: odd texts for their tokens, and heights that may grow."""
        if member == _TEXTS and self._odd:
            return self._texts(raw.decode("utf-8")).encode("utf-8")
        if _SHEET.fullmatch(member):
            return _FIXED_HEIGHT.sub(r"\1", raw.decode("utf-8")).encode("utf-8")
        return raw

    def _texts(self, xml: str) -> str:
        token = re.compile(f"<t>{_ODD_MARK}([0-9]+){_ODD_MARK}</t>")
        return token.sub(lambda hit: _xml_text(self._odd[int(hit[1])]), xml)


def _xml_text(text: str) -> str:
    """<t> with the text as ST_Xstring: _xHHHH_ for what XML cannot hold, and for what looks so."""
    escaped = _ESCAPED.sub(lambda hit: f"_x{ord(hit.group()):04X}_", text)
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        escaped = escaped.replace(character, entity)
    return f'<t xml:space="preserve">{escaped}</t>'


class Page:
    """A sheet of a Book."""

    def __init__(self, book: Book, sheet: Any) -> None:
        """Made by Book.sheet."""
        self._book, self._sheet = book, sheet

    @property
    def inner(self) -> tuple[Any, Any]:
        """XlsxWriter's own workbook and sheet, for the rooms of this door."""
        return self._book.inner, self._sheet

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        """A text as it is given, never a formula; ValueError when no cell can hold it."""
        if not text:
            self.blank(row, column, look)
            return
        carried = self._book.carried(text)
        format_ = self._book.look(look)
        _accepted(self._sheet.write_string(row - 1, column - 1, carried, format_), text)

    def number(self, row: int, column: int, number: int | float, look: Look) -> None:
        """A number."""
        format_ = self._book.look(look)
        _accepted(self._sheet.write_number(row - 1, column - 1, number, format_), str(number))

    def day(self, row: int, column: int, day: date, look: Look) -> None:
        """A day from FIRST_DAY to LAST_DAY; the look names its number format."""
        format_ = self._book.look(look)
        _accepted(self._sheet.write_datetime(row - 1, column - 1, day, format_), str(day))

    def blank(self, row: int, column: int, look: Look) -> None:
        """An empty cell with a look."""
        self._sheet.write_blank(row - 1, column - 1, None, self._book.look(look))

    def formula(
        self, row: int, column: int, formula: str, value: str | int | float, look: Look
    ) -> None:
        """A formula without its equals sign, and what it comes to until somebody recalculates."""
        format_ = self._book.look(look)
        done = self._sheet.write_formula(row - 1, column - 1, f"={formula}", format_, value)
        _accepted(done, formula)

    def link(self, row: int, column: int, sheet: str, cell: str, text: str, look: Look) -> None:
        """A text that leads to a cell of this workbook."""
        target = f"internal:{quoted(sheet)}!{cell}"
        format_ = self._book.look(look)
        done = self._sheet.write_url(row - 1, column - 1, target, format_, text)
        _accepted(done, text)

    def across(self, row: int, first: int, last: int, text: str, look: Look) -> None:
        """A text over several columns as one cell."""
        if last > first:
            self._sheet.merge_range(
                row - 1, first - 1, row - 1, last - 1, "", self._book.look(look)
            )
        self.text(row, first, text, look)

    def column(self, column: int, width_characters: float, look: Look) -> None:
        """The column's width, and the look of its cells that hold nothing yet."""
        self._sheet.set_column(column - 1, column - 1, width_characters, self._book.look(look))

    def height(self, row: int, height_pt: float) -> None:
        """A height to begin with, which grows with what is typed; LibreOffice and some others
        do not work one out for a row that has none."""
        self._sheet.set_row(row - 1, min(height_pt, MAX_HEIGHT_PT))

    def new_paper(self, row: int) -> None:
        """Begin a new page of paper with this row."""
        self._sheet.set_h_pagebreaks([row - 1])

    def rule(self, rows: tuple[int, int], column: int, rule: Rule) -> None:
        """Validate the column's cells from the first to the last of the rows; a rule that asks
        for nothing and says nothing is none."""
        if rule.kind == "any" and not rule.prompt:
            return
        done = self._sheet.data_validation(
            rows[0] - 1, column - 1, rows[1] - 1, column - 1, validation(rule)
        )
        _accepted(done, rule.title)

    def freeze(self, rows: int, columns: int) -> None:
        """Keep so many rows above and columns at the left in sight."""
        self._sheet.freeze_panes(rows, columns)

    def paper(
        self, footer: str, *, repeated_row: int = 0, repeated_columns: int = 0, pages_wide: int = 1
    ) -> None:
        """A4 across, so many pages wide, a row and the first columns repeated on each of them;
        below stand the footer, the sheet's name and the page's number."""
        self._sheet.set_paper(_A4)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(pages_wide, 0)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self._sheet.set_footer(f"&L{footer.replace('&', '&&')} · &A&R第 &P 页，共 &N 页")
        if repeated_row:
            self._sheet.repeat_rows(repeated_row - 1)
        if repeated_columns:
            self._sheet.repeat_columns(0, repeated_columns - 1)

    def bare(self) -> None:
        """No grid lines on the screen."""
        self._sheet.hide_gridlines(2)

    def hide(self) -> None:
        """Out of the reader's sight, and not offered for showing either."""
        self._sheet.very_hidden()


def _accepted(answer: int | None, what: str) -> None:
    """XlsxWriter answers 0 or nothing when it took a cell."""
    if answer:
        raise ValueError(f"XlsxWriter refused ({answer}): {what[:80]!r}")
