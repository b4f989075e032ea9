"""Numbers, dates and clauses are read from the notice as a person reads them."""

from __future__ import annotations

from datetime import date

import pytest

from bayu_docs.calls.figures import dates, figures, values
from bayu_docs.calls.wording import clauses, squeeze


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("5名以上", {5}),
        ("1－2个及以上", {1, 2}),
        ("1—2个", {1, 2}),
        ("1:5以上", {5}),
        ("1∶3", {3}),
        ("２０页", {20}),
        ("一式两份", {2}),
        ("一式4份", {4}),
        ("十五个", {15}),
        ("二十个", {20}),
        ("一百零五名", {105}),
        ("1.5倍", set()),
        ("2:5", set()),
        ("没有数字", set()),
    ],
)
def test_numbers_are_read_in_every_printed_form(text: str, read: set[int]) -> None:
    assert values(text) == read


def test_a_ratio_is_one_figure_and_knows_it() -> None:
    (ratio,) = figures("按照1:5以上比例")
    assert (ratio.is_ratio, ratio.start, ratio.end) == (True, 2, 5)


def test_dates_carry_weekday_and_time_when_printed() -> None:
    first, second, third = dates("2022年3月31日（星期三）18:00前、2022年3月2日、2022年2月30日")
    assert (first.day, first.weekday) == (date(2022, 3, 31), 2)
    assert first.moment is not None and first.moment.isoformat() == "2022-03-31T18:00:00+08:00"
    assert (second.day, second.weekday, second.moment) == (date(2022, 3, 2), None, None)
    assert third.day is None


def test_a_text_is_cut_into_its_clauses() -> None:
    text = "通 知\n一、甲\n（一）乙\n1．丙\n2．丁\n（二）戊\n二、己\n附件：庚\n备注：1.辛\n2.壬"
    assert clauses(text) == {
        "首部": "通知",
        "一": "一、甲（一）乙1．丙2．丁（二）戊",
        "一（一）": "（一）乙1．丙2．丁",
        "一（一）1": "1．丙",
        "一（一）2": "2．丁",
        "一（二）": "（二）戊",
        "二": "二、己",
        "附件": "附件：庚",
        "备注": "备注：1.辛2.壬",
        "备注1": "备注：1.辛",
        "备注2": "2.壬",
    }


def test_squeezing_removes_every_kind_of_white_space() -> None:
    assert squeeze(" 白  宇，\n\t88126972\u3000") == "白宇，88126972"
