"""Assembling twenty pages with index, links and stamps against a bare qpdf of the same pages.

.venv/bin/python tests/benchmarks/assemble_speed.py

Prints both times and their ratio (promised: at most 5), for the proofs of a sample and, as the
worst case, for pages of a single line, where qpdf has next to nothing to copy. The start of a
process is left out of both: ours runs in this one, and the time of `qpdf --version` is taken off
qpdf's.
"""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from bayu_docs.calls.load import load_call
from bayu_docs.intake.admit import admit
from bayu_docs.intake.source import read
from bayu_docs.model.evidence import PagePlan
from bayu_docs.pipeline.proofs import gather

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 15


def main() -> None:
    """Measure and print."""
    fake = _fake("bundle_desk")
    with tempfile.TemporaryDirectory() as folder:
        _compare("the proofs of a sample", _sample_on(fake, Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        items = [(f"E{n:02}", f"Proof{n}", 1 if n < 11 else 2) for n in range(15)]
        _compare("pages of a single line", fake.Desk(Path(folder), 17, items))


def _sample_on(fake: ModuleType, place: Path) -> Any:
    """A desk with the proofs of samples/accepted/overfull, under titles Helvetica can draw."""
    application = admit(read(ROOT / "samples/accepted/overfull")).value
    assert application is not None
    (place / "work").mkdir()
    gathered = gather(application, load_call(), place / "work", None)
    desk = fake.Desk(place)
    desk.pieces = {piece.key: piece for piece in gathered.pieces}
    plan: PagePlan = gathered.plan
    named = tuple(replace(item, title=f"Proof {item.id}") for item in plan.items)
    desk.replan(replace(plan, items=named))
    return desk


def _compare(what: str, desk: Any) -> None:
    index = [str(desk.index), f"1-{desk.plan.index_pages}"]
    pieces = [
        part
        for slot in desk.plan.slots
        for piece in (desk.pieces[slot.piece],)
        for part in (piece.location, str(piece.page_index + 1))
    ]
    target = str(desk.place / "bare.pdf")
    bare = ["qpdf", "--empty", "--pages", *index, *pieces, "--", target]
    ours = _median(desk.assemble)
    start = _median(lambda: _run(["qpdf", "--version"]))
    peer = _median(lambda: _run(bare)) - start
    print(f"{what}, {desk.plan.total_pages} pages:")
    print(f"  the bundle           {ours * 1000:6.1f} ms")
    print(f"  qpdf --empty --pages {peer * 1000:6.1f} ms")
    print(f"  ratio {ours / peer:.2f} (promised: at most 5)")


def _run(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _median(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _fake(name: str) -> ModuleType:
    path = ROOT / "tests" / "fakes" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
