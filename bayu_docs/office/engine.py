"""One LibreOffice process for one job, started cold or standing ready before its work is known.

A process started ahead waits at its socket. A second, short-lived start with the same profile
hands the job over and waits for it; the first one converts and then ends. So each process serves
one job, and the next job gets a new one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bayu_docs.errors import EngineMissing
from bayu_docs.materials import process
from bayu_docs.materials.process import Finished
from bayu_docs.office import profile
from bayu_docs.office.program import environment

_FLAGS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
_STANDING_LIMIT_S = 10.0
_FAREWELL_S = 5.0
_POLL_S = 0.005


class Engine:
    """A profile of its own and at most one standing process; `close()` leaves nothing behind."""

    def __init__(self, program: Path, fonts_conf: Path) -> None:
        """Make the profile. Raises EngineFailed when LibreOffice cannot make a first start."""
        self._program = program
        # Not below the caller's folder: LibreOffice wants a short path without blanks.
        self._home = Path(tempfile.mkdtemp(prefix="bayu-office-"))
        self._profile = self._home / "profile"
        self._log = self._home / "engine.log"
        self._env = environment(self._home, fonts_conf)
        self._standing: subprocess.Popen[bytes] | None = None
        try:
            profile.make(program, self._profile)
        except BaseException:
            self.close()
            raise

    def stand_ready(self) -> None:
        """Start now, without work; returns at once."""
        self._standing = self._start(self._argv([]))

    def run(self, arguments: Sequence[str], limit_s: float) -> Finished:
        """Do the job with the standing process, or cold when there is none; then all is ended.

        The exit code says little (0 without a PDF happens): look at the outputs.
        """
        argv = self._argv(arguments)
        if not self._stands():
            self._end_standing(0)
        try:
            done = process.run(argv, self._env, self._home / "client.log", limit_s)
        except OSError as error:
            raise EngineMissing(f"办公软件 {self._program} 无法启动", _MEND) from error
        self._end_standing(_FAREWELL_S if done.code is not None else 0)
        return Finished(done.code, f"{done.output}\n{process.tail(self._log)}".strip())

    def close(self) -> None:
        """Kill what runs, and remove the profile and its socket."""
        self._end_standing(0)
        for socket in self._sockets():
            with contextlib.suppress(OSError):
                socket.unlink()
        self._remove_home()

    def _remove_home(self) -> None:
        """Remove what the engine wrote; a member of its group may die a moment after its head."""
        until = time.monotonic() + _FAREWELL_S
        while self._home.exists() and time.monotonic() < until:
            shutil.rmtree(self._home, ignore_errors=True)
            if self._home.exists():
                time.sleep(_POLL_S)

    def _argv(self, arguments: Sequence[str]) -> list[str]:
        home = f"-env:UserInstallation={self._profile.as_uri()}"
        return [str(self._program), *_FLAGS, home, *arguments]

    def _start(self, argv: list[str]) -> subprocess.Popen[bytes]:
        try:
            return process.start(argv, self._env, self._log)
        except OSError as error:
            raise EngineMissing(f"办公软件 {self._program} 无法启动", _MEND) from error

    def _stands(self) -> bool:
        """Whether the standing process can be given work; waits for its socket."""
        until = time.monotonic() + _STANDING_LIMIT_S
        while self._standing is not None and self._standing.poll() is None:
            if any(socket.exists() for socket in self._sockets()):
                return True
            if time.monotonic() > until:
                return False
            time.sleep(_POLL_S)
        return False

    def _end_standing(self, patience_s: float) -> None:
        if self._standing is not None:
            if patience_s:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._standing.wait(patience_s)
            process.kill_group(self._standing)
            self._standing = None

    def _sockets(self) -> list[Path]:
        """Where LibreOffice listens: named by the MD5 of the profile's URL, bytes unpadded."""
        digest = hashlib.md5(self._profile.as_uri().encode("utf-16-le"), usedforsecurity=False)
        unpadded = "".join(f"{byte:x}" for byte in digest.digest())
        return [
            Path(folder, f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}")
            for folder in ("/tmp", "/var/tmp")
            for name in (unpadded, digest.hexdigest())
        ]


_MEND = "请重新安装 LibreOffice"
