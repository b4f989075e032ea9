"""Copies of templates with each finding as a Word comment at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bayu_docs.errors import OutputUnwritable, SourceUnreadable
from bayu_docs.materials import files, word_comments, word_reader
from bayu_docs.materials.word_comments import Note
from bayu_docs.model.document import Artifact
from bayu_docs.pipeline.templates.catalogue import COPY_MARK, SUFFIX
from bayu_docs.pipeline.templates.faults import Noted


@dataclass(frozen=True)
class Copy:
    """A template, its bytes, and what is to be said in it."""

    path: Path
    docx: bytes
    found: tuple[Noted, ...]


def write_copies(
    copies: Sequence[Copy], out: Path | None, moment: datetime
) -> tuple[Artifact, ...]:
    """The copies of the templates in which something was found, in `out` or beside each.

    OutputUnwritable, before any is written, where a file stands that this tool did not make, or
    where two copies would take one place.
    """
    wanted: dict[Path, Copy] = {}
    for each in copies:
        if each.found:
            target = _target(each.path, out)
            if target in wanted:
                raise OutputUnwritable(
                    f"“{wanted[target].path}”和“{each.path}”的批注会写成同一个文件",
                    "请分开检查，或不用 -o，批注写在各自旁边",
                )
            wanted[target] = each
    for target in wanted:
        _require_ours(target)
    return tuple(_written(target, each, moment) for target, each in wanted.items())


def _target(path: Path, out: Path | None) -> Path:
    folder = path.parent if out is None else out
    return folder / f"{path.stem}{COPY_MARK}{SUFFIX}"


def _require_ours(target: Path) -> None:
    if not target.exists():
        return
    try:
        ours = word_comments.is_ours(word_reader.read_parts(target))
    except SourceUnreadable:
        ours = False
    if not ours:
        raise OutputUnwritable(
            f"“{target.name}”已经存在，而且不是本工具写的批注副本，没有覆盖",
            "请把它改名或移走，或用 -o 换一个文件夹",
        )


def _written(target: Path, copy: Copy, moment: datetime) -> Artifact:
    content = word_comments.annotated(copy.docx, tuple(_notes(copy.found)), moment)
    files.write_whole(target, content)
    sha256 = files.sha256_of(target)
    return Artifact("annotated", target, sha256, len(content), None, (copy.path.name,))


def _notes(found: Sequence[Noted]) -> Iterator[Note]:
    """A note for each finding; those of a header, a footer or the whole file say so."""
    for each in found:
        finding, spot = each.finding, each.spot
        number = spot.paragraph if spot is not None and spot.paragraph >= 0 else None
        where = finding.place.spot if number is None else ""
        lines = [
            f"位置：{where}" if where else "",
            f"{finding.severity.label}：{finding.message}",
            f"改法：{finding.advice}" if finding.advice else "",
            f"[{finding.code}]",
        ]
        yield Note(number, "\n".join(line for line in lines if line))
