"""One XML part watched while it streams by: well-formed, of a known encoding, without a DTD."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from xml.parsers import expat

from bayu_docs.materials.ooxml_words import Unfit, shown

OnElement = Callable[[str, dict[str, str]], None]
"""Called with "namespace name" and the attributes of each element."""

MAX_TAG_BYTES = 10 * 1024 * 1024
"""One tag or comment; libxml2 refuses longer ones too (XML_MAX_TEXT_LENGTH)."""

# OPC (ISO/IEC 29500-2, 8.1.4) allows UTF-8 and UTF-16; the others are their subset, and what
# simple generators write. What no reader here knows could hide a DTD.
_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BLANKS = b" \t\r\n\0"


class Malformed(Enum):
    """What to do when the part is no well-formed XML; a DTD is refused in any case."""

    REFUSED = "refused"
    REFUSED_BEFORE_ROOT = "refused before root"
    """For drawings: Excel's own .vml is not well-formed. No DTD can follow the root's beginning."""
    IGNORED = "ignored"
    """For what only happens to begin like XML, as one obfuscated font in 256 does."""


class XmlWatch:
    """Feed it all blocks, then close it; Unfit at the first fault."""

    def __init__(
        self,
        part: str,
        malformed: Malformed = Malformed.REFUSED,
        on_element: OnElement | None = None,
    ) -> None:
        self._part, self._malformed = shown(part), malformed
        self._on_element = on_element
        self._fed_bytes = self._unfinished_bytes = 0
        self._waiting = bytearray()
        self._rooted = self._given_up = False
        # namespace_separator: an undeclared prefix is an error, as it is to every reader
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._declared_dtd
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartElementHandler = self._element

    def feed(self, block: bytes) -> None:
        """The next bytes of the part."""
        if self._given_up:
            return
        self._waiting += block
        # expat reads an unfinished tag from its start each time: let it double first
        if len(self._waiting) < min(self._unfinished_bytes, MAX_TAG_BYTES - self._unfinished_bytes):
            return
        self._pass_on(final=False)
        self._unfinished_bytes = self._fed_bytes - self._parser.CurrentByteIndex
        if self._unfinished_bytes > MAX_TAG_BYTES:
            raise Unfit("too_large", f"{self._part} 里有超长的标记")

    def close(self) -> None:
        """No more bytes."""
        if not self._given_up:
            self._pass_on(final=True)

    def _pass_on(self, *, final: bool) -> None:
        block = bytes(self._waiting)
        self._waiting.clear()
        self._fed_bytes += len(block)
        self._parse(block, final=final)

    def _parse(self, block: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(block, final)
        except (expat.ExpatError, LookupError, ValueError) as error:
            if not self._is_let_pass():
                raise Unfit("broken", f"{self._part} 不是完整的 XML") from error
            self._given_up = True

    def _is_let_pass(self) -> bool:
        if self._malformed is Malformed.REFUSED_BEFORE_ROOT:
            return self._rooted
        return self._malformed is Malformed.IGNORED

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in _ENCODINGS:
            raise Unfit("broken", f"{self._part} 用了 Office 不用的编码 {shown(encoding)}")

    def _declared_dtd(self, *_details: object) -> None:
        raise Unfit("dtd", self._part)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self._rooted = True
        if self._on_element is None:
            self._parser.StartElementHandler = None  # the rest runs without calls into Python
        else:
            self._on_element(name, attributes)


def looks_like_xml(block: bytes) -> bool:
    """True when a part's first bytes open a tag, in UTF-8 or UTF-16, whatever its name says."""
    for bom in _BOMS:
        block = block.removeprefix(bom)
    return block.lstrip(_BLANKS).startswith(b"<")
