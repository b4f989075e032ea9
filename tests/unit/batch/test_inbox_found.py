"""What lies in the inbox: each thing becomes an item, or is told; nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bayu_docs.batch.inbox.found import digest_of, found
from bayu_docs.model import desk


def put(inbox: Path, name: str, content: bytes = b"x") -> Path:
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def kinds(inbox: Path) -> dict[str, str]:
    return {item.name: item.kind for item in found(inbox).items}


def told(inbox: Path) -> dict[str, str]:
    return {finding.place.file: finding.code for finding in found(inbox).findings}


def test_files_are_known_by_their_suffix_in_any_case(tmp_path: Path) -> None:
    for name in ("a.ZIP", "b.docx", "c.Xlsx", "d.json", "e.wps", "f.et"):
        put(tmp_path, name)
    assert kinds(tmp_path) == {
        "a.ZIP": "package",
        "b.docx": "word",
        "c.Xlsx": "workbook",
        "d.json": "json",
        "e.wps": "word",
        "f.et": "workbook",
    }


def test_a_zip_without_a_suffix_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    put(tmp_path, "附件", b"PK\x03\x04rest")
    assert kinds(tmp_path) == {"附件": "package"}


@pytest.mark.parametrize("name", ["扫描.pdf", "照片.JPG", "材料.rar", "说明.txt", "无名"])
def test_what_holds_no_application_is_told_with_advice(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert kinds(tmp_path) == {}
    finding = found(tmp_path).findings[0]
    assert (finding.code, finding.place.file) == ("receive.unrecognised", name)
    assert finding.advice


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "~$申报表.docx", "desktop.ini"])
def test_hidden_and_system_files_are_skipped_aloud(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert told(tmp_path) == {name: "receive.skipped"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox, "真.zip")
    put(tmp_path, "外面.zip")
    (inbox / "链接.zip").symlink_to(tmp_path / "外面.zip")
    (inbox / "文件夹").symlink_to(tmp_path)
    assert kinds(inbox) == {"真.zip": "package"}
    assert told(inbox) == {"链接.zip": "receive.special", "文件夹": "receive.special"}


def test_a_bag_what_build_leaves_and_a_workspace_are_one_thing_each(tmp_path: Path) -> None:
    put(tmp_path, "袋/bagit.txt")
    put(tmp_path, "袋/data/01.pdf")
    put(tmp_path, "外层/袋/bagit.txt")
    put(tmp_path, "外层/袋/data/01.pdf")
    put(tmp_path, "生成/某.zip")
    put(tmp_path, "生成/report.json")
    put(tmp_path, "生成/00_电子档.pdf")
    put(tmp_path, "工作/application.json")
    put(tmp_path, "工作/evidence/照片.jpg")
    assert kinds(tmp_path) == {
        "袋": "bag_folder",
        "外层": "bag_folder",
        "生成": "bag_folder",
        "工作": "workspace",
    }
    assert {item.form for item in found(tmp_path).items} == {desk.FOLDER}
    assert told(tmp_path) == {}


def test_a_folder_of_several_things_is_opened(tmp_path: Path) -> None:
    put(tmp_path, "某镇/甲.zip")
    put(tmp_path, "某镇/乙/丙.docx")
    put(tmp_path, "某镇/照片.jpg")
    assert kinds(tmp_path) == {"某镇/甲.zip": "package", "某镇/乙/丙.docx": "word"}
    assert told(tmp_path) == {"某镇/照片.jpg": "receive.unrecognised"}


def test_a_form_beside_a_package_is_no_workspace_that_hides_it(tmp_path: Path) -> None:
    put(tmp_path, "某镇/申报表.docx")
    put(tmp_path, "某镇/甲.zip")
    assert kinds(tmp_path) == {"某镇/申报表.docx": "word", "某镇/甲.zip": "package"}


def test_what_lies_beside_the_data_of_a_workspace_is_told(tmp_path: Path) -> None:
    put(tmp_path, "工作/application.json")
    put(tmp_path, "工作/盖章页.pdf")
    put(tmp_path, "工作/填写说明.txt")
    assert told(tmp_path) == {"工作/盖章页.pdf": "receive.unrecognised"}


def test_empty_and_too_deep_folders_are_told(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    put(tmp_path, "/".join(["深"] * 12) + "/甲.zip".removeprefix("/"))
    codes = told(tmp_path)
    assert codes["空/"] == "receive.unrecognised"
    assert "receive.special" in codes.values()


def test_mails_and_the_register_are_set_aside(tmp_path: Path) -> None:
    put(tmp_path, "来信.EML")
    put(tmp_path, "收件登记.csv")
    put(tmp_path, "收件登记.xlsx")
    lies = found(tmp_path)
    assert [name for name, _ in lies.mails] == ["来信.EML"]
    assert [path.name for path in lies.registers] == ["收件登记.csv", "收件登记.xlsx"]
    assert (lies.items, lies.findings) == ((), ())


def test_a_folders_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    one, other = tmp_path / "甲", tmp_path / "乙"
    for folder in (one, other):
        put(folder, "a/1.txt", b"1")
        put(folder, "b.txt", b"22")
    assert digest_of(one) == digest_of(other)
    assert digest_of(one)[1] == 3
    put(other, "b.txt", b"23")
    assert digest_of(one) != digest_of(other)


def test_nothing_in_the_inbox_is_lost(tmp_path: Path) -> None:
    names = [
        "甲.zip",
        "乙.docx",
        "丙.pdf",
        ".隐",
        "丁.eml",
        "收件登记.csv",
        "子/戊.json",
        "子/己.txt",
    ]
    for name in names:
        put(tmp_path, name, json.dumps(name).encode())
    lies = found(tmp_path)
    spoken_of = {
        *(item.name for item in lies.items),
        *(name for name, _ in lies.mails),
        *(path.name for path in lies.registers),
        *(finding.place.file for finding in lies.findings),
    }
    assert spoken_of == set(names)
