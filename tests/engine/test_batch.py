"""Letters by the hundred: resumed after any kill, on any pool, always to the same files."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from bayu_docs.batch.ledger import LEDGER
from bayu_docs.batch.letters import RESULTS

pytestmark = pytest.mark.engine

TOOL = Path(sys.executable).with_name("bayu-docs")
MANY = 300
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
KILLS = 50 if LONG else 5


def command(roster: Path, out: Path, *more: str) -> list[str]:
    return [str(TOOL), "batch", "outcome", str(roster), "-o", str(out), "--quiet", *more]


def letters_in(out: Path) -> dict[str, str]:
    """Each letter's file and its digest; not the ledger, which tells of every run."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.iterdir())
        if path.suffix in (".docx", ".pdf")
    }


def processes() -> Iterator[tuple[int, int, str]]:
    """Every running process: its number, its parent's, its command line."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        yield int(folder.name), parent, line


@pytest.fixture(scope="module")
def roster(rosters: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = rosters.roster(tmp_path_factory.mktemp("roster") / "名单.json", MANY)
    return made


@pytest.fixture(scope="module")
def moment() -> dict[str, str]:
    return os.environ | {"SOURCE_DATE_EPOCH": "1647000000"}


@pytest.fixture(scope="module")
def undisturbed(
    roster: Path, moment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    out = tmp_path_factory.mktemp("whole") / "out"
    subprocess.run(command(roster, out, "--jobs", "2"), env=moment, check=True)
    return letters_in(out)


def test_every_row_becomes_a_letter_and_the_second_run_does_nothing(
    rosters: ModuleType, tmp_path: Path
) -> None:
    roster, out = rosters.roster(tmp_path / "名单.json", 6, bad=(3,)), tmp_path / "out"
    first = subprocess.run(command(roster, out, "--jobs", "1"), capture_output=True, text=True)
    assert first.returncode == 1, first.stderr
    assert "第3项" in first.stdout
    assert "申报主体" in first.stdout
    made = letters_in(out)
    assert len(made) == 2 * 5
    assert (out / RESULTS).is_file()
    ledger = (out / LEDGER).read_bytes()

    again = subprocess.run(command(roster, out, "--jobs", "1"), capture_output=True, text=True)
    assert again.returncode == 1
    assert letters_in(out) == made
    assert (out / LEDGER).read_bytes() == ledger

    spoiled = next(path for path in sorted(out.iterdir()) if path.suffix == ".pdf")
    spoiled.write_bytes(b"half a file")
    rosters.roster(roster, 6)
    mended = subprocess.run(command(roster, out, "--jobs", "1"), capture_output=True, text=True)
    assert mended.returncode == 0, mended.stdout
    assert len(letters_in(out)) == 2 * 6
    assert {name: made[name] for name in made} == {name: letters_in(out)[name] for name in made}
    lines = (out / LEDGER).read_bytes()[len(ledger) :].splitlines()
    assert len(lines) == 2  # the spoiled one and the mended row

    subprocess.run(command(roster, out, "--jobs", "1", "--force"), check=True, capture_output=True)
    assert json.loads((out / LEDGER).read_bytes().splitlines()[-1])["problem"] == ""
    assert len((out / LEDGER).read_bytes().splitlines()) == len(ledger.splitlines()) + 2 + 1 + 6


def test_the_letter_of_a_renamed_row_is_put_aside_and_told(
    rosters: ModuleType, tmp_path: Path
) -> None:
    roster, out = rosters.roster(tmp_path / "名单.json", 3), tmp_path / "out"
    subprocess.run(command(roster, out, "--jobs", "1"), check=True, capture_output=True)
    made = letters_in(out)
    old, *kept = sorted({name.rpartition(".")[0] for name in made})
    rows = json.loads(roster.read_text("utf-8"))["rows"]
    rows[0]["applicant"] = "（示例）改名农民专业合作社"
    roster.write_text(json.dumps({"rows": rows}, ensure_ascii=False), "utf-8")

    again = subprocess.run(
        command(roster, out, "--jobs", "1"), check=True, capture_output=True, text=True
    )
    new = "0001_（示例）改名农民专业合作社"
    assert {name.rpartition(".")[0] for name in letters_in(out)} == {new, *kept}
    aside = {path.name: path.read_bytes() for path in (out / "旧稿").iterdir()}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in aside.items()}
    assert digests == {f"{old}{suffix}": made[f"{old}{suffix}"] for suffix in (".docx", ".pdf")}
    assert f"其中1份的行已不在名单里（{old}）" in again.stdout
    sheet = openpyxl.load_workbook(out / RESULTS).active
    told = {row[0]: row[2] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert told == {new: "已生成", **dict.fromkeys(kept, "已生成"), old: "已移走"}

    third = subprocess.run(
        command(roster, out, "--jobs", "1"), check=True, capture_output=True, text=True
    )
    assert "旧稿" not in third.stdout
    assert len(list((out / "旧稿").iterdir())) == 2


def test_one_process_and_two_write_the_same_files(
    rosters: ModuleType, moment: dict[str, str], undisturbed: dict[str, str], tmp_path: Path
) -> None:
    few = rosters.roster(tmp_path / "few.json", 30)
    subprocess.run(command(few, tmp_path / "out", "--jobs", "1"), env=moment, check=True)
    alone = letters_in(tmp_path / "out")
    assert len(alone) == 60
    assert alone == {name: undisturbed[name] for name in alone}


class Batch:
    """A batch that is hit while it runs, its engines' profiles in a folder of its own."""

    def __init__(self, roster: Path, out: Path, scratch: Path, moment: dict[str, str]) -> None:
        self.command = command(roster, out, "--jobs", "2")
        self.env = moment | {"TMPDIR": str(scratch)}
        self.scratch = scratch

    def hit(self, what: str, after_s: float) -> None:
        """Start, wait, kill one of its processes by SIGKILL, wait for the end."""
        batch = subprocess.Popen(self.command, env=self.env, stdout=subprocess.DEVNULL)
        time.sleep(after_s)
        targets: dict[str, list[int]] = {"parent": [batch.pid], "worker": [], "engine": []}
        for pid, parent, line in processes():
            if parent == batch.pid and "batch" in line:  # forked: it bears the same name
                targets["worker"].append(pid)
            if "soffice.bin" in line and str(self.scratch) in line and "/bin/sh" not in line:
                targets["engine"].append(pid)
        for pid in targets[what][:1]:
            os.kill(pid, signal.SIGKILL)
        batch.wait(120)

    def orphans(self) -> list[str]:
        """Processes that still use the scratch folder, after a moment to end in."""
        for _ in range(40):
            left = [line for _, _, line in processes() if str(self.scratch) in line]
            if not left:
                return []
            time.sleep(0.1)
        return left


def test_kills_at_random_moments_change_nothing(
    roster: Path, moment: dict[str, str], undisturbed: dict[str, str], tmp_path: Path
) -> None:
    scratch = tmp_path / "s"
    scratch.mkdir()
    chance = random.Random(20220302)
    out = tmp_path / "out"
    batch = Batch(roster, out, scratch, moment)
    for number in range(KILLS):
        if LONG and number % 5 == 0 and out.is_dir():  # a finished batch shows nothing
            for path in list(out.iterdir()):
                path.unlink()
        what = ("parent", "worker", "engine")[number % 3]
        batch.hit(what, chance.uniform(0.8, 4.5))
        assert batch.orphans() == []
    subprocess.run(batch.command, env=batch.env, check=True)
    assert letters_in(out) == undisturbed
    assert batch.orphans() == []
