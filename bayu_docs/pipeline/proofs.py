"""The proofs of one application: converted where needed, collected, planned and judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bayu_docs.evidence.budget import judge_plan
from bayu_docs.evidence.collect import collect, office_files, unknown_ids
from bayu_docs.evidence.plan import plan
from bayu_docs.materials import assets, word
from bayu_docs.model.application import Application, EvidenceItem
from bayu_docs.model.call import Call
from bayu_docs.model.evidence import PagePlan, Piece
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.pipeline.engines import Engines

INDEX_TEMPLATE = "evidence/index.docx"


@dataclass(frozen=True)
class Proofs:
    """All pieces with the plan of the bundle and what was found; unchecked: why some pages are
    not known, in a sentence for the report."""

    pieces: tuple[Piece, ...]
    plan: PagePlan
    findings: tuple[Finding, ...]
    unchecked: tuple[str, ...] = ()


def index_rows_per_page() -> int:
    """Rows of the index a page holds, as its template states."""
    return int(word.load(assets.template(INDEX_TEMPLATE)).variables["rows_per_page"])


def gather(application: Application, call: Call, work: Path, engines: Engines | None) -> Proofs:
    """Collect and plan the bundle; without engines Office files stay of unknown length."""
    items = application.evidence
    files = office_files(items, application.base)
    pdfs: dict[str, Path | None] = {}
    failed: list[Finding] = []
    if engines is not None and files:
        pdfs, failed = _converted(application, files, work, engines)
    collected = collect(items, application.base, work, pdfs)
    broken = {finding.place.pointer for finding in failed}
    found = [
        finding
        for finding in collected.findings
        if not (finding.code == "evidence.pages_unknown" and finding.place.pointer in broken)
    ]
    unknown = unknown_ids(items, collected.findings)
    pieces = collected.value or ()
    planned = plan(items, pieces, call.max_sides.value, index_rows_per_page(), unknown)
    unchecked: tuple[str, ...] = ()
    if engines is None and files:
        names = "、".join(item.file for item, _, _ in files)
        unchecked = (f"本机没有可用的办公软件和字体，以下材料的页数未知：{names}",)
    return Proofs(
        pieces, planned, (*failed, *found, *judge_plan(planned, pieces, call.max_sides)), unchecked
    )


def _converted(
    application: Application,
    files: Sequence[tuple[EvidenceItem, Path, str]],
    work: Path,
    engines: Engines,
) -> tuple[dict[str, Path | None], list[Finding]]:
    """Each Office proof as a PDF, and a finding for each that the engine could not convert."""
    made = engines.convert_evidence({path: kind for _, path, kind in files}, work)
    pointers = {item.id: f"/evidence/{at}/file" for at, item in enumerate(application.evidence)}
    failed = [
        Finding(
            "evidence.office_failed",
            Severity.ERROR,
            f"{item.id}“{item.title}”的文件 {item.file} 打不开：{made[path].problem}",
            Place(file=item.file, pointer=pointers[item.id]),
            advice="用 Word 或 WPS 打开该文件，另存为 PDF 后替换",
        )
        for item, path, _ in files
        if made[path].pdf is None
    ]
    return {item.file: made[path].pdf for item, path, _ in files}, failed
