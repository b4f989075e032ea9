"""Copies of font files under a family name of their own.

LibreOffice tells faces of one family apart by their weight alone. Where two official names are
drawn by faces of one family, the one asked for in regular weight would draw both.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from bayu_docs.errors import EngineMissing
from bayu_docs.materials import caches, files
from bayu_docs.materials.font_coverage import MEND

_FORMAT = 1
_FAMILY, _FULL, _TYPOGRAPHIC_FAMILY = 1, 4, 16  # name identifiers of OpenType's name table
_WINDOWS = 3


def renamed(path: Path, family: str, folder: Path) -> Path:
    """A copy of the font whose family is `family`; glyphs and metrics are untouched.

    Kept in the user's cache, or in `folder` where there is none. Some 50 ms the first time.
    Raises EngineMissing when the file is no font, OutputUnwritable.
    """
    state = path.stat()
    key = f"{_FORMAT}|{path}|{state.st_mtime_ns}|{state.st_size}|{family}"
    name = f"{hashlib.sha256(key.encode()).hexdigest()[:24]}{path.suffix.lower()}"
    copy = (caches.cache_folder() or folder) / "fonts" / name
    if not copy.is_file():
        copy.parent.mkdir(exist_ok=True)
        files.write_whole(copy, _with_family(path, family), durable=False)
    return copy


def _with_family(path: Path, family: str) -> bytes:
    # Imported here: most runs find the copy in the cache.
    import io

    from fontTools.ttLib import TTFont, TTLibError

    made = io.BytesIO()
    try:
        with path.open("rb") as stream:
            font = TTFont(stream, lazy=True, recalcBBoxes=False, recalcTimestamp=False)
            names = font["name"]
            names.names = [name for name in names.names if name.platformID == _WINDOWS]
            for name in names.names:
                if name.nameID in (_FAMILY, _FULL, _TYPOGRAPHIC_FAMILY):
                    name.string = family
            font.save(made)
    except (TTLibError, OSError, KeyError, AssertionError) as error:
        raise EngineMissing(f"字体文件 {path.name} 损坏，无法读取", MEND) from error
    return made.getvalue()
