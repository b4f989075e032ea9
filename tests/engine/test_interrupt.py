"""An interrupted build leaves nothing behind: no OUT, no engine, no temporary file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bayu_docs.errors import ExitCode

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
TOOL = Path(sys.executable).with_name("bayu-docs")


def processes_naming(text: str) -> list[str]:
    """Command lines of running processes that hold the text."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if text in line:
            lines.append(line)
    return lines


def _heed() -> None:
    """Undo what a test run in the background hands down: interrupts and hang-ups ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.mark.parametrize(
    "request_to_end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=["int", "term", "hup"]
)
@pytest.mark.parametrize("after_s", [0.7, 1.6])
def test_nothing_is_left_behind(request_to_end: int, after_s: float, tmp_path: Path) -> None:
    scratch = tmp_path / "s"
    scratch.mkdir()
    command = [TOOL, "build", ROOT / "samples/accepted/municipal", "-o", tmp_path / "out"]
    build = subprocess.Popen(
        command,
        env=os.environ | {"TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed,
    )
    time.sleep(after_s)
    build.send_signal(request_to_end)
    _, said = build.communicate(timeout=30)
    assert build.returncode == ExitCode.INTERRUPTED
    assert "已中断" in said
    assert "Traceback" not in said
    assert not processes_naming(str(scratch))
    assert list(scratch.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"s"}
