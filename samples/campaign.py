"""A whole campaign, invented: what districts find in their inboxes.

    .venv/bin/python samples/campaign.py OUT [--applications N] [--districts D] [--seed S]

OUT/<district>/inbox/ holds packages (zip), mails (.eml with a Received: line), folders, Word forms
and workbooks, and the clerk's 收件登记.csv; OUT/<district>/district.json is its profile.
OUT/campaign.json says what was put where, and what is wrong with it, so that a test can add up.
The same arguments give the same campaign. Needs LibreOffice; 12 applications take about 15 s, 150
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

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from studio import inboxes, season  # noqa: E402 - the studio stands beside this script


def make(out: Path, applications: int, districts: int, seed: int) -> list[season.Plan]:
    """The campaign below OUT, which must not exist or be empty; gives what was planned."""
    if out.exists() and any(out.iterdir()):
        raise SystemExit(f"{out} is not empty")
    plans = season.planned(applications, districts, seed)
    with tempfile.TemporaryDirectory(prefix="bayu-campaign-") as work:
        inboxes.filled(plans, out, Path(work))
    text = json.dumps([plan.told() for plan in plans], ensure_ascii=False, indent=2) + "\n"
    (out / "campaign.json").write_text(text, encoding="utf-8")
    return plans


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
