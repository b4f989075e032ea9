"""The received files kept on the desk, untouched, each in the folder of its 收件序号."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from bayu_docs.batch.inbox.found import Item, digest_of
from bayu_docs.errors import OutputUnwritable
from bayu_docs.materials.files import safe_name, write_whole

MAIL_HEAD = "邮件头.txt"


def kept_at(item: Item, folder: Path, file: str) -> Path:
    """Where the item is kept in that folder; file: the receipt's own, which is the item's name, or
    that of the same bytes received before, or leads on to one application of a roster."""
    name = item.name if file.startswith(f"{item.name}/") else file
    return folder / safe_name(name.rpartition("/")[2])


def is_kept(item: Item, folder: Path, file: str) -> bool:
    """Whether its very bytes are there already."""
    target = kept_at(item, folder, file)
    return target.exists() and digest_of(target)[0] == item.sha256


def keep(item: Item, folder: Path, file: str) -> None:
    """Copy the item there, whole or not at all; the head of the mail it came by stands beside it.

    OutputUnwritable when the place cannot be written.
    """
    if is_kept(item, folder, file):
        return
    target = kept_at(item, folder, file)
    beside = folder / f".tmp-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _removed(beside)
        if item.path.is_dir():
            shutil.copytree(item.path, beside, symlinks=True, ignore=_links)
        else:
            shutil.copyfile(item.path, beside)
        _removed(target)
        beside.replace(target)
    except OSError as error:
        said = f"来件“{item.name}”存不进“{folder.name}”文件夹"
        raise OutputUnwritable(said, "请检查磁盘空间和写入权限后再收件一次") from error
    finally:
        _removed(beside)
    if item.mail_head:
        write_whole(folder / MAIL_HEAD, item.mail_head)


def _links(folder: str, names: list[str]) -> set[str]:
    """Links lead out of what was sent, and are not followed."""
    return {name for name in names if (Path(folder) / name).is_symlink()}


def _removed(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
