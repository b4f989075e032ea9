"""Files of an earlier run whose row can no longer be written, or is no longer in the roster: put
aside, never deleted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bayu_docs.errors import OutputUnwritable

OLD_DRAFTS = "旧稿"


def put_aside(out: Path, keys: Iterable[str]) -> frozenset[str]:
    """Move the .docx and .pdf of these letters into OUT/旧稿; gives the keys that had any.

    What lies there already stays, the newcomer is numbered. OutputUnwritable.
    """
    moved = set()
    for key in keys:
        for suffix in (".docx", ".pdf"):
            path = out / f"{key}{suffix}"
            if path.is_file():
                _move(path, out / OLD_DRAFTS, key, suffix)
                moved.add(key)
    return frozenset(moved)


def _move(path: Path, folder: Path, key: str, suffix: str) -> None:
    try:
        folder.mkdir(exist_ok=True)
        target, count = folder / path.name, 1
        while target.exists():
            count += 1
            target = folder / f"{key}_{count}{suffix}"
        path.rename(target)
    except OSError as error:
        raise OutputUnwritable(
            f"“{path.name}”是以前的稿子，移不到“{OLD_DRAFTS}”文件夹",
            "请关闭打开着的公文，检查写入权限后再次运行",
        ) from error
