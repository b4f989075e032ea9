"""The kinds of papers as a table for the terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bayu_docs.model.notice import Kind
from bayu_docs.reporting.columns import width_of

_VERSION = "1"
_HEADS = ("种类", "名称", "文种／格式", "发 → 收", "份数", "时间", "依据", "公开")


def render_kinds(kinds: Sequence[Kind]) -> str:
    """One line a kind, columns aligned."""
    rows = [_HEADS, *map(_row, kinds)]
    widths = [max(width_of(row[at]) for row in rows) for at in range(len(_HEADS))]
    lines = (
        "  ".join(
            cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines) + "\n"


def kinds_json(kinds: Sequence[Kind]) -> str:
    """The same as JSON, with a version."""
    rows = [
        {
            "key": kind.key,
            "name": kind.name,
            "genre": kind.genre,
            "format": kind.format,
            "issued_by": list(kind.issued_by),
            "to": kind.to,
            "when": kind.when,
            "copies": kind.copies,
            "channel": kind.channel,
            "basis": kind.basis,
            "public": kind.public,
            "upward": kind.upward,
        }
        for kind in kinds
    ]
    data = {"schema_version": _VERSION, "kinds": rows}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _row(kind: Kind) -> tuple[str, ...]:
    return (
        kind.key,
        kind.name,
        f"{kind.genre}／{kind.format}",
        f"{'、'.join(kind.issued_by)} → {kind.to}",
        str(kind.copies or ""),
        kind.when,
        f"通知{kind.basis}" if kind.basis else "自行设计",
        "公开" if kind.public else "",
    )
