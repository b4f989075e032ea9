"""A JPEG's own bytes: its segments, and the picture bare of all that was written beside it."""

from __future__ import annotations

import functools
import io
import re
import struct
from collections.abc import Iterator

from PIL import Image, JpegImagePlugin

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN, _ADOBE = 0xDA, "adobe_transform"
# Quantisation and Huffman tables, restart interval, scan; frames that every PDF reader decodes:
# baseline, extended, progressive (ITU-T T.81 table B.1).
_FRAMES = (0xC0, 0xC1, 0xC2)
_PICTURE_SEGMENTS = (0xDB, 0xC4, 0xDD, _SCAN, *_FRAMES)
_NOTES = (*range(0xE0, 0xF0), 0xFE)  # APPn and comment: camera, place, preview, colour profile
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"  # no density; YCbCr or gray
_RGB_IDS = tuple(b"RGB")  # how a frame says that it is no YCbCr
# In a scan 0xFF is followed by a stuffed zero or a restart marker; anything else ends it.
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def scans(data: bytes) -> int:
    """How often the file goes over the whole picture; a progressive one about ten times."""
    return sum(marker == _SCAN for marker, _ in _segments(data))


def bare(data: bytes) -> bytes | None:
    """The same picture without metadata, preview or what follows it, pixels untouched.

    None when its segments cannot be followed to the end, or a PDF reader might not know them.
    """
    kept = [_START, _JFIF]
    for marker, segment in _segments(data):
        if marker in _PICTURE_SEGMENTS:
            kept.append(segment)
        elif segment == _END:
            kept.append(_END)
        elif marker not in _NOTES:
            return None
    return b"".join(kept) if kept[-1] == _END else None


def plain_colours(image: JpegImagePlugin.JpegImageFile) -> bool:
    """True for gray, and for YCbCr that says so: what a JPEG is taken for without its notes."""
    if image.mode == "L":
        return True
    named = tuple(layer[0] for layer in image.layer)
    return image.mode == "RGB" and image.info.get(_ADOBE, 1) == 1 and named != _RGB_IDS


def no_finer_than(image: JpegImagePlugin.JpegImageFile, quality: int) -> bool:
    """True when the picture is compressed at least as hard as we would: encoding it anew would
    only lose."""
    tables = image.quantization
    return bool(tables) and sum(tables[min(tables)]) >= _table_sum(quality)


@functools.cache
def _table_sum(quality: int) -> int:
    """The sum of the luminance table that libjpeg makes of that quality."""
    buffer = io.BytesIO()
    Image.new("L", (8, 8)).save(buffer, "JPEG", quality=quality)
    with Image.open(buffer, formats=("JPEG",)) as sample:
        assert isinstance(sample, JpegImagePlugin.JpegImageFile)
        return sum(sample.quantization[0])


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment, a scan with its data, up to and with the end marker; stops
    early where the bytes make no sense."""
    at = 2 if data.startswith(_START) else len(data)
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == _END[1]:
            yield marker, _END
            return
        end = _segment_end(data, at, marker)
        if end is None:
            return
        yield marker, data[at:end]
        at = end


def _segment_end(data: bytes, at: int, marker: int) -> int | None:
    if at + 4 > len(data):
        return None
    (length,) = struct.unpack_from(">H", data, at + 2)
    end = at + 2 + int(length)
    if length < 2 or end > len(data):
        return None
    if marker != _SCAN:
        return end
    after = _AFTER_SCAN.search(data, end)
    return after.start() if after else None
