"""What the user asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """SOURCE, the call, and the district's profile if named."""

    source: Path
    call_name: str = "bayu-2022"
    district: Path | None = None
