"""Where every field of an application stands, kept by row: a roster has hundreds of thousands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bayu_docs.model.finding import Place


class RowPlace(NamedTuple):
    """A row of a table: its sheet and number, and the letter of each member's column."""

    sheet: str
    number: int
    letters: Mapping[str, str]


class Places(Mapping[str, Place]):
    """JSON pointer -> Place, for fields that were left empty, too."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._cells: dict[str, str] = {}
        self._rows: dict[str, RowPlace] = {}

    def cell(self, pointer: str, spot: str) -> None:
        """Note a field, list or part that stands in that cell; the first note stays."""
        self._cells.setdefault(pointer, spot)

    def row(self, pointer: str, place: RowPlace) -> None:
        """Note a row; its members stand in the columns named by its letters."""
        self._rows[pointer] = place

    def __getitem__(self, pointer: str) -> Place:
        spot = self._cells.get(pointer) or self._in_row(pointer)
        if not spot:
            raise KeyError(pointer)
        return Place(self._file, spot, pointer)

    def _in_row(self, pointer: str) -> str:
        row = self._rows.get(pointer)
        if row is not None:
            return f"{row.sheet}!{next(iter(row.letters.values()), 'A')}{row.number}"
        holder, _, name = pointer.rpartition("/")
        row = self._rows.get(holder)
        letter = row.letters.get(name) if row is not None else None
        return f"{row.sheet}!{letter}{row.number}" if row is not None and letter else ""

    def __iter__(self) -> Iterator[str]:
        yield from self._cells
        for pointer, row in self._rows.items():
            for member in (pointer, *(f"{pointer}/{name}" for name in row.letters)):
                if member not in self._cells:
                    yield member

    def __len__(self) -> int:
        return sum(1 for _ in self)
