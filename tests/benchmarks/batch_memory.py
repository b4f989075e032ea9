"""Whether a batch of ten thousand letters takes more memory, or more time a letter, than a hundred.

    python tests/benchmarks/batch_memory.py [--sizes 100 1000 10000] [--jobs N]

Prints for each size the parent process's peak memory and the milliseconds a letter, the start-up (a
batch of one letter) taken off. Promised: the memory within 50 MB of the first size's, the time a
letter within 15 %.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import letters

KIND = "outcome"
CHILD = """
import resource, sys
from bayu_docs.cli.main import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def measure(many: int, jobs: int, folder: Path) -> tuple[float, float]:
    """Peak MB of the parent, and seconds."""
    roster = folder / f"{many}.json"
    rows = [letters.data(number, KIND) for number in range(1, many + 1)]
    roster.write_text(json.dumps({"rows": rows}), encoding="utf-8")
    out = folder / f"out{many}"
    command = [sys.executable, "-c", CHILD, "batch", KIND, str(roster), "-o", str(out)]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "--jobs", str(jobs), "--quiet"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - start
    assert len(list(out.glob("*.pdf"))) == many
    return int(done.stderr.split()[-1]) / 1024, seconds


def main() -> int:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as when installed
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--jobs", type=int, default=2)
    wish = parser.parse_args()
    first: tuple[float, float] | None = None
    with tempfile.TemporaryDirectory() as name:
        start = measure(1, wish.jobs, Path(name))[1]
        print(f"start-up: {start:.1f} s")
        for many in wish.sizes:
            memory, seconds = measure(many, wish.jobs, Path(name))
            each = (seconds - start) / (many - 1) * 1e3
            first = first or (memory, each)
            print(
                f"{many} letters: parent {memory:.0f} MB ({memory - first[0]:+.0f}), "
                f"{each:.1f} ms a letter ({(each / first[1] - 1) * 100:+.0f} %)"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
