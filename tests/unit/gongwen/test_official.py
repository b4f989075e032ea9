"""Blocks become a template Word can open, whose end stays with the signature."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen.head import printed
from bayu_docs.materials import word
from bayu_docs.model.notice import DOCUMENT, FORM, LETTER, MINUTES, PLAIN, Attachment, Head

FORMS = {
    DOCUMENT: o.document,
    LETTER: o.letter,
    MINUTES: o.minutes,
    PLAIN: o.plain,
}
TABLE = o.grid(
    [30, 126],
    [
        o.head_row("序号", "名称"),
        o.Tag("{%tr for s in f.stations %}"),
        o.row("{{ s.no }}", "{{ s.name }}"),
        o.Tag("{%tr endfor %}"),
    ],
)
BLOCKS = (
    o.level1("一、总体要求"),
    o.level2("（一）指导思想。", "坚持公开。"),
    o.level3("1．按时报送。"),
    o.level4("（1）报送材料。"),
    o.each("s in f.stations", o.text("{{ s.name }}的情况。")),
    o.when("f.stations", TABLE),
    o.text("特此通知。"),
)
FIELDS = {"stations": [{"no": 1, "name": "示例驿站"}, {"no": 2, "name": "示范驿站"}]}


def part(docx: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name).decode("utf-8")


def rendered(docx: bytes, path: Path, head: Head) -> word.Rendered:
    path.write_bytes(docx)
    return word.load(path).render({"h": printed(head), "f": FIELDS, "draft_mark": ""})


def head(paper_format: str, *attachments: Attachment) -> Head:
    return Head(
        paper_format,
        ("示例区人力资源和社会保障局",),
        title="关于申报工作的通知",
        number="示人社〔2022〕1号",
        signed_on=date(2022, 3, 2),
        attachments=attachments,
    )


@pytest.mark.parametrize("paper_format", FORMS)
def test_every_format_prints_its_blocks_in_order(paper_format: str, tmp_path: Path) -> None:
    made = rendered(FORMS[paper_format](*BLOCKS), tmp_path / "t.docx", head(paper_format))
    wanted = ["关于申报", "一、总体", "（一）", "坚持", "1．", "（1）", "示例驿站的", "特此"]
    places = [made.text.index(words) for words in wanted]
    assert places == sorted(places)


def test_a_form_has_its_title_and_table_and_no_signature(tmp_path: Path) -> None:
    made = rendered(o.form(TABLE), tmp_path / "t.docx", head(FORM))
    assert "关于申报工作的通知" in made.text
    assert "2022年3月2日" not in made.text


def test_an_annex_page_bears_the_label_and_title_of_its_attachment(tmp_path: Path) -> None:
    attachments = (Attachment("名单"), Attachment("说明", ("第一段。", "第二段。")))
    docx = o.document(*BLOCKS, annexes=(o.annex(1, TABLE),))
    text = word.text_of(rendered(docx, tmp_path / "t.docx", head(DOCUMENT, *attachments)).docx)
    assert re.search(r"附件1\s+名单\s+序号.*附件2\s+说明\s+第一段。\s+第二段。", text, re.DOTALL)


def test_the_levels_are_hei_kai_fang_fang_and_text_behind_a_heading_is_fang() -> None:
    docx = o.document(*BLOCKS)
    styles = part(docx, "word/styles.xml")
    faces = [
        re.search(rf'w:styleId="Level{level}".*?w:eastAsia="(.*?)"', styles)
        for level in range(1, 5)
    ]
    assert [found and found[1] for found in faces] == [
        "黑体",
        "楷体_GB2312",
        "仿宋_GB2312",
        "仿宋_GB2312",
    ]
    assert "<w:b/>" not in styles
    run_in = re.search(r"<w:r><w:rPr>([^/]*/>)</w:rPr><w:t[^>]*>坚持公开", part(docx))
    assert run_in is not None
    assert "仿宋_GB2312" in run_in[1]


def test_only_the_styles_in_use_travel() -> None:
    styles = part(o.plain(o.text("正文。")), "word/styles.xml")
    assert 'w:styleId="Body"' in styles
    assert 'w:styleId="Level1"' not in styles
    assert 'w:styleId="TableHead"' not in styles


KEPT = "<w:keepNext/><w:widowControl/>"


def test_the_last_paragraph_stays_with_the_signature() -> None:
    body = part(o.document(o.text("第一段。"), o.text("末段。")))
    assert re.search(rf'"Body"/>{KEPT}</w:pPr><w:r><w:t[^>]*>末段', body)
    assert not re.search(rf'"Body"/>{KEPT}</w:pPr><w:r><w:t[^>]*>第一段', body)


def test_of_a_loop_only_the_last_round_stays_with_the_signature(tmp_path: Path) -> None:
    docx = o.document(o.each("s in f.stations", o.text("{{ s.name }}。")))
    body = part(rendered(docx, tmp_path / "t.docx", head(DOCUMENT)).docx)
    assert re.search(rf'"Body"/>{KEPT}</w:pPr><w:r><w:t[^>]*>示范驿站', body)
    assert not re.search(rf'"Body"/>{KEPT}</w:pPr><w:r><w:t[^>]*>示例驿站', body)


def test_before_a_condition_that_may_not_hold_the_paragraph_stays_too() -> None:
    body = part(o.document(o.text("正文。"), o.when("f.extra", o.text("附带。"))))
    assert re.search(rf'"Body"/>{KEPT}</w:pPr><w:r><w:t[^>]*>正文', body)
    assert re.search(rf'"Body"/>{KEPT}</w:pPr><w:r><w:t[^>]*>附带', body)


def test_a_table_at_the_end_stays_with_the_signature() -> None:
    table = o.grid([30, 126], [o.head_row("序号", "名称"), o.row("1", "示例")])
    body = part(o.document(table))
    assert re.search(r'"TableText"/><w:keepNext/></w:pPr><w:r><w:t[^>]*>示例', body)
    assert not re.search(r'"TableHead"/><w:keepNext/>', body)


def test_first_lines_are_indented_by_characters_and_not_by_spaces() -> None:
    styles = part(o.document(o.text("正文。")), "word/styles.xml")
    assert 'w:firstLineChars="200"' in styles
    assert 'w:line="579" w:lineRule="exact"' in styles
    assert '<w:spacing w:val="-5"/>' in styles
    assert "docGrid" not in part(o.document(o.text("正文。")))


def test_the_same_blocks_give_the_same_bytes() -> None:
    assert o.letter(*BLOCKS) == o.letter(*BLOCKS)


# The order in which Word's schema (ECMA-376 part 1, 17.3.1.26 and 17.3.2.28) wants what we use.
PARAGRAPH_ORDER = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "pBdr",
    "shd",
    "tabs",
    "overflowPunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "snapToGrid",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
    "rPr",
]
RUN_ORDER = ["rStyle", "rFonts", "b", "color", "spacing", "w", "sz", "szCs", "lang"]
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("paper_format", FORMS)
def test_properties_stand_in_the_order_words_schema_wants(
    paper_format: str, tmp_path: Path
) -> None:
    whole = Head(
        paper_format,
        ("示例区人力资源和社会保障局", "示例区乡村振兴局"),
        title="关于申报工作的通知",
        upward=paper_format == DOCUMENT,
        signers=("示甲",),
        to=("示例局",),
        note="此件公开发布",
        attachments=(Attachment("名单"), Attachment("说明", ("正文。",))),
        copies_to=("示例局",),
        printed_by="示例局办公室",
    )
    upward = {"upward": True} if paper_format == DOCUMENT else {}
    docx = FORMS[paper_format](*BLOCKS, annexes=(o.annex(1, TABLE),), **upward)
    made = rendered(docx, tmp_path / "t.docx", whole).docx
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("word/")]
    seen = set()
    for root in map(etree.fromstring, (raw for raw in parts if b"<w:" in raw)):
        for order, tag in ((PARAGRAPH_ORDER, "pPr"), (RUN_ORDER, "rPr")):
            for properties in root.iter(WORDS + tag):
                names = [str(child.tag).removeprefix(WORDS) for child in properties]
                assert names == sorted(set(names), key=order.index), names
                seen.update(names)
    assert {"framePr", "tabs", "spacing", "rFonts"} <= seen
