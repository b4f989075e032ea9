"""The rows of the state's file as values: entries, receipts, decisions, the log."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import datetime
from typing import Any

from bayu_docs.batch import values
from bayu_docs.batch.columns import column
from bayu_docs.batch.state.life import state_of
from bayu_docs.batch.state.rows import receipt_json, receipt_of, value_json, value_of
from bayu_docs.batch.state.settle import Edit
from bayu_docs.model.desk import STATE_WORDS, Entry, LogRow, Receipt

_FEWEST_DIGITS = 3
_STATE, _RECEIVED, _AGAIN, _JUDGED = "状态", "收件", "重复来件", "核验结果"

Decided = dict[str, dict[str, Any]]
"""Number -> column -> value."""


class Book:
    """An open file of the state; whoever calls holds the transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def revision(self) -> int:
        """The number of the last change."""
        found = self._connection.execute("SELECT coalesce(max(revision), 0) FROM log").fetchone()
        return int(found[0])

    def entries(self) -> dict[str, Entry]:
        """Every entry as it stands, by its number."""
        decided = self.decided(self.revision())
        rows = self._connection.execute(
            "SELECT number, body FROM receipts WHERE id IN "
            "(SELECT max(id) FROM receipts GROUP BY number) ORDER BY length(number), number"
        )
        entries = {}
        for number, body in rows.fetchall():
            receipt, decisions = receipt_of(body), decided.get(number, {})
            entries[number] = Entry(number, receipt, state_of(receipt, decisions), decisions)
        return entries

    def decided(self, revision: int) -> Decided:
        """What was decided up to that revision."""
        decided: Decided = {}
        rows = self._connection.execute(
            "SELECT number, key, value FROM decisions WHERE revision <= ? ORDER BY revision",
            (revision,),
        )
        for number, key, text in rows:
            of_entry = decided.setdefault(number, {})
            of_entry.pop(key, None)
            if text is not None:
                of_entry[key] = value_of(text)
        return decided

    def log(self, number: str | None) -> tuple[LogRow, ...]:
        """Every change, of all entries or of one, the oldest first."""
        rows = self._connection.execute(
            "SELECT at, source, number, what, old, new FROM log "
            "WHERE ?1 IS NULL OR number = ?1 ORDER BY revision",
            (number,),
        ).fetchall()
        return tuple(LogRow(datetime.fromisoformat(row[0]), *row[1:]) for row in rows)

    def take_in(self, receipt: Receipt, at: datetime, source: str) -> str:
        """The number under which the receipt is known from now on."""
        found = self._connection.execute(
            "SELECT number FROM entries WHERE identity = ?", (_identity(receipt),)
        ).fetchone()
        if found is None:
            return self._take_new(receipt, at, source)
        number = str(found[0])
        before = self._receipt(number)
        if before.file != receipt.file:
            self._note(at, source, number, _AGAIN, before.file, receipt.file)
        elif (body := receipt_json(receipt)) != receipt_json(before):
            self._keep_receipt(number, at, body)
            self._note(at, source, number, _JUDGED, _judged(before), _judged(receipt))
        return number

    def write(self, edit: Edit, old: object, at: datetime) -> None:
        """A decision and its line in the log."""
        head, new = column(edit.key).head, values.words(edit.value)
        revision = self._note(at, edit.source, edit.number, head, values.words(old), new)
        self._connection.execute(
            "INSERT INTO decisions VALUES (?, ?, ?, ?)",
            (revision, edit.number, edit.key, value_json(edit.value)),
        )

    def write_state(self, before: Entry, after: Entry, at: datetime, source: str) -> None:
        """A line in the log where the state has changed."""
        if before.state != after.state:
            self._note(at, source, after.number, _STATE, before.state_word, after.state_word)

    def _receipt(self, number: str) -> Receipt:
        """The entry's receipt as it stands."""
        found = self._connection.execute(
            "SELECT body FROM receipts WHERE number = ? ORDER BY id DESC LIMIT 1", (number,)
        ).fetchone()
        return receipt_of(found[0])

    def _take_new(self, receipt: Receipt, at: datetime, source: str) -> str:
        count = self._connection.execute("SELECT count(*) FROM entries").fetchone()[0]
        number = f"{count + 1:0{_FEWEST_DIGITS}}"
        self._connection.execute(
            "INSERT INTO entries VALUES (?, ?, ?)", (number, _identity(receipt), at.isoformat())
        )
        self._keep_receipt(number, at, receipt_json(receipt))
        self._note(at, source, number, _RECEIVED, "", receipt.file)
        self._note(at, source, number, _STATE, "", STATE_WORDS[state_of(receipt, {})])
        return number

    def _keep_receipt(self, number: str, at: datetime, body: str) -> None:
        self._connection.execute(
            "INSERT INTO receipts (number, at, body) VALUES (?, ?, ?)",
            (number, at.isoformat(), body),
        )

    def _note(self, at: datetime, source: str, number: str, what: str, old: str, new: str) -> int:
        """The revision of the new row of the log."""
        cursor = self._connection.execute(
            "INSERT INTO log (at, source, number, what, old, new) VALUES (?, ?, ?, ?, ?, ?)",
            (at.isoformat(), source, number, what, old, new),
        )
        return int(cursor.lastrowid or 0)


def _identity(receipt: Receipt) -> str:
    """What makes a receipt the same: its bytes, and within them the application."""
    own = (receipt.sha256, receipt.uscc, receipt.applicant, receipt.station_name)
    return hashlib.sha256(json.dumps(own).encode("ascii")).hexdigest()


def _judged(receipt: Receipt) -> str:
    verdicts = "、".join(f"{tier} {word}" for tier, word in sorted(receipt.verdicts.items()))
    return f"{verdicts or '未核验'}；错误 {receipt.errors}；警告 {receipt.warnings}"
