"""A stranger's zip read with care: nothing its headers say is believed before it is counted.

`zipfile` reads the directory. The members are inflated here, piece by piece, because `zipfile`
stops at the size the header states and so never sees what another reader would.
"""

from __future__ import annotations

import errno
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from bayu_docs.materials.ooxml_magic import MAX_FILE_BYTES
from bayu_docs.materials.ooxml_words import Unfit, shown

MAX_PARTS = 2_000
MAX_PART_BYTES = 50 * 1024 * 1024
MAX_TOTAL_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200
"""Inflated to stored; deflate can reach 1032, Office's own XML stays far below 100."""
RATIO_FLOOR_BYTES = 4 * 1024 * 1024
"""A smaller part may be as even as it likes: a white bitmap, a sheet of equal rows."""

_BLOCK_BYTES = 64 * 1024
_MB = 1024 * 1024
_DIRECTORY_MARK = b"PK\x01\x02"
# More marks than this and not even the directory is read; compressed bytes may hold a few.
_MAX_DIRECTORY_MARKS = 10 * MAX_PARTS
_LOCAL = struct.Struct("<4s5H3I2H")  # APPNOTE.TXT 4.3.7
_LOCAL_MARK = b"PK\x03\x04"
_ENCRYPTED, _UTF8 = 0x1, 0x800


class Archive:
    """The members of an open zip; each is to be read once, for their bytes are added up."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read the directory; Unfit when it is none, too long, or locked."""
        self._stream = stream
        self._total_bytes = self._data_at = 0
        self.members = _directory(stream)
        if any(member.flag_bits & _ENCRYPTED for member in self.members):
            raise Unfit("locked")
        self.names = frozenset(member.filename for member in self.members)

    def check_names(self) -> None:
        """Unfit when a name leads elsewhere, or two are one to somebody."""
        seen: set[str] = set()
        for member in self.members:
            name = member.filename
            key = unicodedata.normalize("NFC", name).casefold().rstrip("/")
            if key in seen or member.orig_filename != name or not _is_safe(name):
                raise Unfit("names", shown(member.orig_filename))
            seen.add(key)

    def blocks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """The member's true bytes in small blocks; Unfit as soon as a limit is passed, or at the
        end when size or checksum are not as stated."""
        name, size, checksum = shown(member.filename), 0, 0
        for block in self._inflated(member):
            size += len(block)
            self._total_bytes += len(block)
            self._check_size(size, member)
            checksum = zlib.crc32(block, checksum)
            yield block
        if size != member.file_size:
            raise Unfit("broken", f"{name} 的实际大小与记录不符")
        if checksum != member.CRC:
            raise Unfit("broken", f"{name} 的校验值不符")

    def _check_size(self, size: int, member: zipfile.ZipInfo) -> None:
        name = shown(member.filename)
        # The stored size is proved at the member's end: all of it must have been used.
        if size > RATIO_FLOOR_BYTES and size > MAX_RATIO * member.compress_size:
            raise Unfit("bomb", name)
        if size > MAX_PART_BYTES:
            if size > MAX_RATIO * (self._stream.tell() - self._data_at):
                raise Unfit("bomb", name)
            raise Unfit("too_large", f"{name} 展开后超过 {MAX_PART_BYTES // _MB} MB")
        if self._total_bytes > MAX_TOTAL_BYTES:
            raise Unfit("too_large", f"全部展开后超过 {MAX_TOTAL_BYTES // _MB} MB")

    def _inflated(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        self._go_to_data(member)
        if member.compress_type == zipfile.ZIP_STORED:
            yield from self._stored(member)
        elif member.compress_type == zipfile.ZIP_DEFLATED:
            yield from self._deflated(member)
        else:
            raise Unfit("broken", f"{shown(member.filename)} 用了 Office 不用的压缩方式")

    def _go_to_data(self, member: zipfile.ZipInfo) -> None:
        """Pass the local header, which must speak of the same member as the directory does."""
        if member.header_offset < 0:
            raise _contradictory(member)
        self._stream.seek(member.header_offset)
        head = self._stream.read(_LOCAL.size)
        if len(head) < _LOCAL.size:
            raise _cut_short(member)
        mark, _version, flags, method, *_, name_bytes, extra_bytes = _LOCAL.unpack(head)
        raw_name = self._stream.read(name_bytes)
        name = raw_name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        if (mark, name, method, flags & _ENCRYPTED) != (
            _LOCAL_MARK,
            member.orig_filename,
            member.compress_type,
            0,
        ):
            raise _contradictory(member)
        self._data_at = self._stream.seek(extra_bytes, 1)

    def _stored(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        left = member.compress_size
        while left:
            block = self._stream.read(min(left, _BLOCK_BYTES))
            if not block:
                raise _cut_short(member)
            left -= len(block)
            yield block

    def _deflated(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        left = member.compress_size
        while not inflater.eof:
            packed = inflater.unconsumed_tail
            if not packed:
                packed = self._stream.read(min(left, _BLOCK_BYTES))
                left -= len(packed)
            try:
                block = inflater.decompress(packed, _BLOCK_BYTES)
            except zlib.error as error:
                raise Unfit("broken", f"{shown(member.filename)} 解不出来") from error
            if not (packed or block or inflater.eof):
                raise _cut_short(member)
            if block:
                yield block
        if left or inflater.unused_data:
            raise Unfit("broken", f"{shown(member.filename)} 的实际大小与记录不符")


def _directory(stream: BinaryIO) -> tuple[zipfile.ZipInfo, ...]:
    size = stream.seek(0, 2)
    if size > MAX_FILE_BYTES:
        raise Unfit("too_large", f"超过 {MAX_FILE_BYTES // _MB} MB")
    if _directory_marks(stream) > _MAX_DIRECTORY_MARKS:
        raise _too_many()
    try:
        with zipfile.ZipFile(stream) as archive:
            members = tuple(archive.infolist())
    except OSError as error:
        if error.errno != errno.EINVAL:  # a seek to where the directory says, before the start
            raise
        raise Unfit("broken", "压缩包目录读不出来") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise Unfit("broken", "压缩包目录读不出来") from error
    if len(members) > MAX_PARTS:
        raise _too_many()
    return members


def _directory_marks(stream: BinaryIO) -> int:
    """How many directory entries there may be, counted in the bytes: no header is asked."""
    stream.seek(0)
    marks, tail = 0, b""
    while block := stream.read(_BLOCK_BYTES):
        marks += (tail + block).count(_DIRECTORY_MARK)
        tail = block[-len(_DIRECTORY_MARK) + 1 :]
    return marks


def _is_safe(name: str) -> bool:
    """True for a name relative to the root that any system reads alike."""
    parts = name.removesuffix("/").split("/")
    return (
        name.isprintable()
        and not any(letter in name for letter in '\\:"<>|*')
        and not any(part in ("", ".", "..") for part in parts)
    )


def _contradictory(member: zipfile.ZipInfo) -> Unfit:
    return Unfit("broken", f"{shown(member.filename)} 前后记录不一致")


def _cut_short(member: zipfile.ZipInfo) -> Unfit:
    return Unfit("broken", f"{shown(member.filename)} 不完整")


def _too_many() -> Unfit:
    return Unfit("too_many_parts", f"超过 {MAX_PARTS} 个")
