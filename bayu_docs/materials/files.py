"""The door to the disk: hashes, files that appear whole or not at all, and names that are safe."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from types import TracebackType

from bayu_docs.errors import OutputUnwritable

TOOL_NAME = "bayu-docs"
MARKER = "report.json"
"""An output folder is ours when it holds this file and its "tool" field names us."""

NAME_MAX_CHARACTERS = 80
NAME_MAX_BYTES = 240
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.I)
_RETRY_PAUSES_S = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
_HELD_OPEN = "文件正被 Word/WPS 打开或没有写入权限"
_HELD_OPEN_ADVICE = "请关闭打开的文件、确认文件夹可以写入后重试"


def sha256_of(path: Path) -> str:
    """Hex digest of the file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_whole(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write beside, fsync, rename: the old bytes or the new, never a half file.

    durable: without it a power cut may leave a half file, for those who check digests. Raises
    OutputUnwritable when the place cannot be written or another program holds the file.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".tmp-", dir=path.parent)
    except OSError as error:
        raise _unwritable(path) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        beside.chmod(0o666 & ~_umask())
        _patiently(lambda: beside.replace(path), path)
    except OSError as error:
        raise _unwritable(path) from error
    finally:
        beside.unlink(missing_ok=True)


def safe_name(text: str) -> str:
    """A file or folder name that Windows, macOS and Linux all accept; never empty.

    NFC; forbidden and invisible characters become `_`; no leading or trailing dots and blanks; no
    reserved device name; at most 80 characters and 240 UTF-8 bytes. Safe names stay as they are.
    """
    cleaned = "".join(_safe_character(char) for char in unicodedata.normalize("NFC", text))
    name = _shortened(_FORBIDDEN.sub("_", cleaned).strip(" .\u3000"))
    if not name:
        return "_"
    return _shortened("_" + name) if _RESERVED.match(name) else name


def _safe_character(char: str) -> str:
    """Controls, format characters (bidi marks …), surrogates and private use are not names."""
    category = unicodedata.category(char)
    return "_" if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} else char


def _shortened(name: str) -> str:
    name = name[:NAME_MAX_CHARACTERS]
    while len(name.encode("utf-8")) > NAME_MAX_BYTES:
        name = name[:-1]
    return name.rstrip(" .\u3000")


class OutputFolder:
    """OUT, made whole or not at all: fill `path`, then `commit()`; leaving early removes it.

        with OutputFolder(target, known_names) as folder:
            ... write into folder.path ...
            folder.commit()

    known: file names this tool writes (a suffix such as `.zip` stands for any name with it; a path
    such as `[0-9]_*/*.pdf` for files of its own folders, shell patterns allowed). An existing OUT
    is replaced only when it is empty, or holds our marker and nothing unknown; otherwise
    OutputUnwritable, before any work is done.
    """

    def __init__(self, target: Path, known: Iterable[str]) -> None:
        self._target = Path(os.path.abspath(target))  # noqa: PTH100 - links in the path stay
        self._known = frozenset(known)
        self._work: Path | None = None
        self._committed = False

    @property
    def path(self) -> Path:
        """The working folder beside OUT; valid inside the `with` block."""
        if self._work is None:
            raise RuntimeError("OutputFolder is used outside its with block")
        return self._work

    def __enter__(self) -> OutputFolder:
        self._refuse_strangers()
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            prefix = f".{self._target.name[:40]}-"
            self._work = Path(tempfile.mkdtemp(prefix=prefix, dir=self._target.parent))
            self._work.chmod(0o777 & ~_umask())
        except OSError as error:
            raise _unwritable(self._target) from error
        return self

    def commit(self) -> None:
        """Put the working folder in OUT's place; the old one goes only after the swap."""
        self._refuse_strangers()
        aside = self.path.with_name(self.path.name + "-old")
        replacing = self._target.exists()
        try:
            if replacing:
                _patiently(lambda: self._target.rename(aside), self._target)
            try:
                _patiently(lambda: self.path.rename(self._target), self._target)
            except OutputUnwritable:
                if replacing:
                    aside.rename(self._target)
                raise
        except OSError as error:
            raise _unwritable(self._target) from error
        self._committed = True
        if replacing:
            shutil.rmtree(aside, ignore_errors=True)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._work is not None and not self._committed:
            shutil.rmtree(self._work, ignore_errors=True)
        self._work = None

    def _refuse_strangers(self) -> None:
        target = self._target
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise OutputUnwritable(f"输出位置“{target.name}”不是文件夹", "请换一个输出文件夹")
        if not target.is_dir():
            return
        try:
            entries = list(target.iterdir())
        except OSError as error:
            raise _unwritable(target) from error
        if not entries:
            return
        strangers = sorted(entry.name for entry in entries if not self._is_known(entry))
        if strangers or not _made_by_us(target / MARKER):
            what = f"（如 {strangers[0]}）" if strangers else ""
            raise OutputUnwritable(
                f"输出文件夹“{target.name}”里有不是本工具生成的内容{what}，没有覆盖",
                "请换一个输出文件夹，或先把其中的文件移走",
            )

    def _is_known(self, entry: Path) -> bool:
        if entry.is_dir() and not entry.is_symlink():
            return any("/" in name for name in self._known) and all(
                self._is_ours_within(path, entry) for path in entry.rglob("*")
            )
        suffixes = tuple(name for name in self._known if name.startswith("."))
        named = entry.name in self._known or (bool(suffixes) and entry.name.endswith(suffixes))
        return named and entry.is_file() and not entry.is_symlink()

    def _is_ours_within(self, path: Path, folder: Path) -> bool:
        """True for a file of our own in a folder of OUT."""
        name = path.relative_to(folder.parent).as_posix()
        ours = any("/" in known and fnmatchcase(name, known) for known in self._known)
        return ours and path.is_file() and not path.is_symlink()


def _made_by_us(marker: Path) -> bool:
    try:
        tool = json.loads(marker.read_text(encoding="utf-8"))["tool"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    name = tool.get("name") if isinstance(tool, dict) else tool
    return isinstance(name, str) and name.split(" ")[0] == TOOL_NAME


def _patiently(action: Callable[[], object], path: Path) -> None:
    """Try again for some 2.5 s: Word, scanners and synchronisers hold files for moments."""
    for pause_s in _RETRY_PAUSES_S:
        try:
            action()
        except PermissionError:
            time.sleep(pause_s)
        else:
            return
    try:
        action()
    except OSError as error:
        raise _unwritable(path) from error


def _unwritable(path: Path) -> OutputUnwritable:
    return OutputUnwritable(f"写不进“{path.name}”：{_HELD_OPEN}", _HELD_OPEN_ADVICE)


def _umask() -> int:
    """The process's mask; mkstemp ignores it and would leave files no colleague can read."""
    mask = 0o022
    with contextlib.suppress(OSError):
        mask = os.umask(mask)
        os.umask(mask)
    return mask
