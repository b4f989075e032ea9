"""The head and foot of a paper as the fields its template prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bayu_docs.gongwen import attachments, letterhead, signature
from bayu_docs.gongwen.imprint import Imprint
from bayu_docs.gongwen.keeping import addressed, title_lines, to_moves_to_imprint
from bayu_docs.materials.word import Fragment
from bayu_docs.model.notice import DOCUMENT, FORM, LETTER, MINUTES, Head

BLANK_NUMBER = "　　　　〔　　　　〕　　号"
BLANK_DATE = "　　　　年　　月　　日"
BLANK_ORGAN = "　　　　　　　　"


def printed(head: Head) -> dict[str, Any]:
    """The fields of `h`: texts, and ready-made fragments where the layout depends on them.

    What the head leaves open is a visible blank. title and the titles of attachments hold line
    breaks where their lines end; whole_title holds none.
    """
    issuers = head.issuers or (BLANK_ORGAN,)
    day = spoken_day(head.signed_on)
    number = head.number or ("" if head.format == MINUTES else BLANK_NUMBER)
    moved = to_moves_to_imprint(head)
    imprint = imprint_of(head, moved)
    return {
        "format": head.format,
        "issuers": list(issuers),
        "title": "\n".join(title_lines(head)),
        "whole_title": head.title,
        "number": number,
        "to": "" if moved else addressed(head),
        "signers": list(head.signers),
        "date": day,
        "note": f"（{head.note}）" if head.note else "",
        "attachments": attachments.fields(head.attachments),
        "mark": _mark(head, issuers),
        "red_line": letterhead.red_line(),
        "number_line": _number_line(head, number, issuers, day),
        "attachment_list": attachments.listed(head, day, imprint.height_pt),
        "signature": _signature(head, issuers, day),
        "imprint": imprint.fragment() if head.format != FORM else None,
    }


def spoken_day(day: date | None) -> str:
    """2022年3月2日, or its visible blank."""
    return f"{day.year}年{day.month}月{day.day}日" if day else BLANK_DATE


def imprint_of(head: Head, moved: bool = False) -> Imprint:
    """The head's 版记; moved: 主送机关 found no room above the text."""
    by, on = head.printed_by, head.printed_on
    made = Imprint(
        copies_to=head.copies_to,
        printed_by=by,
        printed_on=spoken_day(on) if by or on else "",
        ruled=head.format != LETTER,
    )
    return replace(made, to=head.to) if moved else made


def _mark(head: Head, issuers: Sequence[str]) -> Fragment | None:
    if head.format == DOCUMENT:
        return letterhead.document_mark(issuers, "文件")
    if head.format == MINUTES:
        return letterhead.document_mark(issuers, "会议纪要" if len(issuers) == 1 else "纪要")
    return letterhead.letter_mark(issuers[0]) if head.format == LETTER else None


def _number_line(head: Head, number: str, issuers: Sequence[str], day: str) -> Fragment | None:
    """Above the red line: 发文字号 and 签发人 of an upward paper, organ and date of a 纪要."""
    if head.format == DOCUMENT and head.upward:
        return letterhead.upward_lines(number, head.signers)
    if head.format == MINUTES:
        return letterhead.minutes_lines(number, issuers, day)
    return None


def _signature(head: Head, issuers: Sequence[str], day: str) -> Fragment | None:
    """署名 and date; a 纪要 has its date above the red line, a form has its own places."""
    if head.format in (MINUTES, FORM):
        return None
    return signature.signature(issuers, day, sealed=head.sealed)
