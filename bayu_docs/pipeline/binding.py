"""What follows the printer: bundle, merged PDF, bag, e-mail draft, and what is there."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from bayu_docs import __version__
from bayu_docs.evidence.assemble import assemble
from bayu_docs.evidence.prove import prove
from bayu_docs.materials import files, pdf_look, word
from bayu_docs.model import submission as names
from bayu_docs.model.call import TIER_NAMES
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Finding
from bayu_docs.pipeline.case import FORM, INDEX, STAMPS, Case, template
from bayu_docs.pipeline.papers import Printed
from bayu_docs.rendering.proof import prove_page_numbers
from bayu_docs.submission import bag, contents, mail
from bayu_docs.submission.call_digest import call_digest
from bayu_docs.submission.merge import merge
from bayu_docs.submission.names import package_name


def bind(
    case: Case, printed: Mapping[str, Printed], out: Path, moment: datetime
) -> tuple[Finding, ...]:
    """01, 02 and 00 into `out`; and for a case that passed the .docx, the bag and the draft."""
    bind_papers(case, printed, out, moment)
    merged = out / names.MERGED
    merge(out / names.FORM_PDF, out / names.BUNDLE, merged, "申报表", "佐证材料", moment)
    if case.draft:
        return ()
    zipped = bag_up(case, printed[FORM], out, moment)
    return _mail(case, (merged, zipped), out / names.MAIL)


def bind_papers(case: Case, printed: Mapping[str, Printed], out: Path, moment: datetime) -> None:
    """01 and 02 into `out`, proved against the plan of the pages and against each other."""
    form, plan = printed[FORM], case.proofs.plan
    shutil.copyfile(form.pdf, out / names.FORM_PDF)
    pieces = {piece.key: piece for piece in case.proofs.pieces}
    bundle, index, stamps = out / names.BUNDLE, printed[INDEX].pdf, printed[STAMPS].pdf
    assemble(plan, pieces, index, stamps, bundle, "佐证材料", moment)
    prove(bundle, plan)
    if case.templates is None:  # a bureau's own form need not have such a table
        stated = [(row.stated, plan.words_proving(row.title)) for row in case.verdict.assessments]
        prove_page_numbers(stated, form.texts, names.FORM_PDF)


def bag_up(case: Case, form: Printed, out: Path, moment: datetime) -> Path:
    """The .docx beside the bound papers, and the bag of all of them; gives the bag."""
    application, call = case.application, case.call
    shutil.copyfile(form.docx, out / names.FORM_DOCX)
    name = package_name(application.site.district, application.applicant.name, application.tier)
    data = json.dumps(application.data, ensure_ascii=False, indent=2, default=str) + "\n"
    payload: dict[str, Path | bytes] = {
        names.FORM_DOCX: out / names.FORM_DOCX,
        names.FORM_PDF: out / names.FORM_PDF,
        names.BUNDLE: out / names.BUNDLE,
        names.APPLICATION_JSON: data.encode("utf-8"),
        **case.proofs.originals,
    }
    facts = names.PackageFacts(
        call_id=call.id,
        call_sha256=call_digest(call),
        tier=application.tier,
        station_name=application.station_name,
        applicant=application.applicant.name,
        district=application.site.district,
        tool_version=__version__,
        form_pages=form.pages,
        bundle_pages=case.proofs.plan.total_pages,
        files=tuple(_listed(payload)),
        items=tuple(
            names.PackageItem(item.id, item.title, item.proves, item.pages)
            for item in case.proofs.plan.items
        ),
        form_shows=_shown_on(case.templates) if case.templates else None,
    )
    payload[names.PACKAGE_JSON] = contents.contents_json(facts)
    target = out / f"{name}{names.BAG_SUFFIX}"
    bag.write_bag(target, name, payload, bag.bag_info(facts), moment)
    return target


def _shown_on(own: Path) -> tuple[str, ...]:
    """Patterns of the fields that a bureau's own form has."""
    return tuple(tag for tag in word.load(template(FORM, own)).tags if tag.startswith("/"))


def _listed(payload: Mapping[str, Path | bytes]) -> Iterator[names.PackageFile]:
    for name, content in payload.items():
        raw = content if isinstance(content, bytes) else content.read_bytes()
        pages = None
        ours = not name.startswith(names.ORIGINALS)  # a stranger's file is not opened again
        if ours and isinstance(content, Path) and content.suffix == ".pdf":
            pages = pdf_look.page_count(content)
        yield names.PackageFile(name, hashlib.sha256(raw).hexdigest(), len(raw), pages)


def _mail(case: Case, attachments: tuple[Path, ...], target: Path) -> tuple[Finding, ...]:
    application = case.application
    tier_name, applicant = TIER_NAMES[application.tier], application.applicant
    body = mail.draft_body(
        station=application.station_name,
        applicant=applicant.name,
        tier_name=tier_name,
        contact_name=applicant.contact.name,
        contact_phone=applicant.contact.mobile,
        copies=case.call.copies_to_district.value,
        attachments=attachments,
    )
    return mail.write_draft(
        target,
        to=mail.addressee(case.district, case.call),
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


def artifacts(out: Path) -> Iterator[Artifact]:
    """Every file in `out` with its kind, digest, size and pages."""
    for path in sorted(out.iterdir()):
        yield Artifact(
            kind=_KINDS.get(path.name, "bag"),
            path=path,
            sha256=files.sha256_of(path),
            size=path.stat().st_size,
            pages=pdf_look.page_count(path) if path.suffix == ".pdf" else None,
        )
