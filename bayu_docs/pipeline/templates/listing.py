"""The list of shipped templates, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bayu_docs.pipeline.templates.catalogue import shipped
from bayu_docs.reporting.columns import width_of

VERSION = "1"
_HEAD = ("模板", "名称", "文件", "用它的命令", "换成自己的")
_GAP = "  "


def as_text() -> str:
    """A table, a line a template, with a final newline."""
    rows = [(one.key, one.title, one.file, one.command, one.replaced_by) for one in shipped()]
    table = [_HEAD, *rows]
    widths = [max(width_of(row[at]) for row in table) for at in range(len(_HEAD))]
    return "".join(f"{_GAP.join(_padded(row, widths)).rstrip()}\n" for row in table)


def as_json() -> str:
    """The same for programs, with a version and a final newline."""
    rows = [
        {
            "key": one.key,
            "title": one.title,
            "file": one.file,
            "command": one.command,
            "replaceable": one.replaceable,
        }
        for one in shipped()
    ]
    listed = {"schema_version": VERSION, "templates": rows}
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)]
