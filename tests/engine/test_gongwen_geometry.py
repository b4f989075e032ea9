"""GB/T 9704-2012 measured on the raster of rendered pages.

Characters are smaller than their cells, so what is measured is said each time: the text area by
its shading, marks by the upper edge of their ink, lines by their ink.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen import spec
from bayu_docs.gongwen.head import printed
from bayu_docs.materials import fonts, pdf_look, word
from bayu_docs.model.notice import DOCUMENT, LETTER, MINUTES, Attachment, Head
from bayu_docs.office.session import Family, OfficeSession

pytestmark = pytest.mark.engine

NAMES = (
    "示例区人力资源和社会保障局",
    "示例区乡村振兴局",
    "示例区农业农村委员会",
    "示例区财政局",
)
FULL = "国" * 28 * 60
SHORT = "现将有关事项通知如下。"
FOOT_MM = spec.PAGE_HEIGHT_MM.value - spec.BOTTOM_MARGIN_MM.value
LINE_MM = spec.LINE_TWIPS.value / 1440 * 25.4
CHAR_MM = spec.BODY_SIZE_PT.value / 72 * 25.4

ONE = Head(
    DOCUMENT,
    NAMES[:1],
    title="关于开展首批“巴渝工匠”乡村驿站申报建设工作的通知",
    number="示人社〔2022〕1号",
    to=("各镇人民政府", "各街道办事处"),
    signed_on=date(2022, 3, 2),
    copies_to=("示例市人力资源和社会保障局", "示例市乡村振兴局", "示例区人民政府办公室"),
    printed_by="示例区人力资源和社会保障局办公室",
    printed_on=date(2022, 3, 3),
)
HEADS = {
    "one": ONE,
    "two": replace(ONE, issuers=NAMES[:2]),
    "three": replace(ONE, issuers=NAMES[:3]),
    "four": replace(ONE, issuers=NAMES),
    "long": replace(ONE, issuers=("示例自治县文化和旅游事业发展促进中心管理办公室",)),
    "upward": replace(ONE, upward=True, signers=("示甲", "示乙", "示丙")),
    "minutes": replace(ONE, format=MINUTES, issuers=NAMES[:2]),
    "letter": replace(ONE, format=LETTER, issuers=NAMES[:2]),
    "full": ONE,
    "shaded": ONE,
    "annex": replace(ONE, attachments=(Attachment("申报名单", (SHORT,)),)),
}
MARKED = ("one", "two", "three", "four", "long", "upward", "minutes")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDFs of all heads, converted in one start."""
    work = tmp_path_factory.mktemp("geometry")
    text = o.text("{{ f.words }}")
    builders = {DOCUMENT: o.document, LETTER: o.letter, MINUTES: o.minutes}
    files = []
    for name, head in HEADS.items():
        build = builders[head.format]
        made = build(text, upward=True) if head.upward else build(text, o.text("特此通知。"))
        template = work / f"template-{name}.docx"
        template.write_bytes(made)
        words = FULL if name in ("full", "shaded", "letter") else SHORT
        fields = {"h": printed(head), "f": {"words": words}, "draft_mark": ""}
        docx = word.load(template).render(fields).docx
        files.append(work / f"{name}.docx")
        files[-1].write_bytes(_shaded(docx) if name == "shaded" else docx)
    with OfficeSession(Family.WRITER, fonts.resolve(), work / "office") as office:
        conversions = office.convert(files, work / "pdf", last=True)
    assert [each.problem for each in conversions if each.pdf is None] == []
    return {each.source.stem: each.pdf for each in conversions if each.pdf}


def _shaded(docx: bytes) -> bytes:
    """The paper with its body paragraphs shaded: what is grey is the area of the text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/styles.xml":
                head, body = part.split(b'w:styleId="Body"')
                shading = b'<w:shd w:val="clear" w:color="auto" w:fill="C0C0C0"/>'
                mark = b"<w:overflowPunct"
                part = head + b'w:styleId="Body"' + body.replace(mark, shading + mark, 1)
            new.writestr(name, part)
    return made.getvalue()


def test_the_text_area_has_the_margins_of_the_standard(
    papers: dict[str, Path], page_ink: ModuleType
) -> None:
    left, top, right, bottom = page_ink.shaded_ink(papers["shaded"], 2).within(30, 263).box
    assert top == pytest.approx(37, abs=1)
    assert left == pytest.approx(28, abs=1)
    assert 210 - right == pytest.approx(26, abs=1)
    assert 297 - bottom == pytest.approx(35, abs=1)


def test_a_full_page_has_22_lines_of_28_characters(
    papers: dict[str, Path], page_ink: ModuleType
) -> None:
    ink = page_ink.dark_ink(papers["full"], 2).within(30, 263)
    lines = ink.rows()
    assert len(lines) == 22
    for line in lines:
        assert len(ink.within(line.start, line.end).columns()) == 28
    assert lines[1].start - lines[0].start == pytest.approx(LINE_MM, abs=0.2)


@pytest.mark.parametrize("name", MARKED)
def test_the_mark_begins_35_mm_below_the_upper_edge_of_the_text_area(
    papers: dict[str, Path], page_ink: ModuleType, name: str
) -> None:
    left, top, right, _ = page_ink.red_ink(papers[name], 1).within(37, 125).box
    assert top == pytest.approx(72, abs=1)
    assert left >= 28 - 1
    assert right <= 184 + 1
    assert (left + right) / 2 == pytest.approx(106, abs=2)


@pytest.mark.parametrize("name", MARKED)
def test_the_red_line_is_as_wide_as_the_text_area_and_4_mm_below_the_number(
    papers: dict[str, Path], page_ink: ModuleType, name: str
) -> None:
    (rule,) = page_ink.red_ink(papers[name], 1).rules(100)
    assert rule.length == pytest.approx(156, abs=1)
    assert rule.left == pytest.approx(28, abs=1)
    number = page_ink.dark_ink(papers[name], 1).within(72, rule.top).rows()[-1]
    assert rule.top - number.end == pytest.approx(4, abs=0.5)


def test_two_lines_stay_empty_between_mark_and_number_and_before_the_title(
    papers: dict[str, Path], page_ink: ModuleType
) -> None:
    red, black = page_ink.red_ink(papers["one"], 1), page_ink.dark_ink(papers["one"], 1)
    mark, rule = red.rows()[0], red.rules(100)[0]
    number, title = black.rows()[0], black.within(rule.bottom, 263).rows()[0]
    # ink begins and ends within its line: so much more than the empty lines at the most
    assert 2 * LINE_MM <= number.start - mark.end <= 3 * LINE_MM
    assert 2 * LINE_MM <= title.start - rule.bottom <= 3 * LINE_MM


def test_the_names_of_a_joint_mark_are_stacked_to_one_width_and_wenjian_is_in_their_middle(
    papers: dict[str, Path], page_ink: ModuleType
) -> None:
    red = page_ink.red_ink(papers["four"], 1).within(37, 125)
    left, top, right, bottom = red.box
    columns = red.columns()
    gaps = [(b.start - a.end, a.end) for a, b in pairwise(columns)]
    names_end = max(gaps)[1]
    rows = red.within(top, bottom, left, names_end + 0.5).rows()
    assert len(rows) == 4
    widths = [red.within(each.start, each.end, left, names_end + 0.5).box for each in rows]
    assert max(box[2] for box in widths) - min(box[2] for box in widths) < 1.5
    assert max(box[0] for box in widths) - min(box[0] for box in widths) < 1.5
    suffix = red.within(top, bottom, names_end + 0.5, right + 1).box
    assert (suffix[1] + suffix[3]) / 2 == pytest.approx((top + bottom) / 2, abs=1)


def test_a_letter_has_its_mark_at_30_mm_and_two_double_lines_of_170_mm(
    papers: dict[str, Path], page_ink: ModuleType
) -> None:
    red = page_ink.red_ink(papers["letter"], 1)
    mark = red.within(20, 44)
    assert mark.box[1] == pytest.approx(30, abs=1)
    thick, thin, thin_below, thick_below = red.rules(100)
    assert thick.weight > thin.weight
    assert thick_below.weight > thin_below.weight
    for rule in (thick, thin, thin_below, thick_below):
        assert rule.length == pytest.approx(170, abs=1)
        assert rule.left == pytest.approx(20, abs=1)
    assert thick.top - mark.within(20, thick.top).box[3] == pytest.approx(4, abs=1)
    assert 297 - thin_below.top == pytest.approx(20, abs=1)


def test_a_letters_number_stands_at_the_right_seven_eighths_of_a_character_below_the_line(
    papers: dict[str, Path], page_ink: ModuleType
) -> None:
    line = page_ink.red_ink(papers["letter"], 1).rules(100)[1]
    black = page_ink.dark_ink(papers["letter"], 1)
    number = black.within(line.bottom, 100).rows()[0]
    assert number.start - line.bottom == pytest.approx(CHAR_MM * 7 / 8, abs=0.6)
    assert black.within(number.start, number.end).box[2] == pytest.approx(184, abs=1)


@pytest.mark.parametrize("page", [2, 3])
def test_the_page_numbers_dash_is_7_mm_below_the_text_area_on_the_outer_side(
    papers: dict[str, Path], page_ink: ModuleType, page: int
) -> None:
    number = page_ink.dark_ink(papers["full"], page).within(FOOT_MM + 1, 290)
    (dash,) = number.rules(6)  # the rows in which both dashes stand
    assert (dash.top + dash.bottom) / 2 - FOOT_MM == pytest.approx(7, abs=0.5)
    left, _, right, _ = number.box
    one = spec.PAGE_NUMBER_SIZE_PT.value / 72 * 25.4
    if page % 2:
        assert 184 - right == pytest.approx(one, abs=1)
    else:
        assert left - 28 == pytest.approx(one, abs=1)


def test_the_first_page_of_a_letter_has_no_number_and_the_others_have(
    papers: dict[str, Path], page_ink: ModuleType
) -> None:
    assert page_ink.dark_ink(papers["letter"], 1).within(FOOT_MM + 1, 290).is_empty
    assert not page_ink.dark_ink(papers["letter"], 2).within(FOOT_MM + 1, 290).is_empty


@pytest.mark.parametrize("name", ["one", "two", "four", "annex", "full"])
def test_the_last_line_of_the_imprint_is_the_lower_edge_of_the_last_pages_text_area(
    papers: dict[str, Path], page_ink: ModuleType, name: str
) -> None:
    last = pdf_look.page_count(papers[name])
    first, middle, end = page_ink.dark_ink(papers[name], last).rules(100)
    assert end.bottom == pytest.approx(FOOT_MM, abs=1)
    for rule in (first, middle, end):
        assert rule.length == pytest.approx(156, abs=1)
        assert rule.left == pytest.approx(28, abs=1)
        assert rule.weight < 0.6


def test_a_letters_imprint_has_no_lines(papers: dict[str, Path], page_ink: ModuleType) -> None:
    last = pdf_look.page_count(papers["letter"])
    assert page_ink.dark_ink(papers["letter"], last).rules(100) == []
    assert "抄送：" in pdf_look.page_texts(papers["letter"])[-1]


def test_the_date_of_a_sealed_paper_ends_four_characters_from_the_edge_below_its_name(
    papers: dict[str, Path], page_ink: ModuleType
) -> None:
    page = pdf_look.page_count(papers["one"])
    day, name = (
        pdf_look.find_texts(papers["one"], page, [words])[0][0]
        for words in ("2022年3月2日", NAMES[0])
    )
    mm = 25.4 / 72
    assert 184 - day.right * mm == pytest.approx(4 * CHAR_MM, abs=1)
    assert (day.left + day.right) / 2 * mm == pytest.approx(
        (name.left + name.right) / 2 * mm, abs=2
    )
