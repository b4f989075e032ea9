"""Opening a package from disk, trusting nothing: every member's path and bytes, or findings."""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bayu_docs.materials.files import safe_name
from bayu_docs.model.finding import Finding
from bayu_docs.submission.faults import fault

MAX_MEMBERS = 200
MAX_TOTAL_BYTES = 400 * 1024 * 1024
MAX_RATIO = 200
_BLOCK = 1 << 20
_ASK_AGAIN = "请申报主体用 bayu-docs build 重新生成材料包后再报送"
_UTF8_FLAG = 0x800


@dataclass(frozen=True)
class Unpacked:
    """A bag on disk: its folder, and whether its top folder had a name (a zip's)."""

    root: Path
    name: str


def unpack_zip(package: Path, into: Path) -> tuple[Unpacked | None, tuple[Finding, ...]]:
    """The zip's one top folder extracted below `into`; None with findings when it is not safe."""
    try:
        with zipfile.ZipFile(package) as archive:
            members = [entry for entry in archive.infolist() if not entry.is_dir()]
            findings = tuple(_unsafe(archive.infolist(), members, package.name))
            if findings:
                return None, findings
            findings = tuple(_extract(archive, members, into))
            if findings:
                return None, findings
            names = [_true_name(entry) for entry in members]
    except (zipfile.BadZipFile, OSError, ValueError):
        message = "不是有效的 zip 压缩包，或已损坏"
        return None, (fault("zip_broken", message, file=package.name, advice=_ASK_AGAIN),)
    tops = {PurePosixPath(name).parts[0] for name in names}
    if len(tops) != 1 or any(len(PurePosixPath(name).parts) < 2 for name in names):
        message = f"压缩包内应只有一个顶层文件夹，现有 {len(tops)} 个顶层条目"
        return None, (fault("top_folder", message, file=package.name, advice=_ASK_AGAIN),)
    top = tops.pop()
    return Unpacked(into / top, top), ()


def walk(root: Path) -> tuple[dict[str, Path], tuple[Finding, ...]]:
    """Every regular file below root by its `/`-path (NFC); links and devices are findings."""
    files: dict[str, Path] = {}
    findings: list[Finding] = []
    for path in sorted(root.rglob("*")):
        name = unicodedata.normalize("NFC", path.relative_to(root).as_posix())
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            findings.append(fault("unsafe_member", "材料包里有链接或特殊文件", file=name))
        elif path.is_file():
            files[name] = path
    return files, tuple(findings)


def _unsafe(
    entries: list[zipfile.ZipInfo], members: list[zipfile.ZipInfo], package: str
) -> Iterator[Finding]:
    if not members:
        yield fault("zip_broken", "压缩包是空的", file=package, advice=_ASK_AGAIN)
    if len(members) > MAX_MEMBERS or sum(entry.file_size for entry in members) > MAX_TOTAL_BYTES:
        message = f"压缩包过大：文件多于 {MAX_MEMBERS} 个，或解压后超过 400 MB"
        yield fault("zip_bomb", message, file=package, advice=_ASK_AGAIN)
    seen: set[str] = set()
    for entry in entries:
        name = _true_name(entry)
        key = unicodedata.normalize("NFC", name).casefold().rstrip("/")
        if key in seen:
            yield fault("unsafe_member", f"压缩包里“{name}”出现两次", file=package)
        seen.add(key)
        trouble = _trouble_of(entry, name)
        if trouble:
            yield fault("unsafe_member", f"压缩包里“{name}”{trouble}", file=package)


def _trouble_of(entry: zipfile.ZipInfo, name: str) -> str:
    """Why a member is refused, or empty."""
    parts = name.rstrip("/").split("/")
    if any(part != safe_name(part) for part in parts):
        return "的路径或名称不安全"
    if entry.flag_bits & 0x1:
        return "设有密码，无法检查"
    if (entry.external_attr >> 16) & 0o170000 not in (0, 0o100000, 0o040000):
        return "是链接或特殊文件"
    if entry.file_size > _BLOCK and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        return "的压缩比异常，可能是压缩炸弹"
    return ""


def _true_name(entry: zipfile.ZipInfo) -> str:
    """The member's name; old Chinese zip tools write GBK without saying so."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8_FLAG:
        try:
            name = name.encode("cp437").decode("gbk")
        except UnicodeError:
            name = entry.orig_filename
    return unicodedata.normalize("NFC", name)


def _extract(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], into: Path
) -> Iterator[Finding]:
    """Write the members; one finding for each whose bytes do not come out as stored."""
    budget = MAX_TOTAL_BYTES
    for entry in members:
        name = _true_name(entry)
        target = into.joinpath(*name.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            budget -= _write_member(archive, entry, target, budget)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            message = f"压缩包里“{name}”的内容被改动或已损坏，解不出来"
            yield fault("member_damaged", message, file=name, advice=_ASK_AGAIN)


def _write_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, budget: int
) -> int:
    """Copy one member, counting real bytes and not the header's; gives their number."""
    written = 0
    with archive.open(entry) as source, target.open("wb") as sink:
        while block := source.read(_BLOCK):
            written += len(block)
            if written > budget:
                raise zipfile.BadZipFile("larger than its headers say")
            sink.write(block)
    return written
