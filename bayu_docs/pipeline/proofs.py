"""The proofs of one application: converted where needed, collected, planned and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bayu_docs.evidence import legibility
from bayu_docs.evidence.budget import judge_plan
from bayu_docs.evidence.collect import collect, office_files, unknown_ids
from bayu_docs.evidence.locate import locate
from bayu_docs.evidence.plan import plan
from bayu_docs.evidence.weights import weighed
from bayu_docs.materials import assets, page_look, word
from bayu_docs.materials.files import safe_name
from bayu_docs.materials.image_level import BEST, LEVELS, Fineness
from bayu_docs.materials.page_look import PageLook
from bayu_docs.model.application import Application, EvidenceItem
from bayu_docs.model.call import Call
from bayu_docs.model.evidence import PagePlan, Piece
from bayu_docs.model.finding import Finding, Outcome, Place, Severity
from bayu_docs.model.submission import ORIGINALS
from bayu_docs.pipeline.engines import Engines
from bayu_docs.submission import mail

INDEX_TEMPLATE = "evidence/index.docx"
_REST_BYTES = 3_000_000  # what else the e-mail carries: the form twice and the data


@dataclass(frozen=True)
class Proofs:
    """All pieces with the plan of the bundle and what was found.

    looks: what each piece looks like, by its key; unchecked: why some pages are not known, in a
    sentence for the report; originals: name in the bag -> signed file.
    """

    pieces: tuple[Piece, ...]
    plan: PagePlan
    findings: tuple[Finding, ...]
    looks: Mapping[str, PageLook] = field(default_factory=dict, repr=False)
    unchecked: tuple[str, ...] = ()
    originals: Mapping[str, Path] = field(default_factory=dict)


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
    collected, fineness = _collected(application, work, pdfs)
    broken = {finding.place.pointer for finding in failed}
    found = [
        finding
        for finding in collected.findings
        if not (finding.code == "evidence.pages_unknown" and finding.place.pointer in broken)
    ]
    if fineness != BEST:
        found.append(_made_smaller(fineness))
    unknown = unknown_ids(items, collected.findings)
    looks = _looks(collected.value or ())
    requirements = [each for tier in call.tiers_of(application.tier) for each in tier.requirements]
    measured = legibility.measured(collected.value or (), items, looks)
    pieces = weighed(measured, items, requirements)
    planned = plan(items, pieces, call.max_sides.value, index_rows_per_page(), unknown)
    facts, titles = legibility.page_facts(pieces, looks), [each.title for each in requirements]
    found += judge_plan(planned, pieces, call.max_sides, facts, titles)
    found += legibility.judge_legibility(planned, pieces, items, looks)
    unchecked: tuple[str, ...] = ()
    if engines is None and files:
        names = "、".join(item.file for item, _, _ in files)
        unchecked = (f"本机没有可用的办公软件和字体，以下材料的页数未知：{names}",)
    originals = _originals(application, found)
    return Proofs(pieces, planned, (*failed, *found), looks, unchecked, originals)


def _collected(
    application: Application, work: Path, pdfs: Mapping[str, Path | None]
) -> tuple[Outcome[tuple[Piece, ...]], Fineness]:
    """The pieces as fine as an e-mail that holds the bundle twice allows; the last level, when
    even that is too large, for the draft's own check says so."""
    for level in LEVELS:
        collected = collect(application.evidence, application.base, work, pdfs, level)
        files = {Path(piece.location) for piece in collected.value or ()}
        originals = _originals(application, collected.findings).values()
        rest = _REST_BYTES + sum(path.stat().st_size for path in originals)
        budget = mail.bundle_budget_bytes(mail.DEFAULT_LIMIT_MB, rest)
        if sum(path.stat().st_size for path in files) <= budget:
            break
    return collected, level


def _made_smaller(fineness: Fineness) -> Finding:
    return Finding(
        "evidence.made_smaller",
        Severity.INFO,
        f"图片较多较大，为使邮件不超过 {mail.DEFAULT_LIMIT_MB:.0f} MB，"
        f"照片和扫描图片按 {fineness.dpi} dpi 存入材料册",
        Place(spot="佐证材料", pointer="/evidence"),
        advice="一般无须处理；要更清楚，请减少图片，或改用 U 盘报送电子档",
    )


def _looks(pieces: Sequence[Piece]) -> dict[str, PageLook]:
    """What each piece looks like at its natural size, by its key."""
    seen = page_look.looks([Path(piece.location) for piece in pieces])
    return {piece.key: seen[Path(piece.location)][piece.page_index] for piece in pieces}


def _originals(application: Application, findings: Sequence[Finding]) -> dict[str, Path]:
    """The files of signed PDFs, by the name each gets in the bag."""
    signed = {found.place.pointer for found in findings if found.code == "evidence.signed"}
    return {
        ORIGINALS + safe_name(f"{item.id}_{Path(item.file).name}"): locate(
            item.file, application.base
        )
        for position, item in enumerate(application.evidence)
        if f"/evidence/{position}/file" in signed
    }


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
