"""A whole campaign, invented: what districts find in their inboxes.

    .venv/bin/python samples/campaign.py OUT [--applications N] [--districts D] [--seed S]

OUT/<district>/inbox/ holds packages (zip), mails (.eml with a Received: line), folders, Word forms
and workbooks, and the clerk's 收件登记.csv; OUT/<district>/district.json is its profile.
OUT/campaign.json says what was put where, and what is wrong with it, so that a test can add up.
The same arguments give the same campaign. Needs LibreOffice; 12 applications take about 10 s, 150
about 4 minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from studio import inboxes, season  # noqa: E402 - the studio stands beside this script


def make(out: Path, applications: int, districts: int, seed: int) -> list[season.Plan]:
    """The campaign below OUT, which must not exist or be empty; gives what was planned."""
    if out.exists() and any(out.iterdir()):
        raise SystemExit(f"{out} is not empty")
    plans = season.planned(applications, districts, seed)
    with tempfile.TemporaryDirectory(prefix="bayu-campaign-") as work:
        data = inboxes.filled(plans, out, Path(work))
    told = [plan.told() | _names(data[_source(plan)]) for plan in plans]
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    (out / "campaign.json").write_text(text, encoding="utf-8")
    return plans


def _source(plan: season.Plan) -> int:
    """The number under which its data stand."""
    return plan.of if plan.share == season.SAME_FILE else plan.number


def _names(data: dict[str, Any]) -> dict[str, str]:
    return {"applicant": data["applicant"]["name"], "station_name": data["station_name"]}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--applications", type=int, default=12)
    parser.add_argument("--districts", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    wished = parser.parse_args()
    start = time.perf_counter()
    plans = make(wished.out, wished.applications, wished.districts, wished.seed)
    told = Counter(plan.form for plan in plans)
    print(f"{len(plans)} received in {time.perf_counter() - start:.0f} s: {dict(told)}")


if __name__ == "__main__":
    main()
