"""A Word file as it will be set: sections, paragraphs and runs with the properties in force.

Plain values only. Lengths carry their unit in their names; sizes and colours are those that count
after defaults, styles and direct formatting. `word_reader` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

BODY, CELL, BOX, MARGIN = "body", "cell", "box", "margin"
PAGE_BREAK = "\f"


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look.

    text: as seen, \\n for a line break, \\t for a tab, \\f for a page break; ascii, high_ansi,
    east_asia, complex_script: faces, empty where none is declared; colour: RRGGBB, empty for
    automatic; spacing_pt: added between characters; field: name of the field the text is the
    result of (PAGE), else empty.
    """

    text: str
    ascii: str = ""
    high_ansi: str = ""
    east_asia: str = ""
    complex_script: str = ""
    size_pt: float = 10.0
    bold: bool = False
    colour: str = ""
    spacing_pt: float = 0.0
    field: str = ""


@dataclass(frozen=True)
class Border:
    """A rule along a paragraph: Word's name of its kind, its width and colour (RRGGBB or empty)."""

    kind: str
    width_pt: float
    colour: str


@dataclass(frozen=True)
class Frame:
    """A paragraph set in a frame; from_page_top_mm: None when it is placed by the text."""

    from_page_top_mm: float | None
    width_mm: float


@dataclass(frozen=True)
class Spot:
    """Where a paragraph stands: BODY, CELL (a table), BOX (a text box) or MARGIN (a header or
    footer); table, row: from 1; in_box: within a text box, whatever else."""

    kind: str
    table: int = 0
    row: int = 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the properties in force.

    number: from 0, among all paragraphs of the body with those in tables, text boxes left out
    (their paragraphs have the number of the one they hang on); -1 in headers and footers;
    label: the number Word writes before it by itself;
    align: left, center, right, both or distribute; first_line_pt: negative when hanging;
    first_line_chars: the first-line indent in characters, None when it is given as a length;
    line_pt: exact or least pitch; a multiple of single spacing when line_rule is auto;
    new_page: a page begins with it, by a break of any kind; outline: level from 0, or None.
    """

    number: int
    runs: tuple[Run, ...]
    spot: Spot
    section: int
    style: str = ""
    label: str = ""
    align: str = "left"
    first_line_pt: float = 0.0
    first_line_chars: float | None = None
    left_pt: float = 0.0
    right_pt: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    line_pt: float = 1.0
    line_rule: str = "auto"
    on_grid: bool = True
    new_page: bool = False
    frame: Frame | None = None
    borders: Mapping[str, Border] = field(default_factory=dict)
    outline: int | None = None

    @cached_property
    def text(self) -> str:
        """What it says, without the number Word writes before it."""
        return "".join(run.text for run in self.runs).replace(PAGE_BREAK, "")

    @cached_property
    def words(self) -> str:
        """What a reader sees: its number and its text, without blanks at either end."""
        return f"{self.label}{self.text}".strip(" \t\n\u3000\u00a0")


@dataclass(frozen=True)
class Section:
    """A section's page; grid_pitch_pt: pitch of the line grid, 0 without one; grid_char_pt: what
    a character grid adds to a character, None without one; headers, footers: kind (default, even,
    first) -> paragraphs, those of earlier sections where it has none of its own."""

    number: int
    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    gutter_mm: float
    footer_mm: float
    title_page: bool
    grid_pitch_pt: float
    grid_char_pt: float | None
    headers: Mapping[str, tuple[Paragraph, ...]]
    footers: Mapping[str, tuple[Paragraph, ...]]

    @property
    def landscape(self) -> bool:
        """Wider than high."""
        return self.width_mm > self.height_mm

    @property
    def text_height_mm(self) -> float:
        """Height of the text area."""
        return self.height_mm - self.top_mm - self.bottom_mm


@dataclass(frozen=True)
class WordLayout:
    """The whole file: sections in order, all paragraphs of the body in order, text boxes where
    they hang; odd_even: even pages have headers and footers of their own."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    odd_even: bool
    tables: int
    title: str = ""
