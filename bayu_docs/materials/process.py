"""The door to outside programs: own session, time limit, and no orphan left behind.

A shell stands guard over each program: it waits at a pipe whose other end is ours, and when we
are gone, however suddenly, it ends the whole group.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_GUARD = (
    'exec 3<&0; "$@" </dev/null 3<&- & child=$!; '
    "{ read -r _ <&3; kill -9 0; } & exec 3<&-; "
    "wait $child"
)


@dataclass(frozen=True)
class Finished:
    """What a program left: its exit code (None when it was killed at the limit) and its words."""

    code: int | None
    output: str


def start(argv: Sequence[str], env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """The program in a session of its own, its words in `log`; no input, no terminal.

    Raises OSError when it cannot be started.
    """
    if shutil.which(argv[0], path=env.get("PATH")) is None:
        raise FileNotFoundError(argv[0])
    with log.open("ab") as stream:
        return subprocess.Popen(
            ["/bin/sh", "-c", _GUARD, "guard", *argv],
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it has started; killing the parent alone leaves children."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


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
