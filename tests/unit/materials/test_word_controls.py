"""Odd content of Word files: what a person sees is read, what nobody sees is left out and noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bayu_docs.gongwen import docx
from bayu_docs.gongwen.layout import FORM_PAGE, FORM_STYLES
from bayu_docs.materials.word_controls import Paper, Unreadable, read_paper


def paper(folder: Path, body: str) -> Paper:
    path = folder / "t.docx"
    end = docx.section(FORM_PAGE, parts={})
    path.write_bytes(docx.package(body + end, FORM_STYLES, title="t"))
    return read_paper(path)


def control(content: str, more: str = "") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="/a"/>{more}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def value(folder: Path, content: str) -> str:
    """The text of a control with this content."""
    (line,) = paper(folder, f"<w:p>{control(content)}</w:p>").blocks
    (piece,) = line.pieces  # type: ignore[union-attr]
    assert not isinstance(piece, str)
    return piece.text


def run(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


SEEN = {
    "a break": (run("<w:t>一</w:t><w:br/><w:t>二</w:t>"), "一\n二"),
    "a tab": (run("<w:t>一</w:t><w:tab/><w:t>二</w:t>"), "一\t二"),
    "a page break": (run("<w:t>一</w:t><w:br w:type='page'/><w:t>二</w:t>"), "一二"),
    "a link": (
        f"<w:hyperlink w:anchor='x'>{run('<w:t>a@b.cn</w:t>')}</w:hyperlink>",
        "a@b.cn",
    ),
    "a field's result": (
        run("<w:fldChar w:fldCharType='begin'/>")
        + run("<w:instrText> HYPERLINK x </w:instrText>")
        + run("<w:t>码</w:t>")
        + run("<w:fldChar w:fldCharType='separate'/>")
        + run("<w:t>果</w:t>")
        + run("<w:fldChar w:fldCharType='end'/>")
        + run("<w:t>后</w:t>"),
        "果后",
    ),
    "a word with its reading": (
        run(
            f"<w:ruby><w:rt>{run('<w:t>zhēn</w:t>')}</w:rt>"
            f"<w:rubyBase>{run('<w:t>甄</w:t>')}</w:rubyBase></w:ruby>"
        ),
        "甄",
    ),
    "a comment's mark": (
        f"<w:commentRangeStart w:id='1'/>{run('<w:t>一</w:t>')}<w:commentRangeEnd w:id='1'/>"
        + run("<w:commentReference w:id='1'/>"),
        "一",
    ),
    "an addition": (f"<w:ins w:id='1' w:author='甲'>{run('<w:t>一</w:t>')}</w:ins>", "一"),
    "a deletion": (
        f"<w:del w:id='1' w:author='甲'>{run('<w:delText>一</w:delText>')}</w:del>",
        "",
    ),
    "what was moved away": (f"<w:moveFrom w:id='1'>{run('<w:t>一</w:t>')}</w:moveFrom>", ""),
    "a symbol that is a letter": (run("<w:sym w:font='宋体' w:char='25A0'/>"), "■"),
    "a ticked box of Wingdings": (run("<w:sym w:font='Wingdings' w:char='F0FE'/>"), "☑"),
    "another letter of Wingdings": (run("<w:sym w:font='Wingdings' w:char='F04A'/>"), "\ufffd"),
    "a control in the control": (control(run("<w:t>内</w:t>")), "内"),
}


@pytest.mark.parametrize(("content", "text"), SEEN.values(), ids=SEEN)
def test_what_a_person_sees_is_read(tmp_path: Path, content: str, text: str) -> None:
    assert value(tmp_path, content) == text


def test_a_control_around_paragraphs_is_one_value(tmp_path: Path) -> None:
    lines = f"<w:p>{run('<w:t>一</w:t>')}</w:p><w:p>{run('<w:t>二</w:t>')}</w:p>"
    (line,) = paper(tmp_path, control(lines) + "").blocks
    assert line.pieces[0].text == "一\n二"  # type: ignore[union-attr]


def test_a_control_around_a_cell_is_the_cells_value(tmp_path: Path) -> None:
    cell = f"<w:tc><w:p>{run('<w:t>值</w:t>')}</w:p></w:tc>"
    plain = (
        f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p>{run('<w:t>名</w:t>')}</w:p></w:tc>"
    )
    table = f"<w:tbl><w:tr>{plain}{control(cell)}</w:tr></w:tbl><w:p/>"
    (found,) = paper(tmp_path, table).tables
    label, held = found.rows[0]
    assert (label.text, label.column) == ("名", 0)
    assert (held.controls[0].text, held.column) == ("值", 2)


def test_what_nobody_sees_is_noted(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    box = run(
        "<w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        f"<w:p>{run('<w:t>框</w:t>')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    added = f"<w:ins w:id='1'>{run('<w:t>加</w:t>')}</w:ins>"
    read = paper(tmp_path, f"<w:p>{hidden}{box}{added}</w:p>")
    assert (read.hidden, read.boxed, read.revised) == (True, True, True)
    assert [block.text for block in read.blocks] == ["加"]  # type: ignore[union-attr]
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r>"
    read = paper(tmp_path, f"<w:p>{shown}</w:p>")
    assert (read.hidden, read.boxed, read.revised) == (False, False, False)


def test_a_row_deleted_under_revision_is_no_row(tmp_path: Path) -> None:
    cell = f"<w:tc><w:p>{run('<w:t>值</w:t>')}</w:p></w:tc>"
    gone = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell}</w:tr>"
    (table,) = paper(tmp_path, f"<w:tbl>{gone}<w:tr>{cell}</w:tr></w:tbl><w:p/>").tables
    assert len(table.rows) == 1


def test_a_broken_file_is_refused_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(b"not a zip")
    with pytest.raises(Unreadable) as caught:
        read_paper(path)
    assert caught.value.reason and caught.value.advice
    with pytest.raises(Unreadable):
        read_paper(tmp_path / "nowhere.docx")
