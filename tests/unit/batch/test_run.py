"""How a roster is cut into groups: as many for each worker, of one size, whoever is at work."""

from __future__ import annotations

import pytest

from bayu_docs.batch import run
from bayu_docs.model.job import Letter

_SIZES = {
    # (letters, workers): the groups' sizes, and which are the last of their workers
    (0, 2): [],
    (1, 2): [(1, True)],
    (12, 2): [(6, True), (6, True)],
    (101, 1): [(34, False), (34, False), (33, True)],
    (200, 2): [(50, False), (50, False), (50, True), (50, True)],
    (210, 2): [(35, False)] * 4 + [(35, True)] * 2,
}


@pytest.mark.parametrize("letters, width", _SIZES)
def test_groups_are_as_many_for_each_worker(letters: int, width: int) -> None:
    all_letters = [Letter(f"{number:04}", {}, False) for number in range(letters)]
    groups = list(run._groups(iter(all_letters), letters, width))
    assert [(len(group), last) for group, last in groups] == _SIZES[letters, width]
    assert [letter for group, _ in groups for letter in group] == all_letters
