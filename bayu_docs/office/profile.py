"""A LibreOffice profile of our own: no macros, no links followed, no network, no questions.

A profile LibreOffice has never started with costs one more start (exit 81). The state of a first
start is therefore kept in the user's cache, and every engine gets a copy.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from bayu_docs.errors import EngineFailed
from bayu_docs.materials import caches, process
from bayu_docs.office.program import environment

_FIRST_START_LIMIT_S = 60.0
_FIRST_START_DONE = 81

# Writer counts 0 as "never update links", Calc counts 1. Keys a version does not know are ignored
# by it. Common/Security/Scripting/DisableActiveContent (24.x) is left out on purpose: it refuses
# documents with embedded charts, which proofs may well hold; the keys here keep macros off.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Misc", "UseOpenCL", "false"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Setup/L10N", "ooLocale", "zh-CN"),
    # A profile last used by an older version gets the graphics self-test, 0.5 s at each start.
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "999.0"),
)
_REGISTRY_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def make(program: Path, folder: Path) -> None:
    """Fill `folder` (made here) with a hardened profile that needs no first start.

    Raises EngineFailed when LibreOffice cannot make its first start.
    """
    seed = _seed(program)
    (folder / "user").mkdir(parents=True)
    if seed is not None:
        shutil.copytree(seed, folder / "user" / "extensions")
        _write_settings(folder)
        return
    _write_settings(folder)
    _first_start(program, folder)
    _write_settings(folder)
    _remember(program, folder)


def _write_settings(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    registry = folder / "user" / "registrymodifications.xcu"
    registry.write_text(f"{_REGISTRY_HEAD}{items}</oor:items>\n", encoding="utf-8")


def _first_start(program: Path, folder: Path) -> None:
    """LibreOffice notes its extensions and asks for a restart; some versions just end."""
    argv = [
        str(program),
        "--headless",
        "--norestore",
        "--terminate_after_init",
        f"-env:UserInstallation={folder.as_uri()}",
    ]
    log = folder.with_name(f"{folder.name}.log")
    done = process.run(argv, environment(folder.parent, None), log, _FIRST_START_LIMIT_S)
    if done.code not in (0, _FIRST_START_DONE):
        raise EngineFailed(
            "办公软件 LibreOffice 第一次启动失败", "请运行 bayu-docs doctor 查看原因"
        )


def _seed_name(program: Path) -> str:
    """Another program, or a new version of it, needs another first start."""
    state = program.stat()
    key = f"{program}|{state.st_mtime_ns}|{state.st_size}"
    return f"profile-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _seed(program: Path) -> Path | None:
    cache = caches.cache_folder()
    seed = cache / _seed_name(program) if cache else None
    return seed if seed is not None and seed.is_dir() else None


def _remember(program: Path, folder: Path) -> None:
    """Keep what the first start left, whole or not at all; two at once may both try."""
    cache = caches.cache_folder()
    made = folder / "user" / "extensions"
    if cache is None or not made.is_dir():
        return
    with contextlib.suppress(OSError):
        beside = Path(tempfile.mkdtemp(prefix=".tmp-", dir=cache))
        try:
            shutil.copytree(made, beside / "extensions")
            os.rename(beside / "extensions", cache / _seed_name(program))  # noqa: PTH104
        finally:
            shutil.rmtree(beside, ignore_errors=True)
