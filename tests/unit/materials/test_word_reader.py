"""A Word file read as it will be set: what counts after defaults, styles and own properties."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials.word_layout import BOX, CELL, WordLayout
from bayu_docs.materials.word_numbers import chinese
from bayu_docs.materials.word_reader import layout_of, read_layout

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def of(body: str, styles: str = "") -> WordLayout:
    """The layout of a body and styles given as XML."""
    members = {"word/document.xml": f"{_HEAD}<w:document {_W}><w:body>{body}</w:body></w:document>"}
    if styles:
        members["word/styles.xml"] = f"{_HEAD}<w:styles {_W}>{styles}</w:styles>"
    return layout_of({name: text.encode() for name, text in members.items()}, "样.docx")


_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体" w:ascii="Arial"/>'
    '<w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:line="579" w:lineRule="exact"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="正文"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="S"><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr>'
    "</w:style>"
)


def test_defaults_style_chain_and_own_properties_add_up() -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr><w:r><w:t>甲</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="S"/><w:sz w:val="28"/></w:rPr><w:t>乙</w:t></w:r></w:p>'
    )
    paragraph = of(body, _STYLES).paragraphs[0]
    first, second = paragraph.runs
    assert (paragraph.style, paragraph.line_rule, paragraph.line_pt) == ("正文", "exact", 28.95)
    assert (paragraph.first_line_chars, paragraph.first_line_pt) == (2, 32)
    assert (first.east_asia, first.ascii, first.size_pt, first.bold) == ("仿宋", "Arial", 16, False)
    assert (second.size_pt, second.bold, second.colour) == (14, True, "FF0000")


def test_own_zero_characters_put_the_style_s_indent_out_of_force() -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="B"/><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>'
        "<w:r><w:t>甲</w:t></w:r></w:p>"
    )
    assert of(body, _STYLES).paragraphs[0].first_line_pt == 0


def test_faces_of_the_theme_are_named(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("甲")
    document.save(str(tmp_path / "a.docx"))
    run = read_layout(tmp_path / "a.docx").paragraphs[0].runs[0]
    assert (run.east_asia, run.ascii) == ("宋体", "Cambria")


def test_deleted_and_hidden_text_and_field_codes_are_not_read() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r>"
        "</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>页</w:t></w:r></w:p>'
    )
    paragraph = of(body).paragraphs[0]
    assert paragraph.text == "新3页"
    assert [run.field for run in paragraph.runs] == ["", "PAGE", ""]


def test_paragraphs_are_counted_with_those_in_tables_and_boxes_hang_on_theirs() -> None:
    box = (
        "<w:r><w:pict><w:x><w:txbxContent><w:p><w:r><w:t>盒</w:t></w:r></w:p></w:txbxContent>"
        "</w:x></w:pict></w:r>"
    )
    body = (
        f"<w:p><w:r><w:t>一</w:t></w:r>{box}</w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>二</w:t></w:r></w:p>"
    )
    found = of(body)
    assert [(each.number, each.text) for each in found.paragraphs] == [
        (0, "一"), (0, "盒"), (1, "格"), (2, "二"),
    ]  # fmt: skip
    assert found.paragraphs[1].spot.kind == BOX
    assert (found.paragraphs[2].spot.kind, found.paragraphs[2].spot.table) == (CELL, 1)


@pytest.mark.parametrize(
    "between",
    [
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
    ],
)
def test_a_page_begins_after_a_break_of_any_kind(between: str) -> None:
    last = "<w:p><w:r><w:t>后</w:t></w:r></w:p>"
    paragraph = of(f"<w:p/>{between}{last}<w:sectPr/>").paragraphs[-1]
    assert paragraph.new_page


def test_a_continuous_section_begins_no_page() -> None:
    section = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    body = f"<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>{section}"
    assert not of(body).paragraphs[-1].new_page


def test_sections_have_their_paper_and_inherit_their_footers(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "脚"
    document.add_paragraph("甲")
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.orientation, second.page_width, second.page_height = (
        WD_ORIENT.LANDSCAPE,
        Mm(297),
        Mm(210),
    )
    second.left_margin = Mm(28)
    document.save(str(tmp_path / "a.docx"))
    first, last = read_layout(tmp_path / "a.docx").sections
    assert not first.landscape and last.landscape
    assert round(last.left_mm, 1) == 28.0
    assert [each.text for each in last.footers["default"]] == ["脚"]


def test_numbers_word_writes_by_itself_are_counted(tmp_path: Path) -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
            '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    for text in ("范围", "要求"):
        head = document.add_paragraph(text)._p.get_or_add_pPr()
        head.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'
        ))  # fmt: skip
    document.save(str(tmp_path / "a.docx"))
    found = read_layout(tmp_path / "a.docx").paragraphs
    assert [each.words for each in found] == ["一、范围", "二、要求"]


@pytest.mark.parametrize(("count", "figure"), [(1, "一"), (10, "十"), (12, "十二"), (30, "三十")])
def test_figures_are_written_in_chinese(count: int, figure: str) -> None:
    assert chinese(count) == figure


def test_character_spacing_and_sizes_are_points(tmp_path: Path) -> None:
    document = Document()
    run = document.add_paragraph().add_run("甲")
    run.font.size = Pt(16)
    run._element.get_or_add_rPr().append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="-5"/>'))
    run._element.rPr.get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    document.save(str(tmp_path / "a.docx"))
    found = read_layout(tmp_path / "a.docx").paragraphs[0].runs[0]
    assert (found.size_pt, found.spacing_pt, found.east_asia) == (16, -0.25, "仿宋")


def test_a_file_that_does_not_pass_the_gate_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "宏.docx"
    Document().save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(SourceUnreadable) as refused:
        read_layout(path)
    assert "宏.docx" in refused.value.message and refused.value.advice
