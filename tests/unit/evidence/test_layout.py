"""Where pieces stand on a page of several; millimetres on paper, from the lower left corner."""

from __future__ import annotations

import pytest

from bayu_docs.evidence.layout import least_scale, picture_size, scale_among, shares, slots_for
from bayu_docs.model.document import POINTS_PER_MM
from bayu_docs.model.evidence import PageSlot, Piece


def page(width_mm: float, height_mm: float, least: float | None = None) -> Piece:
    size = (width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM)
    return Piece("E1.1", "E1", "pdf", *size, "x", least_scale=least)


def photo(width_px: int, height_px: int) -> Piece:
    return Piece("E1.1", "E1", "picture", *picture_size(width_px, height_px), "x")


def box_mm(slot: PageSlot) -> tuple[float, ...]:
    sides = (slot.x, slot.y, slot.width, slot.height)
    return tuple(round(side / POINTS_PER_MM, 2) for side in sides)


def test_two_upright_pages_lie_on_their_side_and_read_from_the_binding_edge() -> None:
    first, second = slots_for([page(210, 297)] * 2, 2)
    assert first.turned and second.turned
    assert box_mm(first) == (10.0, 10.58, 190.0, 134.34)
    assert box_mm(second) == (10.0, 150.08, 190.0, 134.34)  # above: to the right when turned


def test_two_landscape_photos_stand_one_above_the_other() -> None:
    first, second = slots_for([photo(4000, 3000)] * 2, 2)
    assert not first.turned and not second.turned
    assert box_mm(first) == (14.67, 149.5, 180.67, 135.5)
    assert box_mm(second) == (14.67, 10.0, 180.67, 135.5)


def test_four_upright_photos_are_read_row_by_row() -> None:
    slots = slots_for([photo(3000, 4000)] * 4, 2)
    assert [box_mm(slot)[:2] for slot in slots] == [
        (10.0, 155.25),
        (107.0, 155.25),
        (10.0, 15.75),
        (107.0, 15.75),
    ]


def test_four_landscape_photos_make_a_landscape_sheet() -> None:
    slots = slots_for([photo(4000, 3000)] * 4, 2)
    assert all(slot.turned for slot in slots)
    corners = [box_mm(slot)[:2] for slot in slots]
    assert corners == sorted(corners)  # along the left edge first, which is then the upper one


def test_three_pieces_get_the_cells_of_four_and_five_those_of_six() -> None:
    assert scale_among(photo(3, 4), 3) == scale_among(photo(3, 4), 4)
    assert scale_among(photo(3, 4), 5) == scale_among(photo(3, 4), 6)
    assert len(slots_for([photo(3, 4)] * 3, 2)) == 3


def test_six_photos_stay_upright_in_cells_that_are_nearly_square() -> None:
    assert not any(slot.turned for slot in slots_for([photo(3, 4)] * 6, 2))


@pytest.mark.parametrize(
    ("piece", "left"),
    [
        (page(210, 297), (1.0, None, None, None, None, None)),  # nobody measured the text
        (page(210, 297, 0.6), (1.0, 0.71, None, None, None, None)),
        (page(210, 297, 0.01), (1.0, 0.71, 0.49, 0.49, 0.33, 0.33)),
        (page(210, 140), (1.0, 1.0, None, None, None, None)),  # an invoice loses nothing by two
        (photo(4, 3), (1.0, 0.95, 0.65, 0.65, 0.49, 0.49)),
        (photo(3, 4), (1.0, 0.71, 0.49, 0.49, None, None)),  # a quarter of the sheet at least
    ],
)
def test_what_a_shared_page_leaves_of_a_piece(piece: Piece, left: tuple[float | None]) -> None:
    assert [share and round(share, 2) for share in shares(piece)] == list(left)


def test_no_piece_asks_for_more_than_a_page_of_its_own() -> None:
    assert least_scale(page(210, 297, 5.0)) == scale_among(page(210, 297), 1)
