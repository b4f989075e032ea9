"""Jobs in processes: results in order, and a job that kills its process harms no other."""

from __future__ import annotations

import pytest

from bayu_docs.batch.inbox.workers import Workers


def silent(_done: int, _total: int) -> None:
    pass


def test_results_come_in_the_order_of_the_jobs() -> None:
    told: list[tuple[int, int]] = []
    with Workers(2) as workers:
        jobs = ["__import__('time').sleep(0.3) or 1", "2", "3"]
        assert workers.each(eval, jobs, str, lambda *x: told.append(x)) == [1, 2, 3]
        assert workers.each(eval, [], str, silent) == []
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_job_that_kills_its_process_is_told_and_the_others_are_done() -> None:
    jobs = ["1", "__import__('os').kill(__import__('os').getpid(), 9)", "3", "4", "5"]
    with Workers(2) as workers:
        results = workers.each(eval, jobs, lambda job: "fallen", silent)
        again = workers.each(eval, ["6"], str, silent)
    assert results == [1, "fallen", 3, 4, 5]
    assert again == [6]


def test_an_exception_of_a_job_is_the_callers_to_handle() -> None:
    with Workers(1) as workers, pytest.raises(ZeroDivisionError):
        workers.each(eval, ["1/0"], str, silent)
