"""Sums of money in words and figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bayu_docs.materials.money import in_figures, in_words


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (150000, "壹拾伍万元整"),
        (300000, "叁拾万元整"),
        (0, "零元整"),
        (100, "壹佰元整"),
        (3000000, "叁佰万元整"),
        (100000000, "壹亿元整"),
        (Decimal("100.05"), "壹佰元零伍分"),
        (Decimal("150000.00"), "壹拾伍万元整"),
        (Decimal("12345.67"), "壹万贰仟叁佰肆拾伍元陆角柒分"),
    ],
)
def test_a_sum_is_written_in_capital_numerals(yuan: int | Decimal, words: str) -> None:
    assert in_words(yuan) == words


@pytest.mark.parametrize("yuan", [-1, Decimal("0.001")])
def test_what_is_no_sum_of_money_is_refused(yuan: int | Decimal) -> None:
    with pytest.raises(ValueError, match="not a sum"):
        in_words(yuan)


def test_figures_keep_two_places() -> None:
    assert in_figures(150000) == "150000.00"
