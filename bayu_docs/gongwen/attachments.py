"""附件说明 and what the pages of the attachments print above their text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from bayu_docs.gongwen.fragments import empty, joined, line
from bayu_docs.gongwen.keeping import BODY_LINES_KEPT, fits_a_page, tail_lines
from bayu_docs.gongwen.papers import CHAR_TWIPS
from bayu_docs.gongwen.signature import WIDTH_CHARS
from bayu_docs.gongwen.title import broken
from bayu_docs.gongwen.widths import chars, wrapped
from bayu_docs.materials.word import Fragment
from bayu_docs.model.notice import Attachment, Head

_LABEL = "附件："
_INDENT_CHARS = 2


def fields(attachments: Sequence[Attachment]) -> list[dict[str, Any]]:
    """What a template prints of each: its title, its title in lines, its label on its page."""
    several = len(attachments) > 1
    return [
        {
            "title": item.title,
            "broken_title": "\n".join(broken(item.title)),
            "label": f"附件{number}" if several else "附件",
            "paragraphs": [] if item.separate else list(item.paragraphs),
            "separate": item.separate,
        }
        for number, item in enumerate(attachments, 1)
    ]


def listed(head: Head, day: str, imprint_pt: float) -> Fragment | None:
    """附件说明 after an empty line: label and numbers hang, so that a wrapped line aligns with its
    title. It stays with the signature, whole where a page holds both, else its last lines."""
    if not head.attachments:
        return None
    numerals = _numerals(len(head.attachments))
    heights = [
        len(wrapped(item.title, WIDTH_CHARS - _left(numeral)))
        for item, numeral in zip(head.attachments, numerals, strict=True)
    ]
    tail = tail_lines(head, day, imprint_pt)
    whole = fits_a_page(BODY_LINES_KEPT + 1 + sum(heights) + tail)
    kept_from = 0 if whole else _last_lines(heights)
    made = [empty(keep=whole)]
    for at, (item, numeral) in enumerate(zip(head.attachments, numerals, strict=True)):
        label = "" if at else _LABEL
        hanging = chars(label + numeral)
        indent = (
            f'<w:widowControl/><w:ind w:left="{round(_left(numeral) * CHAR_TWIPS)}" '
            f'w:hanging="{round(hanging * CHAR_TWIPS)}"/>'
        )
        made.append(line(label + numeral + item.title, keep=at >= kept_from, extra=indent))
    return joined(made)


def _numerals(count: int) -> list[str]:
    return [f"{number}．" for number in range(1, count + 1)] if count > 1 else [""]


def _left(numeral: str) -> float:
    return _INDENT_CHARS + chars(_LABEL + numeral)


def _last_lines(heights: Sequence[int]) -> int:
    """Index of the first attachment from which on so many lines follow as are to be kept."""
    below = list(accumulate(reversed(heights)))
    enough = next(
        (at for at, lines in enumerate(below) if lines >= BODY_LINES_KEPT), len(below) - 1
    )
    return len(heights) - 1 - enough
