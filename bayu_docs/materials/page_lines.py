"""Where the text and the rules of our own PDFs' pages stand, in millimetres from the upper left.

For looking at what the office engine has set: pdfium gives every character its place and colour,
and every drawn line its bounds. White space counts nowhere.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from bayu_docs.materials.pdf_look import PDFIUM_LOCK, PdfUnreadable
from bayu_docs.model.document import POINTS_PER_MM

_SAME_BASELINE_MM = 0.9
_LEAST_RULE_MM = 20.0
_THICKEST_RULE_MM = 3.0
_JOINT_MM = 0.3  # pieces of one rule lie this near to each other
_MOST_OBJECTS = 5_000


@dataclass(frozen=True)
class Letter:
    """A character's cell (left to right) and ink (top to bottom), its baseline, and its colour."""

    char: str
    left_mm: float
    right_mm: float
    top_mm: float
    bottom_mm: float
    baseline_mm: float
    size_pt: float
    red: bool


@dataclass(frozen=True)
class Line:
    """The characters on one baseline, from left to right."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """What it says, without white space."""
        return "".join(letter.char for letter in self.letters)

    @property
    def left_mm(self) -> float:
        """Where its first character's cell begins."""
        return self.letters[0].left_mm

    @property
    def right_mm(self) -> float:
        """Where its last character's cell ends."""
        return self.letters[-1].right_mm

    @property
    def baseline_mm(self) -> float:
        """Its baseline."""
        return self.letters[0].baseline_mm


@dataclass(frozen=True)
class Rule:
    """A straight drawn line across the page."""

    left_mm: float
    right_mm: float
    top_mm: float
    bottom_mm: float
    red: bool

    @property
    def width_mm(self) -> float:
        """How long it is."""
        return self.right_mm - self.left_mm

    @property
    def thickness_mm(self) -> float:
        """How thick it is."""
        return self.bottom_mm - self.top_mm


@dataclass(frozen=True)
class Page:
    """A set page: lines and rules from top to bottom."""

    number: int
    width_mm: float
    height_mm: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    @property
    def text(self) -> str:
        """All it says, line by line, without white space."""
        return "".join(line.text for line in self.lines)

    def find(self, words: str, *, last: bool = False) -> Line | None:
        """The first (or last) line of the page with these words, cut to them; None without."""
        wanted = "".join(words.split())
        for line in reversed(self.lines) if last else self.lines:
            at = line.text.find(wanted)
            if wanted and at >= 0:
                return Line(line.letters[at : at + len(wanted)])
        return None


def read_pages(pdf: Path) -> tuple[Page, ...]:
    """All pages; PdfUnreadable when pdfium cannot open the file."""
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, OSError, ValueError) as error:
            raise PdfUnreadable(f"无法打开：{pdf.name}") from error
        try:
            return tuple(_page(document, index) for index in range(len(document)))
        finally:
            document.close()


def _page(document: Any, index: int) -> Page:
    sheet = document[index]
    text = sheet.get_textpage()
    try:
        width, height = sheet.get_size()
        letters = list(_letters(text, height))
        rules = sorted(_joined(_rules(sheet, height)), key=lambda rule: rule.top_mm)
        return Page(
            index + 1,
            width / POINTS_PER_MM,
            height / POINTS_PER_MM,
            tuple(_lines(letters)),
            tuple(rule for rule in rules if rule.width_mm >= _LEAST_RULE_MM),
        )
    finally:
        text.close()
        sheet.close()


def _letters(text: Any, height: float) -> Iterator[Letter]:
    loose = raw.FS_RECTF()
    ink = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
    across, up = ctypes.c_double(), ctypes.c_double()
    paint = [ctypes.c_uint() for _ in range(4)]
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if not char.isprintable() or char.isspace():
            continue
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        raw.FPDFText_GetCharBox(text, index, *ink)
        raw.FPDFText_GetCharOrigin(text, index, across, up)
        raw.FPDFText_GetFillColor(text, index, *paint)
        yield Letter(
            char,
            loose.left / POINTS_PER_MM,
            loose.right / POINTS_PER_MM,
            (height - ink[3].value) / POINTS_PER_MM,
            (height - ink[2].value) / POINTS_PER_MM,
            (height - up.value) / POINTS_PER_MM,
            raw.FPDFText_GetFontSize(text, index),
            _is_red(paint),
        )


def _lines(letters: list[Letter]) -> Iterator[Line]:
    ordered = sorted(letters, key=lambda letter: letter.baseline_mm)
    row: list[Letter] = []
    for letter in ordered:
        if row and letter.baseline_mm - row[-1].baseline_mm > _SAME_BASELINE_MM:
            yield _line(row)
            row = []
        row.append(letter)
    if row:
        yield _line(row)


def _line(row: list[Letter]) -> Line:
    return Line(tuple(sorted(row, key=lambda letter: letter.left_mm)))


def _rules(sheet: Any, height: float) -> Iterator[Rule]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(raw.FPDFPage_CountObjects(sheet), _MOST_OBJECTS)):
        thing = raw.FPDFPage_GetObject(sheet, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            continue
        drawn = _drawn_in(thing)
        if drawn is None:
            continue
        colour, pen = drawn
        # pdfium widens a stroke's bounds by the whole pen on every side
        high, low = height - top.value + pen / 2, height - bottom.value - pen / 2
        ends = (left.value + pen) / POINTS_PER_MM, (right.value - pen) / POINTS_PER_MM
        if low - high <= _THICKEST_RULE_MM * POINTS_PER_MM:
            yield Rule(*ends, high / POINTS_PER_MM, low / POINTS_PER_MM, _is_red(colour))


def _drawn_in(thing: Any) -> tuple[list[Any], float] | None:
    """A path's colour as four numbers and its pen in points, 0 for a filled one; None when it is
    not drawn, or drawn in white."""
    paint = [ctypes.c_uint() for _ in range(4)]
    fill, stroke, pen = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    if stroke.value:
        raw.FPDFPageObj_GetStrokeColor(thing, *paint)
        raw.FPDFPageObj_GetStrokeWidth(thing, pen)
    elif fill.value:
        raw.FPDFPageObj_GetFillColor(thing, *paint)
    else:
        return None
    return None if all(part.value > 240 for part in paint[:3]) else (paint, pen.value)


def _joined(rules: Iterator[Rule]) -> Iterator[Rule]:
    """Rules without their joints: table borders are drawn cell by cell."""
    rows = sorted(rules, key=lambda rule: (round(rule.top_mm, 1), rule.red, rule.left_mm))
    if not rows:
        return
    last = rows[0]
    for before, rule in pairwise(rows):
        follows = (
            rule.red == before.red
            and abs(rule.top_mm - last.top_mm) < _JOINT_MM / 2
            and abs(rule.bottom_mm - last.bottom_mm) < _JOINT_MM / 2
            and last.left_mm - _JOINT_MM <= rule.left_mm <= last.right_mm + _JOINT_MM
        )
        if follows:
            right = max(last.right_mm, rule.right_mm)
            last = Rule(last.left_mm, right, last.top_mm, last.bottom_mm, last.red)
        else:
            yield last
            last = rule
    yield last


def _is_red(paint: list[Any]) -> bool:
    red, green, blue = (part.value for part in paint[:3])
    return bool(red >= 150 and green <= 110 and blue <= 110)
