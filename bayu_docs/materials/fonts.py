"""The fonts we print with, by official name: found, mapped, and proven to hold every character.

No font is shipped. A machine with the official fonts prints with them; elsewhere free fonts of
the same class stand in, and every substitution is named in the report (GB/T 9704-2012 fixes the
class of a typeface, not its maker).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bayu_docs.errors import EngineMissing
from bayu_docs.materials import font_config, font_coverage, font_files
from bayu_docs.materials.font_files import Face

_LAYOUT = frozenset("\n\t")
_NEVER_DRAWN = frozenset({"Cc", "Co", "Cs"})


@dataclass(frozen=True)
class FontSet:
    """The faces of one run; complete, as `resolve()` returns nothing less."""

    faces: tuple[Face, ...]

    @property
    def substitutions(self) -> tuple[tuple[str, str], ...]:
        """(official name, font used in its place), for the report; empty with official fonts."""
        return tuple(
            (face.official, face.used)
            for face in self.faces
            if face.files and not face.real and not face.optional
        )

    @property
    def versions(self) -> tuple[tuple[str, str], ...]:
        """(font used, its revision), each font once."""
        pairs = {
            face.used: font_coverage.of_file(face.files[0], face.family).version
            for face in self.faces
            if face.files
        }
        return tuple(sorted(pairs.items()))

    def write_config(self, folder: Path) -> Path:
        """A fontconfig file in folder, for FONTCONFIG_FILE: these fonts and no others."""
        return font_config.write(self.faces, folder)

    def uncovered(self, text: str, official: str) -> tuple[str, ...]:
        """Characters of text that no font of the chain of `official` can draw, each once.

        The chain is the face itself, the Western face, then the fallback for rare characters.
        Line breaks and tabs draw nothing; control and private-use characters and lone
        surrogates are always refused. Raises EngineMissing for a name we do not know.
        """
        chain = tuple(_chain(self.faces, official))
        return tuple(
            character
            for character in dict.fromkeys(text)
            if character not in _LAYOUT and not _drawn(character, chain)
        )


@cache
def resolve() -> FontSet:
    """The best installed fonts; once per process.

    Raises EngineMissing naming the missing typefaces and the one command that brings them.
    """
    found = font_files.faces()
    missing = missing_roles(found)
    if missing:
        packages = " ".join(missing_packages(found))
        raise EngineMissing(
            f"缺少中文排版所需的字体：{'、'.join(missing)}",
            f"请运行：sudo apt-get install --no-install-recommends -y {packages}",
        )
    return FontSet(found)


def missing_roles(faces: Iterable[Face] | None = None) -> tuple[str, ...]:
    """Typefaces (仿宋, 楷体 …) for which nothing is installed."""
    known = font_files.faces() if faces is None else faces
    return tuple(face.role for face in known if not face.files and not face.optional)


def missing_packages(faces: Iterable[Face] | None = None) -> tuple[str, ...]:
    """Debian packages that bring the missing typefaces, each once."""
    known = font_files.faces() if faces is None else faces
    return tuple(sorted({face.package for face in known if not face.files and not face.optional}))


def _chain(faces: Iterable[Face], official: str) -> Iterator[Face]:
    known = [face for face in faces if face.files]
    first = [face for face in known if official in (face.official, *face.aliases)]
    if not first:
        raise EngineMissing(f"字体表里没有“{official}”", "请使用通知要求的字体名称")
    yield first[0]
    yield from (face for face in known if face.role == "西文" and face is not first[0])
    yield from (face for face in known if face.fallback)


def _drawn(character: str, chain: tuple[Face, ...]) -> bool:
    if unicodedata.category(character) in _NEVER_DRAWN:
        return False
    return any(font_coverage.of_file(face.files[0], face.family).draws(character) for face in chain)
