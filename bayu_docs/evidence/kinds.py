"""What an evidence file is, by its bytes and never by its name."""

from __future__ import annotations

import zipfile
from enum import Enum
from pathlib import Path

MAX_OFFICE_BYTES = 50 * 1024 * 1024
MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024

_HEAD_BYTES = 1024
_PICTURE_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NEW_OFFICE_NAMES = (".docx", ".xlsx")


class Kind(Enum):
    """The kinds a file can turn out to be; the lower half cannot be taken."""

    PDF = "pdf"
    PICTURE = "picture"
    WORD = "word"
    SHEET = "sheet"
    HEIC = "heic"
    OFD = "ofd"
    OLD_OFFICE = "old_office"
    LOCKED_OFFICE = "locked_office"
    HUGE_OFFICE = "huge_office"
    BROKEN_ZIP = "broken_zip"
    EMPTY = "empty"
    OTHER = "other"

    @property
    def is_office(self) -> bool:
        """True for what the office engine turns into PDF."""
        return self in (Kind.WORD, Kind.SHEET)


def kind_of(path: Path) -> Kind:
    """The kind of the file; OSError when it cannot be read."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    if not head:
        return Kind.EMPTY
    if head.startswith(_PICTURE_MAGIC) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Kind.PICTURE
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return Kind.HEIC
    if head.startswith(_OLE2):
        named_new = path.suffix.casefold() in _NEW_OFFICE_NAMES
        return Kind.LOCKED_OFFICE if named_new else Kind.OLD_OFFICE
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    return Kind.PDF if b"%PDF-" in head else Kind.OTHER


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Kind.BROKEN_ZIP
    names = {member.filename for member in members}
    if any(member.flag_bits & 0x1 for member in members):
        return Kind.LOCKED_OFFICE
    if "OFD.xml" in names:
        return Kind.OFD
    kind = _office_kind(names)
    if kind.is_office and _is_huge(path, members):
        return Kind.HUGE_OFFICE
    return kind


def _office_kind(names: set[str]) -> Kind:
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return Kind.WORD
        if "xl/workbook.xml" in names:
            return Kind.SHEET
    return Kind.OTHER


def _is_huge(path: Path, members: list[zipfile.ZipInfo]) -> bool:
    return (
        path.stat().st_size > MAX_OFFICE_BYTES
        or len(members) > MAX_PARTS
        or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES
    )
