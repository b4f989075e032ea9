"""版记: who gets copies, who printed it and when, at the foot of the last page.

It stands in frames at fixed places of the page. Below the text stays empty room of the same
height, kept with the text above it, so that page and room are always the same and nothing is
ever written over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.fragments import exact, gap
from bayu_docs.gongwen.title import halved
from bayu_docs.gongwen.widths import chars, wrapped
from bayu_docs.gongwen.wordml import line_break, paragraph, run, tab, twips
from bayu_docs.materials.word import Fragment
from bayu_docs.model.document import POINTS_PER_MM

PITCH_PT = 24.0
_COPIES, _TO = "抄送：", "主送："
_WIDTH_CHARS = spec.TEXT_WIDTH_MM.value * POINTS_PER_MM / spec.IMPRINT_SIZE_PT.value
_LINE_CHARS = int(_WIDTH_CHARS - 2 - len(_COPIES))
_OUTER = round(spec.IMPRINT_OUTER_LINE_MM.value * POINTS_PER_MM * 8)
_INNER = round(spec.IMPRINT_INNER_LINE_MM.value * POINTS_PER_MM * 8)
_CLEARANCE_PT = 6.0
_PRINTED_CHARS = _WIDTH_CHARS - 2
_BETWEEN_CHARS = 1.0
_CONDENSED_MOST_TWIPS = 20
# LibreOffice leaves this room between Han and figures even where autoSpaceDN is off (measured).
_GAP_CHARS = 0.2
_GAPS = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_FOOT_MM = spec.PAGE_HEIGHT_MM.value - spec.BOTTOM_MARGIN_MM.value


@dataclass(frozen=True)
class Imprint:
    """What a 版记 says. to: 主送机关 that found no room above the text; copies_to: 抄送机关;
    printed_by, printed_on: 印发机关 and 印发日期 as printed; ruled: with its lines."""

    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: str = ""
    to: tuple[str, ...] = ()
    ruled: bool = True

    @property
    def lines(self) -> tuple[str, ...]:
        """主送 and 抄送 in the lines they are printed in, labels and the empty 字 included."""
        return (*_listed(_TO, self.to), *_listed(_COPIES, self.copies_to))

    @property
    def printed(self) -> bool:
        """Whether the line of 印发 stands; letters have none."""
        return self.ruled and bool(self.printed_by or self.printed_on)

    @property
    def printing(self) -> tuple[str, ...]:
        """The lines of 印发: one of organ and date, a tab between them, or the organ's own lines
        and below them the date's, which begins with the tab."""
        if not self.printed:
            return ()
        on = f"{self.printed_on}印发"
        whole = f"{self.printed_by}\t{on}"
        if _condensed_twips(whole) <= _CONDENSED_MOST_TWIPS:
            return (whole,)
        return (*_organ_lines(self.printed_by), f"\t{on}")

    @property
    def height_pt(self) -> float:
        """The room kept for it; 0 when there is nothing to say."""
        lines = len(self.lines) + len(self.printing)
        return lines * PITCH_PT + _CLEARANCE_PT if lines else 0

    def fragment(self) -> Fragment | None:
        """It and its room, or None when there is nothing to say."""
        if not self.height_pt:
            return None
        parts, texts = [], []
        printing = self.printing
        printed_mm = len(printing) * PITCH_PT / POINTS_PER_MM
        if self.lines:
            high_mm = len(self.lines) * PITCH_PT / POINTS_PER_MM
            borders = {"top": _OUTER, "bottom": _INNER if self.printed else _OUTER}
            runs = line_break().join(map(run, self.lines))
            y_mm = _FOOT_MM - printed_mm - high_mm
            parts.append(_frame(runs, y_mm, high_mm, borders if self.ruled else {}))
            texts += list(self.lines)
        if self.printed:
            borders = {"bottom": _OUTER} | ({} if self.lines else {"top": _OUTER})
            runs = line_break().join(map(_printing_runs, printing))
            parts.append(_frame(runs, _FOOT_MM - printed_mm, printed_mm, borders))
            texts += [words for each in printing for words in each.split("\t")]
        return Fragment("".join(parts) + gap(self.height_pt).xml, tuple(filter(None, texts)))


def _listed(label: str, organs: Sequence[str]) -> list[str]:
    if not organs:
        return []
    first, *others = wrapped("，".join(organs) + "。", _LINE_CHARS)
    return [f"　{label}{first}", *(f"　　　　{words}" for words in others)]


def _organ_lines(organ: str) -> tuple[str, ...]:
    """An organ that shares no line with the date: whole where it fits, else parted."""
    if _condensed_twips(organ) <= _CONDENSED_MOST_TWIPS:
        return (organ,)
    halves = halved(organ, _PRINTED_CHARS)
    fit = all(chars(each) <= _PRINTED_CHARS for each in halves)
    return halves if fit else tuple(wrapped(organ, _PRINTED_CHARS))


def _condensed_twips(line: str) -> int:
    """By how much each character of a line of 印发 is drawn nearer to the next so that it fits."""
    between = _BETWEEN_CHARS if "\t" in line else 0.0
    gaps = _GAP_CHARS * len(_GAPS.findall(line))
    over = chars(line.replace("\t", "")) + gaps + between - _PRINTED_CHARS
    return max(0, ceil(over * spec.IMPRINT_SIZE_PT.value * 20 / len(line)))


def _printing_runs(line: str) -> str:
    """A line of 印发 as runs, its organ one 字 from the edge."""
    words, between, on = line.partition("\t")
    twips_nearer = _condensed_twips(line) if words else 0
    organ = run("　") + _nearer(words, twips_nearer) if words else ""
    return organ + (tab() + _nearer(on, twips_nearer) if between else "")


def _nearer(words: str, by_twips: int) -> str:
    made = run(words)
    spacing = f'<w:rPr><w:spacing w:val="-{by_twips}"/></w:rPr>'
    return made.replace("<w:r>", f"<w:r>{spacing}", 1) if by_twips else made


def _frame(runs: str, y_mm: float, height_mm: float, borders: Mapping[str, int]) -> str:
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{borders[side]}" w:space="0" w:color="000000"/>'
        for side in ("top", "bottom")
        if side in borders
    )
    width = twips(spec.TEXT_WIDTH_MM.value)
    stop = width - round(spec.IMPRINT_SIZE_PT.value * 20)
    frame = (
        f'<w:framePr w:w="{width}" w:h="{twips(height_mm)}" w:hRule="exact" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{twips(spec.BINDING_MARGIN_MM.value)}" '
        f'w:y="{twips(y_mm)}"/>'
    )
    border = f"<w:pBdr>{drawn}</w:pBdr>" if drawn else ""
    stops = f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs>'
    return paragraph(runs, style="Imprint", extra=f"{frame}{border}{stops}{exact(PITCH_PT)}")
