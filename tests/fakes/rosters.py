"""Rosters of letters, made up: a row for each of many invented co-operatives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "notices"
KIND = "outcome"


def data(number: int, kind: str = KIND) -> dict[str, Any]:
    """The kind's sample with an applicant and a station of its own."""
    own: dict[str, Any] = json.loads((SAMPLES / f"{kind}.json").read_text(encoding="utf-8"))
    names = {
        "applicant": f"（示例）第{number}号农民专业合作社",
        "station_name": f"“巴渝工匠”乡村驿站样例{number}站",
    }
    target = own["stations"][0] if "stations" in own else own
    return own | names if target is own else own | {"stations": [target | names]}


def roster(path: Path, many: int, kind: str = KIND, *, bad: tuple[int, ...] = ()) -> Path:
    """A JSON roster of so many rows; the rows of those numbers lack a required field."""
    rows = [data(number, kind) for number in range(1, many + 1)]
    for number in bad:
        rows[number - 1].pop("applicant", None)
    path.write_text(json.dumps({"rows": rows}, ensure_ascii=False), encoding="utf-8")
    return path
