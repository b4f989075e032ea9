"""What lies in the inbox: each thing that may hold applications, and a word on everything else."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bayu_docs.batch.inbox.words import hint, warning
from bayu_docs.evidence.locate import EVIDENCE_FOLDER
from bayu_docs.intake.source import SOURCE_NAMES
from bayu_docs.materials.files import sha256_of
from bayu_docs.model import desk
from bayu_docs.model.finding import Finding
from bayu_docs.model.submission import BAG_SUFFIX, REPORT_JSON
from bayu_docs.pipeline.beginning import INSTRUCTIONS
from bayu_docs.pipeline.judging import DISTRICT_FILE

PACKAGE, BAG_FOLDER, WORKSPACE = "package", "bag_folder", "workspace"
WORD, WORKBOOK, JSON = "word", "workbook", "json"

REGISTER = "收件登记"
"""Stem of the clerk's own table of what came when, beside the files."""

_SUFFIXES = {
    ".zip": PACKAGE,
    **dict.fromkeys((".docx", ".docm", ".doc", ".wps", ".odt", ".rtf"), WORD),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".et", ".ods"), WORKBOOK),
    ".json": JSON,
}
_FORMS = {
    PACKAGE: desk.PACKAGE,
    BAG_FOLDER: desk.FOLDER,
    WORKSPACE: desk.FOLDER,
    WORD: desk.WORD,
    WORKBOOK: desk.WORKBOOK,
    JSON: desk.JSON,
}
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"})
_ZIP_MAGIC = b"PK\x03\x04"
_MAX_DEPTH = 8  # of folders within folders
_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_PROOFS = (".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".bmp", ".webp")


@dataclass(frozen=True)
class Item:
    """A thing that may hold one application or several.

    name: its path in the inbox with `/`; of a mail's attachment `来信.eml/附件.zip`; path: where
    its bytes are; kind: what reads it; sha256: of its bytes, of a folder of its files' names and
    digests; size: bytes; received_at: by the mail's own server, where it came by mail; mail_head:
    that mail's header lines as they came.
    """

    name: str
    path: Path
    kind: str
    sha256: str
    size: int
    received_at: datetime | None = None
    mail_head: bytes = b""

    @property
    def form(self) -> str:
        """In what form it was received, in the desk's words."""
        return desk.MAIL if self.mail_head else _FORMS[self.kind]


@dataclass(frozen=True)
class Found:
    """All of an inbox: items, mails still to be opened, the clerk's register, and what was said
    of everything else. came: how many things lie there, the register not among them."""

    items: tuple[Item, ...]
    mails: tuple[tuple[str, Path], ...]
    registers: tuple[Path, ...]
    findings: tuple[Finding, ...]
    came: int = 0


def found(inbox: Path) -> Found:
    """Everything that lies in the folder, in the order of its names. OSError when the folder
    itself cannot be read."""
    items: list[Item] = []
    mails: list[tuple[str, Path]] = []
    registers: list[Path] = []
    findings: list[Finding] = []
    things = list(_things(inbox, "", findings))
    for name, path in things:
        kind = kind_of(path)
        if path.stem == REGISTER and path.suffix.lower() in (".xlsx", ".csv"):
            registers.append(path)
        elif path.suffix.lower() == ".eml":
            mails.append((name, path))
        elif kind:
            findings.extend(_taken(name, path, kind, items))
            findings.extend(_beside_source(name, path) if kind == WORKSPACE else ())
        else:
            findings.append(unrecognised(name, path))
    came = len(things) - len(registers)
    return Found(tuple(items), tuple(mails), tuple(registers), tuple(findings), came)


def kind_of(path: Path) -> str:
    """What reads the file or folder, or empty: by its name, and of a nameless file by its first
    bytes."""
    if path.is_dir():
        return _folder_kind(path)
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix in (*_ARCHIVES, *_PROOFS, ".eml"):
        return ""
    try:
        with path.open("rb") as stream:
            return PACKAGE if stream.read(4) == _ZIP_MAGIC else ""
    except OSError:
        return ""


def digest_of(path: Path) -> tuple[str, int]:
    """The sha256 and the bytes of a file; of a folder over its files' names and digests."""
    if path.is_file():
        return sha256_of(path), path.stat().st_size
    digest, size = hashlib.sha256(), 0
    for inner in sorted(path.rglob("*")):
        if inner.is_file() and not inner.is_symlink():
            name = unicodedata.normalize("NFC", inner.relative_to(path).as_posix())
            digest.update(f"{sha256_of(inner)}  {name}\n".encode())
            size += inner.stat().st_size
    return digest.hexdigest(), size


def unrecognised(name: str, path: Path) -> Finding:
    """What to do with a file in which no application can be looked for."""
    suffix = path.suffix.lower()
    if suffix in _ARCHIVES:
        said = "是压缩包，但不是 zip，没有打开"
        advice = "请解压后放回来件文件夹，或请申报主体发送 build 生成的材料包（.zip）"
    elif suffix in _PROOFS:
        said = "是单独的 PDF 或照片，无法识别是谁的申报，没有列入汇总表"
        advice = (
            "请申报主体发送 build 生成的材料包（.zip）；确是某单位补交的，"
            "请在汇总表的备注里写明并另行保存"
        )
    else:
        said = "无法识别，没有列入汇总表"
        advice = "来件文件夹里请只放材料包、邮件、申报表（.docx）和申报工作簿（.xlsx）"
    return warning("receive.unrecognised", f"“{name}”{said}", name, advice)


def _taken(name: str, path: Path, kind: str, items: list[Item]) -> Iterator[Finding]:
    """The item appended to the others; a finding where its bytes cannot be read."""
    try:
        items.append(Item(name, path, kind, *digest_of(path)))
    except OSError:
        yield warning(
            "receive.unreadable",
            f"“{name}”读不出来，没有列入汇总表",
            name,
            "请检查读取权限，或是否被别的程序占用，然后再收件一次",
        )


def _things(
    folder: Path, within: str, findings: list[Finding], depth: int = 1
) -> Iterator[tuple[str, Path]]:
    """The files, and the folders that are one thing, below the folder."""
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        name = unicodedata.normalize("NFC", f"{within}{path.name}")
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            advice = "请把它指向的文件本身放进来件文件夹"
            said = f"“{name}”是链接或特殊文件，没有打开"
            findings.append(warning("receive.special", said, name, advice))
        elif path.name.startswith((".", "~$")) or path.name.casefold() in _SYSTEM:
            said = f"“{name}”是隐藏文件或系统文件，已跳过"
            findings.append(hint("receive.skipped", said, name, "一般不必处理"))
        elif path.is_file() or _folder_kind(path):
            yield name, path
        elif depth < _MAX_DEPTH:
            yield from _inner(path, f"{name}/", findings, depth)
        else:
            said = f"文件夹“{name}”套得太深，没有打开"
            findings.append(warning("receive.special", said, name, "请把里面的来件移到上层文件夹"))


def _inner(
    folder: Path, within: str, findings: list[Finding], depth: int
) -> Iterator[tuple[str, Path]]:
    try:
        things = list(_things(folder, within, findings, depth + 1))
    except OSError:
        said = f"文件夹“{within}”读不出来"
        findings.append(warning("receive.unreadable", said, within, "请检查读取权限后再收件一次"))
        return
    if not things and not any(folder.iterdir()):
        said = f"文件夹“{within}”是空的"
        findings.append(warning("receive.unrecognised", said, within, "请核对来件是否漏放"))
    yield from things


def _folder_kind(folder: Path) -> str:
    """A bag, what `build` leaves, or a workspace; empty for a folder of other things."""
    try:
        if _is_bag(folder) or _is_output(folder):
            return BAG_FOLDER
        entries = list(folder.iterdir())
        if len(entries) == 1 and entries[0].is_dir() and _is_bag(entries[0]):
            return BAG_FOLDER
        return WORKSPACE if _is_workspace(folder, entries) else ""
    except OSError:
        return ""


def _is_workspace(folder: Path, entries: list[Path]) -> bool:
    """A source file, and nothing else that might be another's application."""
    others = [path for path in entries if path.name not in (*SOURCE_NAMES, DISTRICT_FILE)]
    if any(path.is_file() and _may_apply(path) for path in others):
        return False
    return any((folder / name).is_file() for name in SOURCE_NAMES)


def _may_apply(path: Path) -> bool:
    return path.suffix.lower() in (*_SUFFIXES, *_ARCHIVES, ".eml")


def _beside_source(name: str, folder: Path) -> Iterator[Finding]:
    """What lies in a workspace and is neither its data nor among its proofs."""
    known = (*SOURCE_NAMES, EVIDENCE_FOLDER, DISTRICT_FILE, INSTRUCTIONS)
    for path in sorted(folder.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            yield unrecognised(f"{name}/{path.name}", path)


def _is_bag(folder: Path) -> bool:
    return (folder / "bagit.txt").is_file() and (folder / "data").is_dir()


def _is_output(folder: Path) -> bool:
    bags = [path for path in folder.iterdir() if path.suffix == BAG_SUFFIX]
    return len(bags) == 1 and (folder / REPORT_JSON).is_file()
