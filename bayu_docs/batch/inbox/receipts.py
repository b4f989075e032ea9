"""What one application is entered as: the facts of its receipt, as far as they could be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bayu_docs.batch.inbox.found import Item
from bayu_docs.batch.inbox.verdicts import Standing
from bayu_docs.model.desk import Receipt
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.report import Report


def receipt_of(
    item: Item,
    data: Mapping[str, Any],
    report: Report,
    stood: Standing,
    *,
    form: str,
    pages: int | None,
    pictures: tuple[tuple[str, str], ...],
    part: str = "",
) -> Receipt:
    """The receipt; data: the application's own, as far as they could be read; part: the key of one
    application among many in a file, empty where the file holds one."""
    return Receipt(
        file=f"{item.name}/{part}" if part else item.name,
        sha256=_digest_of_part(part, data) if part else item.sha256,
        size=item.size,
        form=form,
        applicant=_text(data, "applicant", "name"),
        uscc=_text(data, "applicant", "uscc"),
        station_name=_text(data, "station_name"),
        site=_text(data, "site", "town") + _text(data, "site", "village"),
        tier=_text(data, "tier"),
        division=_text(data, "site", "district"),
        verdicts=stood.verdicts,
        distances=stood.distances,
        doubts=stood.doubts,
        pages=pages,
        errors=sum(found.severity is Severity.ERROR for found in report.findings),
        warnings=sum(found.severity is Severity.WARNING for found in report.findings),
        findings=tuple(_placed(found, item.name) for found in report.findings),
        data=dict(data),
        pictures=pictures,
    )


def _placed(found: Finding, name: str) -> Finding:
    """The finding with a file to look in, where it names none."""
    return found if found.place.file else replace(found, place=replace(found.place, file=name))


def _digest_of_part(part: str, data: Mapping[str, Any]) -> str:
    """Of one application among many in a file: it is known again when the file is sent anew with
    others changed."""
    text = json.dumps([part, data], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _text(data: Mapping[str, Any], *names: str) -> str:
    """A text in the data as it was typed, or empty."""
    value: Any = data
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""
