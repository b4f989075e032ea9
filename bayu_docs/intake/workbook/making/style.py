"""How the workbook looks: a few looks, and the width of a column by what it holds."""

from __future__ import annotations

from dataclasses import replace

from bayu_docs.intake.fields import Node
from bayu_docs.intake.typed import kind_of
from bayu_docs.materials.workbook_write import Look

_LINE = "BFBFBF"
_GREY = "595959"
INPUT_FILL = "FFFDF0"
REQUIRED_FILL = "BDD7EE"
OPTIONAL_FILL = "EDEDED"
GROUP_FILL = "DDEBF7"

TITLE = Look(font="黑体", size_pt=16, color="1F3864")
SECTION = Look(font="黑体", size_pt=12, color="1F3864")
PLAIN = Look(wrap=True)
NOTE = Look(size_pt=10, color=_GREY, wrap=True)
ONE_LINE_NOTE = replace(NOTE, wrap=False)
LINK = Look(size_pt=10, color="0563C1", underline=True)
LINK_CELL = replace(LINK, size_pt=11, border=_LINE)
GROUP = Look(font="黑体", fill=GROUP_FILL, border=_LINE)
LABEL = Look(fill=OPTIONAL_FILL, border=_LINE, wrap=True)
LABEL_REQUIRED = Look(bold=True, fill=REQUIRED_FILL, border=_LINE, wrap=True)
UNIT = Look(border=_LINE, across="center", color=_GREY)
HINT = Look(size_pt=9.5, color=_GREY, border=_LINE, wrap=True)
HINT_ABOVE = replace(HINT, size_pt=9, down="bottom")
HEAD = replace(LABEL, across="center")
HEAD_REQUIRED = replace(LABEL_REQUIRED, across="center")
CELL = Look(border=_LINE, wrap=True)
CELL_CENTERED = replace(CELL, across="center")

UNRULED_TEXT = Look(number_format="@", wrap=True)

TITLE_HEIGHT_PT = 27
_LINE_PITCH = 1.45  # of 宋体 and of what stands in for it, in sizes of the font
_PADDING_PT = 3
ROW_HEIGHT_PT = 18
_POINTS_AT_ONE_CHARACTER = 11
_FORMATS = {"date": "yyyy-mm-dd", "number": "General", "integer": "0"}
TEXT_FORMAT = "@"

_WIDTHS = {"boolean": 9, "number": 11, "integer": 11, "date": 13, "month": 11, "words": 22}
# (longest text of the field, width of its column); a longer field wraps in the last one.
_TEXT_WIDTHS = ((10, 11), (18, 20), (20, 14), (30, 17), (40, 19), (60, 22), (100, 26), (10**9, 33))
_WIDEST_HEAD = 14
_HINT_LINES, _WIDEST_FOR_HINT = 5, 40
_CHOICE_WIDTHS = range(9, 21)


def value_look(node: Node) -> Look:
    """The look of a cell to fill in; everything but numbers and days is text to Excel."""
    kind = kind_of(node)
    number_format = _FORMATS.get(kind, TEXT_FORMAT)
    across = "left" if kind in ("text", "words", "choice") else "center"
    return Look(
        fill=INPUT_FILL, border=_LINE, number_format=number_format, wrap=True, across=across
    )


def unused_look(node: Node) -> Look:
    """The look of a column's cells below the ruled ones: its number format, without lines."""
    return replace(value_look(node), fill="", border="")


def text_look(number_format: str = TEXT_FORMAT) -> Look:
    """The look of a cell for a name or key."""
    return Look(fill=INPUT_FILL, border=_LINE, number_format=number_format, wrap=True)


def width(title: str, node: Node, choices: tuple[str, ...], hint: str) -> float:
    """Width of a table's column in characters: by what it holds, and so that its head takes two
    lines and its hint not many more."""
    kind = kind_of(node)
    if kind == "choice":
        longest = max(map(display_width, choices)) + 4
        wide = max(_CHOICE_WIDTHS[0], min(_CHOICE_WIDTHS[-1], longest))
    elif kind == "text":
        most = int(node.get("maxLength", 10**6))
        wide = next(wide for limit, wide in _TEXT_WIDTHS if most <= limit)
    else:
        wide = _WIDTHS[kind]
    head = display_width(title) + 2
    wide = max(wide, head if head <= _WIDEST_HEAD else head // 2 + 2)
    return next((w for w in range(wide, _WIDEST_FOR_HINT) if _short(hint, w)), _WIDEST_FOR_HINT)


def _short(hint: str, width_characters: float) -> bool:
    limit = _HINT_LINES * HINT_ABOVE.size_pt * _LINE_PITCH + _PADDING_PT
    return height_pt(hint, width_characters, HINT_ABOVE) <= limit


def display_width(text: str) -> int:
    """Width in half-width characters of the widest line; a Chinese character takes two."""
    return max(map(_line_width, text.split("\n")))


def height_pt(text: str, width_characters: float, look: Look = PLAIN) -> float:
    """The height the text takes in a cell of this width."""
    usable = int((width_characters - 2) * _POINTS_AT_ONE_CHARACTER / look.size_pt)
    if len(text) * 2 <= usable and "\n" not in text:
        lines = 1
    else:
        lines = sum(max(1, -(-_line_width(line) // usable)) for line in text.split("\n"))
    return lines * look.size_pt * _LINE_PITCH + _PADDING_PT


def _line_width(line: str) -> int:
    return len(line) + (len(line.encode("utf-8", "replace")) - len(line)) // 2
