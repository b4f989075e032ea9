"""The session's promises, with a program that stands for LibreOffice."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest

from bayu_docs.errors import EngineMissing
from bayu_docs.materials.font_files import Face
from bayu_docs.materials.fonts import FontSet
from bayu_docs.office import program, session
from bayu_docs.office.session import Conversion, Family, OfficeSession

_STUB = Path(__file__).parents[2] / "fakes" / "soffice"
_FONTS = FontSet((Face("黑体", "黑体", (), "p", False, False),))


class Fake:
    """A folder with the fake program, on PATH and behaving as told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(_STUB, folder / "soffice")
        with pikepdf.new() as document:
            document.add_blank_page(page_size=(595, 842))
            document.save(folder / "page.pdf")

    def behaves(self, how: str) -> None:
        (self.folder / "FAKE_OFFICE").write_text(how)

    @property
    def jobs(self) -> list[int]:
        """Number of files of every start that had work."""
        lines = (self.folder / "starts").read_text().split("\n")
        return [int(line.split()[1]) for line in lines if line and not line.endswith(" 0")]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Fake(folder)


def _docx(path: Path, words: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("[Content_Types].xml", words)
    return path


def _convert(tmp_path: Path, *sources: Path, limit_s: float = 20) -> tuple[Conversion, ...]:
    with OfficeSession(Family.WRITER, _FONTS, tmp_path / "work", limit_s) as office:
        return office.convert(sources, tmp_path / "out", last=True)


def test_success_without_a_pdf_is_a_failure(fake: Fake, tmp_path: Path) -> None:
    fake.behaves("silent")
    (conversion,) = _convert(tmp_path, _docx(tmp_path / "证明.docx"))
    assert conversion.pdf is None and conversion.pages == 0
    assert "“证明.docx”转换不了" in conversion.problem


def test_a_good_file_ships_beside_a_bad_one(fake: Fake, tmp_path: Path) -> None:
    fake.behaves("copies")
    bad = _docx(tmp_path / "bad.docx", "BAD")
    good = [_docx(tmp_path / f"{number}.docx") for number in range(3)]
    first, broken, *others = _convert(tmp_path, good[0], bad, *good[1:])
    assert [conversion.pages for conversion in (first, *others)] == [1, 1, 1]
    assert broken.pdf is None
    assert first.pdf == tmp_path / "out" / "0.pdf"


def test_a_group_that_fails_is_cut_in_halves(fake: Fake, tmp_path: Path) -> None:
    fake.behaves("silent")
    _convert(tmp_path, *(_docx(tmp_path / f"{number}.docx") for number in range(4)))
    assert sorted(fake.jobs, reverse=True)[:3] == [4, 2, 2]


def test_sources_of_one_name_do_not_overwrite_each_other(fake: Fake, tmp_path: Path) -> None:
    fake.behaves("copies")
    same = [_docx(tmp_path / folder / "证明.docx") for folder in ("a", "b")]
    names = [conversion.pdf.name for conversion in _convert(tmp_path, *same) if conversion.pdf]
    assert names == ["证明.pdf", "证明-2.pdf"]


def test_the_first_start_of_a_new_installation_is_tried_again(fake: Fake, tmp_path: Path) -> None:
    fake.behaves("81")
    (conversion,) = _convert(tmp_path, _docx(tmp_path / "a.docx"))
    assert conversion.pages == 1


def test_a_program_that_hangs_is_ended_with_its_children(fake: Fake, tmp_path: Path) -> None:
    fake.behaves("hangs")
    began = time.monotonic()
    (conversion,) = _convert(tmp_path, _docx(tmp_path / "a.docx"), limit_s=1)
    assert time.monotonic() - began < 10
    assert "超过 1 秒" in conversion.problem
    child = int((fake.folder / "child").read_text())
    assert not _runs(child)


def _runs(pid: int) -> bool:
    """Whether the process still works; one that only waits to be reaped does not."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state == "Z":
            return False
        time.sleep(0.02)
    return True


def test_a_file_that_is_no_zip_never_reaches_the_program(fake: Fake, tmp_path: Path) -> None:
    fake.behaves("copies")
    text = tmp_path / "网页.docx"
    text.write_text("<html><body>not Word</body></html>")
    (conversion,) = _convert(tmp_path, text)
    assert conversion.pdf is None
    assert "Word 文档" in conversion.problem
    assert fake.jobs == []


def test_nothing_stays_behind(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake.behaves("copies")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    source = _docx(tmp_path / "a.docx")
    _convert(tmp_path, source)
    assert list(temporary.iterdir()) == []
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["fonts.conf"]


def test_the_program_sees_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    env = program.environment(tmp_path, None)
    assert "SECRET_TOKEN" not in env
    assert env["http_proxy"].endswith(":9")


def test_a_machine_without_office_is_told_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(program, "_USUAL_PLACES", ())
    with pytest.raises(EngineMissing) as caught:
        session.find_office()
    assert "libreoffice-writer-nogui" in caught.value.advice
