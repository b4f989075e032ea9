"""How a paragraph looks as a whole: its size, whether it is red, which one of a list it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bayu_docs.materials.word_layout import Paragraph


def size_of(paragraph: Paragraph) -> float:
    """The size of most of its characters."""
    sizes: dict[float, int] = {}
    for run in paragraph.runs:
        sizes[run.size_pt] = sizes.get(run.size_pt, 0) + len(run.text.strip())
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def is_red(paragraph: Paragraph) -> bool:
    """Whether its text is printed in red."""
    seen = [run for run in paragraph.runs if run.text.strip()]
    return bool(seen) and all(_is_red(run.colour) for run in seen)


def _is_red(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-F]{6}", colour):
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red >= 0xA0 and green <= 0x70 and blue <= 0x70


def place_of(paragraphs: Sequence[Paragraph], wanted: Paragraph) -> int:
    """Where this very paragraph stands in a list."""
    return next(at for at, each in enumerate(paragraphs) if each is wanted)
