"""When two typed names are one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from bayu_docs.eligibility.cooperation import lasts_a_year
from bayu_docs.eligibility.limits import plain
from bayu_docs.eligibility.names import bare, distinct_people, listed, same_person, says_nothing
from bayu_docs.model.periods import last_barred_day


@dataclass(frozen=True)
class Someone:
    name: str
    id_number: str = ""


@pytest.mark.parametrize("typed", ["茶 艺师", "茶艺师\u3000", "茶\u200b艺师", "\ufeff茶艺师"])
def test_blanks_and_invisible_characters_do_not_tell_names_apart(typed: str) -> None:
    assert bare(typed) == bare("茶艺师")


def test_full_width_and_half_width_are_one() -> None:
    assert bare("ＡＢ（１）") == bare("ab(1)")


@pytest.mark.parametrize("typed", ["", " ", "无", "无。", "暂无", "／", "——", "N/A"])
def test_words_for_nothing_say_nothing(typed: str) -> None:
    assert says_nothing(typed)


@pytest.mark.parametrize("typed", ["无锡分校", "有", "不适用于本地"])
def test_words_that_begin_like_nothing_still_speak(typed: str) -> None:
    assert not says_nothing(typed)


def test_namesakes_are_two_only_with_two_identity_numbers() -> None:
    assert same_person(Someone("甲"), Someone("甲", "1"))
    assert not same_person(Someone("甲", "2"), Someone("甲", "1"))
    people = [Someone("甲", "1"), Someone("甲", "2"), Someone("甲"), Someone("乙")]
    assert len(distinct_people(people)) == 3


def test_long_lists_of_names_are_counted() -> None:
    assert listed(["甲", "乙"]) == "甲、乙"
    assert listed("甲乙丙丁戊己") == "甲、乙、丙、丁、戊等6名"


@pytest.mark.parametrize(
    ("number", "printed"), [("5.50", "5.5"), ("6.0", "6"), ("10", "10"), ("0", "0"), ("1E+1", "10")]
)
def test_numbers_are_printed_plainly(number: str, printed: str) -> None:
    assert plain(Decimal(number)) == printed


@pytest.mark.parametrize(
    ("start", "last"),
    [("2022-05-10", "2024-05-10"), ("2024-02-29", "2026-02-28"), ("2022-02-28", "2024-02-28")],
)
def test_the_last_barred_day_is_the_same_date_two_years_on(start: str, last: str) -> None:
    assert last_barred_day(date.fromisoformat(start), 2) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("start", "end", "a_year"),
    [
        ("2021-04-01", "2022-03-31", True),
        ("2021-04-01", "2022-03-30", False),
        ("2020-02-29", "2021-02-28", True),
        ("2020-02-29", "2021-02-27", False),
        ("2021-01-01", "2021-12-31", True),
    ],
)
def test_a_term_counts_both_its_days(start: str, end: str, a_year: bool) -> None:
    assert lasts_a_year(date.fromisoformat(start), date.fromisoformat(end)) is a_year
