"""A section's properties as plain values: paper, margins, grid, and its headers and footers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from bayu_docs.materials.word_grid import w
from bayu_docs.materials.word_layout import Paragraph, Section
from bayu_docs.materials.word_styles import is_on, number, properties
from bayu_docs.model.document import TWIPS_PER_MM

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# What Word takes where a section is silent: US letter, margins of an inch.
_DEFAULT_TWIPS = {"w": 12240.0, "h": 15840.0, "footer": 720.0, "gutter": 0.0}
_DEFAULT_MARGIN_TWIPS = 1440.0
_CHARACTER_GRIDS = ("linesAndChars", "snapToChars")
_GRID_UNITS_PER_PT = 4096.0  # w:charSpace, ISO/IEC 29500-1 17.6.5


class Break(Enum):
    """What stands between a paragraph and the one before it."""

    NONE = "none"
    PAGE = "page"
    SECTION = "section"


@dataclass(frozen=True)
class Margins:
    """Parts of a section's own headers and footers, by kind."""

    headers: Mapping[str, str] = field(default_factory=dict)
    footers: Mapping[str, str] = field(default_factory=dict)


def margins_of(node: Any | None, relations: Mapping[str, str]) -> Margins:
    """The headers and footers a section names itself."""

    def named(name: str) -> dict[str, str]:
        found = () if node is None else node.findall(w(name))
        return {
            str(each.get(w("type"), "default")): relations[each.get(_RELATION, "")]
            for each in found
            if each.get(_RELATION, "") in relations
        }

    return Margins(named("headerReference"), named("footerReference"))


def section_of(
    node: Any | None,
    at: int,
    headers: Mapping[str, tuple[Paragraph, ...]],
    footers: Mapping[str, tuple[Paragraph, ...]],
) -> Section:
    """A section from its w:sectPr; at: from 1."""
    own = properties(node)
    size, margins, grid = own.get("pgSz", {}), own.get("pgMar", {}), own.get("docGrid", {})

    def millimetres(attributes: Mapping[str, str], name: str) -> float:
        given = number(attributes, name)
        if given is None:
            given = _DEFAULT_TWIPS.get(name, _DEFAULT_MARGIN_TWIPS)
        return abs(given) / TWIPS_PER_MM

    kind = grid.get("type", "default")
    pitch = number(grid, "linePitch") or 0.0
    by_characters = kind in _CHARACTER_GRIDS
    return Section(
        number=at,
        width_mm=millimetres(size, "w"),
        height_mm=millimetres(size, "h"),
        top_mm=millimetres(margins, "top"),
        bottom_mm=millimetres(margins, "bottom"),
        left_mm=millimetres(margins, "left"),
        right_mm=millimetres(margins, "right"),
        gutter_mm=millimetres(margins, "gutter"),
        footer_mm=millimetres(margins, "footer"),
        title_page=is_on(own, "titlePg"),
        grid_pitch_pt=pitch / 20 if kind in ("lines", *_CHARACTER_GRIDS) else 0.0,
        grid_char_pt=(number(grid, "charSpace") or 0.0) / _GRID_UNITS_PER_PT
        if by_characters
        else None,
        headers=headers,
        footers=footers,
    )


def starts_page(node: Any | None) -> bool:
    """Whether a section begins on a new page; `node` is its own w:sectPr."""
    return properties(node).get("type", {}).get("val", "nextPage") != "continuous"
