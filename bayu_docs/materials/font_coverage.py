"""Which characters a font file can draw, proven from its cmap and remembered as ranges."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from bayu_docs.errors import EngineMissing
from bayu_docs.materials import caches

_FORMAT = 1
_FAMILY_NAMES = (1, 16)
MEND = "请重新安装该字体后再试"


@dataclass(frozen=True)
class Coverage:
    """bounds: first, last+1, first, last+1 … of the drawable code points, ascending."""

    bounds: tuple[int, ...]
    version: str

    def draws(self, character: str) -> bool:
        """Whether the cmap maps the character to a glyph other than .notdef."""
        return bisect_right(self.bounds, ord(character)) % 2 == 1


@cache
def of_file(path: Path, family: str = "") -> Coverage:
    """Coverage of a font file; family names the face when the file is a collection.

    Some 100 ms the first time for a large collection, about 1 ms from the cache afterwards.
    Raises EngineMissing when the file is no font or lacks the face.
    """
    state = path.stat()
    key = f"{_FORMAT}|{path}|{state.st_mtime_ns}|{state.st_size}|{family}"
    name = f"coverage-{hashlib.sha256(key.encode()).hexdigest()[:24]}.json"
    known = _remembered(name)
    if known is None:
        known = _measured(path, family)
        kept = {"bounds": known.bounds, "version": known.version}
        caches.keep(name, json.dumps(kept, separators=(",", ":")).encode())
    return known


def as_bounds(points: Iterable[int]) -> tuple[int, ...]:
    """Code points as half-open ranges, flattened: {1, 2, 3, 7} is (1, 4, 7, 8)."""
    bounds: list[int] = []
    for point in sorted(points):
        if bounds and bounds[-1] == point:
            bounds[-1] = point + 1
        else:
            bounds += [point, point + 1]
    return tuple(bounds)


def _remembered(name: str) -> Coverage | None:
    folder = caches.cache_folder()
    if folder is None:
        return None
    try:
        kept = json.loads((folder / name).read_bytes())
        bounds = tuple(int(bound) for bound in kept["bounds"])
        version = str(kept["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    rising = all(a < b for a, b in pairwise(bounds))
    return Coverage(bounds, version) if rising and len(bounds) % 2 == 0 else None


def _measured(path: Path, family: str) -> Coverage:
    # Imported here: most runs find every coverage in the cache.
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        with path.open("rb") as stream:
            if not family:
                return _read(TTFont(stream, lazy=True))
            for face in TTCollection(stream, lazy=True).fonts:
                if family in {face["name"].getDebugName(number) for number in _FAMILY_NAMES}:
                    return _read(face)
    except (TTLibError, OSError, KeyError, AssertionError) as error:
        raise EngineMissing(f"字体文件 {path.name} 损坏，无法读取", MEND) from error
    raise EngineMissing(f"字体文件 {path.name} 里没有 {family}", MEND)


def _read(font: object) -> Coverage:
    tables = font  # a fontTools TTFont, which carries no annotations
    cmap = tables["cmap"].getBestCmap() or {}  # type: ignore[index]
    points = (point for point, glyph in cmap.items() if glyph != ".notdef")
    revision = tables["head"].fontRevision  # type: ignore[index]
    return Coverage(as_bounds(points), f"{revision:.3f}")
