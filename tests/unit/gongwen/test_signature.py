"""Names, date and seals: offsets in 字, rows, and how long names are set."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from bayu_docs.gongwen.signature import (
    LINE_TWIPS,
    SEAL_CHARS,
    Line,
    height_lines,
    sealed_lines,
    signature,
    unsealed_lines,
    width,
)
from bayu_docs.gongwen.widths import chars
from bayu_docs.model.document import TWIPS_PER_MM

HR = "示例区人力资源和社会保障局"
RURAL = "示例区乡村振兴局"
LONG = "示例自治县文化和旅游事业发展促进中心"
DAYS = ("2022年3月2日", "2022年12月21日", "　　　　年　　月　　日")


def words(lines: tuple[Line, ...]) -> list[tuple[str, ...]]:
    return [tuple(spot.words for spot in line.spots) for line in lines]


@pytest.mark.parametrize("day", DAYS)
def test_a_sealed_date_ends_four_characters_from_the_edge_with_the_name_centred_on_it(
    day: str,
) -> None:
    (name,), (date,) = (line.spots for line in sealed_lines((HR,), day))
    assert date.right_chars == pytest.approx(4)
    assert name.centre_chars == date.centre_chars
    assert name.right_chars >= 0


def test_a_name_too_long_for_that_ends_at_the_edge_with_the_date_centred_on_it() -> None:
    (name,), (date,) = (line.spots for line in sealed_lines((LONG,), DAYS[0]))
    assert name.right_chars == pytest.approx(0)
    assert date.centre_chars == name.centre_chars
    assert date.right_chars > 4


def test_two_names_share_a_row_when_their_words_and_seals_stand_apart() -> None:
    lines = sealed_lines((HR, RURAL), DAYS[0])
    assert words(lines) == [(HR, RURAL), (DAYS[0],)]
    left, right = lines[0].spots
    assert right.centre_chars - left.centre_chars > SEAL_CHARS
    assert left.centre_chars - chars(HR) / 2 >= 0
    assert left.centre_chars + chars(HR) / 2 + 1 <= right.centre_chars - chars(RURAL) / 2


def test_three_and_four_names_keep_their_order_row_by_row() -> None:
    others = ("示例区财政局", "示例区农业农村委员会")
    assert words(sealed_lines((HR, RURAL, others[0]), DAYS[0])) == [
        (HR, RURAL),
        (others[0],),
        (DAYS[0],),
    ]
    assert words(sealed_lines((HR, RURAL, *others), DAYS[0])) == [(HR, RURAL), others, (DAYS[0],)]


def test_two_long_names_stand_one_below_the_other() -> None:
    assert words(sealed_lines((LONG, LONG), DAYS[0])) == [(LONG,), (LONG,), (DAYS[0],)]


def test_where_long_names_would_make_many_rows_they_take_two_lines_and_stand_side_by_side() -> None:
    lines = sealed_lines((LONG,) * 4, DAYS[0])
    assert [len(line.spots) for line in lines] == [2, 2, 2, 2, 1]
    assert "".join(lines[0].spots[0].words + lines[1].spots[0].words) == LONG


@pytest.mark.parametrize("names", [(LONG, LONG), (LONG,) * 3, (HR, RURAL) * 2, (HR,) * 4])
def test_seals_of_two_rows_do_not_touch(names: tuple[str, ...]) -> None:
    lines = sealed_lines(names, DAYS[1])[:-1]
    starts = [at for at, line in enumerate(lines) if at == 0 or line.before_twips]
    for start, following in pairwise(starts):
        deep = sum(1 for _ in lines[start:following]) * LINE_TWIPS + lines[following].before_twips
        assert deep >= 42 * TWIPS_PER_MM


def test_an_unsealed_name_ends_two_characters_from_the_edge_and_the_date_begins_two_later() -> None:
    (name,), (date,) = (line.spots for line in unsealed_lines((HR,), DAYS[0]))
    assert name.right_chars == pytest.approx(2)
    assert date.centre_chars - width(DAYS[0]) / 2 == pytest.approx(
        name.centre_chars - chars(HR) / 2 + 2
    )


def test_an_unsealed_date_longer_than_the_name_ends_two_characters_from_the_edge() -> None:
    (name,), (date,) = (line.spots for line in unsealed_lines(("示例局",), DAYS[1]))
    assert date.right_chars == pytest.approx(2)
    assert name.centre_chars - 1.5 == pytest.approx(date.centre_chars - width(DAYS[1]) / 2 - 2)


def test_joint_unsealed_names_begin_below_each_other() -> None:
    lines = unsealed_lines((HR, RURAL), DAYS[0])
    starts = {line.spots[0].centre_chars - chars(line.spots[0].words) / 2 for line in lines[:2]}
    assert len(starts) == 1


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("names", [(HR,), (HR, RURAL), (LONG,) * 4])
def test_every_line_is_kept_with_the_next(names: tuple[str, ...], sealed: bool) -> None:
    made = signature(names, DAYS[0], sealed=sealed)
    paragraphs = re.findall(r"<w:p>.*?</w:p>", made.xml)
    assert all("<w:keepNext/>" in each for each in paragraphs)
    assert height_lines(names, DAYS[0], sealed=sealed) >= len(paragraphs)
    assert made.texts[-1] == DAYS[0]


def test_a_lone_sealed_date_states_its_offset_as_word_does() -> None:
    made = signature((HR,), DAYS[0], sealed=True).xml
    assert '<w:ind w:rightChars="400" w:right="1260"/>' in made
