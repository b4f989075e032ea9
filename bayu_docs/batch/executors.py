"""Where jobs are done: here, in processes of this machine, or on Dask workers anywhere.

All speak concurrent.futures: submit a function of this package with plain values, get a Future.
A worker may die at any time; `Lost` is what its Futures then raise, whatever the kind of pool.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from bayu_docs.errors import BayuError, ExitCode

T = TypeVar("T")

_DASK_RETRIES = 3


class Pool:
    """Use as a context. width: how many jobs are done side by side; lost: what a Future of a dead
    worker raises."""

    width: int
    lost: tuple[type[BaseException], ...] = ()

    def submit(self, function: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """Have the function called somewhere."""
        raise NotImplementedError

    def prepare(self, function: Callable[[], Any]) -> None:
        """Have the function called by each worker that can be started ahead of its work."""

    def renew(self) -> None:
        """Let go of workers that died; the next work gets new ones."""

    def close(self) -> None:
        """End the workers that are ours."""
        self.renew()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class SchedulerUnreachable(BayuError):
    """The Dask scheduler is not there, or Dask itself is not."""

    exit_code = ExitCode.ENGINE_MISSING


def pool_for(jobs: int, scheduler: str = "") -> Pool:
    """The pool for `--jobs` and `--scheduler` (an address, or `local`)."""
    if scheduler:
        return Dask(scheduler, jobs)
    return Serial() if jobs == 1 else Processes(jobs)


class Serial(Pool):
    """One after the other, in this process."""

    width = 1

    def submit(self, function: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """Done at once."""
        future: Future[T] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future


class Processes(Pool):
    """A process for each job at a time; they end by themselves when this one is gone."""

    lost = (BrokenProcessPool,)

    def __init__(self, jobs: int) -> None:
        self.width = jobs
        self._pool: Executor | None = None

    def submit(self, function: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """Queued for the next free process."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.width, mp_context=_context(), initializer=_end_with_parent
            )
        try:
            return self._pool.submit(function, *arguments)
        except BrokenProcessPool as error:  # told like any other death of a worker
            broken: Future[T] = Future()
            broken.set_exception(error)
            return broken

    def prepare(self, function: Callable[[], Any]) -> None:
        """Start all processes; each takes one call, as it is busy with that for a while."""
        for _ in range(self.width):
            self.submit(function)

    def renew(self) -> None:
        """End all processes, broken or not; the next work starts new ones."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _context() -> multiprocessing.context.BaseContext:
    """How processes are started: with all that is loaded here, where nothing else runs that could
    be caught half-way; otherwise anew, which takes each a second."""
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever.

    Nor may it take a request to end for the parent's: what it has inherited of that is undone.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Dask(Pool):
    """Dask distributed through its concurrent.futures executor; a lost worker's jobs go to others.

    address: tcp://…, or `local` for workers of this machine. Workers need this package, an
    engine and fonts, and no disk in common with us.
    """

    def __init__(self, address: str, jobs: int) -> None:
        self._address = address
        self.width = jobs
        self._client: Any = None
        self._executor: Any = None

    def submit(self, function: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """Queued at the scheduler."""
        future: Future[T] = self._executor.submit(function, *arguments)
        return future

    def __enter__(self) -> Dask:
        try:
            import distributed
        except ImportError as error:
            raise SchedulerUnreachable(
                "没有安装 Dask，不能用 --scheduler", "请运行 pip install bayu-docs[dask]"
            ) from error
        self._client = self._connected(distributed)
        self.lost = (distributed.KilledWorker,)
        workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        if not workers:
            self._client.close()
            raise SchedulerUnreachable(
                f"Dask 调度器 {self._address} 没有工作进程", "请先启动 dask worker 再运行"
            )
        self.width = workers
        self._executor = self._client.get_executor(pure=False, retries=_DASK_RETRIES)
        return self

    def _connected(self, distributed: Any) -> Any:
        try:
            if self._address == "local":
                return distributed.Client(
                    n_workers=self.width, threads_per_worker=1, dashboard_address=None
                )
            return distributed.Client(self._address, timeout="5s")
        except (OSError, ValueError) as error:
            raise SchedulerUnreachable(
                f"连接不上 Dask 调度器 {self._address}", "请核对地址，确认调度器已启动"
            ) from error

    def close(self) -> None:
        """Leave the scheduler; workers of `local` end."""
        if self._client is not None:
            self._client.close()
