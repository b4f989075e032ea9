"""How long reading a roster takes against plain openpyxl on the same file, in the same run.

    python tests/benchmarks/roster_speed.py [--runs N]

Makes rosters of 100 and of 500 applications (the municipal sample, with names of its own each),
and prints for each the rows per second and the median of

    read_workbook / (openpyxl.load_workbook + a look at every cell)

Promised: at most 2; and five times the applications take about five times as long.
"""

from __future__ import annotations

import argparse
import copy
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bayu_docs.calls.load import load_call
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.intake.workbook.reading.read import read_workbook

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "accepted" / "municipal" / "application.json"


def roster(path: Path, many: int) -> None:
    """A roster of so many applications, alike but for the applicant's name."""
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    applications: list[dict[str, Any]] = []
    for number in range(many):
        applications.append(copy.deepcopy(sample))
        applications[-1]["applicant"]["name"] = f"样例单位{number:03}（虚构）"
    path.write_bytes(make(load_call(), applications, many=True))


def plainly(path: Path) -> int:
    """Rows that hold something, as openpyxl reads them."""
    book = load_workbook(path)
    return sum(
        any(cell.value is not None for cell in row)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds one call takes, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def measure(many: int, runs: int, folder: Path) -> float:
    """Print the figures of one size, runs taken in turn; the median seconds of read_workbook."""
    path = folder / f"{many}.xlsx"
    roster(path, many)
    ours, theirs, rows = [], [], 0
    for _ in range(runs):
        seconds, rows = timed(lambda: plainly(path))
        theirs.append(seconds)
        seconds, drafts = timed(lambda: read_workbook(path))
        ours.append(seconds)
        assert len(drafts) == many and not any(draft.findings for draft in drafts)
    ratio = statistics.median(mine / plain for mine, plain in zip(ours, theirs, strict=True))
    mine, plain = statistics.median(ours), statistics.median(theirs)
    print(
        f"{many} applications, {rows} rows, {path.stat().st_size / 1e6:.1f} MB: {ratio:.2f} of 2.0"
        f"  (ours {mine:.2f} s, {rows / mine:.0f} rows/s; openpyxl {plain:.2f} s,"
        f" {rows / plain:.0f} rows/s)"
    )
    return mine


def main() -> None:
    """Both sizes, and how time grows with size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        small, large = (measure(many, runs, Path(folder)) for many in (100, 500))
    print(f"five times the applications take {large / small:.1f} times as long")


if __name__ == "__main__":
    main()
