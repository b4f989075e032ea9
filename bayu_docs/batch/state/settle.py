"""Changes wished for, together -> those that are allowed, and why each of the others is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bayu_docs.batch.state.fault import Fault
from bayu_docs.batch.state.faults import faults
from bayu_docs.batch.state.ground import Ground
from bayu_docs.batch.state.life import state_of
from bayu_docs.model.desk import Entry
from bayu_docs.model.finding import Finding, Place, Severity


@dataclass(frozen=True)
class Edit:
    """One cell to change: the value, None to empty it; where it was written."""

    number: str
    key: str
    value: Any
    source: str = ""
    place: Place = field(default_factory=Place)

    @property
    def cell(self) -> tuple[str, str]:
        """Which cell it is."""
        return self.number, self.key


@dataclass(frozen=True)
class Settled:
    """accepted: in the order given; findings: one error for each cell that was refused."""

    accepted: tuple[Edit, ...]
    findings: tuple[Finding, ...]


def settle(entries: Mapping[str, Entry], edits: Sequence[Edit], ground: Ground) -> Settled:
    """The largest part of the edits that brings no new fault, found by dropping culprits.

    All are tried together, so that two ranks can be exchanged and a whole row be filled at once.
    """
    known = {fault.identity for fault in faults(entries, ground)}
    pending, findings = list(edits), []
    while pending:
        after = applied(entries, pending)
        fresh = {edit.cell for edit in pending}
        new = [f for f in faults(after, ground, fresh) if f.identity not in known]
        if not new:
            break
        culprits: dict[tuple[str, str], Fault] = {}
        for fault in new:
            culprits.setdefault(_culprit(fault, pending), fault)
        findings += [
            _refusal(culprits[edit.cell], edit) for edit in pending if edit.cell in culprits
        ]
        pending = [edit for edit in pending if edit.cell not in culprits]
    return Settled(tuple(pending), tuple(findings))


def applied(entries: Mapping[str, Entry], edits: Sequence[Edit]) -> dict[str, Entry]:
    """The entries as they would be."""
    after = dict(entries)
    for edit in edits:
        entry = after[edit.number]
        decisions = {key: value for key, value in entry.decisions.items() if key != edit.key}
        if edit.value is not None:
            decisions[edit.key] = edit.value
        state = state_of(entry.receipt, decisions)
        after[edit.number] = replace(entry, decisions=decisions, state=state)
    return after


def _culprit(fault: Fault, pending: Sequence[Edit]) -> tuple[str, str]:
    """The cell to refuse: where it shows, else what it may come from, else that entry's first."""
    cells = [edit.cell for edit in pending]
    for cell in (fault.cell, *fault.others):
        if cell in cells:
            return cell
    return next((cell for cell in cells if cell[0] == fault.cell[0]), cells[0])


def _refusal(fault: Fault, edit: Edit) -> Finding:
    return Finding(
        fault.code,
        Severity.ERROR,
        fault.message,
        edit.place,
        fault.clause,
        fault.advice,
        fault.doubt,
    )
