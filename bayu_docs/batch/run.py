"""A batch from roster to files: what is done stays, what is missing is made, group by group.

Groups are cut by the roster's own order, so that a batch taken up again works as one that was
never disturbed. Only a few groups are under way at a time, whatever the roster's length.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path

from bayu_docs.batch import work
from bayu_docs.batch.executors import Pool
from bayu_docs.batch.ledger import Ledger
from bayu_docs.materials import files
from bayu_docs.model.job import Job, JobResult, Letter, Made

_GROUP = 50  # letters for one start of the engine, which is then a fifteenth of the work

_AHEAD = 2  # groups waiting for each worker
_ATTEMPTS = 4
_DIED = "工作进程多次中断，没有生成"


@dataclass(frozen=True)
class Told:
    """How far the batch is, for whoever waits. rate: letters a second; left_s: seconds to go."""

    done: int
    total: int
    rate: float
    left_s: float


@dataclass
class Tally:
    """What became of the letters: kept from an earlier run, made now, failed (key -> why)."""

    kept: int = 0
    made: int = 0
    pages: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """The template all letters are filled from: its name, its bytes and their SHA-256."""

    name: str
    content: bytes
    sha256: str


def write_letters(
    letters: Iterable[Letter],
    total: int,
    template: Template,
    ledger: Ledger,
    out: Path,
    pool: Pool,
    tell: Callable[[Told], None],
) -> Tally:
    """Have every letter in `out` as .docx and .pdf, named by its key.

    total: how many places the roster has, for telling. Raises EngineMissing when no worker can
    print, OutputUnwritable; whatever concerns one letter is in the tally.
    """
    tally = Tally()
    started = time.monotonic()
    waiting = _jobs(_groups(letters, total, pool.width), template, ledger, tally)
    running: dict[Future[JobResult], tuple[Job, int]] = {}
    exhausted = False
    while running or not exhausted:
        while not exhausted and len(running) < _AHEAD * pool.width:
            job = next(waiting, None)
            exhausted = job is None
            if job is not None:
                running[pool.submit(work.do, job)] = (job, 1)
        if not running:
            break
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            job, attempt = running.pop(future)
            result = _result(future, pool)
            if result is None:
                running |= _again(job, attempt, running, pool, tally)
                break  # a broken pool has broken the others as well
            _keep(job, result, template, ledger, out, tally)
        tell(_told(tally, total, time.monotonic() - started))
    return tally


def _jobs(
    groups: Iterable[tuple[list[Letter], bool]], template: Template, ledger: Ledger, tally: Tally
) -> Iterator[Job]:
    """The groups without the letters that are done."""
    for number, (group, last) in enumerate(groups):
        missing: list[Letter] = []
        for letter in group:
            if (line := ledger.done(letter, template.sha256)) is None:
                missing.append(letter)
            else:
                tally.kept += 1
                tally.pages[letter.key] = line.pages
        if missing:
            content, moment = template.content, ledger.moment
            yield Job(number, template.name, content, tuple(missing), moment, last=last)


def _groups(
    letters: Iterable[Letter], total: int, width: int
) -> Iterator[tuple[list[Letter], bool]]:
    """Groups of one size by the roster's order, as many for each worker; the last of each worker,
    as far as can be known beforehand, is marked."""
    rounds = max(-(-total // (_GROUP * width)), 1)
    size = max(-(-total // (rounds * width)), 1)
    several = iter(letters)
    for number in count():
        if not (group := list(islice(several, size))):
            return
        yield group, number >= (rounds - 1) * width


def _result(future: Future[JobResult], pool: Pool) -> JobResult | None:
    """The job's result, or None when its worker died."""
    try:
        return future.result()
    except pool.lost:
        return None


def _again(
    job: Job,
    attempt: int,
    running: dict[Future[JobResult], tuple[Job, int]],
    pool: Pool,
    tally: Tally,
) -> dict[Future[JobResult], tuple[Job, int]]:
    """Everything under way, sent once more; a letter whose worker dies each time is given up."""
    pool.renew()
    lost = [(job, attempt), *running.values()]
    running.clear()
    sent: dict[Future[JobResult], tuple[Job, int]] = {}
    for each, tried in lost:
        if tried < _ATTEMPTS:
            sent[pool.submit(work.do, each)] = (each, tried + 1)
        elif len(each.letters) > 1:  # one of them kills its worker: find out which
            for half in _halves(each):
                sent[pool.submit(work.do, half)] = (half, _ATTEMPTS - 1)
        else:
            _note(each.letters[0], Made(each.letters[0].key, problem=_DIED), tally)
    return sent


def _halves(job: Job) -> Iterator[Job]:
    middle = len(job.letters) // 2
    for part in (slice(middle), slice(middle, None)):
        yield replace(job, letters=job.letters[part])


def _keep(
    job: Job, result: JobResult, template: Template, ledger: Ledger, out: Path, tally: Tally
) -> None:
    """The letters' files, then their lines: what the ledger names is there."""
    entries = list(zip(job.letters, result.made, strict=True))
    for _, made in entries:
        if not made.problem:
            files.write_whole(out / f"{made.key}.docx", made.docx, durable=False)
            files.write_whole(out / f"{made.key}.pdf", made.pdf, durable=False)
    ledger.add(((letter, made) for letter, made in entries), template.sha256, result.tools)
    for letter, made in entries:
        _note(letter, made, tally)


def _note(letter: Letter, made: Made, tally: Tally) -> None:
    if made.problem:
        tally.failed[letter.key] = made.problem
    else:
        tally.made += 1
        tally.pages[letter.key] = made.pages


def _told(tally: Tally, total: int, seconds: float) -> Told:
    fresh = tally.made + len(tally.failed)
    done = fresh + tally.kept
    rate = fresh / seconds if seconds else 0.0
    return Told(done, total, rate, max(total - done, 0) / rate if rate else 0.0)
