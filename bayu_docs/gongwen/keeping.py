"""What must stand on one page, counted in lines of the body: the end of a paper, and its start."""

from __future__ import annotations

from bayu_docs.gongwen import letterhead, signature, spec
from bayu_docs.gongwen.papers import LINE_PT
from bayu_docs.gongwen.title import broken
from bayu_docs.gongwen.widths import wrapped
from bayu_docs.model.notice import DOCUMENT, FORM, LETTER, MINUTES, Head

BODY_LINES_KEPT = 2
"""So many lines of the text stay with the signature, and so many are seen on the first page."""

_INDENT_CHARS = spec.FIRST_LINE_INDENT_CHARS.value


def fits_a_page(lines: float) -> bool:
    """Whether a page holds so many lines."""
    return lines <= spec.LINES_PER_PAGE.value


def tail_lines(head: Head, day: str, imprint_pt: float) -> float:
    """The height of signature, 附注 and the room of the 版记."""
    signed = 0.0
    if head.format not in (MINUTES, FORM) and head.issuers:
        signed = signature.height_lines(head.issuers, day, sealed=head.sealed)
    note = len(wrapped(f"（{head.note}）", spec.CHARS_PER_LINE.value - 1)) if head.note else 0
    return signed + note + imprint_pt / LINE_PT


def title_lines(head: Head) -> tuple[str, ...]:
    """The title's lines; none parts the name of an organ, a station or an applicant."""
    return broken(head.title, (*head.issuers, *head.names))


def addressed(head: Head) -> str:
    """主送机关 as printed: parted by commas when one of them is itself a list (各镇、街道)."""
    joint = "，" if any("、" in each for each in head.to) else "、"
    return joint.join(head.to) + "：" if head.to else ""


def to_moves_to_imprint(head: Head) -> bool:
    """Whether 主送机关 are so many that the first page would show no text (7.3.2)."""
    if not head.to or head.format == FORM:
        return False
    to_lines = len(wrapped(addressed(head), spec.CHARS_PER_LINE.value))
    above = _head_lines(head) + len(title_lines(head)) + 1
    return not fits_a_page(above + to_lines + BODY_LINES_KEPT)


def _head_lines(head: Head) -> float:
    """What stands above the title, the empty lines before it included."""
    names = head.issuers or ("",)
    between = spec.RED_LINE_TO_TITLE_LINES.value
    if head.format == LETTER:
        return letterhead.letter_height_pt(names[0]) / LINE_PT + 1 + between
    if head.format not in (DOCUMENT, MINUTES):
        return 0
    rows = 1
    if head.upward:
        rows = max(1, -(-len(head.signers) // int(spec.SIGNERS_PER_LINE.value)))
    mark = letterhead.document_height_pt(names) / LINE_PT
    red_line = 0.5
    return mark + spec.MARK_TO_NUMBER_LINES.value + rows + red_line + between
