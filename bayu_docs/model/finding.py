"""Findings: what is wrong with the material, where, by which clause, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")


class Severity(Enum):
    """How much a finding weighs: only errors block a package."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The word a user reads."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


@dataclass(frozen=True)
class Clause:
    """A place in a published text, with its words.

    number: as cited, e.g. 四（一）2; words: the verbatim quotation; source: the text's title.
    """

    number: str
    words: str
    source: str = ""


@dataclass(frozen=True)
class Place:
    """Where something stands, in the user's terms.

    file: its name; spot: `专家团队!C7`, `表3第2行` or a field's Chinese title; pointer: the JSON
    pointer (RFC 6901) into the application; page: 1-based page of a PDF.
    """

    file: str = ""
    spot: str = ""
    pointer: str = ""
    page: int | None = None

    def __str__(self) -> str:
        page = f"第{self.page}页" if self.page is not None else ""
        return " › ".join(part for part in (self.file, self.spot, page) if part)


def place_in(origins: Mapping[str, Place], pointer: str) -> Place:
    """Where a value was written; for one that was not, where its nearest container was."""
    probe = pointer
    while probe and probe not in origins:
        probe = probe.rpartition("/")[0]
    return replace(origins.get(probe, Place()), pointer=pointer)


@dataclass(frozen=True)
class Finding:
    """One thing found: stable dotted `code`, a Chinese sentence, place, clause and advice."""

    code: str
    severity: Severity
    message: str
    place: Place = Place()
    clause: Clause | None = None
    advice: str = ""
    doubt: str = ""  # id of the open doubt the finding rests on (A05), else empty


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """A value and what was found on the way to it; value is None when there is none to give."""

    value: T | None
    findings: tuple[Finding, ...] = ()


def has_errors(findings: Iterable[Finding]) -> bool:
    """True when at least one finding blocks."""
    return any(finding.severity is Severity.ERROR for finding in findings)
