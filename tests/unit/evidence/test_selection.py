"""Pages of a proof chosen in words."""

from __future__ import annotations

import pytest

from bayu_docs.evidence.selection import SelectionError, selected


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("", (1, 2, 3, 4, 5)),
        ("1,3-4", (1, 3, 4)),
        ("第１页、第３—４页", (1, 3, 4)),
        ("5；2", (2, 5)),
        ("2-3,3,3", (2, 3)),
        (" 1 至 2 ", (1, 2)),
    ],
)
def test_pages_are_chosen_as_people_write_them(words: str, pages: tuple[int, ...]) -> None:
    assert selected(words, 5) == pages


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("首页", "不是页码"),
        ("3-2", "起止页"),
        ("0", "起止页"),
        ("2-6", "只有 5 页"),
        (",", "不是页码"),
    ],
)
def test_what_names_no_page_of_the_file_is_told(words: str, why: str) -> None:
    with pytest.raises(SelectionError, match=why):
        selected(words, 5)
