"""The door to outside programs: own session, time limit, and no orphan left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finished:
    """What a program left: its exit code (None when it was killed at the limit) and its words."""

    code: int | None
    output: str


def start(argv: Sequence[str], env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """The program as the head of its own session, its words in `log`; no input, no terminal.

    Raises OSError when it cannot be started.
    """
    with log.open("ab") as stream:
        return subprocess.Popen(
            list(argv),
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it has started; killing the parent alone leaves children."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run(argv: Sequence[str], env: Mapping[str, str], log: Path, limit_s: float) -> Finished:
    """Run to the end or to the limit; the whole group is gone afterwards either way."""
    process = start(argv, env, log)
    try:
        code: int | None = process.wait(limit_s)
    except subprocess.TimeoutExpired:
        code = None
    finally:
        kill_group(process)
    return Finished(code, tail(log))


def tail(log: Path, size_bytes: int = 2000) -> str:
    """The last words a program wrote."""
    try:
        return log.read_bytes()[-size_bytes:].decode("utf-8", "replace").strip()
    except OSError:
        return ""
