"""What the user asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """SOURCE, the call, and the district's profile if named.

    index_foot: whether the bundle's index carries 复印件与原件核对无误, which is ours to offer.
    """

    source: Path
    call_name: str = "bayu-2022"
    district: Path | None = None
    index_foot: bool = True
