"""Letters for the benchmarks: the recommendation's sample with names of its own for each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call
from bayu_docs.notices.kinds import kind_named
from bayu_docs.pipeline import notice

ROOT = Path(__file__).resolve().parents[2]
KIND = "recommendation"


def data(number: int, kind: str = KIND) -> dict[str, Any]:
    """The sample's data, its first station renamed."""
    own: dict[str, Any] = json.loads(
        (ROOT / "samples" / "notices" / f"{kind}.json").read_text(encoding="utf-8")
    )
    first = own["stations"][0] if "stations" in own else own
    first["applicant"] = f"（示例）第{number}号农民专业合作社"
    first["station_name"] = f"“巴渝工匠”乡村驿站样例{number}站"
    return own


def template(kind: str = KIND) -> Path:
    """The shipped template."""
    return ROOT / "templates" / "notices" / f"{kind}.docx"


def fields(numbers: range, kind: str = KIND) -> list[dict[str, Any]]:
    """What the template prints, composed beforehand: only rendering is to be timed."""
    call, wanted = load_call(), kind_named(kind)
    assert wanted is not None
    made = []
    for number in numbers:
        outcome = notice.composed(wanted, data(number, kind), {}, call, None, call.issued_on)
        assert outcome.value is not None, outcome.findings
        made.append(outcome.value)
    return made
