"""The gate for .docx and .xlsx of strangers: each kind of bad package, and sound ones that pass."""

from __future__ import annotations

import random
import re
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bayu_docs.materials import assets, ooxml
from bayu_docs.materials.ooxml import WORD, WORKBOOK, Refusal, Refused, Sound
from bayu_docs.materials.ooxml_archive import MAX_PARTS

TYPES = "[Content_Types].xml"
RELS = "_rels/.rels"
MAIN = "word/document.xml"
MAIN_RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MB = 1024 * 1024

Parts = dict[str, bytes]


def relations(*entries: str) -> bytes:
    """A .rels part; entries: "type target" (of Office's types unless a whole address), or
    "type target External"."""
    rows = []
    for number, entry in enumerate(entries):
        kind, target, *mode = entry.split()
        whole = kind if ":" in kind else f"{OFFICE}/{kind}"
        external = f' TargetMode="{mode[0]}"' if mode else ""
        rows.append(f'<Relationship Id="r{number}" Type="{whole}" Target="{target}"{external}/>')
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(rows)}</Relationships>'.encode()


def types(*entries: str) -> bytes:
    """A [Content_Types].xml; entries: "/part type" or "suffix type"."""
    rows = ['<Default Extension="xml" ContentType="application/xml"/>']
    for entry in entries:
        name, kind = entry.split()
        tag = f'Override PartName="{name}"' if name[0] == "/" else f'Default Extension="{name}"'
        rows.append(f'<{tag} ContentType="{kind}"/>')
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}">{"".join(rows)}</Types>'.encode()


def package(**more: bytes) -> Parts:
    """The parts of the smallest Word file."""
    return {
        TYPES: types(f"/{MAIN} {WORD_TYPE}"),
        RELS: relations(f"officeDocument {MAIN}"),
        MAIN: b'<w:document xmlns:w="x"><w:body/></w:document>',
        **more,
    }


def written(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refused(path: Path, want: str = WORD) -> Refusal:
    """The refusal, its sentences fit for a reader."""
    refusal = ooxml.inspect(path, want)
    assert refusal is not None
    assert re.search("[\u4e00-\u9fff]{2}", refusal.reason)
    assert re.search("[\u4e00-\u9fff]{2}", refusal.advice) and refusal.advice.startswith("请")
    assert "{" not in refusal.reason + refusal.advice
    return refusal


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Mapping[str, bytes]], Path]:
    """Writes these parts as 申报表.docx."""
    return lambda parts: written(tmp_path / "申报表.docx", parts)


Made = Callable[[Mapping[str, bytes]], Path]


# Sound files


def test_what_word_libraries_write_passes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("巴渝工匠乡村驿站")
    Image.new("RGB", (40, 40)).save(tmp_path / "p.png")
    document.add_picture(str(tmp_path / "p.png"))
    target = "https://example.com/?a=1&b=2"
    document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    document.save(str(tmp_path / "a.docx"))
    assert ooxml.inspect(tmp_path / "a.docx", WORD) is None
    assert ooxml.look(tmp_path / "a.docx") == Sound(WORD, MAIN)


def test_what_excel_libraries_write_passes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "名单"
    sheet["A1"].hyperlink = "https://example.com/"
    sheet["A2"].comment = openpyxl.comments.Comment("请核对", "审核")
    book.save(tmp_path / "a.xlsx")
    assert ooxml.inspect(tmp_path / "a.xlsx", WORKBOOK) is None
    assert refused(tmp_path / "a.xlsx", WORD).kind == "wrong_kind"


def test_our_own_templates_pass() -> None:
    found = sorted(assets.TEMPLATES.rglob("*.docx"))
    assert "application.docx" in {path.name for path in found}
    assert [ooxml.inspect(path, WORD) for path in found] == [None] * len(found)


def test_the_main_part_may_have_any_name(made: Made) -> None:
    parts = package()
    parts["word/document2.xml"] = parts.pop(MAIN)
    parts[TYPES] = types(f"/word/document2.xml {WORD_TYPE}", "rels application/xml")
    parts[RELS] = relations("officeDocument /word/document2.xml")
    assert ooxml.look(made(parts)) == Sound(WORD, "word/document2.xml")


def test_a_utf16_part_and_a_default_type_for_the_main_part_pass(made: Made) -> None:
    utf16 = '<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="x"/>'.encode("utf-16")
    parts = package() | {MAIN: utf16, TYPES: types(f"rels {WORD_TYPE}")}
    assert refused(made(parts)).kind == "not_office"  # .xml is application/xml
    assert ooxml.inspect(made(package() | {MAIN: utf16}), WORD) is None


def test_a_word_file_as_libreoffice_describes_it_passes(made: Made) -> None:
    kind = "application/vnd.openxmlformats-package.relationships+xml"
    parts = package(**{"docProps/app.xml": b"<a/>", MAIN_RELS: relations()})
    parts[TYPES] = types(
        f"rels {kind}",
        "png image/png",
        f"/_rels/.rels {kind}",
        f"/{MAIN_RELS} {kind}",
        f"/{MAIN} {WORD_TYPE}",
        "/docProps/app.xml application/vnd.openxmlformats-officedocument.extended-properties+xml",
    )
    parts[RELS] = relations("extended-properties docProps/app.xml", f"officeDocument {MAIN}")
    assert ooxml.inspect(made(parts), WORD) is None


def test_links_within_the_file_and_to_the_web_pass(made: Made) -> None:
    rels = relations(
        "hyperlink #第二章", "hyperlink https://example.com/ External", "x document.xml"
    )
    assert ooxml.inspect(made(package(**{MAIN_RELS: rels})), WORD) is None


@pytest.mark.parametrize("target", ["../NULL", "Media/%49mage1.png"])
def test_a_part_libraries_would_not_find_is_refused_and_tolerated_in_print(
    made: Made, target: str
) -> None:
    rels = relations(f"image {target}")
    path = made(package(**{MAIN_RELS: rels, "word/media/image1.png": b"x"}))
    refusal = refused(path)
    assert refusal.kind == "missing" and "另存为" in refusal.advice
    assert ooxml.look(path, tolerated=("missing",)) == Sound(WORD, MAIN)


def test_a_part_that_is_not_there_at_all_is_a_broken_file(made: Made) -> None:
    path = made(package(**{MAIN_RELS: relations("image media/image1.png")}))
    assert "缺少 word/media/image1.png" in refused(path).reason
    found = ooxml.look(path, tolerated=("missing",))
    assert isinstance(found, Refusal) and found.kind == "broken"


@pytest.mark.parametrize(
    "target",
    [
        "Normal.dotm",
        "file:///C:\\Users\\张三\\AppData\\Roaming\\Microsoft\\Templates\\公文.dotx",
        "file:///C:/Templates/a.dotx",
        "file://localhost/Applications/a.dotx",
    ],
)
def test_a_template_on_the_writers_own_disk_is_harmless(made: Made, target: str) -> None:
    rels = relations(f"attachedTemplate {target} External")
    assert ooxml.inspect(made(package() | {"word/_rels/settings.xml.rels": rels}), WORD) is None


def test_drawings_as_excel_writes_them_and_odd_binaries_pass(made: Made) -> None:
    more = {
        "xl/drawings/vmlDrawing1.vml": b'<xml xmlns:v="x"><v:a><br></v:a></xml>',
        "word/fonts/font1.odttf": b"<\x13\x99\xfe\0\1",
        "word/media/blank.bmp": bytes(3 * MB),
        "word/media/": b"",
    }
    assert ooxml.inspect(made(package(**more)), WORD) is None


def test_all_parts_come_through_the_gate(made: Made) -> None:
    parts = package(**{"customXml/item1.xml": b"<a/>", "word/media/i.png": bytes(200_000)})
    assert ooxml.open_parts(made(parts), WORD) == parts
    with pytest.raises(Refused) as told:
        ooxml.open_parts(made(parts), WORKBOOK)
    assert told.value.refusal.kind == "wrong_kind"


# Another format


@pytest.mark.parametrize(
    ("parts", "kind", "words"),
    [
        ({"OFD.xml": b"<x/>"}, "ofd", "OFD"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "odf", "OpenDocument"),
        ({"mimetype": b"application/epub+zip"}, "not_office", "其他软件"),
        ({"Index/Document.iwa": b"x"}, "not_office", "Pages"),
        ({"照片.jpg": b"x"}, "not_office", "压缩包"),
        ({TYPES: b"<x/>"}, "broken", "正文部件"),
        ({TYPES: types(), RELS: relations()}, "broken", "正文部件"),
        ({TYPES: types(), RELS: relations("officeDocument no.xml")}, "broken", "正文部件"),
    ],
)
def test_another_zip_is_said_what_it_is(made: Made, parts: Parts, kind: str, words: str) -> None:
    refusal = refused(made(parts))
    assert refusal.kind == kind and words in refusal.reason
    assert ".docx" in refusal.advice


@pytest.mark.parametrize(
    ("type_name", "kind", "words"),
    [
        (WORD_TYPE.replace("document.main", "template.main"), "template", "模板"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "macro", "宏"),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "binary", ".xlsb"),
        (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "wrong_kind",
            "演示文稿",
        ),
        (SHEET_TYPE, "wrong_kind", "Excel 工作簿（.xlsx），这里需要 Word 文档（.docx）"),
        ("application/vnd.ms-visio.drawing.main+xml", "not_office", "其他软件"),
    ],
)
def test_the_main_parts_type_decides(made: Made, type_name: str, kind: str, words: str) -> None:
    refusal = refused(made(package() | {TYPES: types(f"/{MAIN} {type_name}")}))
    assert refusal.kind == kind and words in refusal.reason
    assert ".docx" in refusal.advice or ".xlsx" in refusal.advice


def test_the_strict_form_is_refused_where_libraries_read_and_tolerated_in_print(
    made: Made,
) -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    path = made(package() | {RELS: relations(f"{strict} {MAIN}")})
    refusal = refused(path)
    assert refusal.kind == "strict" and "Strict" in refusal.advice
    assert ooxml.look(path, tolerated=("strict",)) == Sound(WORD, MAIN)


def test_two_main_parts_are_refused(made: Made) -> None:
    main = f"officeDocument {MAIN}"
    assert refused(made(package() | {RELS: relations(main, main)})).kind == "broken"
    two = package(**{"word/second.xml": b"<a/>"})
    two[TYPES] = types(f"/{MAIN} {WORD_TYPE}", f"/word/second.xml {WORD_TYPE}")
    assert "两个正文" in refused(made(two)).reason
    twice = types(f"/{MAIN} {WORD_TYPE}", f"/{MAIN.upper()} {SHEET_TYPE}")
    assert "两种内容类型" in refused(made(package() | {TYPES: twice})).reason


# Active content


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("word/vbaProject.bin", "macro", "启用宏"),
        ("xl/macrosheets/sheet1.xml", "macro", "启用宏"),
        ("word/embeddings/oleObject1.bin", "ole", "删除嵌入的对象"),
        ("word/embeddings/Microsoft_Excel_Sheet1.xlsx", "ole", "图片"),
        ("word/activeX/activeX1.xml", "activex", "删除控件"),
        ("word/afchunk1.mht", "afchunk", "普通正文"),
    ],
)
def test_an_active_part_is_refused_by_its_name(
    made: Made, name: str, kind: str, words: str
) -> None:
    refusal = refused(made(package(**{name: b"<a/>"})))
    assert refusal.kind == kind and name in refusal.reason
    assert words in refusal.advice and "另存为" in refusal.advice


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        ("vbaProject", "macro"),
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "macro"),
        ("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "macro"),
        ("oleObject", "ole"),
        ("package", "ole"),
        ("control", "activex"),
        ("aFChunk", "afchunk"),
    ],
)
def test_an_active_part_is_refused_by_its_relationship(
    made: Made, relation: str, kind: str
) -> None:
    parts = package(**{MAIN_RELS: relations(f"{relation} innocent.dat"), "word/innocent.dat": b""})
    refusal = refused(made(parts))
    assert refusal.kind == kind and "innocent.dat" in refusal.reason
    assert "另存为" in refusal.advice


def test_an_active_part_is_refused_by_its_content_type(made: Made) -> None:
    parts = package(**{"word/innocent.bin": b"x"})
    parts[TYPES] = types(f"/{MAIN} {WORD_TYPE}", "bin application/vnd.ms-office.vbaProject")
    assert refused(made(parts)).kind == "macro"
    del parts["word/innocent.bin"]  # a type that no part has harms nobody
    assert ooxml.inspect(made(parts), WORD) is None


def test_what_is_tolerated_passes_and_the_rest_does_not(made: Made) -> None:
    parts = package(**{"word/embeddings/oleObject1.bin": b"x"})
    assert ooxml.look(made(parts), tolerated=("ole",)) == Sound(WORD, MAIN)
    found = ooxml.look(made(parts | {"word/vbaProject.bin": b"x"}), tolerated=("ole",))
    assert isinstance(found, Refusal) and found.kind == "macro"


# What leads out of the file


@pytest.mark.parametrize(
    ("relation", "target", "mode", "words"),
    [
        ("image", "https://example.com/a.png", "External", "图片"),
        ("image", "file:///C:/secret.png", "external", "图片"),
        ("image", "http://example.com/a.png", "", "图片"),
        ("attachedTemplate", "https://example.com/a.dotm", "External", "Normal"),
        ("attachedTemplate", "\\\\server\\share\\a.dotm", "External", "Normal"),
        ("attachedTemplate", "file://server/share/a.dotm", "External", "Normal"),
        ("attachedTemplate", "file:////server/share/a.dotm", "External", "Normal"),
        ("attachedTemplate", "file:///%5C%5Cserver/a.dotm", "External", "Normal"),
        ("externalLinkPath", "file:///C:/another.xlsx", "External", "断开链接"),
        ("connections", "connections.xml", "", "查询和连接"),
        ("subDocument", "b.docx", "External", "子文档"),
        ("frame", "http://example.com/", "External", "删除链接"),
        ("http://example.com/hyperlink", "http://example.com/", "External", "删除链接"),
    ],
)
def test_a_way_out_of_the_file_is_refused_naming_part_and_target(
    made: Made, relation: str, target: str, mode: str, words: str
) -> None:
    rels = relations(f"{relation} {target} {mode}")
    refusal = refused(made(package(**{MAIN_RELS: rels})))
    assert refusal.kind == "external"
    assert MAIN in refusal.reason and target in refusal.reason
    assert words in refusal.advice and "另存为" in refusal.advice


def test_relationships_are_read_whatever_their_names_case(made: Made) -> None:
    rels = relations("image https://example.com/a.png External")
    refusal = refused(made(package(**{"word/_RELS/document.xml.RELS": rels})))
    assert refusal.kind == "external"


# XML


@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]>',
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->\n<!DOCTYPE a>',
        b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "name", [MAIN, MAIN_RELS, "docProps/core.xml", "word/media/a.svg", "word/media/a.png", "x.vml"]
)
def test_a_dtd_is_refused_in_any_part_and_encoding(
    made: Made, head: bytes, coding: str, name: str
) -> None:
    text = head.decode("utf-8").replace(' encoding="UTF-8"', "").removeprefix("\ufeff")
    bom = "\ufeff" if head.startswith(b"\xef\xbb\xbf") and coding != "utf-16" else ""
    content = (bom + text + "<a/>").encode(coding)
    refusal = refused(made(package() | {name: content}))
    assert (refusal.kind, name in refusal.reason) == ("dtd", True)
    assert "另存为" in refusal.advice


def test_the_word_doctype_in_a_text_is_no_dtd(made: Made) -> None:
    text = b'<w:document xmlns:w="x"><![CDATA[<!DOCTYPE a><!ENTITY x>]]></w:document>'
    assert ooxml.inspect(made(package() | {MAIN: text}), WORD) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a><b></a>",
        b"<a>",
        b"<p:a/>",
        b"not XML",
        b"<a>\xff</a>",
        b'<?xml version="1.0" encoding="UTF-7"?><a/>',
        b'<?xml version="1.0" encoding="GBK"?><a/>',
    ],
)
def test_xml_that_is_none_is_refused_naming_the_part(made: Made, content: bytes) -> None:
    refusal = refused(made(package() | {MAIN: content}))
    assert refusal.kind == "broken" and MAIN in refusal.reason
    assert "重新复制" in refusal.advice


def test_an_endless_tag_is_not_held_in_memory(made: Made) -> None:
    endless = random.Random(5).randbytes(6 * MB).hex().encode()
    refusal = refused(made(package() | {MAIN: b'<a x="' + endless}))
    assert refusal.kind == "too_large" and "超长的标记" in refusal.reason


@pytest.mark.parametrize("around", [(b"", b""), (b"<![CDATA[", b"]]>")])
def test_a_long_text_is_no_long_tag(made: Made, around: tuple[bytes, bytes]) -> None:
    text = random.Random(5).randbytes(6 * MB).hex().encode()
    content = b"<a>" + around[0] + text + around[1] + b"</a>"
    assert ooxml.inspect(made(package() | {MAIN: content}), WORD) is None


# Sizes


def zeros(path: Path, megabytes: int) -> Path:
    """A Word file with a part of so many zeros, written as a stream."""
    written(path, package())
    block = bytes(MB)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/media/image1.bmp", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(block)
    return path


def test_a_bomb_is_refused_after_its_first_megabytes(tmp_path: Path) -> None:
    path = zeros(tmp_path / "a.docx", 300)
    assert path.stat().st_size < 2 * MB
    tracemalloc.start()
    started = time.perf_counter()
    refusal = refused(path)
    seconds = time.perf_counter() - started
    _now, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refusal.kind == "bomb" and "word/media/image1.bmp" in refusal.reason
    assert "文件来源" in refusal.advice
    assert peak_bytes < 4 * MB and seconds < 5  # all of it would take 300 MB


def noisy(megabytes: int) -> bytes:
    """Bytes that deflate to about a fiftieth: no bomb by ratio."""
    unit = bytes(49 * 1024) + bytes(range(256)) * 4
    return unit * (megabytes * MB // len(unit) + 1)


def test_one_part_and_all_parts_have_a_limit(made: Made) -> None:
    refusal = refused(made(package(**{"word/media/a.bin": noisy(51)})))
    assert refusal.kind == "too_large" and "50 MB" in refusal.reason
    assert "压缩其中的图片" in refusal.advice
    refusal = refused(made(package(**{f"word/media/{n}.bin": noisy(45) for n in range(5)})))
    assert refusal.kind == "too_large" and "200 MB" in refusal.reason


def test_a_large_sound_part_is_not_held_in_memory(made: Made) -> None:
    path = made(package(**{"word/media/a.bin": noisy(45)}))
    tracemalloc.start()
    assert ooxml.inspect(path, WORD) is None
    _now, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 4 * MB


def test_a_file_on_disk_has_a_limit(tmp_path: Path) -> None:
    path = written(tmp_path / "a.docx", package())
    with path.open("ab") as stream:
        stream.truncate(51 * MB)
    refusal = refused(path)
    assert refusal.kind == "too_large" and "50 MB" in refusal.reason


@pytest.mark.parametrize("count", [3_000, 30_000])
def test_too_many_parts_are_refused(made: Made, count: int) -> None:
    refusal = refused(made(package() | {f"x/{n}.bin": b"" for n in range(count)}))
    assert refusal.kind == "too_many_parts" and str(MAX_PARTS) in refusal.reason
    assert "新建的文件" in refusal.advice


# Zips that lie or are broken


def patched(path: Path, name: str, old: Callable[[zipfile.ZipInfo], bytes], new: bytes) -> None:
    """Overwrite the field of a member's directory entry that now holds `old`."""
    with zipfile.ZipFile(path) as archive:
        field = old(archive.getinfo(name))
    content = bytearray(path.read_bytes())
    entry = content.rindex(name.encode()) - 46
    assert content[entry : entry + 4] == b"PK\1\2"
    at = content.index(field, entry)
    content[at : at + len(new)] = new
    path.write_bytes(content)


def size_field(info: zipfile.ZipInfo) -> bytes:
    return struct.pack("<L", info.file_size)


def test_a_part_that_is_larger_than_its_header_says_is_counted_in_truth(
    made: Made, tmp_path: Path
) -> None:
    path = zeros(tmp_path / "a.docx", 60)
    patched(path, "word/media/image1.bmp", size_field, struct.pack("<L", 10))
    assert refused(path).kind == "bomb"
    path = made(package(**{"word/a.bin": bytes(1000)}))
    patched(path, "word/a.bin", size_field, struct.pack("<L", 10))
    refusal = refused(path)
    assert refusal.kind == "broken" and "word/a.bin 的实际大小与记录不符" in refusal.reason


def test_a_prefix_with_the_right_checksum_does_not_hide_the_rest(made: Made) -> None:
    path = made(package(**{"word/a.bin": b"harmless" + bytes(1000)}))
    patched(path, "word/a.bin", size_field, struct.pack("<L", 8))
    crc = struct.pack("<L", zlib.crc32(b"harmless"))
    patched(path, "word/a.bin", lambda info: struct.pack("<L", info.CRC), crc)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("word/a.bin") == b"harmless"  # the library is deceived
    assert refused(path).kind == "broken"


def test_a_wrong_compressed_size_and_a_wrong_checksum_are_refused(made: Made) -> None:
    content = bytes(range(256)) * 9
    path = made(package(**{"word/a.bin": content}))
    for shift in (-1, 1):
        path = made(package(**{"word/a.bin": content}))
        with zipfile.ZipFile(path) as archive:
            stored = archive.getinfo("word/a.bin").compress_size
        patched(
            path,
            "word/a.bin",
            lambda info: struct.pack("<L", info.compress_size),
            struct.pack("<L", stored + shift),
        )
        assert refused(path).kind == "broken"
    path = made(package(**{"word/a.bin": content}))
    patched(path, "word/a.bin", lambda info: struct.pack("<L", info.CRC), b"\1\2\3\4")
    assert "校验值不符" in refused(path).reason


def test_a_local_header_that_names_another_part_is_refused(made: Made) -> None:
    path = made(package(**{"word/a.bin": b"x"}))
    content = path.read_bytes()
    path.write_bytes(content.replace(b"word/a.bin", b"word/b.bin", 1))
    assert "前后记录不一致" in refused(path).reason


def test_a_file_cut_short_anywhere_is_refused(made: Made) -> None:
    whole = made(package(**{"word/a.bin": bytes(range(256)) * 40}))
    content = whole.read_bytes()
    for length in (4, 10, len(content) // 3, len(content) // 2, len(content) - 30, -1):
        whole.write_bytes(content[:length])
        refusal = refused(whole)
        assert refusal.kind == "broken" and "重新复制" in refusal.advice


def test_a_locked_zip_asks_to_take_the_password_off(made: Made) -> None:
    path = made(package())
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)
    refusal = refused(path)
    assert refusal.kind == "locked" and "请先取消密码后另存" in refusal.advice


def test_an_unusual_compression_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in package().items():
            archive.writestr(name, content)
    assert "压缩方式" in refused(tmp_path / "a.docx").reason


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "/word/a.xml",
        "word/../../a.xml",
        "word/./a.xml",
        "word//a.xml",
        "C:/a.xml",
        "word\\a.xml",
        "word/a\nb.xml",
        "WORD/DOCUMENT.XML",
        "Word/Document.xml",
    ],
)
def test_unsafe_and_repeated_names_are_refused(made: Made, name: str) -> None:
    refusal = refused(made(package(**{name: b"<a/>"})))
    assert refusal.kind == "names"
    assert "另存为" in refusal.advice and "新建的文件" in refusal.advice


def test_one_name_twice_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.docx", package(**{"word/documenu.xml": b"<a/>"}))
    path.write_bytes(path.read_bytes().replace(b"documenu", b"document"))
    refusal = refused(path)
    assert refusal.kind == "names" and MAIN in refusal.reason


def test_a_strangers_name_is_shown_short_and_printable(made: Made) -> None:
    refusal = refused(made(package(**{"../" + "长" * 3000 + "\x1b[31m": b""})))
    assert len(refusal.reason) < 200 and "\x1b" not in refusal.reason


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound Word file."""
    path = tmp_path_factory.mktemp("gate") / "a.docx"
    document = docx.Document()
    document.add_paragraph("乡村驿站")
    document.save(str(path))
    return path


@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=4),
    tail=st.floats(0, 1),
)
def test_whatever_is_changed_the_gate_answers_and_what_passes_opens(
    sound: Path, changes: list[tuple[float, bytes]], tail: float
) -> None:
    path, content = sound.with_name("changed.docx"), sound.read_bytes()
    changed = bytearray(content)
    for place, new in changes:
        # half of them into the directory at the end, where the headers are
        start = 0 if tail < 0.5 else len(content) - 2000
        at = start + int(place * (len(content) - start - 4))
        changed[at : at + len(new)] = new
    path.write_bytes(changed)
    found = ooxml.look(path)
    if isinstance(found, Sound):
        assert docx.Document(str(path)).part.partname == f"/{found.main}"
    else:
        assert found.reason and found.advice
