"""Which pictures a PDF holds, known by their bytes; nothing is decoded or drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf

MIN_PIXELS = 200 * 200
"""Smaller ones are ornaments: bullets, logos, stamps."""
_BROKEN = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.ForeignObjectError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    AttributeError,
    KeyError,
)


def image_digests(path: Path) -> tuple[tuple[str, int], ...]:
    """The sha256 of each picture's stored bytes and the page it stands on first, counted from 1;
    none for a file that cannot be read."""
    try:
        with pikepdf.open(path) as pdf:
            found: dict[str, int] = {}
            for number, page in enumerate(pdf.pages, 1):
                for digest in _on_page(page):
                    found.setdefault(digest, number)
    except _BROKEN:
        return ()
    return tuple(found.items())


def _on_page(page: pikepdf.Page) -> Iterator[str]:
    """The page's own pictures, and those of the forms drawn on it."""
    yield from _among(page.obj.get("/Resources"), depth=0)


def _among(resources: pikepdf.Object | None, depth: int) -> Iterator[str]:
    if not isinstance(resources, pikepdf.Dictionary) or depth > 3:
        return
    things = resources.get("/XObject")
    for thing in things.values() if isinstance(things, pikepdf.Dictionary) else ():
        if not isinstance(thing, pikepdf.Stream):
            continue
        if thing.get("/Subtype") == "/Image":
            if int(thing.get("/Width", 0)) * int(thing.get("/Height", 0)) >= MIN_PIXELS:
                yield hashlib.sha256(thing.read_raw_bytes()).hexdigest()
        elif thing.get("/Subtype") == "/Form":
            yield from _among(thing.get("/Resources"), depth + 1)
