"""How long 200 letters take from roster to .docx and PDF, against three usual ways.

    python tests/benchmarks/batch_speed.py [--letters N] [--jobs N]

All write the same recommendation letters. Ours is the command `batch` as a user starts it: roster
read, data admitted and composed, filled, proved, converted, proved on the pages, written with the
ledger. The others only render (docxtpl's documented way) and convert:

    one start a letter   docxtpl, and soffice for each file (measured on a few, then scaled)
    one start for all    the same finished .docx as ours, by one soffice
    the default way      docxtpl from a template made of python-docx's default one, one soffice

Promised on two cores: at least 30, 1.6 and 3 times our speed.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import letters
from docx import Document
from docxtpl import DocxTemplate
from letter_speed import plain

TOOL = Path(sys.executable).with_name("bayu-docs")
FEW = 5


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ours(roster: Path, out: Path, jobs: int) -> None:
    """The command, start-up included."""
    command = [TOOL, "batch", letters.KIND, roster, "-o", out, "--jobs", str(jobs), "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def soffice(files: list[Path], out: Path, profile: Path) -> None:
    """One start of the engine as its users call it."""
    home = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", out, *files]
    subprocess.run(command, check=True, capture_output=True)
    assert all((out / f"{file.stem}.pdf").is_file() for file in files)


def filled(template: bytes, fields: dict[str, Any], path: Path) -> Path:
    """docxtpl's documented way."""
    made = DocxTemplate(io.BytesIO(template))
    made.render(fields, autoescape=True)
    made.save(path)
    return path


def default_template() -> bytes:
    """Our letter's body in python-docx's default document, with all its styles."""
    document, own = Document(), Document(str(letters.template()))
    body = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    for number, element in enumerate(own.element.body):
        if not element.tag.endswith("}sectPr"):
            body.insert(number, copy.deepcopy(element))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def main() -> int:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as when installed
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    wish = parser.parse_args()
    many = range(1, wish.letters + 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster = folder / "名单.json"
        roster.write_text(
            json.dumps({"rows": [letters.data(number) for number in many]}), encoding="utf-8"
        )
        fields = [plain(each) for each in letters.fields(many)]
        slim, usual = letters.template().read_bytes(), default_template()
        profile = folder / "profile"
        soffice([filled(slim, fields[0], folder / "warm.docx")], folder, profile)

        mine = timed(lambda: ours(roster, folder / "ours", wish.jobs))
        made = sorted((folder / "ours").glob("*.docx"))
        assert len(made) == wish.letters
        per = wish.letters
        print(f"ours: {mine:.1f} s, {mine / per * 1e3:.0f} ms a letter, {wish.jobs} jobs")

        def one_each() -> None:
            for number in range(FEW):
                path = filled(slim, fields[number], folder / f"each{number}.docx")
                soffice([path], folder, profile)

        each = timed(one_each) / FEW * per
        same = timed(lambda: soffice(made, folder, profile))

        def default() -> None:
            paths = [
                filled(usual, each, folder / f"usual{number}.docx")
                for number, each in enumerate(fields)
            ]
            soffice(paths, folder, profile)

        default_way = timed(default)
    for words, seconds, promised in (
        ("docxtpl and one soffice a letter", each, 30),
        ("one soffice for the same files", same, 1.6),
        ("docxtpl from the default template, one soffice", default_way, 3),
    ):
        print(f"{words}: {seconds:.1f} s, {seconds / mine:.1f} times as long (promised {promised})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
