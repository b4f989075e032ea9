"""The data of the two papers an applicant gets on receipt: 收件登记单 and 补正告知单."""

from __future__ import annotations

from typing import Any

from bayu_docs.batch import defects
from bayu_docs.batch.columns import CLOCK
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.desk import NO, YES, Entry
from bayu_docs.model.finding import Severity

RECEIPT, CORRECTION = "receipt", "correction"
# What the kinds' schemas allow.
_NAME_CHARACTERS, _FILE_CHARACTERS = 60, 120


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
    sides = {"pages": receipt.pages} if receipt.pages and copies else {}
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
    if copies is not None:
        data["copies_right"] = YES if copies >= call.copies_to_district.value else NO
    return {name: value for name, value in data.items() if value is not None}


def correction_data(entry: Entry, district: DistrictProfile | None, call: Call) -> dict[str, Any]:
    """补正告知单 of an entry: its errors in an office's words, like ones in one row."""
    receipt = entry.receipt
    errors = [found for found in receipt.findings if found.severity is Severity.ERROR]
    data: dict[str, Any] = {**_head(entry), "defects": defects.rows(errors, call)}
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


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
