"""How much the shrinking of a piece counts, by what its item proves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bayu_docs.materials import assets
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.call import Requirement
from bayu_docs.model.evidence import Piece


def weighed(
    pieces: Sequence[Piece], items: Sequence[EvidenceItem], requirements: Iterable[Requirement]
) -> tuple[Piece, ...]:
    """The pieces with the weight of their item: the greatest of what it proves.

    requirements: of the tiers applied for; the weights of their keys stand in
    schemas/evidence-weights.json, each with its reason.
    """
    table = assets.data("evidence-weights")
    usual = float(table["usual"]["weight"])
    by_title = {
        requirement.title: float(table["requirements"][requirement.key]["weight"])
        for requirement in requirements
        if requirement.key in table["requirements"]
    }
    by_item = {
        item.id: max((by_title.get(title, usual) for title in item.proves), default=usual)
        for item in items
    }
    return tuple(replace(piece, weight=by_item.get(piece.item, usual)) for piece in pieces)
