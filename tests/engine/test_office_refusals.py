"""What LibreOffice must not do: follow links, read disguised files, or take a bad file for good."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from openpyxl import Workbook
from PIL import Image

from bayu_docs.materials import fonts, pdf_normal
from bayu_docs.office import session
from bayu_docs.office.session import Conversion, Family, OfficeSession, convert

pytestmark = pytest.mark.engine

_MOMENT = datetime(2022, 3, 1, 9, 0, tzinfo=UTC)
_HTML = "<html><body><h1>not Word</h1><img src='{url}'></body></html>"
_RTF = r"{\rtf1\ansi not Word either}"
_FODT = (
    '<?xml version="1.0"?><office:document '
    'office:mimetype="application/vnd.oasis.opendocument.text"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:p>not Word</text:p></office:text></office:body></office:document>"
)


def _word(path: Path, text: str) -> Path:
    document = Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def _convert(tmp_path: Path, *sources: Path) -> tuple[Conversion, ...]:
    out, work = tmp_path / "out", tmp_path / "work"
    return convert(sources, out, Family.WRITER, fonts.resolve(), work)


@pytest.fixture
def hits() -> Iterator[tuple[str, list[str]]]:
    """A web server of our own: its address, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_OPTIONS = do_HEAD = do_PROPFIND = do_GET  # noqa: N815 - http.server's naming

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_disguised_files_are_refused_and_the_good_one_ships(tmp_path: Path) -> None:
    disguised = {
        "html.docx": _HTML.encode(),
        "rtf.docx": _RTF.encode(),
        "fodt.docx": _FODT.encode(),
        "empty.docx": b"",
        "random.docx": bytes(range(7, 251)) * 40,
    }
    for name, content in disguised.items():
        (tmp_path / name).write_bytes(content)
    good = _word(tmp_path / "good.docx", "好文件")
    *refused, shipped = _convert(tmp_path, *(tmp_path / name for name in disguised), good)
    assert [conversion.pdf for conversion in refused] == [None] * len(disguised)
    assert all(conversion.problem for conversion in refused)
    assert shipped.pages == 1


def test_the_filter_itself_refuses_what_is_no_word_file(
    tmp_path: Path, hits: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_is_office_file", lambda path: True)
    url, asked = hits
    for name, content in (("html", _HTML.format(url=url)), ("rtf", _RTF), ("fodt", _FODT)):
        (tmp_path / f"{name}.docx").write_text(content)
    made = _convert(tmp_path, *(tmp_path / f"{name}.docx" for name in ("html", "rtf", "fodt")))
    assert [conversion.pdf for conversion in made] == [None, None, None]
    assert asked == []


def test_a_broken_word_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = [_word(tmp_path / f"good{number}.docx", "好文件") for number in range(2)]
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(good[0]) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if "document.xml" in name else content)
    first, middle, last = _convert(tmp_path, good[0], broken, good[1])
    assert (first.pages, last.pages) == (1, 1)
    assert middle.pdf is None and "broken.docx" in middle.problem


def _linked_picture(path: Path, picture: Path, target: str) -> Path:
    """A Word file whose picture is a link to target."""
    document = Document()
    document.add_paragraph("文字")
    document.add_picture(str(picture))
    inside = path.with_suffix(".inside")
    document.save(str(inside))
    with zipfile.ZipFile(inside) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            content = content.replace("r:embed=", "r:link=")
            content = content.replace(
                'Target="media/image1.png"', f'Target="{target}" TargetMode="External"'
            )
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
    return path


def test_linked_pictures_are_fetched_neither_from_the_web_nor_from_the_disk(
    tmp_path: Path, hits: tuple[str, list[str]]
) -> None:
    url, asked = hits
    picture = tmp_path / "secret.png"
    Image.effect_noise((300, 300), 90).save(picture)
    web = _linked_picture(tmp_path / "web.docx", picture, f"{url}/picture.png")
    disk = _linked_picture(tmp_path / "disk.docx", picture, picture.as_uri())
    made = _convert(tmp_path, web, disk)
    assert [conversion.pages for conversion in made] == [1, 1]
    assert asked == []
    for conversion in made:
        assert conversion.pdf is not None
        assert _pictures(conversion.pdf) == []


def test_an_embedded_picture_does_arrive(tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    Image.effect_noise((300, 300), 90).save(picture)
    document = Document()
    document.add_picture(str(picture))
    document.save(str(tmp_path / "a.docx"))
    (made,) = _convert(tmp_path, tmp_path / "a.docx")
    assert made.pdf is not None and len(_pictures(made.pdf)) == 1


def _pictures(pdf: Path) -> list[tuple[int, int]]:
    """Sizes of all pictures of a photograph's size in the file."""
    with pikepdf.open(pdf) as document:
        return [
            (int(thing["/Width"]), int(thing["/Height"]))
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream)
            and thing.get("/Subtype") == "/Image"
            and int(thing["/Width"]) > 100
        ]


def test_excel_files_have_a_family_of_their_own(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "名单"
    book.save(tmp_path / "名单.xlsx")
    out, work = tmp_path / "out", tmp_path / "work"
    (made,) = convert([tmp_path / "名单.xlsx"], out, Family.CALC, fonts.resolve(), work)
    assert made.pages == 1
    assert made.pdf == out / "名单.pdf"


def test_the_same_document_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    source = _word(tmp_path / "a.docx", "巴渝工匠 2022 R&D 喆堃")
    other = _word(tmp_path / "b.docx", "先来的文件 abc")
    made_bytes = []
    with OfficeSession(Family.WRITER, fonts.resolve(), tmp_path / "work") as office:
        for number, files in enumerate(([source], [other, source])):
            made = office.convert(files, tmp_path / f"out{number}")[-1]
            assert made.pdf is not None
            pdf_normal.normalise([made.pdf], _MOMENT)
            made_bytes.append(made.pdf.read_bytes())
    assert made_bytes[0] == made_bytes[1]


def test_a_content_control_is_no_form_field_in_the_pdf(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph()
    run = paragraph.add_run("可填写的内容")
    control = paragraph._p.makeelement(_w("sdt"), {})
    properties = control.makeelement(_w("sdtPr"), {})
    properties.append(properties.makeelement(_w("text"), {}))
    content = control.makeelement(_w("sdtContent"), {})
    content.append(run._r)
    control.extend([properties, content])
    paragraph._p.append(control)
    document.save(str(tmp_path / "a.docx"))
    (made,) = _convert(tmp_path, tmp_path / "a.docx")
    assert made.pdf is not None
    with pikepdf.open(made.pdf) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not any("/Annots" in page for page in pdf.pages)


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
