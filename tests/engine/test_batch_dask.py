"""The same batch on Dask: a scheduler and two workers, each a process of its own on loopback."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.engine

TOOL = Path(sys.executable).with_name("bayu-docs")
MANY = 70  # two groups
MOMENT = {"SOURCE_DATE_EPOCH": "1647000000"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def dask(role: str, *arguments: str, at: Path) -> subprocess.Popen[bytes]:
    """A Dask scheduler or worker that knows nothing of our folders."""
    with (at / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{role}", *arguments, "--no-dashboard"],
            cwd=at,
            env=os.environ | {"DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "60s"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and two workers."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", str(port), at=folder)
    options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
    workers = [dask("worker", address, *options, at=folder) for _ in range(2)]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for_workers(address: str) -> None:
    import distributed

    with distributed.Client(address, timeout="30s") as client:
        client.wait_for_workers(2, timeout=60)


def letters_in(out: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.iterdir())
        if path.suffix in (".docx", ".pdf")
    }


def test_two_workers_write_the_same_files_and_one_may_die(
    rosters: ModuleType, tmp_path: Path
) -> None:
    roster = rosters.roster(tmp_path / "名单.json", MANY)
    command = [TOOL, "batch", "outcome", roster, "--quiet", "-o"]
    environment = os.environ | MOMENT
    subprocess.run([*command, tmp_path / "here", "--jobs", "2"], env=environment, check=True)
    wanted = letters_in(tmp_path / "here")
    assert len(wanted) == 2 * MANY

    far = tmp_path / "far"
    far.mkdir()
    with cluster(far) as (address, workers):
        wait_for_workers(address)
        there = [*command, tmp_path / "there", "--scheduler", address]
        batch = subprocess.Popen(there, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(2.5)
        os.kill(workers[0].pid, signal.SIGKILL)
        assert batch.wait(180) == 0
    assert letters_in(tmp_path / "there") == wanted


def test_a_scheduler_that_is_not_there_is_told(rosters: ModuleType, tmp_path: Path) -> None:
    roster = rosters.roster(tmp_path / "名单.json", 1)
    address = f"tcp://127.0.0.1:{free_port()}"
    done = subprocess.run(
        [TOOL, "batch", "outcome", roster, "-o", tmp_path / "out", "--scheduler", address],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 5
    assert address in done.stderr
    assert "Traceback" not in done.stderr
