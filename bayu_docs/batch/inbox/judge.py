"""One thing of the inbox judged: a job for a worker, which gives plain values back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from bayu_docs.batch.inbox import found as kinds
from bayu_docs.batch.inbox.bundle import bundle_look
from bayu_docs.batch.inbox.found import Item
from bayu_docs.batch.inbox.receipts import receipt_of
from bayu_docs.batch.inbox.verdicts import Standing, open_standing, standing
from bayu_docs.batch.inbox.words import fault, warning
from bayu_docs.errors import BayuError, EngineMissing, SourceUnreadable
from bayu_docs.intake.admit import admit
from bayu_docs.intake.source import read_all
from bayu_docs.materials import fonts
from bayu_docs.materials.fonts import FontSet
from bayu_docs.model import desk
from bayu_docs.model.application import Draft
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.desk import Receipt
from bayu_docs.model.finding import Finding, Severity, has_errors
from bayu_docs.model.report import Report
from bayu_docs.office import program
from bayu_docs.pipeline.examination import examined
from bayu_docs.pipeline.inspection import inspect_by
from bayu_docs.pipeline.judging import DISTRICT_FILE, Judged, judge_draft


@dataclass(frozen=True)
class Basis:
    """By what everything is judged: the call, the district's own profile or None, the moment."""

    call: Call
    district: DistrictProfile | None
    moment: datetime


@dataclass(frozen=True)
class Seen:
    """One application found, and the whole report on it."""

    receipt: Receipt
    report: Report


@dataclass(frozen=True)
class Looked:
    """What one thing of the inbox gave: applications, or a word on why there is none."""

    seen: tuple[Seen, ...] = ()
    findings: tuple[Finding, ...] = ()


def look(item: Item, basis: Basis) -> Looked:
    """The item judged. Whatever it holds, this gives values and never an exception.

    A copy is judged, alone in a folder: nothing that lies beside the original has a say.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="bayu-receive-") as scratch:
            if item.kind in (kinds.PACKAGE, kinds.BAG_FOLDER):
                return Looked((_package(item, basis, Path(scratch)),))
            return _source(item, basis, Path(scratch))
    except SourceUnreadable as error:
        return Looked(findings=(_unreadable(item, error),))
    except Exception as error:
        return Looked(findings=(crashed(item, f"{type(error).__name__}：{_words(error)}"),))


def crashed(item: Item, why: str) -> Finding:
    """The item could not be judged at all, through a fault of the tool's or of the machine's."""
    said = f"“{item.name}”没有核验成：{why}"
    advice = "请再收件一次；仍然如此的，把这份来件和本条发给维护者"
    return fault("receive.crashed", said, item.name, advice)


def _words(error: Exception) -> str:
    return error.message if isinstance(error, BayuError) else str(error)[:200]


def _unreadable(item: Item, error: SourceUnreadable) -> Finding:
    said = f"“{item.name}”里读不出申报，没有列入汇总表：{error.message}"
    return warning("receive.unreadable", said, item.name, error.advice)


@cache
def _machine() -> tuple[FontSet | None, bool]:
    """The fonts, and whether an office engine is there."""
    try:
        fontset = fonts.resolve()
        program.find_office()
    except EngineMissing:
        return None, False
    return fontset, True


def _package(item: Item, basis: Basis, scratch: Path) -> Seen:
    call, profile, day = basis.call, basis.district, basis.moment.date()
    report, data = inspect_by(call, profile, item.path, day)
    pages, pictures = bundle_look(item, report, scratch)
    stood = Standing()
    if data:
        draft = Draft(dict(data), {}, Path(), item.path.name)
        application = admit(draft).value
        sound = not any(
            found.severity is Severity.ERROR and found.code.startswith("verify.")
            for found in report.findings
        )
        stood = (
            open_standing(call)
            if application is None
            else standing(application, call, profile, day, sound=sound)
        )
    form = item.form if data else desk.UNKNOWN
    receipt = receipt_of(item, data, report, stood, form=form, pages=pages, pictures=pictures)
    return Seen(receipt, report)


def _source(item: Item, basis: Basis, scratch: Path) -> Looked:
    """A Word form, a workbook with one application or many, a JSON file, or a workspace."""
    drafts = read_all(_alone(item, scratch))
    seen = []
    for number, draft in enumerate(drafts, 1):
        judged = judge_draft(draft, basis.call, basis.district, basis.moment.date())
        room = scratch / f"room-{number}"
        room.mkdir()
        report = examined(judged, basis.moment, room, *_machine())
        seen.append(_seen(item, judged, report, basis, many=len(drafts) > 1))
    return Looked(tuple(seen))


def _alone(item: Item, scratch: Path) -> Path:
    """A copy in a folder of its own, without a district's profile that is not ours."""
    copy = scratch / "copy" / item.path.name
    if item.path.is_dir():
        shutil.copytree(item.path, copy, symlinks=True)
        (copy / DISTRICT_FILE).unlink(missing_ok=True)
    else:
        copy.parent.mkdir()
        shutil.copyfile(item.path, copy)
    return copy


def _seen(item: Item, judged: Judged, report: Report, basis: Basis, *, many: bool) -> Seen:
    application = judged.application
    sound = not has_errors(found for found in report.findings if _is_ours(found))
    stood = (
        open_standing(judged.call)
        if application is None
        else standing(application, judged.call, judged.district, basis.moment.date(), sound=sound)
    )
    data = application.data if application else judged.draft.data
    plain = data if isinstance(data, Mapping) else {}
    part = judged.draft.key if many else ""
    pages = len(report.bundle.pages) if report.bundle else None
    receipt = receipt_of(
        item, plain, report, stood, form=item.form, pages=pages,
        pictures=tuple(_file_pictures(item)), part=part,
    )  # fmt: skip
    return Seen(receipt, report)


def _is_ours(found: Finding) -> bool:
    """Whether the finding is on characters or proofs and not on a condition of a tier."""
    return found.code.startswith(("intake.", "text.", "evidence.", "pipeline."))


def _file_pictures(item: Item) -> Iterator[tuple[str, str]]:
    """The proofs of a workspace, known by their bytes."""
    if item.kind == kinds.WORKSPACE:
        for path in sorted((item.path / "evidence").rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield kinds.digest_of(path)[0], path.name
