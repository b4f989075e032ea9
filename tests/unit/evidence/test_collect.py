"""Files of an applicant's folder become pieces, or findings that say what to do."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from pikepdf import Dictionary, Encryption, Name
from PIL import Image

from bayu_docs.evidence.collect import collect, office_files, unknown_ids
from bayu_docs.materials import pdf_look
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import Piece
from bayu_docs.model.finding import Finding, Severity

HEIC = Path(__file__).parents[2] / "fakes" / "pictures"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "申报" / "evidence").mkdir(parents=True)
    (tmp_path / "work").mkdir()
    return tmp_path / "申报"


def item(file: str, name: str = "E01") -> EvidenceItem:
    return EvidenceItem(name, "合作协议", file, ("长期合作单位",))


def photo(path: Path, size: tuple[int, int] = (1600, 1200)) -> Path:
    Image.new("RGB", size, (120, 160, 90)).save(path, "JPEG")
    return path


def pdf(path: Path, pages: int = 1, size: tuple[int, int] = (595, 842), **save: object) -> Path:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=size)
        made.save(path, **save)  # type: ignore[arg-type]
    return path


def word(path: Path, **more: bytes) -> Path:
    """A sound Word file with these parts beside its own."""
    docx.Document().save(str(path))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in more.items():
            archive.writestr(name, content)
    return path


def sheet(path: Path) -> Path:
    openpyxl.Workbook().save(path)
    return path


def run(
    folder: Path, *items: EvidenceItem, office_pdfs: dict[str, Path | None] | None = None
) -> tuple[list[Piece], list[Finding]]:
    outcome = collect(items, folder, folder.parent / "work", office_pdfs or {})
    assert outcome.value is not None
    return list(outcome.value), list(outcome.findings)


def codes(found: list[Finding]) -> list[str]:
    return [finding.code.removeprefix("evidence.") for finding in found]


def test_photos_and_pdfs_become_pieces_in_the_items_order(folder: Path) -> None:
    pdf(folder / "evidence" / "a.pdf", pages=2)
    photo(folder / "evidence" / "b.jpg")
    pieces, found = run(folder, item("evidence/b.jpg", "E02"), item("a.pdf", "E01"))
    assert [(piece.key, piece.kind, piece.page_index) for piece in pieces] == [
        ("E02.1", "picture", 0),
        ("E01.1", "pdf", 0),
        ("E01.2", "pdf", 1),
    ]
    assert found == []
    for piece in pieces:
        width, height = pdf_look.page_sizes_mm(Path(piece.location))[piece.page_index]
        assert (width / 25.4 * 72, height / 25.4 * 72) == pytest.approx(
            (piece.width, piece.height), abs=0.01
        )


def test_one_file_may_prove_twice_but_an_id_stands_once(folder: Path) -> None:
    pdf(folder / "evidence" / "a.pdf")
    pieces, found = run(folder, item("a.pdf", "E01"), item("a.pdf", "E02"), item("a.pdf", "E02"))
    assert [piece.key for piece in pieces] == ["E01.1", "E02.1"]
    assert pieces[0].location == pieces[1].location
    assert codes(found) == ["duplicate_id"]


def test_a_name_in_another_unicode_form_is_the_same_name(folder: Path) -> None:
    photo(folder / "evidence" / unicodedata.normalize("NFD", "é照片.jpg"))
    pieces, found = run(folder, item(unicodedata.normalize("NFC", "é照片.jpg")))
    assert len(pieces) == 1 and found == []


def test_a_missing_file_is_named_with_what_looks_alike(folder: Path) -> None:
    photo(folder / "evidence" / "Photo.JPG")
    pieces, found = run(folder, item("photo.jpg"))
    assert pieces == [] and codes(found) == ["missing_file"]
    assert "evidence/Photo.JPG" in found[0].advice
    assert found[0].place.pointer == "/evidence/0/file"


def test_a_file_no_item_names_is_mentioned(folder: Path) -> None:
    photo(folder / "evidence" / "a.jpg")
    photo(folder / "evidence" / "b.jpg")
    (folder / "evidence" / "Thumbs.db").write_bytes(b"x")
    _pieces, [finding] = run(folder, item("a.jpg"))
    assert (finding.code, finding.severity) == ("evidence.unlisted_file", Severity.INFO)
    assert "evidence/b.jpg" in finding.message


@pytest.mark.parametrize(
    "path", ["../x.jpg", "/etc/passwd", "C:\\x.jpg", "evidence\\..\\..\\x.jpg", "link.jpg", "pipe"]
)
def test_a_path_that_leads_elsewhere_is_not_followed(folder: Path, path: str) -> None:
    photo(folder.parent / "x.jpg")
    (folder / "evidence" / "link.jpg").symlink_to(folder.parent / "x.jpg")
    os.mkfifo(folder / "evidence" / "pipe")
    pieces, found = run(folder, item(path))
    assert pieces == [] and codes(found)[0] == "unsafe_path"


def test_a_linked_folder_is_not_followed(folder: Path) -> None:
    photo(folder.parent / "work" / "x.jpg")
    (folder / "more").symlink_to(folder.parent / "work")
    assert codes(run(folder, item("more/x.jpg"))[1]) == ["unsafe_path"]


@pytest.mark.parametrize(
    ("content", "name", "code", "advice"),
    [
        (b"\0\0\0\x18ftypheic\0\0", "a.heic", "unreadable", "重新拍照"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "unsupported", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "encrypted", "密码"),
        (b"hello", "a.pdf", "unsupported", "PDF、JPG"),
        (b"", "a.pdf", "unreadable", "换上新文件"),
        (b"PK\3\4 broken", "a.docx", "unreadable", "换上新文件"),
        (b"\xff\xd8\xff broken", "a.jpg", "unreadable", "重新拍照"),
        (b"%PDF-1.7 broken", "a.pdf", "unreadable", "打印为 PDF"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_mend(
    folder: Path, content: bytes, name: str, code: str, advice: str
) -> None:
    (folder / "evidence" / name).write_bytes(content)
    pieces, [finding] = run(folder, item(name))
    assert pieces == []
    assert (finding.code, finding.severity) == (f"evidence.{code}", Severity.ERROR)
    assert advice in finding.advice and name in finding.message


def test_an_ofd_is_known_by_its_members(folder: Path) -> None:
    with zipfile.ZipFile(folder / "evidence" / "a.pdf", "w") as archive:
        archive.writestr("OFD.xml", "<x/>")
    _pieces, [finding] = run(folder, item("a.pdf"))
    assert finding.code == "evidence.unsupported" and "OFD" in finding.message


@pytest.mark.parametrize(
    ("part", "content", "code", "words"),
    [
        ("word/vbaProject.bin", b"x", "macro", "不带宏的 .docx"),
        ("customXml/item9.xml", b"<!DOCTYPE a><a/>", "unsupported", "另存为 PDF"),
        ("word/afchunk1.mht", b"x", "unsupported", "另存为 PDF"),
        ("word/media/a.bmp", bytes(30 * 1024 * 1024), "too_large", "压缩其中的图片"),
        ("../a.xml", b"<a/>", "unreadable", "换上新文件"),
        ("word/a.xml", b"<a>", "unreadable", "换上新文件"),
    ],
)
def test_an_office_proof_that_is_not_fit_for_the_engine_is_refused(
    folder: Path, part: str, content: bytes, code: str, words: str
) -> None:
    word(folder / "evidence" / "a.docx", **{part: content})
    assert office_files((item("a.docx"),), folder) == ()
    pieces, [finding] = run(folder, item("a.docx"))
    assert pieces == []
    assert (finding.code, finding.severity) == (f"evidence.{code}", Severity.ERROR)
    assert words in finding.advice


@pytest.mark.parametrize(
    "part", ["word/embeddings/oleObject1.bin", "word/activeX/activeX1.bin", "word/_rels/a.xml.rels"]
)
def test_what_the_hardened_engine_makes_harmless_is_printed(folder: Path, part: str) -> None:
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Target="https://example.com/a.png" TargetMode="External" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
        b"</Relationships>"
    )
    word(folder / "evidence" / "a.docx", **{part: link if part.endswith(".rels") else b"x"})
    assert [kind for _, _, kind in office_files((item("a.docx"),), folder)] == ["word"]


def test_a_locked_pdf_and_a_form_program_say_what_to_do(folder: Path) -> None:
    pdf(folder / "evidence" / "a.pdf", encryption=Encryption(user="x", owner="y"))
    with pikepdf.open(pdf(folder / "evidence" / "c.pdf")) as opened:
        opened.Root.AcroForm = Dictionary(XFA=opened.make_stream(b"<xdp/>"), Type=Name.X)
        opened.save(folder / "evidence" / "b.pdf")
    pdf(folder / "evidence" / "c.pdf", pages=201)
    _pieces, found = run(folder, item("a.pdf"), item("b.pdf", "E02"), item("c.pdf", "E03"))
    assert codes(found) == ["encrypted", "xfa", "too_many_file_pages"]
    assert "201 页" in found[2].message


def test_what_the_gate_did_to_a_file_is_told(folder: Path) -> None:
    with pikepdf.open(pdf(folder / "evidence" / "b.pdf")) as opened:
        opened.attachments["x.txt"] = b"x"
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        opened.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
        opened.save(folder / "evidence" / "a.pdf")
    pieces, found = run(folder, item("a.pdf"), item("b.pdf", "E02"))
    assert len(pieces) == 2
    assert codes(found) == ["active_content_removed", "font_not_embedded"]
    assert "附件" in found[0].message and "第 1 页" in found[1].message


def test_a_heic_photo_is_a_picture_like_any_other(folder: Path) -> None:
    photo(folder / "evidence" / "a.heic").write_bytes((HEIC / "orientation-6.heic").read_bytes())
    [piece], found = run(folder, item("a.heic"))
    assert piece.kind == "picture" and piece.width < piece.height
    assert found == []


def test_of_a_moving_picture_the_first_frame_is_taken_and_said(folder: Path) -> None:
    frames = [Image.new("RGB", (1600, 1200), colour) for colour in ("red", "blue")]
    frames[0].save(folder / "evidence" / "a.jpg", "GIF", save_all=True, append_images=frames[1:])
    pieces, [finding] = run(folder, item("a.jpg"))
    assert len(pieces) == 1
    assert (finding.code, finding.severity) == ("evidence.first_frame_only", Severity.INFO)
    assert "第一帧" in finding.message and "另存" in finding.advice


def test_office_files_wait_for_the_engine(folder: Path) -> None:
    word(folder / "evidence" / "a.docx")
    sheet(folder / "evidence" / "b.bin")
    items = (item("a.docx"), item("b.bin", "E02"))
    assert [(each.id, path.name, kind) for each, path, kind in office_files(items, folder)] == [
        ("E01", "a.docx", "word"),
        ("E02", "b.bin", "sheet"),
    ]
    made = pdf(folder.parent / "made.pdf", size=(842, 595))
    pieces, found = run(folder, *items, office_pdfs={"a.docx": made, "b.bin": None})
    assert [(piece.key, piece.kind, piece.width) for piece in pieces] == [("E01.1", "word", 842)]
    assert codes(found) == ["pages_unknown"] and found[0].severity is Severity.WARNING
    assert unknown_ids(items, found) == ("E02",)


def test_an_item_may_take_some_pages_of_its_file(folder: Path) -> None:
    pdf(folder / "evidence" / "a.pdf", pages=5)
    chosen = replace(item("a.pdf"), pages="1,4-5")
    pieces, found = run(folder, chosen, replace(item("a.pdf", "E02"), pages="2"))
    assert [piece.key for piece in pieces] == ["E01.1", "E01.4", "E01.5", "E02.2"]
    assert [piece.page_index for piece in pieces] == [0, 3, 4, 1]
    assert found == []


def test_pages_that_the_file_does_not_have_are_told_at_their_field(folder: Path) -> None:
    pdf(folder / "evidence" / "a.pdf", pages=3)
    pieces, found = run(folder, replace(item("a.pdf"), pages="2-5"))
    assert pieces == []
    assert codes(found) == ["pages_selected"]
    assert found[0].place.pointer == "/evidence/0/pages"
    assert "只有 3 页" in found[0].message
