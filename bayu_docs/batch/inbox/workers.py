"""Many jobs side by side in processes of their own; one that kills its process harms no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TypeVar

from bayu_docs.batch.executors import Pool, Processes

J = TypeVar("J")
R = TypeVar("R")

Done = Callable[[int, int], None]
"""Told how many jobs of how many are done."""


class Workers:
    """So many processes, started when there is work and ended with the context."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._pool: Pool = Processes(width)

    def __enter__(self) -> Workers:
        self._pool.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def each(
        self, function: Callable[[J], R], jobs: Sequence[J], fallen: Callable[[J], R], done: Done
    ) -> list[R]:
        """The function's result of every job, in their order.

        A job whose process dies is done once more, alone; when that dies too, fallen(job) stands
        in its place. The function is one of a module, its jobs and results plain values.
        """
        results: dict[int, R] = {}
        while left := [number for number in range(len(jobs)) if number not in results]:
            for number in self._round(function, jobs, left, results, done):
                results[number] = self._alone(function, jobs[number], fallen)
                done(len(results), len(jobs))
        return [results[number] for number in range(len(jobs))]

    def _round(
        self,
        function: Callable[[J], R],
        jobs: Sequence[J],
        left: Sequence[int],
        results: dict[int, R],
        done: Done,
    ) -> list[int]:
        """Do what is left until a process dies; gives the jobs that may have been in it."""
        running: dict[Future[R], int] = {}
        waiting = list(reversed(left))
        try:
            while waiting or running:
                while waiting and len(running) < self._pool.width:  # few in flight, few suspect
                    running[self._pool.submit(function, jobs[waiting[-1]])] = waiting[-1]
                    waiting.pop()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    results[running[future]] = future.result()
                    del running[future]
                    done(len(results), len(jobs))
        except self._pool.lost:
            self._pool.renew()
            return sorted(running.values())
        return []

    def _alone(self, function: Callable[[J], R], job: J, fallen: Callable[[J], R]) -> R:
        try:
            return self._pool.submit(function, job).result()
        except self._pool.lost:
            self._pool.renew()
            return fallen(job)
