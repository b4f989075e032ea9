"""Where pieces stand on one page: alone, or two, four or six in cells. Pure geometry, in points.

Everything lies below the band that the stamp needs. Pages are never enlarged; a picture fills its
place. Alone, a landscape page is turned so that it is not shrunk for being landscape, and a picture
stays upright, as one looks at it; in a cell both are turned when that makes them clearly larger.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bayu_docs.model.document import A4_HEIGHT_MM, A4_WIDTH_MM, POINTS_PER_MM
from bayu_docs.model.evidence import PageSlot, Piece

BAND_MM = 12.0  # kept free at the upper edge for the stamp
MARGIN_MM = 10.0  # left, right and below: what printers leave white, and the binding edge
GUTTER_MM = 4.0  # between two cells, enough to see where one piece ends
BOX_MM = (A4_WIDTH_MM - 2 * MARGIN_MM, A4_HEIGHT_MM - BAND_MM - MARGIN_MM)
PICTURE = "picture"

# The most pieces on a page -> columns and rows of its cells.
_GRIDS = {1: (1, 1), 2: (1, 2), 4: (2, 2), 6: (2, 3)}
MOST_ON_A_PAGE = max(_GRIDS)

# A picture nobody has measured keeps what a quarter of the sheet leaves it: half its width.
PICTURE_LEAST_SHARE = (BOX_MM[0] - GUTTER_MM) / 2 / BOX_MM[0]
# Turning a piece in its cell must enlarge it by a tenth, or the reader turns the sheet for nothing.
_TURNING_GAIN = 1.1
_ROUNDING = 1e-9

_BOX = (BOX_MM[0] * POINTS_PER_MM, BOX_MM[1] * POINTS_PER_MM)
_ORIGIN = MARGIN_MM * POINTS_PER_MM
_GUTTER = GUTTER_MM * POINTS_PER_MM
# What an upright A4 page is printed at; a landscape page that gets as much needs no turning.
_A4_SCALE = BOX_MM[0] / A4_WIDTH_MM

_Size = tuple[float, float]
_Cell = tuple[float, float, float, float]  # x, y, width, height


def _cells(columns: int, rows: int) -> tuple[_Cell, ...]:
    """The cells of a grid that fills the box, row by row from the top."""
    width = (_BOX[0] - (columns - 1) * _GUTTER) / columns
    height = (_BOX[1] - (rows - 1) * _GUTTER) / rows
    return tuple(
        (
            _ORIGIN + column * (width + _GUTTER),
            _ORIGIN + (rows - 1 - row) * (height + _GUTTER),
            width,
            height,
        )
        for row in range(rows)
        for column in range(columns)
    )


# The cells by the number of pieces: those of the smallest grid that holds them.
_CELLS = {
    count: _cells(*_GRIDS[min(most for most in _GRIDS if most >= count)])
    for count in range(1, MOST_ON_A_PAGE + 1)
}


def slots_for(pieces: Sequence[Piece], page: int) -> tuple[PageSlot, ...]:
    """The pieces, one to six, on that page in reading order.

    When all of them are turned the whole sheet is: it reads from its left edge, which is then the
    upper one.
    """
    if len(pieces) == 1:
        return (slot_for(pieces[0], page),)
    cells = list(_CELLS[len(pieces)])
    size = cells[0][2:]
    turned = [_turned_in_cell(piece, size) for piece in pieces]
    if all(turned):
        cells.sort(key=lambda cell: cell[:2])
    return tuple(
        _slot(piece, page, cell, _scale(piece, size, turn), turn)
        for piece, cell, turn in zip(pieces, cells, turned, strict=False)
    )


def slot_for(piece: Piece, page: int) -> PageSlot:
    """The piece alone on that page: scaled to the box, turned when that is right, centred."""
    turned = _turned_alone(piece)
    scale = _scale(piece, _BOX, turned)
    return _slot(piece, page, (_ORIGIN, _ORIGIN, *_BOX), scale, turned)


def scale_among(piece: Piece, count: int) -> float:
    """Printed ÷ natural size of the piece on a page of so many pieces."""
    if count == 1:
        return _scale(piece, _BOX, _turned_alone(piece))
    size = _CELLS[count][0][2:]
    return _scale(piece, size, _turned_in_cell(piece, size))


@lru_cache(maxsize=4096)
def shares(piece: Piece) -> tuple[float | None, ...]:
    """What a page of 1, 2 … 6 pieces leaves of the size the piece has alone; at most 1.

    None where the piece could no longer be read; alone it always may stand.
    """
    alone, least = scale_among(piece, 1), least_scale(piece) * (1 - _ROUNDING)
    scales = (scale_among(piece, count) for count in range(1, MOST_ON_A_PAGE + 1))
    return tuple(min(1.0, scale / alone) if scale >= least else None for scale in scales)


def least_scale(piece: Piece) -> float:
    """The smallest scale the piece may be printed at, never more than it gets alone."""
    alone = scale_among(piece, 1)
    if piece.least_scale is not None:
        return min(alone, piece.least_scale)
    return alone * PICTURE_LEAST_SHARE if piece.kind == PICTURE else alone


def picture_size(width_px: int, height_px: int) -> tuple[float, float]:
    """The size in points of a picture of that shape that fills the box."""
    scale = min(_BOX[0] / width_px, _BOX[1] / height_px)
    return width_px * scale, height_px * scale


def _slot(piece: Piece, page: int, cell: _Cell, scale: float, turned: bool) -> PageSlot:
    """The piece at that scale in the middle of the cell."""
    x, y, across, along = cell
    width, height = (side * scale for side in _sides(piece, turned))
    return PageSlot(
        piece=piece.key,
        page=page,
        x=x + (across - width) / 2,
        y=y + (along - height) / 2,
        width=width,
        height=height,
        turned=turned,
    )


def _turned_alone(piece: Piece) -> bool:
    """A landscape page that, left upright, would be printed smaller than an upright A4 page."""
    if piece.kind == PICTURE or piece.width <= piece.height:
        return False
    upright, turned = _scale(piece, _BOX, False), _scale(piece, _BOX, True)
    return turned > upright and upright < _A4_SCALE - 1e-3


def _turned_in_cell(piece: Piece, size: _Size) -> bool:
    return _scale(piece, size, True) > _scale(piece, size, False) * _TURNING_GAIN


def _scale(piece: Piece, size: _Size, turned: bool) -> float:
    """The scale at which the piece fills that place; at most 1 unless it is a picture."""
    width, height = _sides(piece, turned)
    scale = min(size[0] / width, size[1] / height)
    return scale if piece.kind == PICTURE else min(1.0, scale)


def _sides(piece: Piece, turned: bool) -> _Size:
    return (piece.height, piece.width) if turned else (piece.width, piece.height)
