"""Templates compiled once: values are escaped, unknown names refused, nothing lost in silence."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bayu_docs.errors import OutputDisproved, TemplateFaulty
from bayu_docs.gongwen import docx, wordml
from bayu_docs.gongwen.layout import FORM_PAGE, FORM_STYLES
from bayu_docs.gongwen.wordml import paragraph, run
from bayu_docs.materials import word
from bayu_docs.rendering import proof


def template_of(folder: Path, *paragraphs: str, name: str = "t.docx") -> word.Template:
    """A compiled template whose body holds these paragraphs."""
    path = folder / name
    body = "".join(paragraphs) + docx.section(FORM_PAGE, parts={})
    path.write_bytes(docx.package(body, FORM_STYLES, title="t", variables={"rows": "3"}))
    return word.load(path)


@pytest.mark.parametrize(
    "value",
    ["R&D <中心>", "]]>", "{{ 1 }}", "{% if %}", "&amp;", "<w:t>", "😀", "𬭩㛃䶮", "\U00030000"],
)
def test_awkward_values_arrive_whole(tmp_path: Path, value: str) -> None:
    template = template_of(tmp_path, paragraph(run("前{{ f }}后")), paragraph("尾"))
    rendered = template.render({"f": value})
    proof.prove_docx(rendered, "t")
    assert proof.squeezed(f"前{value}后尾") in proof.squeezed(word.text_of(rendered.docx))
    assert rendered.printed == (value,)


def test_line_breaks_become_breaks(tmp_path: Path) -> None:
    template = template_of(tmp_path, paragraph(run("{{ f }}")))
    assert b"<w:br/>" in zipfile.ZipFile(
        _file(tmp_path, template.render({"f": "一\n二"}).docx)
    ).read("word/document.xml")


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "made.docx"
    path.write_bytes(content)
    return path


def test_an_unknown_name_is_an_error_not_a_blank(tmp_path: Path) -> None:
    with pytest.raises(TemplateFaulty, match="没有的变量“nowhere”"):
        template_of(tmp_path, paragraph(run("{{ nowhere }}"))).render({})


def test_an_unknown_name_is_told_with_the_nearest_one_and_what_finds_every_place(
    tmp_path: Path,
) -> None:
    template = template_of(tmp_path, paragraph(run("{{ f.reson }}")))
    with pytest.raises(TemplateFaulty) as raised:
        template.render({"f": {"reason": "x", "title": "y"}})
    assert raised.value.message.endswith("用到了没有的变量“reson”，是不是“reason”？")
    assert "bayu-docs templates check" in raised.value.advice


def test_template_code_cannot_reach_python(tmp_path: Path) -> None:
    template = template_of(tmp_path, paragraph(run("{{ f.__class__.__mro__ }}")))
    with pytest.raises(TemplateFaulty):
        template.render({"f": "x"})


def test_illegal_characters_do_not_pass_in_silence(tmp_path: Path) -> None:
    template = template_of(tmp_path, paragraph(run("{{ f }}")))
    for value in ("\x00", "\ud800", "\uffff"):
        with pytest.raises(TemplateFaulty):
            template.render({"f": value})


def test_the_template_states_its_variables(tmp_path: Path) -> None:
    assert template_of(tmp_path, paragraph("x")).variables == {"rows": "3"}


def test_static_texts_leave_out_conditions_and_loops(tmp_path: Path) -> None:
    template = template_of(
        tmp_path,
        paragraph("头"),
        paragraph(run("{%p if f %}")),
        paragraph("有时"),
        paragraph(run("{%p endif %}")),
        paragraph(run("左{{ f }}右")),
    )
    assert template.render({"f": ""}).static == ("头", "左", "右")


def test_every_copy_of_a_repeated_control_has_an_id_of_its_own(tmp_path: Path) -> None:
    template = template_of(
        tmp_path,
        paragraph(run("{%p for row in f %}")),
        paragraph(wordml.text_control("/team/-/name", "姓名", "row")),
        paragraph(run("{%p endfor %}")),
    )
    made = _file(tmp_path, template.render({"f": ["甲", "乙"], "blank": False}).docx)
    xml = zipfile.ZipFile(made).read("word/document.xml").decode()
    assert 'w:val="1000"' in xml
    assert 'w:val="1001"' in xml
    assert xml.count('<w:tag w:val="/team/-/name"/>') == 2


def test_a_blank_form_shows_its_hints_as_placeholders(tmp_path: Path) -> None:
    template = template_of(tmp_path, paragraph(wordml.text_control("/a", "单位", "f")))
    blank = template.render({"f": "", "blank": True})
    assert "填写单位" in word.text_of(blank.docx)
    assert (
        "showingPlcHdr"
        in zipfile.ZipFile(_file(tmp_path, blank.docx)).read("word/document.xml").decode()
    )
    filled = template.render({"f": "甲", "blank": True})
    assert (
        "showingPlcHdr"
        not in zipfile.ZipFile(_file(tmp_path, filled.docx)).read("word/document.xml").decode()
    )


def test_the_same_fields_and_moment_give_the_same_bytes(tmp_path: Path) -> None:
    template = template_of(tmp_path, paragraph(run("{{ f }}")))
    moment = datetime(2022, 3, 1, tzinfo=UTC)
    first, second = (template.render({"f": "甲"}, moment=moment) for _ in range(2))
    assert first == second


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1))
def test_any_legal_text_survives_rendering(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / "any.docx"
    if not path.exists():
        template_of(folder, paragraph(run("前{{ f }}后")), name="any.docx")
    rendered = word.load(path).render({"f": value})
    assert f"前{value}后" in word.text_of(rendered.docx)


class TestTheProofOnPages:
    def rendered(
        self, *printed: str, static: tuple[str, ...] = (), text: str = ""
    ) -> word.Rendered:
        return word.Rendered(b"", printed, static, text)

    def test_values_in_order_pass(self) -> None:
        proof.prove_pdf(self.rendered("甲方", "乙方"), ["甲 方\n乙方\n— 1 —"], "t")

    def test_a_lost_value_is_our_fault(self) -> None:
        with pytest.raises(OutputDisproved, match="乙方"):
            proof.prove_pdf(self.rendered("甲方", "乙方"), ["甲方"], "t")

    def test_a_value_printed_once_too_seldom_is_our_fault(self) -> None:
        with pytest.raises(OutputDisproved):
            proof.prove_pdf(self.rendered("甲方", "甲方"), ["甲方丙"], "t")

    def test_a_lost_static_text_is_our_fault(self) -> None:
        with pytest.raises(OutputDisproved, match="表头"):
            proof.prove_pdf(self.rendered("甲", static=("表头",)), ["甲"], "t")

    def test_a_comma_dropped_at_a_line_end_is_our_fault(self) -> None:
        said = "甲，乙，丙。丁，戊。"
        made = self.rendered("甲，乙，丙。", text=said)
        proof.prove_pdf(made, [said], "t")
        with pytest.raises(OutputDisproved, match="，"):
            proof.prove_pdf(made, ["甲，乙\n丙。丁，戊。"], "t")

    def test_a_text_broken_by_a_page_is_found(self) -> None:
        pages = ["长长的一\n— 1 —", "段文字\n— 2 —"]
        proof.prove_pdf(self.rendered("长长的一段文字"), pages, "t")


class TestTheProofOfPageNumbers:
    ROWS = (("建有6间教室", "3、5—7"), ("合作单位5家", ""), ("品牌4个", "8"))

    def test_numbers_right_behind_their_rows_pass(self) -> None:
        page = "建有6间教\n室 3、5—7\n合作单位5家\n品牌4个\n8\n— 1 —"
        proof.prove_page_numbers(self.ROWS, [page], "t")

    @pytest.mark.parametrize("wrong", ["3、5—6", "13、5—7", "3、5—77", ""])
    def test_a_wrong_number_is_our_fault(self, wrong: str) -> None:
        page = f"建有6间教室{wrong}合作单位5家品牌4个8 3、5—7 — 1 —"
        with pytest.raises(OutputDisproved, match="3、5—7"):
            proof.prove_page_numbers(self.ROWS, [page], "t")

    def test_a_row_that_ends_in_a_fallback_face_is_left_to_the_other_proof(self) -> None:
        proof.prove_page_numbers([("品牌“𬭩”", "8")], ["品牌“”8𬭩— 1 —"], "t")
