"""The name of a mail's attachment, in each of the ways mail programs write Chinese."""

from __future__ import annotations

import re
import unicodedata
from email.header import decode_header
from email.message import Message

_PLACES = (("content-disposition", "filename"), ("content-type", "name"))
# GB 18030 holds all of GB 2312 and GBK, and mail programs name the older two for the newest.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030"}
_ENCODED_WORD = re.compile(r"=\?[^?]+\?[bBqQ]\?[^?]*\?=")


def attachment_name(part: Message) -> str:
    """The attachment's name without folders, or empty: RFC 2231 (in pieces, too), RFC 2047 words,
    or bare bytes of UTF-8 or GBK."""
    _readable(part)
    for header, parameter in _PLACES:
        value = part.get_param(parameter, header=header)
        if value:
            name = _plain(value if isinstance(value, str) else _of_rfc2231(value))
            return re.split(r"[/\\]", name)[-1].strip()
    return ""


def _readable(part: Message) -> None:
    """Replace headers of bare bytes, which the standard forbids, by their text."""
    for header, value in list(part.raw_items()):
        if header.lower() in dict(_PLACES) and not value.isascii():
            part.replace_header(header, _text(value.encode("utf-8", "surrogateescape"), ""))


def _of_rfc2231(value: tuple[str | None, str | None, str]) -> str:
    charset, _, text = value
    return _text(text.encode("latin-1", "replace"), charset or "")


def _plain(text: str) -> str:
    """The text with its RFC 2047 words decoded, each by its own charset."""
    if not _ENCODED_WORD.search(text):
        return unicodedata.normalize("NFC", text)
    pieces = (
        piece if isinstance(piece, str) else _text(piece, charset or "ascii")
        for piece, charset in decode_header(text)
    )
    return unicodedata.normalize("NFC", "".join(pieces))


def _text(raw: bytes, charset: str) -> str:
    """The bytes by their charset, or by what Chinese mail programs write when that is wrong."""
    wished = _WIDER.get(charset.lower(), charset)
    for encoding in filter(None, (wished, "utf-8", "gb18030")):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace")
