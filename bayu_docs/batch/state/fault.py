"""One thing that no state of the campaign may hold, and how messages name an entry."""

from __future__ import annotations

from dataclasses import dataclass

from bayu_docs.model.desk import Entry
from bayu_docs.model.finding import Clause

Cell = tuple[str, str]
"""An entry's number and a column's key."""


@dataclass(frozen=True)
class Fault:
    """One thing that may not be.

    cell: where it shows; others: cells that, changed just now, are as likely its cause.
    """

    cell: Cell
    code: str
    message: str
    advice: str
    clause: Clause | None = None
    doubt: str = ""
    others: tuple[Cell, ...] = ()

    @property
    def identity(self) -> tuple[Cell, str]:
        """By what a fault that was there before is known."""
        return self.cell, self.code


def label(entry: Entry) -> str:
    """An entry as messages name it."""
    name = entry.receipt.applicant or entry.receipt.file
    return f"{entry.number} {name}"
