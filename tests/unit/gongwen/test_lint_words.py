"""The words of official papers: levels, faces, short names, genres."""

from __future__ import annotations

import pytest

from bayu_docs.gongwen.lint import words
from bayu_docs.gongwen.lint.levels import from_chinese, level_of
from bayu_docs.materials.word_layout import BODY, Paragraph, Run, Spot


def said(text: str, label: str = "") -> Paragraph:
    return Paragraph(0, (Run(text),), Spot(BODY), 0, label=label)


@pytest.mark.parametrize(
    ("text", "level", "count"),
    [
        ("一、申报范围", 1, 1),
        ("十二、附则", 1, 12),
        ("（三）报送", 2, 3),
        ("2．电子材料", 3, 2),
        ("2.电子材料", 3, 2),
        ("（4）其他", 4, 4),
        ("1.5万元", 0, 0),
        ("2022年3月", 0, 0),
        ("一般事项", 0, 0),
    ],
)
def test_a_level_is_told_by_its_number(text: str, level: int, count: int) -> None:
    assert level_of(said(text))[:2] == (level, count)


def test_a_number_word_writes_by_itself_counts_as_written() -> None:
    assert level_of(said("申报范围", label="二、"))[:2] == (1, 2)


@pytest.mark.parametrize(("figure", "count"), [("九", 9), ("十", 10), ("十一", 11), ("三十", 30)])
def test_chinese_figures_are_read(figure: str, count: int) -> None:
    assert from_chinese(figure) == count


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("仿宋_GB2312", "仿宋"),
        ("FangSong", "仿宋"),
        ("楷体", "楷体"),
        ("SimHei", "黑体"),
        ("方正小标宋_GBK", "小标宋"),
        ("SimSun", "宋体"),
        ("Arial", "Arial"),
    ],
)
def test_faces_of_many_names_are_of_few_classes(name: str, kind: str) -> None:
    assert words.face_class(name) == kind


def test_a_short_name_has_the_long_one_s_characters_in_order() -> None:
    assert words.is_short_for("示例县人力社保局", "示例县人力资源和社会保障局")
    assert not words.is_short_for("示例县乡村振兴局", "示例县人力资源和社会保障局")


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("关于组织申报的通知", "通知"),
        ("关于同意建设方案的函", "函"),
        ("拟入围名单公示", "公示"),
        ("关于印发办法的通知（试行）", "通知"),
        ("关于工作的安排", ""),
    ],
)
def test_the_genre_ends_the_title(title: str, genre: str) -> None:
    assert words.genre_of(title) == genre
