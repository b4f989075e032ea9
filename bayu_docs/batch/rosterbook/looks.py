"""How 汇总表.xlsx looks: what the clerk may write is yellow, what the tool wrote is white."""

from __future__ import annotations

from dataclasses import replace

from bayu_docs.batch.columns import (
    BASIC,
    CHECKED,
    DATE,
    DECIDED,
    MOMENT,
    NUMBER,
    PAPER,
    STATE,
    Column,
)
from bayu_docs.batch.columns import TEXT as WORDS
from bayu_docs.materials.workbook_draw import Tint
from bayu_docs.materials.workbook_write import Look

_LINE = "BFBFBF"

TITLE = Look(font="黑体", size_pt=16, color="1F3864")
NOTE = Look(size_pt=10, color="595959")
_GROUP = Look(font="黑体")
_HEAD = Look(bold=True, border=_LINE, wrap=True, across="center")
_CELL = Look(border=_LINE, wrap=True)
TOTAL = Look(border=_LINE, across="center")
LABEL = Look(border=_LINE, fill="EDEDED")
LABEL_CENTERED = replace(LABEL, across="center", bold=True)
PLAIN = Look()

_GROUP_FILLS = {
    BASIC: "D9E1F2",
    CHECKED: "E2EFDA",
    PAPER: "FFF2CC",
    DECIDED: "FCE4D6",
    STATE: "EDEDED",
}
_FORMATS = {DATE: "yyyy-mm-dd", MOMENT: "yyyy-mm-dd hh:mm", NUMBER: "0", WORDS: "@"}
_CLERKS_FILL = "FFFDF0"

GOOD = Tint("C6EFCE", "1B5E20")
BAD = Tint("FFC7CE", "9C0006", bold=True)
OPEN = Tint("FFEB9C", "7F6000")
PALE = Tint("FFEB9C")

GREEN, RED, AMBER = "548235", "C00000", "BF9000"
"""Bars of what meets, what fails and what is open."""


def group_look(group: str) -> Look:
    """The band above the heads of a group of columns."""
    return replace(_GROUP, fill=_GROUP_FILLS[group])


def head_look(column: Column) -> Look:
    """The head of a column, in the colour of its group."""
    return replace(_HEAD, fill=_GROUP_FILLS[column.group])


def cell_look(column: Column) -> Look:
    """A cell of the column; the clerk's own are yellow, and choices stay text to Excel."""
    across = "left" if column.kind == WORDS and column.width > _NARROW else "center"
    look = replace(_CELL, number_format=_FORMATS.get(column.kind, "@"), across=across)
    return replace(look, fill=_CLERKS_FILL) if column.editable else look


_NARROW = 12  # characters; what stands in a narrower column is a word
