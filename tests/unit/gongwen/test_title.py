"""Titles break by sense, in a trapezoid or a diamond."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bayu_docs.gongwen.title import broken, halved
from bayu_docs.gongwen.widths import chars

HR = "示例区人力资源和社会保障局"
RURAL = "示例区乡村振兴局"
TITLES = {
    "关于做好驿站申报工作的通知": ("关于做好驿站申报工作的通知",),
    "关于开展首批“巴渝工匠”乡村驿站申报建设工作的通知": (
        "关于开展首批“巴渝工匠”乡村驿站",
        "申报建设工作的通知",
    ),
    f"{HR}关于开展首批“巴渝工匠”乡村驿站申报建设工作的通知": (
        HR,
        "关于开展首批“巴渝工匠”乡村驿站",
        "申报建设工作的通知",
    ),
    "关于公布2022年首批“巴渝工匠”乡村驿站区县级建设名单的通知": (
        "关于公布2022年首批",
        "“巴渝工匠”乡村驿站区县级建设名单的通知",
    ),
    "关于取消示例驿站“巴渝工匠”乡村驿站资格的通知": (
        "关于取消示例驿站",
        "“巴渝工匠”乡村驿站资格的通知",
    ),
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_breaks_where_a_clerk_would_break_it(title: str) -> None:
    assert broken(title, (HR, RURAL)) == TITLES[title]


@pytest.mark.parametrize(
    "whole",
    ["“巴渝工匠”", "《乡村驿站管理办法》", "2022年3月31日", "150000元", HR, RURAL, "第二批"],
)
@pytest.mark.parametrize("before", range(2, 19, 3))
def test_quotes_titles_dates_numbers_and_organs_stay_whole(whole: str, before: int) -> None:
    title = "关于" + "甲乙丙丁" * 5
    lines = broken(title[:before] + whole + "申报推荐评审工作有关事项的通知", (HR, RURAL))
    assert any(whole in line for line in lines)


def test_a_quoted_title_longer_than_a_line_is_broken_within() -> None:
    lines = broken("关于转发《" + "关于开展乡村驿站申报建设" * 2 + "的通知》的通知")
    assert max(map(chars, lines)) <= 20
    assert not any(line.endswith("《") or line.startswith("》") for line in lines)


@example("0" + "“" * 20)
@example("0" + "“" * 18 + "”“")
@given(
    st.text(
        st.sampled_from("关于开展申报建设工作的通知“巴渝工匠”（试行）、2022年《办法》"),
        min_size=8,
        max_size=60,
    )
)
def test_no_line_is_too_long_or_a_single_character_or_begins_with_a_closing_mark(
    title: str,
) -> None:
    lines = broken(title)
    assert "".join(lines) == title
    assert all(chars(line) <= 20 for line in lines)
    if len(lines) > 1:
        assert all(len(line) > 1 for line in lines)
    assert broken(title) == lines


@pytest.mark.parametrize("length", range(6, 21))
@pytest.mark.parametrize(
    "pattern",
    [
        "关于取消{}资格的通知",
        "关于同意{}建设方案的函",
        "关于{0}和{0}有关事项的通知",
        "{}年度工作报告",
    ],
)
def test_no_line_ends_within_a_name_that_fits_a_line(pattern: str, length: int) -> None:
    name = "青山镇关于申报工作推荐和评审通知与建设方案"[:length]
    title = pattern.format(name)
    lines = broken(title, (name,))
    assert "".join(lines) == title
    assert all(chars(line) <= 20 for line in lines)
    # 关于 and a longer name fill more than a line, and 关于 is too short for a line of its own
    if not title.startswith(f"关于{name}") or length <= 18:
        assert sum(line.count(name) for line in lines) == title.count(name)


def test_a_name_longer_than_a_line_may_be_parted() -> None:
    name = "青山镇乡村产业振兴" * 3
    lines = broken(f"关于取消{name}资格的通知", (name,))
    assert "".join(lines) == f"关于取消{name}资格的通知"
    assert all(chars(line) <= 20 for line in lines)


@pytest.mark.parametrize("length", range(21, 61))
def test_lines_rise_fall_or_bulge_and_are_never_an_hourglass(length: int) -> None:
    lines = broken(("关于推荐乡村驿站建设对象和评审结果有关工作情况" * 3)[: length - 2] + "的函")
    steps = [chars(after) - chars(before) for before, after in pairwise(lines)]
    falling = [at for at, step in enumerate(steps) if step < 0]
    rising = [at for at, step in enumerate(steps) if step > 0]
    assert not falling or not rising or max(rising) < min(falling)


def test_a_long_organ_name_is_halved_by_sense() -> None:
    assert halved("示例区人力资源和社会保障事务中心", 12) == (
        "示例区人力资源",
        "和社会保障事务中心",
    )
    for name in ("示范高新技术产业开发区文化和旅游发展事业发展中心", "甲乙丙丁戊己庚辛壬癸" * 2):
        assert max(map(chars, halved(name, 13))) <= 13
