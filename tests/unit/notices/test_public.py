"""A person's number is found wherever it hides in the finished .docx or PDF."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from bayu_docs.materials.personal_scan import in_pdf, in_word
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.notices import public

PHONE = "13900001234"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str, look: str = "") -> str:
    return f"<w:r>{look and f'<w:rPr>{look}</w:rPr>'}<w:t>{text}</w:t></w:r>"


def body(*paragraphs: str) -> dict[str, str]:
    content = "".join(paragraphs)
    document = f'<w:document xmlns:w="{W}" xmlns:wp="{WP}"><w:body>{content}</w:body></w:document>'
    return {"word/document.xml": document}


def docx(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in (body(paragraph(run("公示"))) | parts).items():
            archive.writestr(name, text)
    return buffer.getvalue()


HIDDEN: dict[str, tuple[dict[str, str], str]] = {
    "text": (body(paragraph(run(f"电话{PHONE}"))), "正文"),
    "text in pieces": (body(paragraph(run("139"), run("0000"), run("1234"))), "正文"),
    "hidden text": (body(paragraph(run(PHONE, "<w:vanish/>"))), "正文"),
    "deleted text": (
        body(f"<w:p><w:del><w:r><w:delText>{PHONE}</w:delText></w:r></w:del></w:p>"),
        "正文",
    ),
    "a field's code": (
        body(f"<w:p><w:r><w:instrText>HYPERLINK tel:{PHONE}</w:instrText></w:r></w:p>"),
        "正文",
    ),
    "alternative text": (
        body(f'<w:p><w:r><wp:docPr id="1" name="图" descr="{PHONE}"/></w:r></w:p>'),
        "图片说明",
    ),
    "a document variable": (
        {"word/settings.xml": f'<w:s xmlns:w="{W}"><w:docVar w:val="{PHONE}"/></w:s>'},
        "word/settings.xml",
    ),
    "an XML comment": (body(f"<!-- {PHONE} -->"), "正文"),
    "a comment": (
        {"word/comments.xml": f'<w:comments xmlns:w="{W}">{paragraph(run(PHONE))}</w:comments>'},
        "批注",
    ),
    "a comment's author": (
        {"word/comments.xml": f'<w:c xmlns:w="{W}"><w:comment w:author="{PHONE}"/></w:c>'},
        "批注",
    ),
    "a header": (
        {"word/header1.xml": f'<w:hdr xmlns:w="{W}">{paragraph(run(PHONE))}</w:hdr>'},
        "页眉",
    ),
    "a footnote": (
        {"word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{paragraph(run(PHONE))}</w:footnotes>'},
        "脚注",
    ),
    "properties": (
        {"docProps/core.xml": f'<c:coreProperties xmlns:c="{CORE}"><c:keywords>{PHONE}</c:keywords>'
         "</c:coreProperties>"},
        "文档属性",
    ),
    "custom properties": (
        {"docProps/custom.xml": f'<Properties><property name="{PHONE}"/></Properties>'},
        "文档属性",
    ),
    "custom XML": ({"customXml/item1.xml": f"<data><phone>{PHONE}</phone></data>"}, "内嵌数据"),
    "the name of a part": ({f"word/media/{PHONE}.png": ""}, "文件名"),
}  # fmt: skip


@pytest.mark.parametrize("where", HIDDEN)
def test_a_number_in_the_word_file_is_found(where: str) -> None:
    parts, spot = HIDDEN[where]
    found = in_word(docx(parts))
    assert {each.spot for each in found} == {spot}
    assert {each.hit.shown for each in found} == {"139****1234"}


def test_a_clean_word_file_and_an_office_landline_give_nothing() -> None:
    assert in_word(docx(body(paragraph(run("联系电话：023-88126972，2022年3月31日"))))) == ()


def test_numbers_of_neighbouring_cells_are_not_joined() -> None:
    cells = "".join(paragraph(run(part)) for part in ("139", "00001234"))
    assert in_word(docx(body(cells))) == ()


def empty_pdf() -> Pdf:
    pdf = Pdf.new()
    pdf.add_blank_page()
    return pdf


def in_information(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = PHONE


def in_xmp(pdf: Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = PHONE


def in_annotation(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=PHONE)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def in_bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(PHONE, 0))


def in_attachment(pdf: Pdf) -> None:
    pdf.attachments["说明.txt"] = PHONE.encode()


@pytest.mark.parametrize(
    "hide", [in_information, in_xmp, in_annotation, in_bookmark, in_attachment]
)
def test_a_number_in_the_pdf_is_found(hide: object, tmp_path: Path) -> None:
    assert callable(hide)
    with empty_pdf() as pdf:
        hide(pdf)
        pdf.save(tmp_path / "a.pdf")
    found = in_pdf(tmp_path / "a.pdf")
    assert {each.hit.shown for each in found} == {"139****1234"}
    assert all(each.spot for each in found)


def test_a_clean_pdf_gives_nothing(tmp_path: Path) -> None:
    with empty_pdf() as pdf:
        pdf.docinfo["/Title"] = "公示 023-88126972"
        pdf.save(tmp_path / "a.pdf")
    assert in_pdf(tmp_path / "a.pdf") == ()


def test_each_is_an_error_that_names_file_and_place_and_never_the_number(tmp_path: Path) -> None:
    with empty_pdf() as pdf:
        in_information(pdf)
        pdf.save(tmp_path / "a.pdf")
    found: list[Finding] = list(
        public.scan(docx(HIDDEN["a comment"][0]), tmp_path / "a.pdf", "公示")
    )
    assert [(each.place.file, each.place.spot) for each in found] == [
        ("公示.docx", "批注"),
        ("公示.pdf", "文档属性"),
    ]
    assert {each.severity for each in found} == {Severity.ERROR}
    assert PHONE not in "".join(each.message + each.advice for each in found)
