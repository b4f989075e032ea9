"""What the user asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """SOURCE, the call, and the district's profile if named.

    index_foot: whether the bundle's index carries 复印件与原件核对无误, which is ours to offer;
    mark: `check` also writes a marked copy of the workbook; templates: a folder whose forms are
    filled in place of the shipped ones, or None.
    """

    source: Path
    call_name: str = "bayu-2022"
    district: Path | None = None
    index_foot: bool = True
    mark: bool = False
    templates: Path | None = None
