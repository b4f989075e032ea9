"""What an evidence file is, by its bytes and never by its name."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from bayu_docs.materials import ooxml
from bayu_docs.materials.ooxml_magic import HEAD_BYTES, Nature, nature_of

# An Office proof is only printed: the hardened engine runs no control, follows no link, opens no
# embedded file, and reads templates, the strict form and loose names as Word does. What it would
# print wrongly (a chunk of HTML comes out as nothing) or what nobody should hand on (macros) is
# refused all the same.
_HARMLESS_IN_PRINT = ("ole", "activex", "external", "template", "strict", "missing")


class Kind(Enum):
    """The kinds a file can turn out to be; the lower part cannot be taken."""

    PDF = "pdf"
    PICTURE = "picture"
    WORD = "word"
    SHEET = "sheet"
    OFD = "ofd"
    OLD_OFFICE = "old_office"
    LOCKED_OFFICE = "locked_office"
    HUGE_OFFICE = "huge_office"
    MACRO_OFFICE = "macro_office"
    DTD_OFFICE = "dtd_office"
    CHUNK_OFFICE = "chunk_office"
    BROKEN_ZIP = "broken_zip"
    EMPTY = "empty"
    OTHER = "other"

    @property
    def is_office(self) -> bool:
        """True for what the office engine turns into PDF."""
        return self in (Kind.WORD, Kind.SHEET)


_BY_NATURE = {Nature.PICTURE: Kind.PICTURE, Nature.HEIC: Kind.PICTURE, Nature.PDF: Kind.PDF}
_BY_PACKAGE = {ooxml.WORD: Kind.WORD, ooxml.WORKBOOK: Kind.SHEET}
_BY_REFUSAL = {
    "empty": Kind.EMPTY,
    "ofd": Kind.OFD,
    "old_format": Kind.OLD_OFFICE,
    "wps": Kind.OLD_OFFICE,
    "locked": Kind.LOCKED_OFFICE,
    "macro": Kind.MACRO_OFFICE,
    "dtd": Kind.DTD_OFFICE,
    "afchunk": Kind.CHUNK_OFFICE,
    "too_large": Kind.HUGE_OFFICE,
    "too_many_parts": Kind.HUGE_OFFICE,
    "bomb": Kind.HUGE_OFFICE,
    "names": Kind.BROKEN_ZIP,
    "broken": Kind.BROKEN_ZIP,
}


def kind_of(path: Path) -> Kind:
    """The kind of the file; OSError when it cannot be read."""
    with path.open("rb") as stream:
        nature = nature_of(stream.read(HEAD_BYTES))
    if nature in _BY_NATURE:
        return _BY_NATURE[nature]
    found = ooxml.look(path, tolerated=_HARMLESS_IN_PRINT)
    if isinstance(found, ooxml.Refusal):
        return _BY_REFUSAL.get(found.kind, Kind.OTHER)
    return _BY_PACKAGE[found.kind]
