"""One campaign of one desk: what came in, what was decided, what may be decided, and the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bayu_docs.batch import values
from bayu_docs.batch.columns import CLOCK, EDITABLE, column
from bayu_docs.batch.state import store
from bayu_docs.batch.state.book import Book
from bayu_docs.batch.state.cautions import cautions, standing
from bayu_docs.batch.state.ground import Ground
from bayu_docs.batch.state.rows import (
    profile_json,
    profile_of,
)
from bayu_docs.batch.state.settle import Edit, applied, settle
from bayu_docs.calls.load import DEFAULT_CALL, load_call, shipped_calls
from bayu_docs.errors import CallFaulty
from bayu_docs.materials.workdays import Calendar
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.desk import Entry, LogRow, Receipt
from bayu_docs.model.finding import Finding, Place, Severity


class Campaign:
    """Use as a context, or close() it. Every method is one transaction of its own."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        call: Call,
        district: DistrictProfile,
        calendar: Calendar,
    ) -> None:
        self._path = path
        self._connection = connection
        self._book = Book(connection)
        self.call = call
        self.district = district
        self._calendar = calendar

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        call: Call | None = None,
        district: DistrictProfile | None = None,
        calendar: Calendar | None = None,
    ) -> Campaign:
        """The campaign of that file, made when there is none.

        call, district: kept for later openings; not given, those kept last, else the shipped call
        and a district of which nothing is known. SourceUnreadable, OutputUnwritable, CallFaulty.
        """
        connection = store.connect(path)
        try:
            with store.refusing(path), store.transaction(connection):
                kept = _kept(connection, call, district)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, *kept, calendar or Calendar())

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def __enter__(self) -> Campaign:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def revision(self) -> int:
        """The number of the last change; it only grows."""
        with self._looking():
            return self._book.revision()

    def ground(self, day: date) -> Ground:
        """What the rules stand on, that day."""
        return Ground(self.call, self.district, day, self._calendar)

    def entries(self) -> tuple[Entry, ...]:
        """All entries by their numbers."""
        with self._looking():
            return tuple(self._book.entries().values())

    def entry(self, number: str) -> Entry | None:
        """The entry of that number, or None."""
        with self._looking():
            return self._book.entries().get(number)

    def log(self, number: str | None = None) -> tuple[LogRow, ...]:
        """Every change, of all entries or of one, the oldest first."""
        with self._looking():
            return self._book.log(number)

    def decisions_at(self, revision: int) -> Mapping[str, Mapping[str, Any]]:
        """Number -> column -> value as they stood at that revision."""
        with self._looking():
            return self._book.decided(revision)

    def record(self, receipts: Sequence[Receipt], at: datetime, source: str) -> tuple[Entry, ...]:
        """Take them in; gives the entry of each, in the order given.

        New ones get numbers by time of receipt and name. The same bytes of the same application
        again are logged; judged differently than before, the new judgement stands from now on.
        """
        order = sorted(range(len(receipts)), key=lambda index: _by_time(receipts[index], index))
        numbers: dict[int, str] = {}
        with self._changing():
            for index in order:
                numbers[index] = self._book.take_in(receipts[index], at, source)
            entries = self._book.entries()
        return tuple(entries[numbers[index]] for index in range(len(receipts)))

    def decide(
        self,
        number: str,
        key: str,
        value: object,
        at: datetime,
        source: str,
        place: Place | None = None,
    ) -> tuple[Finding, ...]:
        """Set one cell, None to empty it; an error among the findings: nothing has changed.

        KeyError for a column that is no clerk's.
        """
        edit = Edit(number, key, value, source, place or Place(file=source))
        return self.decide_all((edit,), at)

    def decide_all(self, edits: Sequence[Edit], at: datetime) -> tuple[Finding, ...]:
        """Set cells that belong together: those that are allowed are set, all in one transaction,
        each other is an error at its place. Then warnings on the entries that were changed."""
        with self._changing():
            entries = self._book.entries()
            fitted, findings = _fitted(edits, entries)
            ground = self.ground(at.astimezone(CLOCK).date())
            settled = settle(entries, fitted, ground)
            after = applied(entries, settled.accepted)
            for edit in settled.accepted:
                self._book.write(edit, entries[edit.number].decisions.get(edit.key), at)
            sources = {edit.number: edit for edit in settled.accepted}
            for number, edit in sources.items():
                self._book.write_state(entries[number], after[number], at, edit.source)
        findings += settled.findings
        for number, edit in sources.items():
            before = {found.message for found in cautions(entries[number], ground)}
            findings += [
                _placed(found, edit.place)
                for found in cautions(after[number], ground)
                if found.message not in before
            ]
        return tuple(findings)

    def standing(self, day: date) -> tuple[Finding, ...]:
        """Warnings on everything as it stands: each entry's, then the campaign's as a whole."""
        ground = self.ground(day)
        entries = {entry.number: entry for entry in self.entries()}
        each = [found for entry in entries.values() for found in cautions(entry, ground)]
        return (*each, *standing(entries, ground))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with store.refusing(self._path), store.transaction(self._connection):
            yield

    @contextmanager
    def _looking(self) -> Iterator[None]:
        """One consistent view over several statements."""
        with store.refusing(self._path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")


def _kept(
    connection: sqlite3.Connection, call: Call | None, district: DistrictProfile | None
) -> tuple[Call, DistrictProfile]:
    """The call and the district, of now or of before; kept for the next time."""
    before = dict(connection.execute("SELECT name, value FROM meta"))
    now = {}
    if call is not None:
        now["call"] = call.id
    if district is not None:
        now["district"] = profile_json(district)
    for name, value in now.items():
        if before.get(name) != value:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
    if call is None:
        call = _call_of(before.get("call", DEFAULT_CALL))
    if district is None:
        text = before.get("district")
        district = profile_of(text) if text else DistrictProfile()
    return call, district


def _call_of(name: str) -> Call:
    if name not in shipped_calls():
        raise CallFaulty(
            f"台账按申报批次“{name}”办理，它不随工具提供", "请用 --call 给出这个批次的 .json 文件"
        )
    return load_call(name)


def _fitted(
    edits: Sequence[Edit], entries: Mapping[str, Entry]
) -> tuple[list[Edit], list[Finding]]:
    """The edits with values of their columns that change something; a finding for each misfit."""
    fitted, findings = [], []
    for edit in edits:
        wanted = column(edit.key)
        if wanted not in EDITABLE:
            raise KeyError(edit.key)
        if edit.number not in entries:
            findings.append(_unknown(edit))
            continue
        fit = values.fit(wanted, edit.value)
        if fit.said:
            said = f"{edit.number} {fit.said}"
            findings.append(
                Finding("desk.value", Severity.ERROR, said, edit.place, advice=fit.advice)
            )
        elif fit.value != entries[edit.number].decisions.get(edit.key):
            fitted.append(Edit(edit.number, edit.key, fit.value, edit.source, edit.place))
    return fitted, findings


def _unknown(edit: Edit) -> Finding:
    return Finding(
        "desk.unknown_row",
        Severity.ERROR,
        f"台账里没有收件序号 {edit.number}",
        edit.place,
        advice="收件序号由 receive 登记，请不要改动或新增",
    )


def _placed(finding: Finding, place: Place) -> Finding:
    return Finding(
        finding.code,
        finding.severity,
        finding.message,
        place,
        finding.clause,
        finding.advice,
        finding.doubt,
    )


def _by_time(receipt: Receipt, index: int) -> tuple[bool, float, str, int]:
    """By time of receipt, those without one last; then by name."""
    at = receipt.received_at
    return at is None, at.timestamp() if at else 0.0, receipt.file, index
