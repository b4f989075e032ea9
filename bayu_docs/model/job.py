"""What a batch sends out and gets back: plain values with bytes, fit to travel between machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Letter:
    """One letter to write. key: its file name without suffix; fields: what the template prints;
    public: made for publication, so that no personal data may stand in it."""

    key: str
    fields: Mapping[str, Any]
    public: bool = False


@dataclass(frozen=True)
class Job:
    """Letters of one template for one worker.

    number: place of the job in its batch; template: the template's bytes and its name;
    moment: the time the documents are dated with, aware; last: its worker
    gets no other, so that no engine is started ahead of one.
    """

    number: int
    name: str
    template: bytes
    letters: tuple[Letter, ...]
    moment: datetime
    last: bool = False


@dataclass(frozen=True)
class Made:
    """A letter as it came out. problem: a Chinese sentence when it did not; then no bytes.

    pages: of the PDF.
    """

    key: str
    docx: bytes = b""
    pdf: bytes = b""
    pages: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Tools:
    """What the documents were made with, in words: our version, the engine's, the fonts'."""

    version: str
    engine: str
    fonts: str


@dataclass(frozen=True)
class JobResult:
    """A job done: one Made for each letter, in order."""

    number: int
    made: tuple[Made, ...]
    tools: Tools
