"""The gate's child process: one request a line on standard input, one answer a line back.

It limits itself before it opens anything. Memory and processor time are the kernel's limits, so a
file that exceeds them ends the child and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from bayu_docs.materials import pdf_gate_rebuild, pdf_gate_weight
from bayu_docs.materials.pdf_gate import GateLimits
from bayu_docs.materials.pdf_gate_refusal import RefusedError

_FILE_BYTES_WRITTEN = 512 * 1024 * 1024


def main() -> None:
    """Serve until standard input ends."""
    answers = _private_output()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES_WRITTEN, _FILE_BYTES_WRITTEN))
    pdf_gate_weight.bound_unpacking()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        limits = GateLimits(**request["limits"])
        _limit_memory(limits.memory_bytes)
        answer = _answer(request, limits)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _answer(request: Mapping[str, Any], limits: GateLimits) -> dict[str, Any]:
    target = Path(request["target"])
    begun_s = _processor_seconds()

    def counted(pages: int) -> None:
        _limit_processor(begun_s + limits.cpu_seconds_for(pages))

    counted(0)
    try:
        return pdf_gate_rebuild.rebuild(
            Path(request["source"]), target, request["box_mm"], limits.pages, counted
        )
    except RefusedError as refused:
        answer = {"refusal": refused.reason, "detail": refused.detail}
    except MemoryError:
        answer = {"refusal": "crashed"}
    except Exception as error:
        # Damaged objects bring out every kind of exception; here each is the file's refusal.
        answer = {"refusal": "unreadable", "detail": type(error).__name__}
    target.unlink(missing_ok=True)
    return answer


def _limit_memory(most_bytes: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # a tighter limit is already in force
        resource.setrlimit(
            resource.RLIMIT_AS, (most_bytes, resource.getrlimit(resource.RLIMIT_AS)[1])
        )


def _limit_processor(seconds: float) -> None:
    """Let the kernel end this process when it has used that much in all its life."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(
            resource.RLIMIT_CPU, (math.ceil(seconds), resource.getrlimit(resource.RLIMIT_CPU)[1])
        )


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _private_output() -> BinaryIO:
    """The parent's pipe, kept from whatever a library prints."""
    private = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.close(silence)
    return private


if __name__ == "__main__":
    main()
