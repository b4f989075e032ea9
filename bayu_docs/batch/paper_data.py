"""The data of the two papers an applicant gets on receipt: 收件登记单 and 补正告知单."""

from __future__ import annotations

from typing import Any

from bayu_docs.batch.columns import CLOCK
from bayu_docs.intake.fields import path_words
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.desk import NO, YES, Entry
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.reporting.mask import masked

RECEIPT, CORRECTION = "receipt", "correction"
# What the kinds' schemas allow.
_NAME_CHARACTERS, _FILE_CHARACTERS, _FIELD_CHARACTERS = 60, 120, 60
_WORDS_CHARACTERS, _CLAUSE_CHARACTERS, _MOST_DEFECTS = 200, 30, 100


def receipt_data(entry: Entry, call: Call) -> dict[str, Any]:
    """收件登记单 of an entry: what came, when, and what the clerk has filled in of the paper
    copies; what nobody has stated stays open for the pen."""
    receipt, decided = entry.receipt, entry.decisions
    copies = decided.get("paper_copies")
    paper = {"copies": copies} if copies else {}
    file = receipt.file.rpartition("/")[2]
    electronic = {
        "name": f"电子档（{receipt.form}）",
        "copies": 1,
        "file": _cut(file, _FILE_CHARACTERS),
        "sha256": receipt.sha256,
    }
    sides = {"pages": receipt.pages} if receipt.pages else {}
    data: dict[str, Any] = {
        **_head(entry),
        "register_no": entry.number,
        "materials": [
            electronic,
            {"name": "申报表（纸质件）", **paper},
            {"name": "佐证材料（纸质件）", **paper, **sides},
        ],
        "signed": decided.get("signed"),
        "bound": decided.get("bound"),
        "same": decided.get("same_as_electronic"),
    }
    if receipt.received_at is not None:
        data["received_at"] = f"{receipt.received_at.astimezone(CLOCK):%Y-%m-%dT%H:%M}"
    if receipt.late is not None:
        data["in_time"] = NO if receipt.late else YES
    if copies is not None:
        data["copies_right"] = YES if copies >= call.copies_to_district.value else NO
    return {name: value for name, value in data.items() if value is not None}


def correction_data(entry: Entry, district: DistrictProfile | None) -> dict[str, Any]:
    """补正告知单 of an entry: each error with its field, clause and mend, once each."""
    receipt = entry.receipt
    errors = [found for found in receipt.findings if found.severity is Severity.ERROR]
    defects = list({str(defect): defect for defect in map(_defect, errors)}.values())
    data: dict[str, Any] = {**_head(entry), "defects": defects[:_MOST_DEFECTS]}
    if receipt.received_at is not None:
        data["received_on"] = f"{receipt.received_at.astimezone(CLOCK):%Y-%m-%d}"
    if district is not None and district.deadline is not None:
        data["until"] = f"{district.deadline.astimezone(CLOCK):%Y-%m-%dT%H:%M}"
    return data


def _head(entry: Entry) -> dict[str, Any]:
    receipt = entry.receipt
    return {
        "schema_version": "1",
        "station_name": receipt.station_name,
        "applicant": _cut(receipt.applicant, _NAME_CHARACTERS),
        "tier": receipt.tier,
    }


def _defect(found: Finding) -> dict[str, str]:
    field = path_words(found.place.pointer) or found.place.spot or found.place.file or "申报材料"
    clause = found.clause.number if found.clause else ""
    return {
        "field": _cut(masked(field), _FIELD_CHARACTERS),
        "problem": _cut(masked(found.message), _WORDS_CHARACTERS),
        **({"clause": clause} if clause and len(clause) <= _CLAUSE_CHARACTERS else {}),
        "mend": _cut(masked(found.advice), _WORDS_CHARACTERS) or "请改正后重新报送",
    }


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
