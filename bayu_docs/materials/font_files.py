"""Where fonts lie on this machine, and which of `schemas/fonts.json` stands for which name."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bayu_docs.errors import SchemaFaulty
from bayu_docs.materials import assets

_FOLDERS = (
    "~/.local/share/fonts",
    "~/.fonts",
    "/usr/local/share/fonts",
    "/usr/share/fonts",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf/fonts/opentype/public/fandol",
)
_SUFFIXES = (".ttf", ".ttc", ".otf")


@dataclass(frozen=True)
class Face:
    """One official font name and the installed files that draw it.

    official: name as templates carry it; aliases: other names meaning the same; used: name of the
    installed font; real: it is the official font itself; files: regular first, then styles;
    family: the face to take when the file is a collection, else empty; apart: the file's family
    also draws another official name; fallback: only for characters the others lack. files is empty
    when nothing suitable is installed.
    """

    official: str
    role: str
    aliases: tuple[str, ...]
    package: str
    optional: bool
    fallback: bool
    used: str = ""
    real: bool = False
    files: tuple[Path, ...] = ()
    family: str = ""
    apart: bool = False


def faces() -> tuple[Face, ...]:
    """Every face of `schemas/fonts.json`, each with the best installed files; about 5 ms."""
    installed = installed_files()
    return tuple(_face(entry, installed) for entry in _catalogue())


@cache
def installed_files() -> dict[str, Path]:
    """Font files of the known folders by lower-case file name; the user's own folders win."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in _fonts_below(folder):
            found.setdefault(path.name.lower(), path)
    return found


def _folders() -> list[Path]:
    data_home = os.environ.get("XDG_DATA_HOME")
    own = [Path(data_home) / "fonts"] if data_home else []
    return own + [Path(folder).expanduser() for folder in _FOLDERS]


def _fonts_below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(_SUFFIXES):
                yield Path(parent, name).resolve()


@cache
def _catalogue() -> tuple[dict[str, Any], ...]:
    try:
        loaded = json.loads((assets.SCHEMAS / "fonts.json").read_text(encoding="utf-8"))
        return tuple(loaded["faces"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SchemaFaulty("字体表 fonts.json 缺失或损坏", "请重新安装 bayu-docs") from error


def _face(entry: dict[str, Any], installed: dict[str, Path]) -> Face:
    wanted = Face(
        official=entry["official"],
        role=entry["role"],
        aliases=tuple(entry["aliases"]),
        package=entry["package"],
        optional=entry.get("optional", False),
        fallback=entry.get("fallback", False),
    )
    for font in entry["fonts"]:
        for name in font["files"]:
            path = installed.get(name.lower())
            if path is not None:
                styles = (installed.get(style.lower()) for style in font.get("styles", ()))
                files = (path, *(style for style in styles if style is not None))
                return _with(wanted, font, files)
    return wanted


def _with(wanted: Face, font: dict[str, Any], files: tuple[Path, ...]) -> Face:
    return Face(
        wanted.official,
        wanted.role,
        wanted.aliases,
        wanted.package,
        wanted.optional,
        wanted.fallback,
        used=font["name"],
        real=font.get("real", False),
        files=files,
        family=font.get("family", ""),
        apart=font.get("apart", False),
    )
