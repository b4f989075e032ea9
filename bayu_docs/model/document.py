"""Files the tool has made, and how large a page is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

A4_WIDTH_MM = 210.0
A4_HEIGHT_MM = 297.0
POINTS_PER_MM = 72.0 / 25.4
TWIPS_PER_MM = 1440.0 / 25.4


@dataclass(frozen=True)
class Artifact:
    """One finished file.

    kind: form, bundle, merged, print_sheet, bag, mail, report; sha256: hex digest;
    size: bytes; pages: number of PDF pages, None for other files; made_from: names it rests on.
    """

    kind: str
    path: Path
    sha256: str
    size: int
    pages: int | None = None
    made_from: tuple[str, ...] = ()
