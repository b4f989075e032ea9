"""Measures as lint's sentences say them."""

from __future__ import annotations

import pytest

from bayu_docs.gongwen.lint.rules_signature import _tenths


@pytest.mark.parametrize(
    ("chars", "words"), [(-0.04, "0.0"), (0.0, "0.0"), (-0.06, "-0.1"), (3.96, "4.0")]
)
def test_what_rounds_to_nothing_has_no_sign(chars: float, words: str) -> None:
    assert _tenths(chars) == words
