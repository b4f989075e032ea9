"""The tag grammar of the form's content controls, which rendering writes and intake reads.

A field is a content control whose tag is its JSON pointer (RFC 6901), at most 64 characters; in a
repeated row the index is written `-` and the row's position in its table counts:
`/lead_artisans/-/name`.
"""

from __future__ import annotations

TAG_MAX_CHARACTERS = 64
ROW_MARK = "-"


def tag(pointer: str) -> str:
    """The tag of a field; ValueError when it would not fit Word's 64 characters."""
    if not pointer.startswith("/") or len(pointer) > TAG_MAX_CHARACTERS:
        raise ValueError(f"not a tag: {pointer!r}")
    return pointer


def choice_tag(pointer: str, value: str) -> str:
    """The tag of one tick box among the choices of a field: /applicant/kind=企业."""
    return tag(f"{pointer}={value}")


def pointer_at(tag_text: str, row: int) -> str:
    """The JSON pointer a tag stands for in the 0-based `row` of its table."""
    return "/".join(str(row) if part == ROW_MARK else part for part in tag_text.split("/"))


def pattern_of(pointer: str) -> str:
    """The tag a concrete pointer belongs to: /team/3/name -> /team/-/name."""
    return "/".join(ROW_MARK if part.isdigit() else part for part in pointer.split("/"))
