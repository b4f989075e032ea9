"""Visible blanks told: hints while a paper is drafted, errors in one that is to be final."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.model.notice import DOCUMENT, Head
from bayu_docs.notices.facts import DISTRICT_WORDS
from bayu_docs.notices.heads import UNKNOWN_RECIPIENT, prints_date, prints_number
from bayu_docs.notices.situation import Situation
from bayu_docs.notices.spoken import Blank, Blanks

_PRINTED = re.compile(r"{{[^}]*?\bd\.([a-z_]+)")
_ASKED = re.compile(r"{%[^%]*?\bd\.([a-z_]+)")
_LEFT = ("notice.blank", "notice.issuer")


def of_fields(situation: Situation, blanks: Blanks) -> Iterator[Finding]:
    """A hint for each field that only an authority or a later hand may fill."""
    for pointer, title in blanks.fields.items():
        yield _blank(situation, pointer, f"“{title}”")


def of_head(situation: Situation, head: Head) -> Iterator[Finding]:
    """Hints for 文号, 成文日期 and 签发人 that the paper prints and nobody gave."""
    if prints_number(situation) and not head.number:
        yield _blank(situation, "/number", "发文字号")
    if UNKNOWN_RECIPIENT in head.to:
        yield _blank(situation, "/to", "主送机关")
    if prints_date(situation) and head.signed_on is None:
        yield _blank(situation, "/signed_on", "成文日期")
    if head.upward and not head.signers:
        yield _blank(situation, "/signers", "签发人")


def of_imprint(situation: Situation, head: Head) -> Iterator[Finding]:
    """A warning for a paper of 文件 format whose 版记 says neither who printed it nor when."""
    if situation.kind.format != DOCUMENT or head.printed_by or head.printed_on:
        return
    yield Finding(
        "notice.imprint",
        Severity.WARNING,
        "印发机关、印发日期没有填写，没有印发一行",
        replace(situation.place("/printed_by"), spot="版记"),
        advice="在数据里填写 printed_by（印发机关，一般是办公室）和 printed_on（送印的日期）",
    )


def of_district(template_text: str, d: Mapping[str, Any]) -> Iterator[Finding]:
    """A hint for each unknown word of the district's that the template prints unconditionally."""
    asked = set(_ASKED.findall(template_text))
    for name in dict.fromkeys(_PRINTED.findall(template_text)):
        if isinstance(d.get(name), Blank) and name not in asked:
            yield Finding(
                "notice.blank",
                Severity.INFO,
                f"{DISTRICT_WORDS[name]}未知，纸面留空",
                Place(spot="区县资料"),
                advice="用 --district 给出区县资料，写明这一项",
            )


def final(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings for a paper that is to be final: whatever was left blank is an error."""
    return tuple(
        replace(found, severity=Severity.ERROR) if found.code in _LEFT else found
        for found in findings
    )


def _blank(situation: Situation, pointer: str, name: str) -> Finding:
    said, place = situation.unfilled(pointer, name), situation.place(pointer)
    advice = "起草时可以留空；定稿前由有权的机关填写，或在数据里补填"
    return Finding("notice.blank", Severity.INFO, said, place, advice=advice)
