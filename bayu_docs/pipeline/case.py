"""One judged application with its proofs, and the papers to print for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bayu_docs.errors import TemplateFaulty
from bayu_docs.materials import assets, word
from bayu_docs.model.application import Application
from bayu_docs.model.call import TIER_NAMES, Call, DistrictProfile
from bayu_docs.model.verdict import Verdict
from bayu_docs.pipeline.papers import Paper
from bayu_docs.pipeline.proofs import INDEX_TEMPLATE, Proofs, index_rows_per_page
from bayu_docs.rendering import bundle
from bayu_docs.rendering.form import DRAFT_MARK, form_fields
from bayu_docs.rendering.words import date_words
from bayu_docs.submission import printing

FORM, INDEX, STAMPS, PRINT_SHEET = "form", "index", "stamps", "print-sheet"
_TEMPLATES = {
    FORM: "forms/application.docx",
    INDEX: INDEX_TEMPLATE,
    STAMPS: "evidence/stamps.docx",
    PRINT_SHEET: "forms/print-sheet.docx",
}


@dataclass(frozen=True)
class Case:
    """An admitted application as it goes to the printer; draft: it did not pass.

    index_foot: whether the index carries the line on copies and originals; templates: the user's
    own forms, or None.
    """

    application: Application
    call: Call
    district: DistrictProfile | None
    verdict: Verdict
    proofs: Proofs
    draft: bool
    index_foot: bool = True
    templates: Path | None = None


def load_templates(own: Path | None = None) -> None:
    """Compile the templates, once per process, so that the papers find them ready."""
    for name in _TEMPLATES:
        word.load(template(name, own))


def template(name: str, own: Path | None = None) -> Path:
    """The path of a paper's template: a form of the user's own folder first, else the shipped one.

    Index and stamps are bound to the plan of the pages and always the shipped ones.
    """
    relative = _TEMPLATES[name]
    if own is not None and name in (FORM, PRINT_SHEET) and (own / relative).is_file():
        return own / relative
    return assets.template(relative)


def check_own_templates(own: Path | None) -> None:
    """Raise TemplateFaulty when a folder is given that holds no form, or one that is broken."""
    if own is None:
        return
    if not (own / _TEMPLATES[FORM]).is_file():
        raise TemplateFaulty(
            f"文件夹 {own} 里没有模板 {_TEMPLATES[FORM]}",
            "先用 bayu-docs templates adopt 下发的表.docx -o 该文件夹 做出模板",
        )
    word.load(template(FORM, own))


def first_papers(case: Case) -> tuple[Paper, ...]:
    """Form, index and stamps: everything the plan of the pages decides."""
    application, plan = case.application, case.proofs.plan
    rows = index_rows_per_page()
    fields = {
        FORM: form_fields(application, case.call, case.verdict.assessments, plan, draft=case.draft),
        INDEX: bundle.index_fields(application, plan, rows, foot=case.index_foot),
        STAMPS: bundle.stamp_fields(application.evidence, plan, draft=case.draft),
    }
    own = case.templates
    kept = {} if own else {FORM: application.data}  # only our own form is read back
    return tuple(
        Paper(name, template(name, own), content, kept.get(name))
        for name, content in fields.items()
    )


def print_sheet(case: Case, form_pages: int) -> Paper:
    """打印装订单; known only when the form's pages are."""
    application, call, district = case.application, case.call, case.district
    facts = printing.print_facts(
        tier=application.tier,
        form_pages=form_pages,
        bundle_pages=case.proofs.plan.total_pages,
        copies_to_district=call.copies_to_district.value,
        copies_to_city=call.copies_to_city.value,
        bodies=call.opinion_bodies,
    )
    about = [
        ("驿站名称", application.station_name),
        ("申报主体", application.applicant.name),
        ("申报级别", TIER_NAMES[application.tier]),
    ]
    if district is not None and district.deadline is not None:
        day = date_words(district.deadline.date())
        about.append(("区县受理截止", f"{day} {district.deadline:%H:%M}"))
    if district is not None and district.address:
        about.append(("送交地址", district.address))
    clause = call.copies_to_district.clause
    fields = printing.print_fields(facts, about, [f"《通知》{clause.number}：“{clause.words}”"])
    mark = DRAFT_MARK if case.draft else ""
    return Paper(
        PRINT_SHEET,
        template(PRINT_SHEET, case.templates),
        {"f": fields, "blank": False, "draft_mark": mark},
    )
