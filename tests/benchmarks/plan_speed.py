"""How long the page plan of 100 pieces takes.

    python tests/benchmarks/plan_speed.py [--runs N]

Prints the median in ms for bundles that fit only by sharing pages, for one that cannot fit at all,
and for the judge that ranks what could be left out of it. Promised: at most 50 ms for a plan.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from bayu_docs.evidence.budget import judge_plan
from bayu_docs.evidence.plan import plan
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.call import Limit
from bayu_docs.model.evidence import Piece
from bayu_docs.model.finding import Clause

PIECES = 100
A4 = (595.276, 841.89)
PHOTO = (538.58, 403.94)
ROWS = 17


def bundle(items: int, least_scale: float | None) -> tuple[list[EvidenceItem], list[Piece]]:
    """100 pieces in so many items, every other item photos; neighbours often prove the same."""
    listed = [
        EvidenceItem(f"E{number:02d}", "材料", "x.pdf", (f"条件{number // 3}",))
        for number in range(items)
    ]
    pieces = [
        Piece(
            f"{listed[number % items].id}.{number // items + 1}",
            listed[number % items].id,
            "picture" if number % 2 else "pdf",
            *(PHOTO if number % 2 else A4),
            "x.pdf",
            number // items + 1,
            least_scale=least_scale,
            weight=1.0 + number % 3,
        )
        for number in range(PIECES)
    ]
    return listed, pieces


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The median of the runs' wall times."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Print one line a bundle."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=21)
    runs = parser.parse_args().runs
    for items in (1, 10, 17):
        listed, pieces = bundle(items, least_scale=0.2)
        for limit in (20, 60):
            made = plan(listed, pieces, limit, ROWS)
            spent = milliseconds(lambda x=(listed, pieces, limit): plan(*x, ROWS), runs)
            print(
                f"{PIECES} pieces, {items} items -> {made.total_pages} of {limit}: {spent:.1f} ms"
            )
    listed, pieces = bundle(17, least_scale=None)
    made = plan(listed, pieces, 20, ROWS)
    spent = milliseconds(lambda: plan(listed, pieces, 20, ROWS), runs)
    print(f"cannot fit ({made.total_pages} of 20): {spent:.1f} ms")
    limit = Limit("max_sides", 20, "面", Clause("备注", "20页"), "20页", "at_most")
    print(f"its judge: {milliseconds(lambda: judge_plan(made, pieces, limit), runs):.1f} ms")


if __name__ == "__main__":
    main()
