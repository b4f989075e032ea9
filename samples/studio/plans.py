"""Floor plans, drawn on a page that lies across."""

from __future__ import annotations

import io
from dataclasses import dataclass

from studio.canvas import GREY, INK, SAMPLE, Colour, Sheet
from studio.scans import picture_pdf


@dataclass(frozen=True)
class Room:
    """A room of the plan: its words and its place in a grid of 12 × 6 cells."""

    name: str
    note: str
    column: int
    row: int
    columns: int
    rows: int
    colour: Colour


TEACH: Colour = (222, 234, 244)
TRAIN: Colour = (228, 240, 222)
MASTER: Colour = (248, 236, 214)
LIVE: Colour = (244, 226, 226)
FIELD: Colour = (236, 242, 206)


def plan_pdf(title: str, rooms: list[Room], notes: list[str]) -> bytes:
    """The plan as a PDF of one A4 page across."""
    sheet = Sheet(1754, 1240)
    sheet.words(877, 70, title, 50, "song-bold", INK, "ma")
    sheet.words(877, 142, SAMPLE + "　示意图，不按比例", 26, "hei", GREY, "ma")
    left, top, cell = 107, 210, 128
    for room in rooms:
        x, y = left + room.column * cell, top + room.row * cell
        right, bottom = x + room.columns * cell, y + room.rows * cell
        sheet.draw.rectangle((x, y, right, bottom), fill=room.colour, outline=INK, width=4)
        middle = (x + right) / 2
        sheet.words(middle, (y + bottom) / 2 - 22, room.name, 30, "hei-bold", INK, "mm")
        sheet.words(middle, (y + bottom) / 2 + 24, room.note, 25, "song", INK, "mm")
    y = top + 6 * cell + 36.0
    for note in notes:
        y = sheet.block(left, y, note, 29, 1540, "song", 1.5)
    buffer = io.BytesIO()
    sheet.image.save(buffer, "JPEG", quality=55, optimize=True)
    return picture_pdf([buffer.getvalue()], landscape=True)
