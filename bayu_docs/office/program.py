"""The LibreOffice of this machine: where it is, which version, and the environment it runs in."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from bayu_docs.errors import EngineMissing
from bayu_docs.materials import process

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_PACKAGES = ("libreoffice-writer-nogui", "libreoffice-calc-nogui")
_VERSION_LIMIT_S = 20.0

_MALLOC = (
    "glibc.malloc.mmap_threshold=268435456:glibc.malloc.trim_threshold=536870912"
    ":glibc.malloc.tcache_count=2000"
)
"""Keep the big font buffers in the heap, as LibreOffice maps and unmaps 20 MB for each look into a
Chinese font: measured, a cold conversion falls from 1.2 to 0.85 s. Keep more small pieces at hand:
a tenth less for each further file."""


def find_office() -> Path:
    """The program to start: soffice.bin beside the soffice on PATH, or that soffice itself.

    soffice.bin is preferred, as the wrapper and its splash process only add 0.1 s and a parent
    that dies without its child. Raises EngineMissing.
    """
    found = [path for name in _NAMES if (path := shutil.which(name)) is not None]
    for place in [*found, *(path for path in _USUAL_PLACES if Path(path).is_file())]:
        wrapper = Path(place).resolve()
        binary = wrapper.with_name("soffice.bin")
        return binary if os.access(binary, os.X_OK) else wrapper
    raise EngineMissing(
        "没有找到办公软件 LibreOffice，无法生成 PDF",
        f"请运行：sudo apt-get install --no-install-recommends -y {' '.join(_PACKAGES)}",
    )


def packages() -> tuple[str, ...]:
    """Debian packages that bring the engine."""
    return _PACKAGES


@cache
def office_version() -> str:
    """What the program says of itself, such as "LibreOffice 7.4.7.2 40(Build:2)".

    Raises EngineMissing when there is none or it does not answer.
    """
    program = find_office()
    with tempfile.TemporaryDirectory(prefix="bayu-office-") as name:
        home = Path(name)
        argv = [str(program), "--version", f"-env:UserInstallation={home.as_uri()}"]
        done = process.run(argv, environment(home, None), home / "log", _VERSION_LIMIT_S)
    lines = [line for line in done.output.splitlines() if "LibreOffice" in line]
    if done.code != 0 or not lines:
        raise EngineMissing(f"办公软件 {program} 无法启动", "请重新安装 LibreOffice")
    return lines[0].strip()


def environment(home: Path, fonts_conf: Path | None) -> dict[str, str]:
    """All the program gets to see: no secrets, no proxies that work, our fonts only."""
    dead_proxy = "http://127.0.0.1:9"
    env = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "TZ": "Asia/Shanghai",
        "GLIBC_TUNABLES": _MALLOC,
        "MALLOC_TOP_PAD_": "33554432",
        "http_proxy": dead_proxy,
        "https_proxy": dead_proxy,
        "SAL_USE_VCLPLUGIN": "svp",
    }
    if fonts_conf is not None:
        env["FONTCONFIG_FILE"] = str(fonts_conf)
    return env
