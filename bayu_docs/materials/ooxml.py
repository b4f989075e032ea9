"""The one door for .docx and .xlsx of strangers: nothing else opens what did not pass here.

Every part is inflated once, in blocks that are not kept, and watched: how large it truly is,
whether it is what the directory says, whether XML is XML and declares no DTD; and what the
package says of itself, that it holds no macro and leads nowhere. Any other part of the tool,
library or engine reads a file only after this.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipInfo

from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials import ooxml_relations
from bayu_docs.materials.ooxml_archive import Archive
from bayu_docs.materials.ooxml_magic import UNPACK_FIRST, require_zip
from bayu_docs.materials.ooxml_relations import (
    CONTENT_TYPES,
    ROOT_RELATIONS,
    ContentTypes,
    Relations,
)
from bayu_docs.materials.ooxml_words import NAMES, WORD, WORKBOOK, Refusal, Unfit
from bayu_docs.materials.ooxml_xml import Malformed, OnElement, XmlWatch, looks_like_xml

__all__ = [
    "WORD",
    "WORKBOOK",
    "Refusal",
    "Refused",
    "Sound",
    "inspect",
    "look",
    "open_parts",
    "require",
]

_ODF_MIMETYPES = b"application/vnd.oasis.opendocument."
_DRAWINGS = (".vml", ".svg")
_Keep = dict[str, bytes]


@dataclass(frozen=True)
class Sound:
    """A package that passed. kind: WORD or WORKBOOK; main: the name of its main part."""

    kind: str
    main: str


class Refused(Exception):
    """open_parts() was given a file that does not pass; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def inspect(path: Path, want: str) -> Refusal | None:
    """None when the file is a sound OOXML file of the wanted kind (WORD or WORKBOOK).

    Raises OSError when it cannot be read.
    """
    found = look(path, (want,))
    return found if isinstance(found, Refusal) else None


def require(path: Path, want: str) -> None:
    """Raise SourceUnreadable, with the way out, for a SOURCE that does not pass."""
    try:
        refusal = inspect(path, want)
    except OSError as error:
        advice = "请检查文件名、读取权限，或是否被别的程序占用"
        raise SourceUnreadable(f"{path.name}：无法打开", advice) from error
    if refusal is not None:
        raise SourceUnreadable(f"{path.name}：{refusal.reason}", refusal.advice)


def open_parts(path: Path, want: str) -> Mapping[str, bytes]:
    """All parts by name, read through the gate and so at most MAX_TOTAL_BYTES.

    Raises Refused when the file does not pass, OSError when it cannot be read.
    """
    keep: _Keep = {}
    try:
        with path.open("rb") as stream:
            _pass(stream, path, (want,), (), keep)
    except Unfit as fault:
        raise Refused(fault.refusal((want,))) from fault
    return keep


def look(
    path: Path, wants: tuple[str, ...] = (WORD, WORKBOOK), tolerated: Collection[str] = ()
) -> Sound | Refusal:
    """What the file is, when it is one of the wanted kinds; else why it is not opened.

    tolerated: kinds of refusal (macro, ole, activex, afchunk, external, template, strict or
    missing) that shall not matter, because what reads the file makes them harmless.
    OSError when it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return _pass(stream, path, wants, tolerated, None)
    except Unfit as fault:
        return fault.refusal(wants)


def _pass(
    stream: BinaryIO,
    path: Path,
    wants: tuple[str, ...],
    tolerated: Collection[str],
    keep: _Keep | None,
) -> Sound:
    """The file's kind, when all of it passed; Unfit at the first fault."""
    require_zip(stream, path)
    archive = Archive(stream)
    _require_package(archive)
    archive.check_names()
    relations, types = Relations(archive.names), ContentTypes()
    parts = {member.filename: member for member in archive.members if not member.is_dir()}
    stating = _stating(parts)
    for name in stating:
        relations.enter(name)
        on_element = types.element if name == CONTENT_TYPES else relations.element
        _watch(archive, parts[name], types, keep, on_element)
    sound = _judged(relations, types, archive, wants, tolerated)
    for name in parts.keys() - set(stating):
        _watch(archive, parts[name], types, keep)
    return sound


def _judged(
    relations: Relations,
    types: ContentTypes,
    archive: Archive,
    wants: tuple[str, ...],
    tolerated: Collection[str],
) -> Sound:
    """The package as it describes itself; Unfit for another kind or what is not tolerated."""
    kind, main = ooxml_relations.main_kind(relations, types, archive.names)
    if kind not in wants:
        raise Unfit("wrong_kind", NAMES[kind])
    active = ooxml_relations.active_parts(archive.names, main, types)
    for fault in (*active, *relations.faults):
        if fault.kind not in tolerated:
            raise fault
    return Sound(kind, main)


def _stating(parts: Mapping[str, ZipInfo]) -> list[str]:
    """The parts that say what the others are: content types, then all relationships."""
    relations = sorted(name for name in parts if name.casefold().endswith(".rels"))
    return [CONTENT_TYPES, *relations]


def _require_package(archive: Archive) -> None:
    """Unfit when the zip is another format's, or nobody's."""
    names = archive.names
    if "OFD.xml" in names:
        raise Unfit("ofd")
    mimetype = next((each for each in archive.members if each.filename == "mimetype"), None)
    if mimetype is not None:
        if next(archive.blocks(mimetype), b"").startswith(_ODF_MIMETYPES):
            raise Unfit("odf")
        raise Unfit("not_office", "其他软件的文件")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise Unfit("not_office", "苹果 Pages 或 Numbers 文稿")
    if "uof.xml" in names or "_meta/meta.xml" in names:
        raise Unfit("not_office", "标文通（UOF）文件")
    if CONTENT_TYPES not in names:
        raise Unfit("not_office", "压缩包", UNPACK_FIRST)
    if ROOT_RELATIONS not in names:
        raise Unfit("broken", "找不到唯一的正文部件")


def _watch(
    archive: Archive,
    member: ZipInfo,
    types: ContentTypes,
    keep: _Keep | None,
    on_element: OnElement | None = None,
) -> None:
    """Let the whole part stream by; keep it where asked."""
    kept: list[bytes] = []
    watch: XmlWatch | None = None
    for number, block in enumerate(_blocks(archive, member)):
        if number == 0:
            watch = _xml_watch(member.filename, block, types, on_element)
        if watch is not None:
            watch.feed(block)
        if keep is not None:
            kept.append(block)
    if watch is not None:
        watch.close()
    if keep is not None:
        keep[member.filename] = b"".join(kept)


def _blocks(archive: Archive, member: ZipInfo) -> Iterator[bytes]:
    """The part's blocks, at least one: an empty XML part is a fault too."""
    empty = True
    for block in archive.blocks(member):
        empty = False
        yield block
    if empty:
        yield b""


def _xml_watch(
    name: str, first: bytes, types: ContentTypes, on_element: OnElement | None
) -> XmlWatch | None:
    """A watch for what is XML by its name, its type or its beginning."""
    suffix = posixpath.splitext(name)[1].casefold() or posixpath.basename(name).casefold()
    if suffix in _DRAWINGS:
        return XmlWatch(name, Malformed.REFUSED_BEFORE_ROOT)
    if suffix in (".xml", ".rels") or types.is_xml(name):
        return XmlWatch(name, on_element=on_element)
    return XmlWatch(name, Malformed.IGNORED) if looks_like_xml(first) else None
