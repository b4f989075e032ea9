"""署名 and 成文日期: where they stand, with and without seals, for one organ and for several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.fragments import KEEP, empty, joined, line
from bayu_docs.gongwen.papers import CHAR_TWIPS
from bayu_docs.gongwen.title import halved
from bayu_docs.gongwen.widths import chars
from bayu_docs.gongwen.wordml import paragraph, run, tab
from bayu_docs.materials.word import Fragment
from bayu_docs.model.document import TWIPS_PER_MM

WIDTH_CHARS = spec.CHARS_PER_LINE.value
LINE_TWIPS = spec.LINE_TWIPS.value
SEAL_CHARS = spec.SEAL_DIAMETER_MM.value * TWIPS_PER_MM / CHAR_TWIPS
_SEAL_PITCH_TWIPS = (spec.SEAL_DIAMETER_MM.value + 1) * TWIPS_PER_MM
_GAP_CHARS = 1
_HALF_A_GAP = 0.1
_MEETING = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")
_ROWS_BEFORE_FOLDING = 2
_LONGEST_BESIDE_CHARS = 12.0  # two such names and their seals fit beside each other

Name = tuple[str, ...]
"""An organ's name in the lines it is printed in."""


def width(words: str) -> float:
    """How wide the words are drawn, in 字: some programs set figures and Chinese characters a
    fifth of a 字 apart and some do not, so a date is taken for half as much wider."""
    return chars(words) + _HALF_A_GAP * len(_MEETING.findall(words))


@dataclass(frozen=True)
class Spot:
    """Words centred so many 字 from the left edge of the text area."""

    words: str
    centre_chars: float

    @property
    def right_chars(self) -> float:
        """The offset of their end from the right edge."""
        return WIDTH_CHARS - self.centre_chars - width(self.words) / 2


@dataclass(frozen=True)
class Line:
    """A printed line of the signature; before_twips: room above it, for the seals of two rows."""

    spots: tuple[Spot, ...]
    before_twips: int = 0


def sealed_lines(names: Sequence[str], day: str) -> tuple[Line, ...]:
    """The names row by row, and the date.

    The date ends four 字 from the right edge with the last name centred on it; a name too long
    for that ends at the edge and the date is centred on it. Two names share a row when their
    words and their seals stand apart; where that gives many rows, long names take two lines.
    """
    half_day = width(day) / 2
    rows = _paired([(name,) for name in names], half_day)
    if len(rows) > _ROWS_BEFORE_FOLDING:
        rows = _paired([_folded(name) for name in names], half_day)
    widest = max(_width(row[-1]) for row in rows)
    axis = min(
        WIDTH_CHARS - spec.SEALED_DATE_OFFSET_CHARS.value - half_day, WIDTH_CHARS - widest / 2
    )
    lines: list[Line] = []
    for at, row in enumerate(rows):
        lines += _row_lines(row, axis, below_seals=at > 0)
    return (*lines, Line((Spot(day, axis),)))


def _folded(name: str) -> Name:
    return halved(name, _LONGEST_BESIDE_CHARS) if chars(name) > _LONGEST_BESIDE_CHARS else (name,)


def _width(name: Name) -> float:
    return max(map(chars, name))


def _paired(names: Sequence[Name], half_day: float) -> list[tuple[Name, ...]]:
    rows: list[tuple[Name, ...]] = []
    at = 0
    while at < len(names):
        pair = tuple(names[at : at + 2])
        beside = len(pair) == 2 and _fit_beside(pair[0], pair[1], half_day)
        rows.append(pair if beside else pair[:1])
        at += len(rows[-1])
    return rows


def _fit_beside(left: Name, right: Name, half_day: float) -> bool:
    offset = spec.SEALED_DATE_OFFSET_CHARS.value + half_day
    left_slot, right_slot = (max(_width(name), SEAL_CHARS) for name in (left, right))
    return (
        _width(right) / 2 <= offset
        and left_slot + _GAP_CHARS + right_slot / 2 + offset <= WIDTH_CHARS
    )


def _row_lines(row: Sequence[Name], axis: float, *, below_seals: bool) -> list[Line]:
    """The lines of one row of names; shorter names end with the longest."""
    centres = [axis]
    if len(row) == 2:
        free = axis - max(_width(row[1]), SEAL_CHARS) / 2 - _GAP_CHARS
        centres = [free / 2, axis]
    depth = max(map(len, row))
    apart = round(_SEAL_PITCH_TWIPS - depth * LINE_TWIPS) if below_seals else 0
    lines = []
    for at in range(depth):
        spots = tuple(
            Spot(name[at - depth + len(name)], centre)
            for name, centre in zip(row, centres, strict=True)
            if at >= depth - len(name)
        )
        lines.append(Line(spots, apart if at == 0 else 0))
    return lines


def unsealed_lines(names: Sequence[str], day: str) -> tuple[Line, ...]:
    """Names one below the other, the longest two 字 from the right edge, the date beginning two
    字 further right than they; a date longer than that ends two 字 from the edge instead."""
    offset = spec.UNSEALED_NAME_OFFSET_CHARS.value
    shift = spec.UNSEALED_DATE_SHIFT_CHARS.value
    longest, length = max(map(chars, names)), width(day)
    start = min(WIDTH_CHARS - offset - longest, WIDTH_CHARS - offset - length - shift)
    start = max(start, 0)
    rows = [Line((Spot(name, start + chars(name) / 2),)) for name in names]
    return (*rows, Line((Spot(day, start + shift + length / 2),)))


def height_lines(names: Sequence[str], day: str, *, sealed: bool) -> float:
    """How many lines of the body the signature takes, the empty lines above it included."""
    lines = (sealed_lines if sealed else unsealed_lines)(names, day)
    return _above(sealed) + len(lines) + sum(each.before_twips for each in lines) / LINE_TWIPS


def signature(names: Sequence[str], day: str, *, sealed: bool) -> Fragment:
    """The signature, each line kept with the next, the date with what follows."""
    made = [empty(keep=True) for _ in range(_above(sealed))]
    for each in (sealed_lines if sealed else unsealed_lines)(names, day):
        made.append(_alone(each) if len(each.spots) == 1 else _beside(each))
    return joined(made)


def _above(sealed: bool) -> int:
    return int(spec.LINES_ABOVE_SEALED_NAME.value) if sealed else 1


def _alone(each: Line) -> Fragment:
    """One text at the right: its offset is what a reader of the file sees and measures. Left of
    the middle it is centred on its place instead."""
    (spot,) = each.spots
    if spot.centre_chars < WIDTH_CHARS / 2:
        return _beside(each)
    offset = round(spot.right_chars, 6)
    whole = f'w:rightChars="{round(offset * 100)}" ' if offset == round(offset) else ""
    inset = f'<w:ind {whole}w:right="{max(round(offset * CHAR_TWIPS), 0)}"/>'
    place = f'{_spacing(each.before_twips)}{inset}<w:jc w:val="right"/>'
    return line(spot.words, keep=True, extra=place)


def _beside(each: Line) -> Fragment:
    stops = "".join(
        f'<w:tab w:val="center" w:pos="{round(spot.centre_chars * CHAR_TWIPS)}"/>'
        for spot in each.spots
    )
    inner = "".join(tab() + run(spot.words) for spot in each.spots)
    extra = f"{KEEP}<w:tabs>{stops}</w:tabs>{_spacing(each.before_twips)}"
    made = paragraph(inner, style="Line", extra=extra)
    return Fragment(made, tuple(spot.words for spot in each.spots))


def _spacing(before: int) -> str:
    if not before:
        return ""
    return f'<w:spacing w:before="{before}" w:line="{round(LINE_TWIPS)}" w:lineRule="exact"/>'
