"""The second half of the road: papers, bundle, merged PDF, bag, e-mail draft and reports."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bayu_docs import __version__
from bayu_docs.evidence.assemble import assemble
from bayu_docs.evidence.prove import prove
from bayu_docs.materials import files, pdf_look
from bayu_docs.model import submission as names
from bayu_docs.model.application import Application
from bayu_docs.model.call import TIER_NAMES, Call
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Finding
from bayu_docs.model.report import Report
from bayu_docs.model.verdict import Verdict
from bayu_docs.pipeline.engines import Engines
from bayu_docs.pipeline.judging import Judged
from bayu_docs.pipeline.papers import Paper, Printed, print_papers
from bayu_docs.pipeline.proofs import INDEX_TEMPLATE, Proofs, index_rows_per_page, pieces_by_key
from bayu_docs.rendering import bundle as bundle_fields
from bayu_docs.rendering.form import DRAFT_MARK, form_fields
from bayu_docs.rendering.words import date_words
from bayu_docs.reporting import html, json_report
from bayu_docs.submission import bag, contents, mail, merge, printing
from bayu_docs.submission.call_digest import call_digest
from bayu_docs.submission.names import package_name


@dataclass(frozen=True)
class Made:
    """The finished files with what was found while making them, and figures for the report."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    facts: tuple[tuple[str, str], ...]


def make(
    judged: Judged,
    gathered: Proofs,
    engines: Engines,
    work: Path,
    out: Path,
    moment: datetime,
    *,
    draft: bool,
) -> Made:
    """All papers of an admitted application; a draft stops before .docx, bag and e-mail draft."""
    application, verdict = judged.application, judged.verdict
    if application is None or verdict is None:
        raise ValueError("only an admitted application is packed")
    printed = _papers(application, judged.call, verdict, gathered, engines, work, moment, draft)
    form = printed["form"]
    shutil.copyfile(form.pdf, out / names.FORM_PDF)
    _bundle(gathered, printed, out / names.BUNDLE, moment)
    sheet = _print_sheet(application, judged, form.pages, gathered, engines, work, moment, draft)
    shutil.copyfile(sheet.pdf, out / names.PRINT_SHEET)
    merge.merge(
        out / names.FORM_PDF,
        out / names.BUNDLE,
        out / names.MERGED,
        "申报表",
        "佐证材料",
        moment,
    )
    findings: tuple[Finding, ...] = ()
    if not draft:
        shutil.copyfile(form.docx, out / names.FORM_DOCX)
        zipped = _bag(application, judged.call, gathered, form.pages, out, moment)
        findings = _mail(judged, application, zipped, out)
    facts = (
        ("申报表", f"{form.pages} 面（{(form.pages + 1) // 2} 张）"),
        ("状态", DRAFT_MARK if draft else "已通过检查"),
    )
    return Made(tuple(_artifacts(out)), findings, facts)


def write_reports(report: Report, out: Path) -> None:
    """检查报告.html and report.json."""
    files.write_whole(out / names.REPORT_HTML, html.to_html(report).encode("utf-8"))
    files.write_whole(out / names.REPORT_JSON, json_report.to_json(report).encode("utf-8"))


def _papers(
    application: Application,
    call: Call,
    verdict: Verdict,
    gathered: Proofs,
    engines: Engines,
    work: Path,
    moment: datetime,
    draft: bool,
) -> dict[str, Printed]:
    """Form, index and stamps, in one go of the engine."""
    plan = gathered.plan
    papers = (
        Paper(
            "form",
            "forms/application.docx",
            form_fields(application, call, verdict.assessments, plan, draft=draft),
        ),
        Paper(
            "index",
            INDEX_TEMPLATE,
            bundle_fields.index_fields(application, plan, index_rows_per_page()),
        ),
        Paper(
            "stamps",
            "evidence/stamps.docx",
            bundle_fields.stamp_fields(application.evidence, plan, draft=draft),
        ),
    )
    return print_papers(papers, engines.writer, work, moment)


def _bundle(gathered: Proofs, printed: dict[str, Printed], target: Path, moment: datetime) -> None:
    assemble(
        gathered.plan,
        pieces_by_key(gathered.pieces),
        printed["index"].pdf,
        printed["stamps"].pdf,
        target,
        "佐证材料",
        moment,
    )
    prove(target, gathered.plan)


def _print_sheet(
    application: Application,
    judged: Judged,
    form_pages: int,
    gathered: Proofs,
    engines: Engines,
    work: Path,
    moment: datetime,
    draft: bool,
) -> Printed:
    call, district = judged.call, judged.district
    facts = printing.print_facts(
        tier=application.tier,
        form_pages=form_pages,
        bundle_pages=gathered.plan.total_pages,
        copies_to_district=call.copies_to_district.value,
        copies_to_city=call.copies_to_city.value,
    )
    about = [
        ("驿站名称", application.station_name),
        ("申报主体", application.applicant.name),
        ("申报级别", TIER_NAMES[application.tier]),
    ]
    if district is not None and district.deadline is not None:
        moment_words = f"{date_words(district.deadline.date())} {district.deadline:%H:%M}"
        about.append(("区县受理截止", moment_words))
    if district is not None and district.address:
        about.append(("送交地址", district.address))
    fields = printing.print_fields(facts) | {
        "facts": [{"name": name, "text": text} for name, text in about],
        "notes": [
            f"《通知》{call.copies_to_district.clause.number}："
            f"“{call.copies_to_district.clause.words}”"
        ],
    }
    paper = Paper(
        "print-sheet",
        "forms/print-sheet.docx",
        {"f": fields, "blank": False, "draft_mark": DRAFT_MARK if draft else ""},
    )
    return print_papers((paper,), engines.writer, work, moment, last=True)["print-sheet"]


def _bag(
    application: Application,
    call: Call,
    gathered: Proofs,
    form_pages: int,
    out: Path,
    moment: datetime,
) -> Path:
    name = package_name(application.site.district, application.applicant.name, application.tier)
    data = json.dumps(application.data, ensure_ascii=False, indent=2, default=str) + "\n"
    payload: dict[str, Path | bytes] = {
        names.FORM_DOCX: out / names.FORM_DOCX,
        names.FORM_PDF: out / names.FORM_PDF,
        names.BUNDLE: out / names.BUNDLE,
        names.APPLICATION_JSON: data.encode("utf-8"),
    }
    facts = names.PackageFacts(
        call_id=call.id,
        call_sha256=call_digest(call),
        tier=application.tier,
        station_name=application.station_name,
        applicant=application.applicant.name,
        district=application.site.district,
        tool_version=__version__,
        form_pages=form_pages,
        bundle_pages=gathered.plan.total_pages,
        files=tuple(_listed(payload)),
        items=tuple(
            names.PackageItem(item.id, item.title, item.proves, item.pages)
            for item in gathered.plan.items
        ),
    )
    payload[names.PACKAGE_JSON] = contents.contents_json(facts)
    target = out / f"{name}{names.BAG_SUFFIX}"
    bag.write_bag(target, name, payload, bag.bag_info(facts), moment)
    return target


def _listed(payload: Mapping[str, Path | bytes]) -> Iterator[names.PackageFile]:
    for name, content in payload.items():
        raw = content if isinstance(content, bytes) else content.read_bytes()
        pages = None
        if isinstance(content, Path) and content.suffix == ".pdf":
            pages = pdf_look.page_count(content)
        yield names.PackageFile(name, hashlib.sha256(raw).hexdigest(), len(raw), pages)


def _mail(judged: Judged, application: Application, zipped: Path, out: Path) -> tuple[Finding, ...]:
    attachments = (out / names.MERGED, zipped)
    tier_name, applicant = TIER_NAMES[application.tier], application.applicant
    body = mail.draft_body(
        station=application.station_name,
        applicant=applicant.name,
        tier_name=tier_name,
        contact_name=applicant.contact.name,
        contact_phone=applicant.contact.mobile,
        copies=judged.call.copies_to_district.value,
        attachments=attachments,
    )
    return mail.write_draft(
        out / names.MAIL,
        to=mail.addressee(judged.district, judged.call),
        subject=mail.draft_subject(application.station_name, applicant.name, tier_name),
        body=body,
        attachments=attachments,
    ).findings


_KINDS = {
    names.MERGED: "merged",
    names.FORM_DOCX: "form",
    names.FORM_PDF: "form",
    names.BUNDLE: "bundle",
    names.PRINT_SHEET: "print_sheet",
    names.MAIL: "mail",
}


def _artifacts(out: Path) -> Iterator[Artifact]:
    for path in sorted(out.iterdir()):
        yield Artifact(
            kind=_KINDS.get(path.name, "bag"),
            path=path,
            sha256=files.sha256_of(path),
            size=path.stat().st_size,
            pages=pdf_look.page_count(path) if path.suffix == ".pdf" else None,
        )
