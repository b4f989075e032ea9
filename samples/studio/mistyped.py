"""Rejected samples as people make them: a workbook with one typing mistake each."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from bayu_docs.calls.load import load_call
from bayu_docs.intake.source import WORKBOOK_NAME
from bayu_docs.intake.workbook.making.make import make
from studio.rejected import REMARK, json_bytes
from studio.stable import rezipped
from studio.typing_mistakes import MISTAKES, Mistake


def samples(application: dict[str, Any]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Folder name and files of each: the workbook, and where the mistake must be found."""
    data = copy.deepcopy(application)
    data["remark"] = REMARK
    workbook = make(load_call(), [data])
    for mistake in MISTAKES:
        yield (
            f"{mistake.name}-in-excel",
            {
                WORKBOOK_NAME: rezipped(mistake.made_in(workbook)),
                "expected.json": json_bytes(_expected(mistake)),
            },
        )


def _expected(mistake: Mistake) -> dict[str, Any]:
    return {
        "errors": [mistake.code],
        "note": mistake.note,
        "place": mistake.place,
        "mend": mistake.mend,
    }
