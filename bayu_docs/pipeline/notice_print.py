"""Composed papers printed: filled, proved, converted, proved again, and looked at once more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bayu_docs.materials import files, pdf_look, word
from bayu_docs.materials.fonts import FontSet
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.model.notice import Kind
from bayu_docs.model.report import Report
from bayu_docs.notices import public
from bayu_docs.notices.roster_sheet import ROSTER_XLSX, roster_workbook
from bayu_docs.office.session import OfficeSession
from bayu_docs.pipeline import papers
from bayu_docs.pipeline.notice_packages import ROSTER

_BODY_FACE = "仿宋_GB2312"  # the face every value is printed in


@dataclass(frozen=True)
class Part:
    """One paper to print: the fields and the template it is printed from."""

    kind: Kind
    fields: Mapping[str, Any]
    template: Path


def printed(
    report: Report,
    parts: Sequence[Part],
    fontset: FontSet,
    office: OfficeSession,
    work: Path,
    out: Path,
    moment: datetime,
) -> Report:
    """The report with the papers' files in `out`; only with findings when a character that no
    font can draw, or a person's number in a public paper, forbids them."""
    wanted = [papers.Paper(part.kind.name, part.template, part.fields) for part in parts]
    filled = papers.fill(wanted, work, moment)
    report = replace(report, checked=(*report.checked, "text.uncovered"))
    uncovered = [
        found
        for part, rendered in zip(parts, filled.rendered, strict=True)
        for found in uncovered_characters(part.kind, rendered, fontset)
    ]
    if uncovered:
        return replace(report, findings=(*report.findings, *uncovered))
    conversions = office.convert(filled.sources, work / "pdf", last=True)
    made = papers.prove(filled, conversions, moment)
    report = replace(report, checked=(*report.checked, "render_proof"))
    open_to_all = [part for part in parts if part.kind.public]
    if open_to_all:
        seen = [found for part in open_to_all for found in _scanned(part, made)]
        report = replace(report, checked=(*report.checked, "notice.personal_data"))
        if seen:
            return replace(report, findings=(*report.findings, *seen))
    _deliver(parts, made, out, moment)
    return replace(report, artifacts=tuple(_artifacts(out)))


def uncovered_characters(
    kind: Kind, rendered: word.Rendered, fontset: FontSet
) -> Iterator[Finding]:
    """A finding for each printed value with a character no font of this machine can draw."""
    for text in dict.fromkeys(rendered.printed):
        if missing := fontset.uncovered(text, _BODY_FACE):
            shown = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in missing)
            yield Finding(
                "text.uncovered",
                Severity.ERROR,
                f"“{text[:20]}”里的字符 {shown} 没有字体可以印出",
                Place(spot=kind.name),
                advice="改用字库里有的写法，或在本机安装含有该字的字体",
            )


def _scanned(part: Part, made: Mapping[str, papers.Printed]) -> Iterator[Finding]:
    paper = made[part.kind.name]
    return public.scan(paper.docx.read_bytes(), paper.pdf, part.kind.name)


def _deliver(
    parts: Sequence[Part], made: Mapping[str, papers.Printed], out: Path, moment: datetime
) -> None:
    for part in parts:
        paper, name = made[part.kind.name], part.kind.name
        shutil.copyfile(paper.docx, out / f"{name}.docx")
        shutil.copyfile(paper.pdf, out / f"{name}.pdf")
        if part.kind.key == ROSTER:
            book = roster_workbook(part.kind, part.fields["f"]["stations"], moment)
            files.write_whole(out / ROSTER_XLSX, book)


def _artifacts(out: Path) -> Iterator[Artifact]:
    for path in sorted(out.iterdir()):
        pages = pdf_look.page_count(path) if path.suffix == ".pdf" else None
        yield Artifact("notice", path, files.sha256_of(path), path.stat().st_size, pages)
