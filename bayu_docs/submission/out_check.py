"""The whole folder `build` leaves: loose files agree with the bag, none missing, none extra."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

from bayu_docs.materials.files import sha256_of
from bayu_docs.materials.pdf_survey import PdfSurvey
from bayu_docs.model.call import Call
from bayu_docs.model.finding import Finding
from bayu_docs.model.submission import (
    BAG_SUFFIX,
    BUNDLE,
    FORM_DOCX,
    FORM_PDF,
    MAIL,
    MERGED,
    OUTPUT_NAMES,
    PRINT_SHEET,
    REPORT_JSON,
)
from bayu_docs.submission.faults import fault
from bayu_docs.submission.paper_check import squeezed

CHECKED = (
    "verify.missing",
    "verify.extra",
    "verify.loose_differs",
    "verify.merged",
    "verify.mail_addressee",
    "verify.mail_attachments",
    "verify.report_broken",
)
LOOSE = (FORM_DOCX, FORM_PDF, BUNDLE)
PAPERS = (MERGED, PRINT_SHEET)
_LIMIT_BYTES = 200_000_000


def bags_in(folder: Path) -> tuple[Path, ...]:
    """The zip files standing in the folder."""
    return tuple(sorted(p for p in folder.iterdir() if p.is_file() and p.suffix == BAG_SUFFIX))


def check_presence(folder: Path, bag: Path) -> tuple[Finding, ...]:
    """Every file of the output tree is there, and nothing else."""
    names = {path.name for path in folder.iterdir()}
    missing = sorted(set(OUTPUT_NAMES) - names)
    extra = sorted(names - set(OUTPUT_NAMES) - {bag.name})
    return (
        *(fault("missing", "缺少这个文件", file=name) for name in missing),
        *(fault("extra", "多出这个文件，它不属于生成结果", file=name) for name in extra),
    )


def check_loose(folder: Path, bag_files: Mapping[str, Path]) -> tuple[Finding, ...]:
    """01 and 02 beside the bag are the same bytes as in it."""
    return tuple(
        fault("loose_differs", "与材料包里的同名文件内容不同", file=name)
        for name in LOOSE
        if (folder / name).is_file() and f"data/{name}" in bag_files
        if sha256_of(folder / name) != sha256_of(bag_files[f"data/{name}"])
    )


def check_merged(merged: PdfSurvey, form: PdfSurvey, bundle: PdfSurvey) -> tuple[Finding, ...]:
    """00 holds the form's pages and then the bundle's, word for word."""
    if merged.trouble or form.trouble or bundle.trouble:
        return ()
    wanted = form.pages + bundle.pages
    if merged.pages != wanted:
        message = f"应有 {wanted} 页（申报表 {form.pages} 页加佐证材料 {bundle.pages} 页），"
        return (fault("merged", f"{message}实有 {merged.pages} 页", file=MERGED),)
    pairs = zip(merged.texts, (*form.texts, *bundle.texts), strict=True)
    return tuple(
        fault("merged", "文字与申报表、佐证材料的对应页不同", file=MERGED, page=page)
        for page, (own, other) in enumerate(pairs, 1)
        if squeezed(own) != squeezed(other)
    )


def check_mail(folder: Path, bag: Path, call: Call) -> tuple[Finding, ...]:
    """The draft goes to no mailbox of the city and carries 00 and the bag as they are."""
    path = folder / MAIL
    if not path.is_file() or path.stat().st_size > _LIMIT_BYTES:
        return ()
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return (*_addressee(message, call), *_attachments(message, (folder / MERGED, bag)))


def check_report(folder: Path) -> tuple[Finding, ...]:
    """report.json is JSON that names its tool."""
    path = folder / REPORT_JSON
    if not path.is_file():
        return ()
    try:
        json.loads(path.read_bytes().decode("utf-8"))["tool"]["name"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return (fault("report_broken", "检查报告的数据已损坏", file=REPORT_JSON),)
    return ()


def _addressee(message: EmailMessage, call: Call) -> Iterator[Finding]:
    lines = " ".join(str(message.get(label, "")) for label in ("To", "Cc", "Bcc"))
    city = call.deadline_to_city.mailbox
    if city and city.casefold() in lines.casefold():
        yield fault(
            "mail_addressee",
            f"收件人是市级邮箱 {city}；申报单位应报送所在区县，由区县统一报市",
            file=MAIL,
            clause=call.deadline_to_city.clause,
            advice="把收件人改为区县人力社保部门公布的邮箱",
        )


def _attachments(message: EmailMessage, wanted: Sequence[Path]) -> Iterator[Finding]:
    attached: dict[str, str] = {}
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_filename() else None
        if isinstance(content, bytes):
            attached[str(part.get_filename())] = hashlib.sha256(content).hexdigest()
    for path in wanted:
        if path.is_file() and attached.get(path.name) != sha256_of(path):
            reason = "内容不同" if path.name in attached else "没有附上"
            yield fault("mail_attachments", f"附件“{path.name}”{reason}", file=MAIL)
    for name in sorted(set(attached) - {path.name for path in wanted}):
        yield fault("mail_attachments", f"多出附件“{name}”", file=MAIL)
