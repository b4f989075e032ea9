"""Files that appear whole or not at all, and output folders that belong to the tool."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bayu_docs.errors import ExitCode, OutputUnwritable
from bayu_docs.materials import files
from bayu_docs.materials.files import OutputFolder, safe_name, sha256_of, write_whole
from bayu_docs.model.submission import KNOWN_OUTPUT


def our_report(folder: Path) -> None:
    tool = {"name": "bayu-docs", "version": "0.1.0"}
    (folder / "report.json").write_text(json.dumps({"tool": tool}), encoding="utf-8")


def test_a_digest_is_the_bytes_sha256(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a").startswith("ba7816bf8f01cfea")


def test_a_file_is_replaced_whole_and_nothing_is_left_beside(tmp_path: Path) -> None:
    target = tmp_path / "sub" / "a.txt"
    write_whole(target, b"1")
    write_whole(target, b"2")
    assert target.read_bytes() == b"2"
    assert [path.name for path in target.parent.iterdir()] == ["a.txt"]


def test_a_file_another_program_holds_is_tried_again_and_then_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def held(self: Path, target: Path) -> Path:
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files.time, "sleep", pauses.append)
    with pytest.raises(OutputUnwritable, match="Word/WPS") as refusal:
        write_whole(tmp_path / "a.txt", b"1")
    assert refusal.value.exit_code is ExitCode.OUTPUT_UNWRITABLE
    assert 2 < sum(pauses) < 3
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputUnwritable):
        write_whole(tmp_path / "a" / "b.txt", b"1")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("万州区_某公司_市级", "万州区_某公司_市级"),
        ("“巴渝工匠”𬭩 驿站", "“巴渝工匠”𬭩 驿站"),
        ("a/b\\c:d", "a_b_c_d"),
        ("../..", "_"),
        (" . ", "_"),
        ("", "_"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("LPT¹", "_LPT¹"),
        ("console", "console"),
        ("a\u202eb\x00c", "a_b_c"),
        ("e\u0301", "é"),
    ],
)
def test_names_are_made_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_an_output_folder_appears_only_when_committed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with OutputFolder(out, KNOWN_OUTPUT) as folder:
        (folder.path / "a.txt").write_text("1", encoding="utf-8")
        assert not out.exists()
        folder.commit()
    assert [path.name for path in out.iterdir()] == ["a.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_interrupted_folder_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), OutputFolder(tmp_path / "out", KNOWN_OUTPUT) as folder:
        (folder.path / "a.txt").write_text("1", encoding="utf-8")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_folder_the_tool_made_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    our_report(out)
    (out / "旧_主体_市级.zip").write_bytes(b"")
    with OutputFolder(out, KNOWN_OUTPUT) as folder:
        our_report(folder.path)
        folder.commit()
    assert [path.name for path in out.iterdir()] == ["report.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with OutputFolder(tmp_path / "out", KNOWN_OUTPUT) as folder:
        folder.commit()
    assert (tmp_path / "out").is_dir()


@pytest.mark.parametrize(
    "fill",
    [
        lambda out: (out / "家谱.docx").write_bytes(b"1"),
        lambda out: (our_report(out), (out / "家谱.docx").write_bytes(b"1")),
        lambda out: (our_report(out), (out / "01_申报表.docx").mkdir()),
        lambda out: (out / "01_申报表.docx").write_bytes(b"1"),
        lambda out: (out / "report.json").write_text('{"tool": {"name": "other"}}'),
        lambda out: (out / "report.json").write_text("[1]"),
    ],
)
def test_a_folder_of_strangers_is_not_touched(fill, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    fill(out)
    before = sorted(path.name for path in out.iterdir())
    with pytest.raises(OutputUnwritable, match="没有覆盖"), OutputFolder(out, KNOWN_OUTPUT):
        pytest.fail("the folder must be refused before any work")
    assert sorted(path.name for path in out.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_folders_of_our_own_files_are_replaced_and_others_are_not(tmp_path: Path) -> None:
    out, known = tmp_path / "out", (*KNOWN_OUTPUT, "[0-9]_*/*.pdf")
    for _ in range(2):
        with OutputFolder(out, known) as folder:
            our_report(folder.path)
            (folder.path / "1_甲").mkdir()
            (folder.path / "1_甲" / "表.pdf").write_bytes(b"%PDF")
            folder.commit()
    (out / "1_甲" / "笔记.txt").write_text("留着", encoding="utf-8")
    with pytest.raises(OutputUnwritable, match="1_甲"), OutputFolder(out, known):
        pass
    assert (out / "1_甲" / "笔记.txt").is_file()


def test_a_file_or_a_link_is_no_output_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(OutputUnwritable), OutputFolder(tmp_path / name, KNOWN_OUTPUT):
            pytest.fail("the place must be refused")


def test_a_failed_swap_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    our_report(out)
    rename = Path.rename

    def held(self: Path, target: Path) -> Path:
        if Path(target) == out and not self.name.endswith("-old"):
            raise PermissionError("in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", held)
    monkeypatch.setattr(files.time, "sleep", lambda seconds: None)
    with pytest.raises(OutputUnwritable), OutputFolder(out, KNOWN_OUTPUT) as folder:
        folder.commit()
    assert [path.name for path in out.iterdir()] == ["report.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
