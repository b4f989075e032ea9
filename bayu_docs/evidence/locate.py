"""Find an item's file inside the applicant's folder, and nowhere else."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bayu_docs.model.application import EvidenceItem

EVIDENCE_FOLDER = "evidence"
_DRIVE = re.compile(r"^[A-Za-z]:")
_NOT_EVIDENCE = ("thumbs.db", "desktop.ini", "readme.txt", "readme.md", "说明.txt")
_MAX_SUGGESTIONS = 3


class UnsafePathError(Exception):
    """The path leads out of the folder, through a link, or to no regular file."""


class MissingFileError(Exception):
    """No such file; `alike` names files whose name differs in case or spelling only."""

    def __init__(self, alike: Sequence[str]) -> None:
        super().__init__("missing")
        self.alike = tuple(alike)


def locate(file: str, folder: Path) -> Path:
    """The regular file of that name in `folder` or in its `evidence` folder.

    A name in another Unicode form counts as the same. UnsafePathError for absolute paths, drive
    letters, `..`, links and devices; MissingFileError when there is none.
    """
    parts = _parts(file)
    for base in _bases(folder):
        found = _descend(base, parts)
        if found is not None:
            return found
    raise MissingFileError(_alike(parts, folder))


def unlisted(items: Iterable[EvidenceItem], folder: Path) -> tuple[str, ...]:
    """Names of files in the evidence folder that no item names, sorted."""
    listed = {_plain("/".join(parts)) for item in items if (parts := _parts_or_none(item.file))}
    listed |= {f"{EVIDENCE_FOLDER}/{name}" for name in listed}
    return tuple(
        name for name in _names_in(folder / EVIDENCE_FOLDER, folder) if _plain(name) not in listed
    )


def _parts(file: str) -> list[str]:
    """The path's parts; a backslash parts them too, as on Windows."""
    path = file.strip().replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    unsafe = path.startswith("/") or _DRIVE.match(path) or ".." in parts or "\0" in path
    if unsafe or not parts:
        raise UnsafePathError(file)
    return parts


def _parts_or_none(file: str) -> list[str] | None:
    try:
        return _parts(file)
    except UnsafePathError:
        return None


def _bases(folder: Path) -> Iterator[Path]:
    yield folder
    yield folder / EVIDENCE_FOLDER


def _descend(base: Path, parts: Sequence[str]) -> Path | None:
    """The file below base, each step looked at itself and not through a link; None if absent."""
    if base.is_symlink():
        raise UnsafePathError(base.name)
    here = base
    for part in parts:
        here = _child(here, part)
        try:
            mode = here.lstat().st_mode
        except (OSError, ValueError):
            return None
        if stat.S_ISLNK(mode):
            raise UnsafePathError(part)
    if not stat.S_ISREG(mode):
        raise UnsafePathError(parts[-1])
    if not here.resolve().is_relative_to(base.resolve()):
        raise UnsafePathError(parts[-1])
    return here


def _child(here: Path, part: str) -> Path:
    """That entry, or the one whose name is the same in NFC."""
    child = here / part
    try:
        if child.exists() or child.is_symlink() or not here.is_dir():
            return child
        wanted = unicodedata.normalize("NFC", part)
        same = (e for e in here.iterdir() if unicodedata.normalize("NFC", e.name) == wanted)
        return next(same, child)
    except (OSError, ValueError):
        return child


def _alike(parts: Sequence[str], folder: Path) -> list[str]:
    """Files that differ in case, width or extension only."""
    wanted = _plain(parts[-1])
    stem = wanted.rpartition(".")[0] or wanted
    names = list(_names_in(folder / EVIDENCE_FOLDER, folder)) or list(_names_in(folder, folder))
    plain = {name: _plain(name.rpartition("/")[2]) for name in names}
    same = [name for name, word in plain.items() if word == wanted]
    near = [name for name, word in plain.items() if (word.rpartition(".")[0] or word) == stem]
    return [*same, *(name for name in near if name not in same)][:_MAX_SUGGESTIONS]


def _names_in(place: Path, folder: Path) -> Iterator[str]:
    if not place.is_dir():
        return
    for path in sorted(place.rglob("*") if place != folder else place.iterdir()):
        hidden = path.name.startswith((".", "~$")) or path.name.casefold() in _NOT_EVIDENCE
        if path.is_file() and not hidden:
            yield path.relative_to(folder).as_posix()


def _plain(name: str) -> str:
    """The name for comparison: width, case and Unicode form put aside."""
    return unicodedata.normalize("NFKC", name).casefold()
