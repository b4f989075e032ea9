"""汇总表.xlsx read back: what the clerk has changed in it, told apart from what we wrote.

The workbook remembers the revision of the state that it was written from. A cell that differs from
the state of then is the clerk's; one that does not is left as the state is now. Rows may be sorted
or filtered and columns moved: everything is found by heads and 收件序号.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bayu_docs.batch import values
from bayu_docs.batch.roster_cells import Cell, Roster, read
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.batch.state.settle import Edit
from bayu_docs.materials.workbook_read import Broken
from bayu_docs.model.finding import Finding, Place, Severity

__all__ = ["Changes", "Roster", "changes", "read"]


@dataclass(frozen=True)
class Changes:
    """What the clerk changed, and what stands in the way of taking it over."""

    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]


def changes(roster: Roster, campaign: Campaign) -> Changes:
    """The cells that the clerk has changed since the workbook was written."""
    now = {entry.number: entry.decisions for entry in campaign.entries()}
    then = now if roster.revision is None else campaign.decisions_at(roster.revision)
    edits: list[Edit] = []
    findings = list(roster.findings)
    for cell in roster.cells:
        if cell.number not in now:
            continue
        if isinstance(cell.raw, Broken):
            findings.append(_broken(cell))
            continue
        fit = values.fit(cell.column, cell.raw, epoch=roster.epoch)
        if fit.said:
            findings.append(_error("desk.value", f"{cell.number} {fit.said}", cell, fit.advice))
            continue
        key = cell.column.key
        before, current = then.get(cell.number, {}).get(key), now[cell.number].get(key)
        if fit.value in (before, current):
            continue
        if before != current:
            findings.append(_conflict(cell, fit.value, before, current))
            continue
        source = f"{roster.file}!{cell.place.spot.rpartition('!')[2]}"
        edits.append(Edit(cell.number, key, fit.value, source, cell.place))
    findings += _unknown(roster, now)
    findings += _gone(roster, now)
    return Changes(tuple(edits), tuple(findings))


def _error(code: str, message: str, cell: Cell, advice: str) -> Finding:
    return Finding(code, Severity.ERROR, message, cell.place, advice=advice)


def _broken(cell: Cell) -> Finding:
    assert isinstance(cell.raw, Broken)
    what = f"是错误值 {cell.raw.word}" if cell.raw.word else "是没有算出结果的公式"
    message = f"{cell.number} 的“{cell.column.head}”{what}"
    return _error("desk.value", message, cell, "请改为直接填写，不用公式")


def _conflict(cell: Cell, wished: Any, before: Any, current: Any) -> Finding:
    """Both the workbook and the state have moved on."""
    words = [values.words(value) or "（空）" for value in (before, current, wished)]
    message = (
        f"{cell.number} 的“{cell.column.head}”在这份汇总表生成后已由“{words[0]}”改为“{words[1]}”，"
        f"表中又填“{words[2]}”"
    )
    return _error(
        "desk.conflict",
        message,
        cell,
        f"请先把这一格改成“{words[1]}”，运行 desk update 取得新表；仍要改的再填",
    )


def _unknown(roster: Roster, known: Mapping[str, object]) -> Iterator[Finding]:
    for number in roster.numbers:
        if number not in known:
            place = next((c.place for c in roster.cells if c.number == number), Place(roster.file))
            yield Finding(
                "desk.unknown_row",
                Severity.ERROR,
                f"台账里没有收件序号 {number}，这一行没有读取",
                place,
                advice="收件序号由 receive 登记，请不要改动或新增",
            )


def _gone(roster: Roster, known: Mapping[str, object]) -> Iterator[Finding]:
    """Rows that were deleted: nothing is deleted in the state."""
    missing: Sequence[str] = [number for number in known if number not in roster.numbers]
    if missing:
        message = f"汇总表里没有收件序号 {'、'.join(missing)} 的行，台账保持不变"
        advice = "不予受理的请在“会商意见”填写，不要删行"
        place = Place(roster.file)
        yield Finding("desk.row_missing", Severity.WARNING, message, place, advice=advice)
