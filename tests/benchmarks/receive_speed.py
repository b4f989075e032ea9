"""How much faster two processes receive an inbox than one, in the same run.

    python tests/benchmarks/receive_speed.py [--packages N] [--megabytes M] [--runs R]

Makes one package of that size (the municipal sample with scanned pages of noise) and copies of it
that differ in their zip's comment, receives them with `--jobs 1` and with `--jobs 2`, on a new desk
each time, papers included, and prints seconds and

    receive --jobs 1 / receive --jobs 2

Promised: at least 1.6 on two cores that have nothing else to do.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import statistics
import sys
import tempfile
import time
import zipfile
from datetime import datetime
from pathlib import Path

from PIL import Image

from bayu_docs.batch.receive import Order, receive
from bayu_docs.pipeline.today import SHANGHAI

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "samples"))

from studio.packing import Wish, packed  # noqa: E402 - the studio is no package of ours
from studio.stations import station  # noqa: E402

MOMENT = datetime(2022, 3, 22, 9, 0, tzinfo=SHANGHAI)
BYTES_PER_MB = 1_000_000


def scan(number: int, megabytes: float) -> bytes:
    """A page of noise as JPEG of about that size: nothing packs it smaller."""
    dice = random.Random(number)
    width = 1600
    height = int(width * 1.4)
    for quality in range(95, 5, -5):
        picture = Image.frombytes("L", (width, height), dice.randbytes(width * height))
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=quality)
        if stream.tell() <= megabytes * BYTES_PER_MB:
            break
    return stream.getvalue()


def inbox(folder: Path, many: int, megabytes: float) -> int:
    """So many packages of about that size in the folder; gives the bytes of one."""
    path = ROOT / "samples/accepted/municipal/application.json"
    data = station(json.loads(path.read_text(encoding="utf-8")), "municipal", "荣昌区", 1)
    proofs = data["evidence"]
    files = {proof["file"]: scan(n, megabytes / len(proofs)) for n, proof in enumerate(proofs)}
    with tempfile.TemporaryDirectory() as work:
        (package,) = packed([Wish(data, files)], Path(work), MOMENT)
        content = package.read_bytes()
    for number in range(many):
        target = folder / f"{number:03}.zip"
        target.write_bytes(content)
        with zipfile.ZipFile(target, "a") as archive:
            archive.comment = f"copy {number}".encode()
    return len(content)


def timed(source: Path, jobs: int, work: Path) -> float:
    """Seconds to receive everything on a new desk."""
    with tempfile.TemporaryDirectory(dir=work) as desk:
        district = ROOT / "schemas/districts/example.json"
        order = Order(source, Path(desk) / "desk", district=district, jobs=jobs)
        start = time.perf_counter()
        report = receive(order, MOMENT, lambda _: None)
        seconds = time.perf_counter() - start
    wrong = [found.message for found in report.findings if found.severity.value == "error"]
    assert not wrong, wrong
    return seconds


def main() -> None:
    """Both numbers of jobs in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=int, default=60)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--runs", type=int, default=1)
    wished = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        source = work / "inbox"
        source.mkdir()
        size = inbox(source, wished.packages, wished.megabytes)
        ones, twos = [], []
        for _ in range(wished.runs):
            ones.append(timed(source, 1, work))
            twos.append(timed(source, 2, work))
    ratio = statistics.median(one / two for one, two in zip(ones, twos, strict=True))
    one, two = statistics.median(ones), statistics.median(twos)
    print(
        f"{wished.packages} packages of {size / BYTES_PER_MB:.1f} MB: {ratio:.2f} of 1.6"
        f"  (one job {one:.1f} s, two jobs {two:.1f} s, {wished.packages / two:.1f} a second)"
    )


if __name__ == "__main__":
    main()
