"""Several words in one field come apart as they were put together, and as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayu_docs.model.form import joined, split

WORDS = st.text(st.sampled_from("甲乙 、，,；;\n\"'=x　"), max_size=6).filter(bool)


@given(st.lists(WORDS, max_size=5))
def test_words_come_apart_as_they_were_joined(words: list[str]) -> None:
    assert split(joined(words)) == words


@pytest.mark.parametrize(
    "text",
    ["开发、培训", "开发，培训", "开发,培训", "开发 ； 培训", "开发\n培训\n", "、开发、、培训"],
)
def test_people_part_words_in_many_ways(text: str) -> None:
    assert split(text) == ["开发", "培训"]
