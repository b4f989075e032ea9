"""Papers about one station, for every entry of a desk that such a paper is due to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bayu_docs.batch.paper_data import CORRECTION, RECEIPT, correction_data, receipt_data
from bayu_docs.materials.schema_nodes import Node, resolved
from bayu_docs.model.call import DISTRICT, MUNICIPAL, Call, DistrictProfile
from bayu_docs.model.desk import FILED, LISTED, RECOMMEND, TO_DISTRICT, Entry
from bayu_docs.model.notice import Kind
from bayu_docs.notices.fields import schema_of

OUTCOME = "outcome"
_TIERS = {"subsidy": MUNICIPAL, "support-policy": DISTRICT}
"""Kinds that only stations of one tier get (六)."""

Data = dict[str, Any]


def rows_of(
    kind: Kind, entries: Iterable[Entry], call: Call, district: DistrictProfile
) -> tuple[tuple[Entry, Data], ...]:
    """Each entry that the kind is due to, with what the state knows for it.

    收件登记单 and 补正告知单 for those they are made for on receipt, 评审去向告知单 for all that
    were consulted upon, any other kind for the stations of the lists.
    """
    special: Mapping[str, tuple[Callable[[Entry], object], Callable[[Entry], Data]]] = {
        RECEIPT: (lambda entry: entry.receipt.applicant, lambda entry: receipt_data(entry, call)),
        CORRECTION: (
            lambda entry: entry.receipt.errors and entry.receipt.applicant,
            lambda entry: correction_data(entry, district, call),
        ),
        OUTCOME: (_consulted, outcome),
    }
    wanted, data = special.get(
        kind.key, (lambda entry: _is_on_a_list(kind, entry), lambda entry: _known(kind, entry))
    )
    return tuple((entry, data(entry)) for entry in entries if wanted(entry))


def outcome(entry: Entry) -> Data:
    """评审去向告知单 of one entry: where its review goes on."""
    if entry.lost_at_city:
        destination = "市级落选后参评区县级"
    elif entry.decisions.get("consultation") == RECOMMEND:
        destination = "推荐参评市级"
    else:
        destination = "参评区县级"
    receipt = entry.receipt
    return {
        "schema_version": "1",
        "station_name": receipt.station_name,
        "applicant": receipt.applicant,
        "tier": receipt.tier,
        "destination": destination,
    }


def _consulted(entry: Entry) -> bool:
    return entry.decisions.get("consultation") in (RECOMMEND, TO_DISTRICT)


def _is_on_a_list(kind: Kind, entry: Entry) -> bool:
    return entry.state in (LISTED, FILED) and _TIERS.get(kind.key, entry.standing) == entry.standing


def _known(kind: Kind, entry: Entry) -> Data:
    """The fields of the kind that the state can fill: at the top, in `station`, in `stations`."""
    root = schema_of(kind)
    fields: Mapping[str, Node] = root["properties"]
    data: Data = {"schema_version": "1"} | _filled(fields, entry)
    if "建设单位" in kind.to and "to" in fields:
        data["to"] = [entry.receipt.applicant]
    if "station" in fields:
        data["station"] = _filled(resolved(root, fields["station"]).get("properties", {}), entry)
    if "stations" in fields:
        item = resolved(root, resolved(root, fields["stations"])["items"])
        data["stations"] = [_filled(item.get("properties", {}), entry)]
    return data


def _filled(fields: Mapping[str, Node], entry: Entry) -> Data:
    receipt = entry.receipt
    known = {
        "station_name": receipt.station_name,
        "applicant": receipt.applicant,
        "site": receipt.site,
        "tier": entry.standing,
    }
    return {name: value for name, value in known.items() if name in fields and value}
