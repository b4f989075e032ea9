"""Where ink stands on a rendered page, in mm from its upper left corner."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

from bayu_docs.materials import pdf_look

DPI = 200
PIXELS_PER_MM = DPI / 25.4


class Run(NamedTuple):
    """From where to where something reaches, in mm."""

    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


class Rule(NamedTuple):
    """A drawn line: its upper and lower edge, its left and right end, in mm."""

    top: float
    bottom: float
    left: float
    right: float

    @property
    def weight(self) -> float:
        return self.bottom - self.top

    @property
    def length(self) -> float:
        return self.right - self.left


class Ink:
    """The pixels of one colour."""

    def __init__(self, mask: Image.Image) -> None:
        self.mask = mask

    def within(self, top: float, bottom: float, left: float = 0, right: float = 210) -> Ink:
        """Only what stands within these edges; the places stay those of the page."""
        box = tuple(round(edge * PIXELS_PER_MM) for edge in (left, top, right, bottom))
        kept = Image.new("L", self.mask.size, 0)
        kept.paste(self.mask.crop(box), box[:2])
        return Ink(kept)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """left, top, right, bottom of all of it."""
        found = self.mask.getbbox()
        assert found is not None, "no ink here"
        left, top, right, bottom = (edge / PIXELS_PER_MM for edge in found)
        return left, top, right, bottom

    @property
    def is_empty(self) -> bool:
        return self.mask.getbbox() is None

    def rows(self) -> list[Run]:
        """The rows of ink from top to bottom."""
        return _runs([self._row(y).getbbox() is not None for y in range(self.mask.height)])

    def columns(self) -> list[Run]:
        """The columns of ink from left to right."""
        turned = Ink(self.mask.transpose(Image.Transpose.TRANSPOSE))
        return turned.rows()

    def rules(self, shortest_mm: float) -> list[Rule]:
        """Lines at least so long, from top to bottom."""
        long = [self._filled(y) >= shortest_mm * PIXELS_PER_MM for y in range(self.mask.height)]
        rules = []
        for run in _runs(long):
            left, _, right, _ = self.within(run.start, run.end).box
            rules.append(Rule(run.start, run.end, left, right))
        return rules

    def _row(self, y: int) -> Image.Image:
        return self.mask.crop((0, y, self.mask.width, y + 1))

    def _filled(self, y: int) -> int:
        return self._row(y).tobytes().count(255)


def red_ink(pdf: Path, page: int) -> Ink:
    """What is printed red."""
    red, green, _ = _page(pdf, page).split()
    return Ink(ImageChops.darker(_at_least(red, 150), _below(green, 140)))


def dark_ink(pdf: Path, page: int) -> Ink:
    """What is printed black or nearly so."""
    red, green, _ = _page(pdf, page).split()
    return Ink(ImageChops.darker(_below(red, 140), _below(green, 140)))


def shaded_ink(pdf: Path, page: int) -> Ink:
    """What is printed grey or darker."""
    red, _, _ = _page(pdf, page).split()
    return Ink(_below(red, 240))


def _page(pdf: Path, page: int) -> Image.Image:
    return pdf_look.render_page(pdf, page, DPI)


def _at_least(channel: Image.Image, level: int) -> Image.Image:
    return channel.point([0] * level + [255] * (256 - level))


def _below(channel: Image.Image, level: int) -> Image.Image:
    return channel.point([255] * level + [0] * (256 - level))


def _runs(marked: list[bool]) -> list[Run]:
    runs, start = [], None
    for at, on in enumerate([*marked, False]):
        if on and start is None:
            start = at
        elif not on and start is not None:
            runs.append(Run(start / PIXELS_PER_MM, at / PIXELS_PER_MM))
            start = None
    return runs
