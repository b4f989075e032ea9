"""verify on a bag: every way of damaging it is found, and the file is named."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bayu_docs.errors import ExitCode, SourceUnreadable
from bayu_docs.materials import assets
from bayu_docs.model.report import Report
from bayu_docs.submission.contents import contents_json
from bayu_docs.submission.verify import verify

BAG_FILES = (
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "data/01_申报表.docx",
    "data/01_申报表.pdf",
    "data/02_佐证材料.pdf",
    "data/申报数据.json",
    "data/材料清单.json",
)


def found(report: Report) -> set[tuple[str, str]]:
    """Code and file name of each finding."""
    return {(finding.code, Path(finding.place.file).name) for finding in report.findings}


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


def test_a_sound_bag_passes_as_zip_and_as_folder(bag_zip, bag_folder, call) -> None:
    for package in (bag_zip, bag_folder, bag_folder.parent):
        report = verify(package, call)
        assert report.findings == ()
        assert report.exit_code is ExitCode.OK
        assert {"verify.hash", "verify.stamp", "verify.form_text"} <= set(report.checked)
        assert ("佐证材料", "4 面（2 张）") in report.facts


@pytest.mark.parametrize("name", BAG_FILES)
def test_one_changed_byte_in_any_file_is_named(name: str, bag_folder, call) -> None:
    path = bag_folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    report = verify(bag_folder, call)
    assert report.exit_code is ExitCode.FINDINGS
    assert path.name in {file for _, file in found(report)}


@pytest.mark.parametrize("name", BAG_FILES)
def test_a_removed_file_is_named(name: str, bag_folder, call) -> None:
    (bag_folder / name).unlink()
    report = verify(bag_folder, call)
    assert ("verify.missing", Path(name).name) in found(report)


@pytest.mark.parametrize("name", ["data/备份.docx", "data/sub/x.txt", "说明.txt", "fetch.txt"])
def test_an_added_file_is_named_even_with_new_manifests(
    name: str, bag_folder, call, rehash: Callable[[Path], None]
) -> None:
    (bag_folder / name).parent.mkdir(exist_ok=True)
    (bag_folder / name).write_text("x", encoding="utf-8")
    assert ("verify.extra", Path(name).name) in found(verify(bag_folder, call))
    rehash(bag_folder)
    assert ("verify.extra", Path(name).name) in found(verify(bag_folder, call))


def test_signed_originals_are_kept_and_watched_like_all_else(parts, tmp_path, call, rehash) -> None:
    (parts.folder / "原件").mkdir()
    (parts.folder / "原件" / "E05_电子证书.pdf").write_bytes(b"%PDF-1.7 signed")
    bag = parts.bag(tmp_path / "b.zip")
    assert verify(bag, call).findings == ()
    with zipfile.ZipFile(bag) as archive:
        archive.extractall(tmp_path / "open")
    (folder,) = (tmp_path / "open").iterdir()
    original = folder / "data" / "原件" / "E05_电子证书.pdf"
    original.write_bytes(b"%PDF-1.7 other")
    assert ("verify.hash", original.name) in found(verify(folder, call))
    original.write_bytes(b"%PDF-1.7 signed")
    original.with_name("更多.pdf").write_bytes(b"x")
    assert ("verify.extra", "更多.pdf") in found(verify(folder, call))
    rehash(folder)
    assert "verify.list_disagrees" in codes(verify(folder, call))


def test_a_removed_file_is_named_even_with_new_manifests(bag_folder, call, rehash) -> None:
    (bag_folder / "data" / "01_申报表.pdf").unlink()
    rehash(bag_folder)
    assert ("verify.missing", "01_申报表.pdf") in found(verify(bag_folder, call))


@pytest.mark.parametrize("dropped", [0, 1, 3])
def test_a_dropped_page_is_named_when_the_manifest_is_recomputed(
    dropped: int, bag_folder, call, rehash
) -> None:
    bundle = bag_folder / "data" / "02_佐证材料.pdf"
    with pikepdf.open(bundle, allow_overwriting_input=True) as pdf:
        del pdf.pages[dropped]
        pdf.save(bundle)
    rehash(bag_folder)
    report = verify(bag_folder, call)
    assert {"verify.pages", "verify.stamp", "verify.list_disagrees"} <= codes(report)
    assert ("verify.stamp", "02_佐证材料.pdf") in found(report)


def test_a_dropped_page_is_named_when_the_list_is_forged_too(parts, tmp_path, call) -> None:
    parts.bundle_pages = 3
    parts.bundle([(1, 4), (2, 4), (4, 4)])
    report = verify(parts.bag(tmp_path / "b.zip"), call)
    stamps = [f.place.page for f in report.findings if f.code == "verify.stamp"]
    assert stamps == [1, 2, 3]


def test_two_swapped_pages_are_named(parts, tmp_path, call) -> None:
    parts.bundle([(1, 4), (3, 4), (2, 4), (4, 4)])
    report = verify(parts.bag(tmp_path / "b.zip"), call)
    assert [(f.code, f.place.page) for f in report.findings] == [
        ("verify.stamp", 2),
        ("verify.stamp", 3),
    ]


def test_more_sides_than_the_call_allows_are_an_error_with_the_clause(bag_zip, call) -> None:
    strict = replace(call, max_sides=replace(call.max_sides, value=3))
    report = verify(bag_zip, strict)
    finding = next(f for f in report.findings if f.code == "verify.too_many_sides")
    assert "超出 1 面" in finding.message
    assert finding.clause == call.max_sides.clause
    assert "verify.call_changed" in codes(report)


def test_a_page_that_is_not_a4_is_named(parts, tmp_path, call) -> None:
    parts.form(size=(612.0, 792.0))
    report = verify(parts.bag(tmp_path / "b.zip"), call)
    assert [(f.code, f.place.file, f.place.page) for f in report.findings] == [
        ("verify.page_size", "01_申报表.pdf", 1)
    ]


def test_a_font_that_is_not_embedded_is_named(parts, tmp_path, call) -> None:
    parts.form(embed=False)
    report = verify(parts.bag(tmp_path / "b.zip"), call)
    assert found(report) == {("verify.font", "01_申报表.pdf")}
    assert "Squares" in report.findings[0].message


def test_a_name_missing_on_the_form_is_named_by_its_field(parts, tmp_path, call) -> None:
    parts.data["applicant"]["legal_representative"] = "欧阳改名"
    report = verify(parts.bag(tmp_path / "b.zip"), call)
    assert [(f.code, f.place.spot) for f in report.findings] == [
        ("verify.form_text", "法定代表人（负责人）"),
        ("verify.docx_text", "法定代表人（负责人）"),
    ]


def test_a_bureaus_own_form_is_held_to_the_fields_it_has(parts, tmp_path, call) -> None:
    parts.data["applicant"]["legal_representative"] = "欧阳改名"
    parts.form_shows = ("/applicant/name", "/team/-/name")
    assert verify(parts.bag(tmp_path / "a.zip"), call).findings == ()
    parts.data["applicant"]["name"] = "另一个单位"
    report = verify(parts.bag(tmp_path / "b.zip"), call)
    assert {(f.code, f.place.spot) for f in report.findings} == {
        ("verify.form_text", "申报主体"),
        ("verify.docx_text", "申报主体"),
    }


def test_an_index_without_its_titles_is_named(parts, tmp_path, call) -> None:
    parts.bundle(titles=False)
    report = verify(parts.bag(tmp_path / "b.zip"), call)
    assert codes(report) == {"verify.index"}
    assert len(report.findings) == len(parts.data["evidence"])


def test_a_word_form_of_another_station_is_named(parts, tmp_path, call) -> None:
    parts.word("另一个驿站", parts.data["applicant"]["name"])
    assert codes(verify(parts.bag(tmp_path / "b.zip"), call)) == {"verify.docx_text"}


def test_a_word_form_that_is_no_word_file_is_named(parts, tmp_path, call) -> None:
    (parts.folder / "01_申报表.docx").write_bytes(b"not a zip")
    assert codes(verify(parts.bag(tmp_path / "b.zip"), call)) == {"verify.docx"}


def test_a_word_form_with_a_macro_or_a_doctype_is_refused(parts, tmp_path, call) -> None:
    path = parts.folder / "01_申报表.docx"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert codes(verify(parts.bag(tmp_path / "a.zip"), call)) == {"verify.docx_active"}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert codes(verify(parts.bag(tmp_path / "b.zip"), call)) == {"verify.docx"}


def test_a_script_in_a_pdf_is_named(parts, tmp_path, call) -> None:
    path = parts.folder / "01_申报表.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = action
        pdf.attachments["x.txt"] = b"x"
        pdf.save(path)
    report = verify(parts.bag(tmp_path / "b.zip"), call)
    assert found(report) == {("verify.pdf_active", "01_申报表.pdf")}
    assert "内嵌文件" in report.findings[0].message
    assert "打开时自动执行的动作" in report.findings[0].message


def test_an_encrypted_or_truncated_pdf_is_named(parts, tmp_path, call) -> None:
    path = parts.folder / "01_申报表.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="x", user=""))
    assert codes(verify(parts.bag(tmp_path / "a.zip"), call)) == {"verify.pdf_broken"}
    path.write_bytes(b"%PDF-1.7\n")
    assert codes(verify(parts.bag(tmp_path / "b.zip"), call)) == {"verify.pdf_broken"}


def test_data_that_is_no_json_or_not_admitted_is_named(bag_folder, call, rehash) -> None:
    path = bag_folder / "data" / "申报数据.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for content in ("{", json.dumps({**data, "tier": "world"})):
        path.write_text(content, encoding="utf-8")
        rehash(bag_folder)
        assert ("verify.data", path.name) in found(verify(bag_folder, call))


def test_a_list_that_is_not_admitted_is_named(parts, tmp_path, call) -> None:
    report = verify(parts.bag(tmp_path / "b.zip", contents=b"{}"), call)
    assert found(report) == {("verify.list", "材料清单.json")}


def test_a_list_of_another_tier_or_call_is_named(parts, tmp_path, call) -> None:
    parts.write_data()
    facts = replace(parts.facts(), tier="municipal", call_id="other-2030")
    report = verify(parts.bag(tmp_path / "b.zip", contents=contents_json(facts)), call)
    assert found(report) == {
        ("verify.call", "材料清单.json"),
        ("verify.data_disagrees", "申报数据.json"),
    }
    assert {f.place.spot for f in report.findings} >= {"申报级别", "申报批次"}


def test_a_path_with_nothing_there_cannot_be_read(tmp_path, call) -> None:
    with pytest.raises(SourceUnreadable):
        verify(tmp_path / "nothing.zip", call)


def test_a_folder_of_something_else_is_no_package(tmp_path, call) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    report = verify(tmp_path, call)
    assert codes(report) == {"verify.not_a_package"}
    assert report.exit_code is ExitCode.FINDINGS


def test_every_code_is_documented_and_no_document_is_idle() -> None:
    folder = Path(assets.__file__).parents[1] / "submission"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    emitted = {f"verify.{code}" for code in re.findall(r'fault\(\s*"(\w+)"', source)}
    emitted |= {
        f"verify.{code}" for code in re.findall(r'"(?:package|application)", "(\w+)"', source)
    }
    documented = {code for code in assets.finding_catalogue() if code.startswith("verify.")}
    assert emitted == documented
    assert "mail.too_large" in assets.finding_catalogue()
