"""What a file is by its first bytes; and, for what is no zip, why it is no .docx or .xlsx."""

from __future__ import annotations

import codecs
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from bayu_docs.materials.ooxml_words import WORD, WORKBOOK, Unfit

HEAD_BYTES = 1024
MAX_FILE_BYTES = 50 * 1024 * 1024

UNPACK_FIRST = "先解压，取出里面的文件，"
_FROM_ORIGINAL = "找到它的原稿，"

_BLOCK_BYTES = 1024 * 1024
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TEXT_ENCODINGS = ("utf-8", "gb18030")
_TEXT_CONTROLS = frozenset("\t\n\r\f")

# What the beginning of a text says it is; first match wins.
_MARKS = (
    (b"{\\rtf", " RTF 文档"),
    (b"<office:document", " OpenDocument 单个 XML 文件"),
    (b"<pkg:package", "“Word XML 文档”（单个 XML 文件）"),
    (b"<w:worddocument", " Word 2003 XML 文档"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", " XML 表格 2003"),
    (b"<html", "网页（HTML）"),
    (b"<!doctype html", "网页（HTML）"),
    (b"<table", "网页（HTML）"),
    (b"mime-version:", "网页归档（MHT）"),
    (b"<?xml", " XML 文本"),
)

_OLD_SUFFIXES = {
    ".doc": ("old_format", "旧版 Word 格式（.doc）", WORD),
    ".dot": ("old_format", "旧版 Word 模板（.dot）", WORD),
    ".xls": ("old_format", "旧版 Excel 格式（.xls）", WORKBOOK),
    ".xlt": ("old_format", "旧版 Excel 模板（.xlt）", WORKBOOK),
    ".ppt": ("old_format", "旧版 PowerPoint 格式（.ppt）", ""),
    ".wps": ("wps", "WPS 文字格式（.wps）", WORD),
    ".wpt": ("wps", "WPS 文字模板（.wpt）", WORD),
    ".et": ("wps", "WPS 表格格式（.et）", WORKBOOK),
    ".ett": ("wps", "WPS 表格模板（.ett）", WORKBOOK),
    ".dps": ("wps", "WPS 演示格式（.dps）", ""),
}
_NEW_SUFFIXES = (".docx", ".xlsx", ".docm", ".xlsm", ".dotx", ".xltx")
# Streams of a compound file (MS-CFB keeps their names in UTF-16LE). An encrypted .docx is one
# that holds EncryptedPackage (MS-OFFCRYPTO 2.3.4.4).
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_STREAMS = {
    "WordDocument".encode("utf-16-le"): _OLD_SUFFIXES[".doc"],
    "Workbook".encode("utf-16-le"): _OLD_SUFFIXES[".xls"],
}


class Nature(Enum):
    """What the first bytes tell."""

    EMPTY = "empty"
    PICTURE = "picture"
    HEIC = "heic"
    OLE2 = "ole2"
    ZIP = "zip"
    PDF = "pdf"
    OTHER = "other"


def nature_of(head: bytes) -> Nature:
    """The nature of a file that begins with these bytes (its first HEAD_BYTES)."""
    if not head:
        return Nature.EMPTY
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Nature.PICTURE
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return Nature.HEIC
    if head.startswith(_OLE2):
        return Nature.OLE2
    if head.startswith(b"PK"):
        return Nature.ZIP
    return Nature.PDF if b"%PDF-" in head else Nature.OTHER


def require_zip(stream: BinaryIO, path: Path) -> None:
    """Return when the file begins as a zip does; else raise Unfit, which says what it is."""
    head = stream.read(HEAD_BYTES)
    nature = nature_of(head)
    if nature is Nature.EMPTY:
        raise Unfit("empty")
    if nature is Nature.OLE2:
        raise _compound(stream, path.suffix.casefold())
    if nature in (Nature.PICTURE, Nature.HEIC):
        raise Unfit("not_office", "图片", _FROM_ORIGINAL)
    if nature is Nature.PDF:
        raise Unfit("not_office", " PDF 文件", _FROM_ORIGINAL)
    if head.startswith(_ARCHIVES):
        raise Unfit("not_office", "压缩包", UNPACK_FIRST)
    if nature is Nature.OTHER:
        raise Unfit("not_office", _described(head))


def _compound(stream: BinaryIO, suffix: str) -> Unfit:
    """An OLE2 compound file: an encrypted new one, or one of the old formats."""
    streams = _streams_in(stream)
    if _LOCKED_STREAM in streams:
        return Unfit("locked")
    known = _OLD_SUFFIXES.get(suffix)
    if known is None:
        known = next((words for name, words in _OLD_STREAMS.items() if name in streams), None)
    if known is not None:
        kind, words, want = known
        return Unfit(kind, words, want=want)
    if suffix in _NEW_SUFFIXES:
        return Unfit("locked")
    return Unfit("old_format", "旧版 Office 或 WPS 格式（.doc、.xls、.wps、.et 等）")


def _streams_in(stream: BinaryIO) -> set[bytes]:
    """Which of the telling stream names stand in the file; it is read in blocks."""
    names = (_LOCKED_STREAM, *_OLD_STREAMS)
    found: set[bytes] = set()
    tail = b""
    stream.seek(0)
    for _ in range(0, MAX_FILE_BYTES, _BLOCK_BYTES):
        block = stream.read(_BLOCK_BYTES)
        if not block:
            break
        found |= {name for name in names if name in tail + block}
        tail = block[-max(map(len, names)) :]
    return found


def _described(head: bytes) -> str:
    """In a few words what it seems to be."""
    plain = head.replace(b"\0", b"").lower()  # marks in UTF-16 too
    for mark, words in _MARKS:
        if mark in plain:
            return words
    return "纯文本（或 CSV）" if _is_text(head) else "无法识别的内容（也可能被加密软件加了密）"


def _is_text(head: bytes) -> bool:
    if head.startswith(_BOMS):
        return True
    for encoding in _TEXT_ENCODINGS:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return all(letter >= " " or letter in _TEXT_CONTROLS for letter in text)
    return False
