"""The user's cache folder: what may be thrown away at any time and is only ever a saving."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def cache_folder() -> Path | None:
    """Our folder below XDG_CACHE_HOME or ~/.cache, made when missing; None if unwritable."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    folder = Path(home) / "bayu-docs"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    ours = os.access(folder, os.W_OK | os.X_OK) and folder.stat().st_uid == os.getuid()
    return folder if ours else None


def keep(name: str, content: bytes) -> None:
    """Put a file into the cache whole or not at all; a cache that cannot be written is no error."""
    folder = cache_folder()
    if folder is None:
        return
    with contextlib.suppress(OSError):
        handle, beside = tempfile.mkstemp(prefix=".tmp-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(beside).replace(folder / name)
        finally:
            Path(beside).unlink(missing_ok=True)
