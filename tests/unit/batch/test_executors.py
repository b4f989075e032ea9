"""Pools: work comes back as Futures; a dead worker is told and its pool can be renewed."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import wait
from functools import partial
from pathlib import Path

import pytest

from bayu_docs.batch.executors import Dask, Processes, SchedulerUnreachable, Serial, pool_for


def test_the_pool_follows_the_wish() -> None:
    assert isinstance(pool_for(1), Serial)
    assert isinstance(pool_for(2), Processes)
    assert isinstance(pool_for(2, "tcp://127.0.0.1:1"), Dask)


def test_here_and_in_processes_the_same_comes_back() -> None:
    for pool in (Serial(), Processes(2)):
        with pool:
            futures = [pool.submit(divmod, 17, number) for number in (3, 5)]
            assert [future.result(60) for future in futures] == [(5, 2), (3, 2)]
            with pytest.raises(ZeroDivisionError):
                pool.submit(divmod, 1, 0).result(60)


def test_a_killed_worker_is_told_and_the_pool_works_again() -> None:
    with Processes(1) as pool:
        with pytest.raises(pool.lost):
            pool.submit(_die).result(60)
        pool.renew()
        assert pool.submit(divmod, 7, 2).result(60) == (3, 1)


def test_work_given_to_a_pool_that_has_died_is_told_in_the_same_way() -> None:
    with Processes(1) as pool:
        wait([pool.submit(_die)])
        with pytest.raises(pool.lost):
            pool.submit(divmod, 7, 2).result(60)


def test_processes_are_prepared_ahead_and_a_serial_pool_is_not(tmp_path: Path) -> None:
    with Serial() as here:
        here.prepare(partial(_note, tmp_path))
    assert not list(tmp_path.iterdir())
    with Processes(2) as pool:
        pool.prepare(partial(_note, tmp_path))
        wait([pool.submit(divmod, 7, 2), pool.submit(divmod, 7, 2)])
    assert len(list(tmp_path.iterdir())) == 2


def _note(folder: Path) -> None:
    time.sleep(0.2)  # busy for a while, as an engine's start is
    (folder / str(os.getpid())).touch()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_without_dask_the_missing_part_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def refusing(name: str, *rest: object, **named: object) -> object:
        if name == "distributed":
            raise ImportError(name)
        return real(name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refusing)
    with pytest.raises(SchedulerUnreachable, match="Dask") as told, Dask("local", 1):
        pass
    assert "bayu-docs[dask]" in told.value.advice
