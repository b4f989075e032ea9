"""verify on the whole folder `build` leaves, and on zips that are not what they seem."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pikepdf
import pytest

from bayu_docs.model.report import Report
from bayu_docs.model.submission import MAIL, OUTPUT_NAMES
from bayu_docs.submission.mail import write_draft
from bayu_docs.submission.unpack import unpack_zip
from bayu_docs.submission.verify import verify


def found(report: Report) -> set[tuple[str, str]]:
    return {(finding.code, Path(finding.place.file).name) for finding in report.findings}


def test_a_sound_output_folder_passes(out_folder, call) -> None:
    report = verify(out_folder, call)
    assert report.findings == ()
    assert {"verify.merged", "verify.mail_addressee", "verify.hash"} <= set(report.checked)


@pytest.mark.parametrize("name", OUTPUT_NAMES)
def test_a_removed_output_file_is_named(name: str, out_folder, call) -> None:
    (out_folder / name).unlink()
    assert ("verify.missing", name) in found(verify(out_folder, call))


def test_an_added_output_file_is_named(out_folder, call) -> None:
    (out_folder / "旧稿.docx").write_bytes(b"x")
    assert found(verify(out_folder, call)) == {("verify.extra", "旧稿.docx")}


def test_a_loose_file_that_differs_from_the_bag_is_named(out_folder, call) -> None:
    with (out_folder / "01_申报表.docx").open("ab") as stream:
        stream.write(b"x")
    assert found(verify(out_folder, call)) == {("verify.loose_differs", "01_申报表.docx")}


def test_a_page_dropped_from_the_merged_file_is_named(out_folder, call) -> None:
    path = out_folder / "00_电子档.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[2]
        pdf.save(path)
    assert found(verify(out_folder, call)) == {
        ("verify.merged", "00_电子档.pdf"),
        ("verify.mail_attachments", MAIL),
    }


def test_a_draft_to_the_citys_mailbox_is_an_error(out_folder, call) -> None:
    bag = next(out_folder.glob("*.zip"))
    city = call.deadline_to_city.mailbox
    attachments = [out_folder / "00_电子档.pdf", bag]
    write_draft(out_folder / MAIL, to=city.upper(), subject="s", body="b", attachments=attachments)
    report = verify(out_folder, call)
    assert found(report) == {("verify.mail_addressee", MAIL)}
    assert report.findings[0].clause == call.deadline_to_city.clause


def test_a_flipped_byte_in_the_zip_names_the_member(bag_zip, call) -> None:
    with zipfile.ZipFile(bag_zip) as archive:
        entry = next(e for e in archive.infolist() if e.filename.endswith("02_佐证材料.pdf"))
    content = bytearray(bag_zip.read_bytes())
    name_length, extra_length = struct.unpack_from("<HH", content, entry.header_offset + 26)
    start = entry.header_offset + 30 + name_length + extra_length
    content[start + entry.compress_size // 2] ^= 0x10
    bag_zip.write_bytes(bytes(content))
    assert ("verify.member_damaged", "02_佐证材料.pdf") in found(verify(bag_zip, call))


@pytest.mark.parametrize(
    "names",
    [
        ["../evil.txt"],
        ["/abs/evil.txt"],
        ["top/../../evil.txt"],
        ["top\\..\\evil.txt"],
        ["C:/evil.txt"],
        ["top/CON.txt"],
        ["top/A.txt", "top/a.txt"],
    ],
)
def test_an_unsafe_member_is_refused_and_nothing_is_written(names, tmp_path) -> None:
    package, into = tmp_path / "p.zip", tmp_path / "into"
    into.mkdir()
    with zipfile.ZipFile(package, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    unpacked, findings = unpack_zip(package, into)
    assert unpacked is None
    assert {finding.code for finding in findings} == {"verify.unsafe_member"}
    assert list(into.iterdir()) == []


def test_a_link_in_a_zip_is_refused(tmp_path) -> None:
    entry = zipfile.ZipInfo("top/link")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    _, findings = unpack_zip(tmp_path / "p.zip", tmp_path / "into")
    assert "链接" in findings[0].message


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("top/zeros", b"\0" * 20_000_000)
    _, findings = unpack_zip(tmp_path / "p.zip", tmp_path / "into")
    assert "压缩炸弹" in findings[0].message


def test_too_many_members_are_refused(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for number in range(201):
            archive.writestr(f"top/{number}", b"")
    _, findings = unpack_zip(tmp_path / "p.zip", tmp_path / "into")
    assert [finding.code for finding in findings] == ["verify.zip_bomb"]


def test_files_without_one_top_folder_are_refused(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("bagit.txt", b"")
        archive.writestr("other/bagit.txt", b"")
    _, findings = unpack_zip(tmp_path / "p.zip", tmp_path / "into")
    assert [finding.code for finding in findings] == ["verify.top_folder"]


def test_names_in_gbk_without_the_utf8_mark_are_read(tmp_path) -> None:
    raw = "万州/申报表.txt".encode("gbk")
    stand_in = "x" * len(raw)
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr(stand_in, b"ok")
    package = tmp_path / "p.zip"
    package.write_bytes(package.read_bytes().replace(stand_in.encode(), raw))
    unpacked, findings = unpack_zip(package, tmp_path / "into")
    assert findings == ()
    assert unpacked is not None and unpacked.name == "万州"
    assert (unpacked.root / "申报表.txt").read_bytes() == b"ok"


def test_random_bytes_are_no_zip(tmp_path, call) -> None:
    (tmp_path / "p.zip").write_bytes(b"PK\x03\x04" + b"\x00\xff" * 50)
    report = verify(tmp_path / "p.zip", call)
    assert found(report) == {("verify.zip_broken", "p.zip")}
