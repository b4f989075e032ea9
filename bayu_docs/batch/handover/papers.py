"""The papers of the submission: letter, roster, list; print sheet and the form to sign for it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bayu_docs.batch.handover import contents
from bayu_docs.batch.handover.candidates import Candidate
from bayu_docs.batch.handover.figures import print_sheet, sign_for
from bayu_docs.materials import assets
from bayu_docs.materials.fonts import FontSet
from bayu_docs.materials.workdays import Calendar
from bayu_docs.model.application import Draft
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.finding import Finding, Place, has_errors
from bayu_docs.model.report import Report
from bayu_docs.notices.review_words import PACKAGES_APART
from bayu_docs.office.session import OfficeSession
from bayu_docs.pipeline import notice, papers
from bayu_docs.pipeline.notice_packages import (
    RECOMMENDATION,
    TAKE_PACKAGES,
    TRANSMITTAL,
    drafts,
)
from bayu_docs.pipeline.notice_print import Part, printed

SIGN_FOR = "签收单"
PRINT_SHEET = "打印装订单.pdf"
_SHEET, _SIGN = "print-sheet", "sign-for"


@dataclass(frozen=True)
class Setting:
    """What all papers are made from. head: what the user's own file says of the letter; templates:
    a folder with templates of the user's own; way: how the electronic copy goes (contents.way)."""

    call: Call
    district: DistrictProfile
    calendar: Calendar
    moment: datetime
    head: Draft | None = None
    templates: Path | None = None
    way: str = PACKAGES_APART


def composed(
    chosen: Sequence[Candidate], setting: Setting
) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """Letter, roster and list, none unless all can be written; and what was found."""
    packages = [candidate.package for candidate in chosen]
    head = setting.head or Draft({}, {"": Place(kind_name(RECOMMENDATION))}, Path(), "")
    made, strangers = drafts(TAKE_PACKAGES, packages, setting.call, head)
    findings, parts = [*strangers], []
    district = setting.district if setting.district.division else None
    for key, draft in made.items():
        data = dict(draft.data)
        if "materials" in data:
            data["materials"] = contents.materials(chosen, data["materials"])
        if key == TRANSMITTAL:
            data.setdefault("media", contents.ways(setting.call, setting.way))
        elif key == RECOMMENDATION:
            data["electronic"] = setting.way
        kind = notice.kind_of(key)
        template = notice.template_of(kind, setting.templates)
        result = notice.composed(
            kind, data, draft.origins, setting.call, district, setting.moment.date(),
            calendar=setting.calendar, template=template,
        )  # fmt: skip
        findings += result.findings
        if result.value is not None:
            parts.append(Part(kind, result.value, template))
    whole = len(parts) == len(made) and not has_errors(findings)
    return (tuple(parts) if whole else ()), tuple(dict.fromkeys(findings))


def kind_name(key: str) -> str:
    """The printed name of a kind."""
    return notice.kind_of(key).name


def write(
    report: Report,
    parts: Sequence[Part],
    chosen: Sequence[Candidate],
    setting: Setting,
    fontset: FontSet,
    office: OfficeSession,
    work: Path,
    out: Path,
) -> Report:
    """All papers in `out`; with findings only when one of them cannot be printed."""
    letters = work / "letters"
    letters.mkdir()
    report = printed(report, parts, fontset, office, letters, out, setting.moment)
    if has_errors(report.findings):
        return report
    sides = {part.kind.name: _pages(report, part.kind.name) for part in parts}
    made = _converted(chosen, setting, sides, office, work)
    shutil.copyfile(made[_SHEET].pdf, out / PRINT_SHEET)
    shutil.copyfile(made[_SIGN].docx, out / f"{SIGN_FOR}.docx")
    shutil.copyfile(made[_SIGN].pdf, out / f"{SIGN_FOR}.pdf")
    return replace(report, artifacts=())


def _converted(
    chosen: Sequence[Candidate],
    setting: Setting,
    sides: Mapping[str, int],
    office: OfficeSession,
    work: Path,
) -> Mapping[str, papers.Printed]:
    facts = (chosen, setting.call, setting.district, sides, setting.way)
    wanted = [
        _paper(_SIGN, sign_for(*facts)),
        _paper(_SHEET, print_sheet(*facts)),
    ]
    sheets = work / "sheets"
    sheets.mkdir()
    filled = papers.fill(wanted, sheets, setting.moment)
    conversions = office.convert(filled.sources, sheets / "pdf", last=True)
    return papers.prove(filled, conversions, setting.moment)


def _paper(name: str, fields: dict[str, Any]) -> papers.Paper:
    values = {"f": fields, "blank": False, "draft_mark": ""}
    return papers.Paper(name, assets.template(f"forms/{name}.docx"), values)


def _pages(report: Report, name: str) -> int:
    """The sides of a paper just printed."""
    return next(a.pages or 0 for a in report.artifacts if a.path.name == f"{name}.pdf")
