"""The gate's child process: one request a line on standard input, one answer a line back.

It limits itself before it opens anything. Memory and processor time are the kernel's limits, so a
file that exceeds them ends the child and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from bayu_docs.materials import pdf_gate_rebuild

_FILE_BYTES_WRITTEN = 512 * 1024 * 1024


def main() -> None:
    """Serve until standard input ends."""
    answers = _private_output()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES_WRITTEN, _FILE_BYTES_WRITTEN))
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _limit(request["limits"])
        answer = _answer(request)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _answer(request: Mapping[str, Any]) -> dict[str, Any]:
    target = Path(request["target"])
    try:
        return pdf_gate_rebuild.rebuild(
            Path(request["source"]), target, request["box_mm"], request["limits"]["pages"]
        )
    except pdf_gate_rebuild.RefusedError as refused:
        answer = {"refusal": refused.reason, "detail": refused.detail}
    except MemoryError:
        answer = {"refusal": "crashed"}
    except Exception as error:
        # Damaged objects bring out every kind of exception; here each is the file's refusal.
        answer = {"refusal": "unreadable", "detail": type(error).__name__}
    target.unlink(missing_ok=True)
    return answer


def _limit(limits: Mapping[str, int]) -> None:
    """Bound the address space once, and the processor time anew for each file."""
    with contextlib.suppress(ValueError, OSError):  # a tighter limit is already in force
        resource.setrlimit(
            resource.RLIMIT_AS, (limits["memory_bytes"], resource.getrlimit(resource.RLIMIT_AS)[1])
        )
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime) + 1 + limits["cpu_seconds"]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(
            resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1])
        )


def _private_output() -> BinaryIO:
    """The parent's pipe, kept from whatever a library prints."""
    private = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.close(silence)
    return private


if __name__ == "__main__":
    main()
