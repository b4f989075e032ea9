"""How much shrinking counts, by what the item proves."""

from __future__ import annotations

from bayu_docs.calls.load import load_call
from bayu_docs.evidence.weights import weighed
from bayu_docs.materials import assets
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import Piece

REQUIREMENTS = load_call().tier("municipal").requirements


def weights(*proved: tuple[str, ...]) -> list[float]:
    items = [EvidenceItem(f"E{n}", "材料", "x", titles) for n, titles in enumerate(proved)]
    pieces = [Piece(f"{item.id}.1", item.id, "pdf", 595, 842, "x") for item in items]
    return [piece.weight for piece in weighed(pieces, items, REQUIREMENTS)]


def test_a_certificate_weighs_more_than_a_list_and_a_list_more_than_a_photo() -> None:
    certificate, roster, photo = weights(("领衔工匠资格",), ("驿站团队",), ("场地",))
    assert certificate > roster > photo


def test_an_item_weighs_as_much_as_the_greatest_of_what_it_proves() -> None:
    mixed, alone = weights(("场地", "实体单位"), ("实体单位",))
    assert mixed == alone


def test_what_the_table_does_not_know_lies_between() -> None:
    photo, unknown, roster = weights(("场地",), ("别的",), ("驿站团队",))
    assert photo < unknown < roster


def test_every_requirement_of_the_shipped_call_has_a_weight_with_a_reason() -> None:
    table = assets.data("evidence-weights")["requirements"]
    for tier in load_call().tiers.values():
        for requirement in tier.requirements:
            assert table[requirement.key]["weight"] > 0
            assert table[requirement.key]["why"]
