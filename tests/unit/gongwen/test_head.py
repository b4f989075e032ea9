"""What a head becomes on paper: texts, visible blanks, attachments, 版记."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from bayu_docs.gongwen.head import printed
from bayu_docs.gongwen.imprint import Imprint
from bayu_docs.gongwen.widths import chars, wrapped
from bayu_docs.materials.word import Fragment
from bayu_docs.model.notice import (
    DOCUMENT,
    FORM,
    FORMATS,
    LETTER,
    MINUTES,
    PLAIN,
    Attachment,
    Head,
)

HR = "示例区人力资源和社会保障局"
RURAL = "示例区乡村振兴局"
HEAD = Head(
    DOCUMENT,
    (HR, RURAL),
    title="关于开展首批“巴渝工匠”乡村驿站申报建设工作的通知",
    number="示人社〔2022〕1号",
    to=("各镇人民政府", "各街道办事处"),
    signed_on=date(2022, 3, 2),
    note="此件公开发布",
    copies_to=("示例市人力资源和社会保障局",),
    printed_by="示例区人力资源和社会保障局办公室",
    printed_on=date(2022, 3, 3),
)


def texts(fragment: object) -> tuple[str, ...]:
    assert isinstance(fragment, Fragment)
    return fragment.texts


def test_texts_are_printed_as_the_standard_writes_them() -> None:
    fields = printed(HEAD)
    assert fields["to"] == "各镇人民政府、各街道办事处："
    assert fields["date"] == "2022年3月2日"
    assert fields["note"] == "（此件公开发布）"
    assert fields["title"].split("\n") == ["关于开展首批“巴渝工匠”乡村驿站", "申报建设工作的通知"]
    assert fields["whole_title"] == HEAD.title
    assert texts(fields["mark"]) == (HR, "文件", RURAL)
    assert texts(fields["signature"]) == (HR, RURAL, "2022年3月2日")
    assert "".join(texts(fields["imprint"])) == (
        "　抄送：示例市人力资源和社会保障局。示例区人力资源和社会保障局办公室2022年3月3日印发"
    )


def test_recipients_that_are_lists_themselves_are_parted_by_commas() -> None:
    lists = ("各镇人民政府、街道办事处", "区级有关部门")
    assert printed(replace(HEAD, to=lists))["to"] == "各镇人民政府、街道办事处，区级有关部门："


def test_the_title_does_not_part_a_station_s_name() -> None:
    name = "青山镇巴渝工匠关于申报工作驿站"
    title = f"关于取消{name}资格的通知"
    assert name not in printed(replace(HEAD, title=title))["title"]
    assert name in printed(replace(HEAD, title=title, names=(name,)))["title"]


@pytest.mark.parametrize("length", range(15, 45))
def test_the_line_of_printing_fits_condensed_a_little_or_parted(length: int) -> None:
    organ = ("示例自治县人力资源和社会保障局就业创业服务指导中心" * 2)[:length]
    imprint = Imprint(printed_by=organ, printed_on="2022年12月28日")
    fragment = imprint.fragment()
    assert fragment is not None
    assert "".join(fragment.texts) == f"{organ}2022年12月28日印发"
    nearer = {int(each) for each in re.findall(r'w:spacing w:val="-(\d+)"', fragment.xml)}
    assert max(nearer, default=0) <= 20
    assert bool(nearer) == (length in (19, 20, 21, 30, 31))
    assert len(imprint.printing) == (1 if length <= 21 else 2 if length <= 31 else 3)
    for line in imprint.printing:
        room = 442.2 / 14 - 2 - (1 if not line.startswith("\t") and "\t" in line else 0)
        gaps = 0.2 * 5 if "2022" in line else 0
        width = chars(line.replace("\t", "")) + gaps - max(nearer, default=0) * len(line) / 280
        assert width <= room + 0.01


def test_the_room_of_the_imprint_grows_with_its_lines_of_printing() -> None:
    short = Imprint(printed_by="示例局办公室", printed_on="2022年3月2日")
    long = replace(short, printed_by="示例自治县人力资源和社会保障局就业创业服务中心")
    assert long.height_pt - short.height_pt == 24


def test_what_is_unknown_is_a_visible_blank() -> None:
    fields = printed(Head(DOCUMENT, (), title="关于申报工作的通知"))
    assert fields["number"] == "　　　　〔　　　　〕　　号"
    assert fields["date"] == "　　　　年　　月　　日"
    assert fields["to"] == fields["note"] == ""
    assert fields["imprint"] is None
    assert fields["attachment_list"] is None


@pytest.mark.parametrize("paper_format", FORMATS)
def test_each_format_has_the_furniture_it_should_have(paper_format: str) -> None:
    fields = printed(replace(HEAD, format=paper_format))
    assert (fields["mark"] is None) == (paper_format in (PLAIN, FORM))
    assert (fields["signature"] is None) == (paper_format in (MINUTES, FORM))
    assert (fields["imprint"] is None) == (paper_format == FORM)


def test_a_letter_bears_only_the_leading_organs_mark_and_no_line_of_printing() -> None:
    fields = printed(replace(HEAD, format=LETTER))
    assert texts(fields["mark"]) == (HR,)
    assert texts(fields["imprint"]) == ("　抄送：示例市人力资源和社会保障局。",)
    assert "pBdr" not in fields["imprint"].xml


def test_an_upward_paper_prints_its_signers_two_to_a_line_with_the_number_beside_the_last() -> None:
    head = replace(HEAD, upward=True, signers=("示甲", "示乙", "示丙"))
    line = printed(head)["number_line"]
    assert texts(line) == ("签发人：", "示甲　示乙", "示人社〔2022〕1号", "示丙")
    assert "楷体" in line.xml


def test_one_attachment_has_no_number_and_several_have() -> None:
    one = printed(replace(HEAD, attachments=(Attachment("汇总表"),)))
    two = printed(replace(HEAD, attachments=(Attachment("汇总表"), Attachment("清单"))))
    assert texts(one["attachment_list"]) == ("附件：汇总表",)
    assert texts(two["attachment_list"]) == ("附件：1．汇总表", "2．清单")
    assert [each["label"] for each in one["attachments"]] == ["附件"]
    assert [each["label"] for each in two["attachments"]] == ["附件1", "附件2"]


def test_the_text_of_an_attachment_handed_over_separately_is_not_printed() -> None:
    item = Attachment("汇总表", ("正文。",), separate=True)
    assert printed(replace(HEAD, attachments=(item,)))["attachments"][0]["paragraphs"] == []


def test_attachments_that_fill_a_page_keep_only_their_last_lines_with_the_signature() -> None:
    few = tuple(Attachment(f"附件材料之{at}") for at in "甲乙")
    many = tuple(Attachment("很长的附件名称" * 9) for _ in range(6))
    kept = printed(replace(HEAD, attachments=few))["attachment_list"].xml
    parted = printed(replace(HEAD, attachments=many))["attachment_list"].xml
    assert kept.count("<w:keepNext/>") == 3
    assert parted.count("<w:keepNext/>") == 1


def test_main_recipients_that_would_push_the_text_off_the_first_page_move_to_the_imprint() -> None:
    crowd = tuple(f"示例区第{number}专业技术人员服务工作站" for number in range(1, 31))
    moved = printed(replace(HEAD, to=crowd))
    assert moved["to"] == ""
    assert texts(moved["imprint"])[0].startswith("　主送：示例区第1专业")
    assert printed(HEAD)["to"]


def test_copies_are_broken_into_lines_that_align_behind_the_colon() -> None:
    organs = tuple(f"示例市第{number}工作委员会办公室" for number in range(1, 6))
    lines = Imprint(copies_to=organs).lines
    assert len(lines) > 1
    assert lines[0].startswith("　抄送：")
    assert all(line.startswith("　　　　") for line in lines[1:])
    assert lines[-1].endswith("。")
    assert all(chars(line) <= 30 for line in lines)


def test_wrapped_lines_never_begin_or_end_with_the_wrong_mark() -> None:
    text = "示例市人力资源和社会保障局，示例市（乡村）振兴局。"
    for limit in range(4, 20):
        lines = wrapped(text, limit)
        assert "".join(lines) == text
        assert all(line[0] not in "，。）" and line[-1] != "（" for line in lines)
