"""The gate for PDFs that strangers made: only what a limited child process rebuilt comes in.

The child (pdf_gate_child) reads with pikepdf and pdfium under limits of memory, processor time and
wall clock, and writes a new file whose pages are upright, flat and still. A file that kills its
child or makes it hang is refused by name; the child is started afresh for the next one.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import TracebackType

_PACKAGE_PARENT = Path(__file__).resolve().parents[2]
_CHILD_MODULE = "bayu_docs.materials.pdf_gate_child"
_PARALLEL_FROM_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True)
class GateLimits:
    """What a stranger's file may cost: bytes, pages, seconds, and the child's address space.

    cpu_seconds are for a file of up to pages_in_time pages, more than a whole bundle has; twenty
    scans at 300 dpi take a quarter of them. wall_seconds end a child that sleeps.
    """

    file_bytes: int = 50 * 1024 * 1024
    pages: int = 200
    memory_bytes: int = 1536 * 1024 * 1024
    cpu_seconds: float = 7
    pages_in_time: int = 20
    cpu_seconds_per_page_more: float = 0.1
    wall_seconds: int = 120

    def cpu_seconds_for(self, pages: int) -> float:
        """The processor time for a file of that many pages."""
        more = max(0, pages - self.pages_in_time)
        return self.cpu_seconds + more * self.cpu_seconds_per_page_more


@dataclass(frozen=True)
class GatedPdf:
    """What became of one file.

    refusal: empty when the target was written, else one of not_pdf, too_large, encrypted,
    unreadable, truncated, no_pages, too_many_pages, page_size, xfa, counts_differ, too_costly,
    crashed, timeout; detail: a figure that belongs to it; sizes: width and height of each page in
    points, upright; rasterised: 1-based page -> why (font, form, annotation, layer, active, look,
    damaged); removed: kinds of active content taken out; unseen: 1-based pages with an annotation
    that has no look of its own and is lost; signed: a digital signature got lost, so that the
    untouched file is the only proof of it; locked: the owner had set permissions (advisory) on a
    file that opens without password; repaired: the file was damaged and put together again.
    """

    refusal: str = ""
    detail: str = ""
    sizes: tuple[tuple[float, float], ...] = ()
    rasterised: Mapping[int, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    unseen: tuple[int, ...] = ()
    signed: bool = False
    locked: bool = False
    repaired: bool = False


def pass_gate(
    jobs: Sequence[tuple[Path, Path]],
    box_mm: tuple[float, float],
    limits: GateLimits | None = None,
    workers: int = 2,
) -> list[GatedPdf]:
    """Rebuild each (source, target); one answer a job, in order, whatever the files do.

    box_mm: width × height a page will get on paper, which bounds the pixels of a rasterised page.
    """
    limits = limits or GateLimits()
    results: list[GatedPdf | None] = [_refused_unopened(source, limits) for source, _target in jobs]
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    open_jobs = [number for number, result in enumerate(results) if result is None]
    for number in open_jobs:
        waiting.put(number)

    def work() -> None:
        with _Child(limits, box_mm) as child:
            for number in _drained(waiting):
                results[number] = child.rebuild(*jobs[number])

    _run(work, _worker_count([jobs[n][0] for n in open_jobs], workers))
    return [result or GatedPdf("crashed") for result in results]


def _refused_unopened(source: Path, limits: GateLimits) -> GatedPdf | None:
    """What size and the first bytes already say; None when the child must look."""
    try:
        size = source.stat().st_size
        with source.open("rb") as stream:
            head = stream.read(1024)
    except OSError:
        return GatedPdf("unreadable")
    if size > limits.file_bytes:
        return GatedPdf("too_large", detail=str(size))
    return None if b"%PDF-" in head else GatedPdf("not_pdf")


def _worker_count(sources: Sequence[Path], most: int) -> int:
    """A second child pays only for more than a handful of small files."""
    total = sum(source.stat().st_size for source in sources)
    enough = 2 if total > _PARALLEL_FROM_BYTES and len(sources) > 1 else 1
    return min(len(sources), most, enough)


def _drained(waiting: queue.SimpleQueue[int]) -> Iterator[int]:
    while True:
        try:
            yield waiting.get_nowait()
        except queue.Empty:
            return


class _Child:
    """One child process, started when first needed and again after it died."""

    def __init__(self, limits: GateLimits, box_mm: tuple[float, float]) -> None:
        self._limits = limits
        self._box_mm = box_mm
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> _Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def rebuild(self, source: Path, target: Path) -> GatedPdf:
        """Ask the child; a dead or silent child is the file's refusal."""
        process = self._started()
        request = {
            "source": str(source.absolute()),
            "target": str(target.absolute()),
            "box_mm": self._box_mm,
            "limits": asdict(self._limits),
        }
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
        line = self._answer(process)
        if line.endswith(b"\n"):
            return _gated(json.loads(line))
        refusal = "timeout" if process.poll() is None else "crashed"
        self._stop()
        target.unlink(missing_ok=True)
        return GatedPdf(refusal)

    def _answer(self, process: subprocess.Popen[bytes]) -> bytes:
        """The child's line, or what there was of it when it died or the time was over."""
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], self._limits.wall_seconds)
        line = process.stdout.readline() if ready else b""
        if ready and not line.endswith(b"\n"):
            process.wait()
        return line

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", _CHILD_MODULE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": _import_path()},
                start_new_session=True,
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(BrokenPipeError):
            if process.stdin is not None:
                process.stdin.close()
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _import_path() -> str:
    """Where the child finds this package, before all that was set already."""
    already = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(part for part in (str(_PACKAGE_PARENT), already) if part)


def _gated(answer: dict[str, object]) -> GatedPdf:
    plain = GatedPdf(**answer)  # type: ignore[arg-type]
    return replace(
        plain,
        sizes=tuple((float(width), float(height)) for width, height in plain.sizes),
        rasterised={int(page): why for page, why in plain.rasterised.items()},
        removed=tuple(plain.removed),
        unseen=tuple(plain.unseen),
    )


def _run(work: Callable[[], None], workers: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
