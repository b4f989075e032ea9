"""The overview of a desk as text for a terminal, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from bayu_docs import __version__
from bayu_docs.batch.columns import wall_clock
from bayu_docs.batch.desk import Due, Overview, left_words, next_step
from bayu_docs.model.call import TIER_NAMES
from bayu_docs.model.desk import Entry
from bayu_docs.model.report import Report
from bayu_docs.reporting import json_report, text
from bayu_docs.reporting.columns import folded, width_of

_WIDTH = 100
_HEADS = ("序号", "申报主体", "级别", "市级", "区县级", "状态", "下一步")
_LONGEST_NAME = 28


def to_text(seen: Overview, colour: bool = False) -> str:
    """The whole overview, readable down from what is due."""
    blocks = [
        f"{seen.subject}\n{wall_clock(seen.moment):%Y-%m-%d %H:%M}　共 {len(seen.entries)} 个申报",
        "\n".join(["办理情况：", *(f"  {word} {n}" for word, n in seen.counts if n)]),
        "\n".join(["期限：", *(line for due in seen.dues for line in _due(due, seen.moment))]),
        "\n".join(_table([_row(entry) for entry in seen.entries])),
    ]
    report = _report(seen)
    if seen.findings:
        blocks.append(text.render_text(report, colour, _WIDTH).partition("\n\n")[2].rstrip("\n"))
    return "\n\n".join(blocks) + "\n"


def to_json(seen: Overview) -> str:
    """The same as versioned JSON."""
    data = {
        "schema_version": "1",
        "tool": {"name": json_report.TOOL_NAME, "version": __version__},
        "subject": seen.subject,
        "moment": seen.moment.isoformat(),
        "counts": dict(seen.counts),
        "dues": [
            {
                "what": due.what,
                "at": None if due.at is None else due.at.isoformat(),
                "note": due.note,
                "numbers": list(due.numbers),
            }
            for due in seen.dues
        ],
        "entries": [_entry_data(entry) for entry in seen.entries],
        "findings": json_report.report_data(_report(seen))["findings"],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _report(seen: Overview) -> Report:
    return Report(seen.subject, seen.findings, checked=("desk",))


def _due(due: Due, moment: datetime) -> Iterator[str]:
    """One line, and its note folded below."""
    if due.at is None:
        when = "未登记"
    else:
        shown = f"{due.at:%Y-%m-%d %H:%M}" if isinstance(due.at, datetime) else f"{due.at}"
        when = f"{shown}（{left_words(due.at, moment)}）"
    whom = f"　{'、'.join(due.numbers)}" if due.numbers else ""
    yield "  " + folded(f"{due.what}　{when}{whom}", _WIDTH - 2, "    ")
    if due.note:
        yield "    " + folded(due.note, _WIDTH - 4, "    ")


def _row(entry: Entry) -> tuple[str, ...]:
    receipt = entry.receipt
    name = receipt.applicant or receipt.file
    return (
        entry.number,
        name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…",
        TIER_NAMES.get(receipt.tier, receipt.tier).removesuffix("（同时）"),
        receipt.verdicts.get("municipal", ""),
        receipt.verdicts.get("district", ""),
        entry.state_word,
        next_step(entry),
    )


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    lines = [_HEADS, *rows]
    widths = [max(width_of(line[at]) for line in lines) for at in range(len(_HEADS))]
    for line in lines:
        cells = (
            word + " " * (width - width_of(word)) for word, width in zip(line, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _entry_data(entry: Entry) -> dict[str, Any]:
    receipt = entry.receipt
    return {
        "number": entry.number,
        "applicant": receipt.applicant,
        "station_name": receipt.station_name,
        "tier": receipt.tier,
        "file": receipt.file,
        "sha256": receipt.sha256,
        "verdicts": dict(receipt.verdicts),
        "state": entry.state,
        "state_word": entry.state_word,
        "standing": entry.standing,
        "next": next_step(entry),
        "decisions": {key: _plain(value) for key, value in entry.decisions.items()},
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
