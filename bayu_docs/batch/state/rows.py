"""Receipts and decided values as JSON, and back, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from bayu_docs.model.call import DistrictProfile, Organ
from bayu_docs.model.desk import Receipt
from bayu_docs.model.finding import Clause, Finding, Place, Severity


def receipt_json(receipt: Receipt) -> str:
    """The receipt in one line."""
    plain = {each.name: getattr(receipt, each.name) for each in fields(receipt)}
    plain["findings"] = [_finding_data(finding) for finding in receipt.findings]
    plain["verdicts"], plain["data"] = dict(receipt.verdicts), _plain(receipt.data)
    return _dumped(plain)


def receipt_of(text: str) -> Receipt:
    """The receipt of such a line."""
    plain = json.loads(text)
    at = plain["received_at"]
    plain["received_at"] = datetime.fromisoformat(at) if at else None
    findings = tuple(_finding_of(each) for each in plain.pop("findings"))
    return Receipt(**{name: _frozen(value) for name, value in plain.items()}, findings=findings)


def _frozen(value: Any) -> Any:
    """Lists as tuples, those inside them too; the application's data stay as they are."""
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value


def value_json(value: object) -> str | None:
    """A decided value; None stays none. A date says that it is one."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return _dumped({"moment": value.isoformat()})
    return _dumped({"day": value.isoformat()} if isinstance(value, date) else value)


def value_of(text: str | None) -> Any:
    """The value of such a text."""
    if text is None:
        return None
    value = json.loads(text)
    if isinstance(value, Mapping):
        moment = value.get("moment")
        return datetime.fromisoformat(moment) if moment else date.fromisoformat(value["day"])
    return value


def profile_json(profile: DistrictProfile) -> str:
    """A district's profile in one line."""
    return _dumped(asdict(profile))


def profile_of(text: str) -> DistrictProfile:
    """The profile of such a line."""
    plain = json.loads(text)
    deadline = plain["deadline"]
    plain["deadline"] = datetime.fromisoformat(deadline) if deadline else None
    plain["organs"] = tuple(Organ(**_with_days(each)) for each in plain["organs"])
    return DistrictProfile(**plain)


def _with_days(organ: Mapping[str, Any]) -> dict[str, Any]:
    days = {
        name: date.fromisoformat(organ[name]) if organ[name] else None
        for name in ("valid_from", "valid_until")
    }
    return {**organ, **days}


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "severity": finding.severity.value}


def _finding_of(plain: dict[str, Any]) -> Finding:
    clause = plain["clause"]
    return Finding(
        **{
            **plain,
            "severity": Severity(plain["severity"]),
            "place": Place(**plain["place"]),
            "clause": Clause(**clause) if clause else None,
        }
    )


def _plain(value: Any) -> Any:
    """Mappings and sequences of any kind as dicts and lists, dates as texts."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_text)


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
