"""How long a whole build takes against one cold conversion of the same form, in the same run.

    python tests/benchmarks/build_speed.py [--runs N]

Prints, for every accepted sample, the median of

    (build − pictures) / cold

build: `bayu-docs build` as a process; cold: `soffice --convert-to pdf` of the finished form as a
process, with a profile that has been used before; pictures: Pillow decoding each picture among
the proofs and encoding it again as JPEG. Promised: at most 2, with Word or Excel proofs 3.5.
And what `bayu-docs --help` costs over `python -c pass`; promised: at most 80 ms.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SOFFICE = shutil.which("soffice") or "soffice"
TOOL = Path(sys.executable).with_name("bayu-docs")


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(*command: str | Path) -> None:
    """A command that must succeed; its output is dropped."""
    subprocess.run([str(part) for part in command], capture_output=True, check=True)


def pictures(folder: Path) -> None:
    """Decode and encode each picture, one after the other."""
    for path in sorted(folder.iterdir()):
        if path.suffix in {".jpg", ".png"}:
            with Image.open(path) as picture:
                picture.convert("RGB").save(io.BytesIO(), "JPEG", quality=85)


def measure(sample: Path, runs: int, work: Path) -> None:
    """Print the sample's ratio, runs taken in turn so that drift hits both alike."""
    out = work / f"{sample.name}-out"
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    convert = (SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", work)
    run(TOOL, "build", sample, "-o", out)
    form = out / "01_申报表.docx"
    run(*convert, form)
    ratios, builds, colds = [], [], []
    for _ in range(runs):
        colds.append(seconds(lambda: run(*convert, form)))
        builds.append(seconds(lambda: run(TOOL, "build", sample, "-o", out)))
        drawn = seconds(lambda: pictures(sample / "evidence"))
        ratios.append((builds[-1] - drawn) / colds[-1])
    office = any(path.suffix in {".docx", ".xlsx"} for path in (sample / "evidence").iterdir())
    print(
        f"{sample.name}: {statistics.median(ratios):.2f} of {3.5 if office else 2.0}"
        f"  (build {statistics.median(builds):.2f} s, cold {statistics.median(colds):.2f} s)"
    )


def without_office(sample: Path, target: Path) -> Path:
    """A copy of the sample with its Word and Excel proofs converted to PDF."""
    shutil.copytree(sample, target)
    profile = f"-env:UserInstallation={(target.parent / 'profile').as_uri()}"
    data = json.loads((target / "application.json").read_text(encoding="utf-8"))
    for item in data["evidence"]:
        path = target / "evidence" / Path(item["file"]).name
        if path.suffix in {".docx", ".xlsx"}:
            run(
                SOFFICE,
                profile,
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                path.parent,
                path,
            )
            path.unlink()
            item["file"] = path.with_suffix(".pdf").name
    text = json.dumps(data, ensure_ascii=False)
    (target / "application.json").write_text(text, encoding="utf-8")
    return target


def main() -> None:
    """Measure all samples, one without Office proofs, and the help."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as when installed
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        samples = sorted((ROOT / "samples/accepted").iterdir())
        measure(without_office(ROOT / "samples/accepted/district", work / "no-office"), runs, work)
        for sample in samples:
            measure(sample, runs, work)
    helps = [seconds(lambda: run(TOOL, "--help")) for _ in range(9)]
    bare = [seconds(lambda: run(sys.executable, "-c", "pass")) for _ in range(9)]
    cost = statistics.median(helps) - statistics.median(bare)
    ratio = statistics.median(helps) / statistics.median(bare)
    print(f"--help: {cost * 1000:.0f} ms over python -c pass (of 80), ratio {ratio:.1f}")


if __name__ == "__main__":
    main()
