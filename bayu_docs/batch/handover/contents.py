"""Which file goes to the city by which way, told alike by list, print sheet and mail.

PDFs without an identity number in their text go by mail. The packages, which hold everything that
applicants stated, are handed over on a medium together with the paper copies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bayu_docs.batch.handover.candidates import Candidate
from bayu_docs.materials import personal_scan
from bayu_docs.materials.files import sha256_of
from bayu_docs.materials.personal import ID_NUMBER
from bayu_docs.model.call import Call
from bayu_docs.notices.review_words import APART, BY_MAIL, PACKAGES_APART, PARTLY_APART

ON_MEDIUM = "材料包（zip）存入光盘或U盘，随纸质件移交"
_MAILED = {PARTLY_APART: "不含身份证号码的PDF和汇总表", APART: "公文PDF和汇总表"}


def numbers(path: Path) -> tuple[str, ...]:
    """Places of identity numbers in the text of a PDF; the workbook repeats one of them."""
    if path.suffix != ".pdf":
        return ()
    found = personal_scan.in_pdf(path)
    return tuple(f"{spot} {hit.shown}" for spot, hit in found if hit.kind == ID_NUMBER)


def mail_name(candidate: Candidate, name: str) -> str:
    """The name of one of a candidate's files in the mail."""
    return f"{candidate.folder}_{name}"


def way(chosen: Sequence[Candidate], call: Call) -> str:
    """How the electronic copy goes, as the letter's `electronic` says it; packages never go by
    mail, so it is never BY_MAIL."""
    held = [bool(numbers(path)) for each in chosen for path in (each.form, each.bundle)]
    if all(held) or not call.deadline_to_city.mailbox:
        return APART
    return PARTLY_APART if any(held) else PACKAGES_APART


def ways(call: Call, way: str) -> str:
    """The same for list and print sheet, in a few words."""
    mailbox = call.deadline_to_city.mailbox
    if not mailbox:
        return ON_MEDIUM
    return f"{ON_MEDIUM}；{_MAILED.get(way, 'PDF和汇总表')}发至{mailbox}"


def medium_row(way: str) -> Iterator[dict[str, Any]]:
    """The row of 签收单 for the medium, its number left to the pen; none where all goes by mail."""
    if way != BY_MAIL:
        yield {"name": "光盘或U盘（材料包）", "station": "", "copies": "", "sides": "—"}


def materials(
    chosen: Sequence[Candidate], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The rows of 报送材料清单 with the electronic copy told as it goes: package, then PDFs."""
    by_station = {c.package.application.station_name: c for c in chosen}
    told: list[dict[str, Any]] = []
    for row in rows:
        if "file" not in row:
            told.append(dict(row))
            continue
        told.append({**row, "name": "材料包（移交）"})
        told += _pdfs(by_station[row["station_name"]])
    return told


def _pdfs(candidate: Candidate) -> Iterator[dict[str, Any]]:
    package = candidate.package
    for title, path, sides in (
        ("申报表PDF", candidate.form, package.form_sides),
        ("佐证材料PDF", candidate.bundle, package.bundle_sides),
    ):
        if not numbers(path):  # what stays out of the mail is in the package all the same
            yield {
                "name": f"{title}（邮件）",
                "station_name": package.application.station_name,
                "copies": 1,
                "pages": sides,
                "file": mail_name(candidate, path.name),
                "sha256": sha256_of(path),
            }
