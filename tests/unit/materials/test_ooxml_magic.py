"""What is no zip is refused by what its first bytes are, with the way to a .docx or .xlsx."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from bayu_docs.materials import ooxml
from bayu_docs.materials.ooxml import WORD, WORKBOOK, Refusal
from bayu_docs.materials.ooxml_magic import Nature, nature_of

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
FODT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:'
    'opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.text"/>'
)
WORD_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
)
SHEET_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


def stream_name(name: str) -> bytes:
    """A compound file that holds a stream of this name."""
    return OLE2 + name.encode("utf-16-le") + bytes(500)


def refused(path: Path, content: bytes, want: str = WORD) -> Refusal:
    """The refusal, its sentences fit for a reader."""
    path.write_bytes(content)
    refusal = ooxml.inspect(path, want)
    assert refusal is not None
    assert re.search("[\u4e00-\u9fff]{2}", refusal.reason)
    assert re.search("[\u4e00-\u9fff]{2}", refusal.advice) and refusal.advice.startswith("请")
    return refusal


def test_an_empty_file_is_named_as_such(tmp_path: Path) -> None:
    refusal = refused(tmp_path / "申报表.docx", b"")
    assert (refusal.kind, refusal.reason) == ("empty", "文件是空的（0 字节）")
    assert "重新复制" in refusal.advice


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><body>x</body></html>", "网页（HTML）"),
        ("<!DOCTYPE html><html/>".encode("utf-16"), "网页（HTML）"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页归档（MHT）"),
        (rb"{\rtf1\ansi x}", "RTF 文档"),
        (FODT.encode(), "OpenDocument 单个 XML 文件"),
        (WORD_2003.encode(), "Word 2003 XML 文档"),
        (SHEET_2003.encode(), "XML 表格 2003"),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="x"/>', "Word XML 文档"),
        (b"<?xml version='1.0'?><a/>", "XML 文本"),
        ("姓名,单位\n张三,示例村\n".encode("gb18030") * 80, "纯文本（或 CSV）"),
        ("姓名,单位\n张三,示例村\n".encode() * 80, "纯文本（或 CSV）"),
        ("姓名".encode("utf-16"), "纯文本（或 CSV）"),
        (b"%PDF-1.7 ...", "PDF 文件"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"\0\0\0\x18ftypheic\0\0", "图片"),
        (b"Rar!\x1a\x07\x01\0", "压缩包"),
        (random.Random(3).randbytes(5000), "无法识别的内容"),
    ],
)
def test_another_format_named_docx_is_said_what_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    refusal = refused(tmp_path / "申报表.docx", content)
    assert refusal.kind == "not_office"
    assert words in refusal.reason and "Word 文档（.docx）" in refusal.reason
    assert "另存为" in refusal.advice and ".docx" in refusal.advice
    assert ".xlsx" in refused(tmp_path / "申报数据.xlsx", content, WORKBOOK).advice


@pytest.mark.parametrize("name", ["申报表.docx", "申报数据.XLSX", "申报表.docm"])
def test_a_new_name_on_a_compound_file_is_a_password(tmp_path: Path, name: str) -> None:
    refusal = refused(tmp_path / name, OLE2)
    assert refusal.kind == "locked"
    assert "请先取消密码后另存" in refusal.advice and "WPS" in refusal.advice


def test_an_encrypted_package_is_a_password_whatever_its_name(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.wps", stream_name("EncryptedPackage")).kind == "locked"


@pytest.mark.parametrize(
    ("name", "kind", "words", "suffix"),
    [
        ("a.doc", "old_format", "旧版 Word 格式（.doc）", ".docx"),
        ("a.XLS", "old_format", "旧版 Excel 格式（.xls）", ".xlsx"),
        ("a.wps", "wps", "WPS 文字格式（.wps）", ".docx"),
        ("a.et", "wps", "WPS 表格格式（.et）", ".xlsx"),
        ("a.ppt", "old_format", "旧版 PowerPoint 格式（.ppt）", ".docx"),
        ("a.bin", "old_format", ".doc、.xls、.wps、.et", ".docx"),
    ],
)
def test_old_formats_are_told_how_to_save_anew(
    tmp_path: Path, name: str, kind: str, words: str, suffix: str
) -> None:
    refusal = refused(tmp_path / name, OLE2)
    assert refusal.kind == kind and words in refusal.reason
    assert "文件→另存为" in refusal.advice and suffix in refusal.advice and "WPS" in refusal.advice


@pytest.mark.parametrize(
    ("stream", "words"), [("WordDocument", "（.doc）"), ("Workbook", "（.xls）")]
)
def test_an_old_file_that_was_only_renamed_is_no_password(
    tmp_path: Path, stream: str, words: str
) -> None:
    refusal = refused(tmp_path / "a.docx", stream_name(stream))
    assert refusal.kind == "old_format" and words in refusal.reason


def test_a_stream_name_across_two_blocks_is_found(tmp_path: Path) -> None:
    content = OLE2 + bytes(1024 * 1024 - len(OLE2) - 7) + stream_name("EncryptedPackage")
    assert refused(tmp_path / "a.doc", content[:-500]).kind == "locked"
    middle = OLE2 + bytes(1024 * 1024 - len(OLE2) - 7) + "EncryptedPackage".encode("utf-16-le")
    assert refused(tmp_path / "b.doc", middle).kind == "locked"


def test_natures_are_told_by_the_first_bytes() -> None:
    assert nature_of(b"") is Nature.EMPTY
    assert nature_of(b"RIFF\0\0\0\0WEBPVP8 ") is Nature.PICTURE
    assert nature_of(b"PK\3\4") is Nature.ZIP
    assert nature_of(b"junk before %PDF-1.4") is Nature.PDF
    assert nature_of(b"hello") is Nature.OTHER


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ooxml.inspect(tmp_path / "没有.docx", WORD)
    with pytest.raises(OSError):
        ooxml.inspect(tmp_path, WORD)
