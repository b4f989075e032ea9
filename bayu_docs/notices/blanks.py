"""Visible blanks told: hints while a paper is drafted, errors in one that is to be final."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.model.notice import Head
from bayu_docs.notices.facts import DISTRICT_WORDS
from bayu_docs.notices.heads import prints_date, prints_number
from bayu_docs.notices.situation import Situation
from bayu_docs.notices.spoken import Blank, Blanks

_PRINTED = re.compile(r"{{[^}]*?\bd\.([a-z_]+)")
_ASKED = re.compile(r"{%[^%]*?\bd\.([a-z_]+)")
_LEFT = ("notice.blank", "notice.issuer")


def of_fields(situation: Situation, blanks: Blanks) -> Iterator[Finding]:
    """A hint for each field that only an authority or a later hand may fill."""
    for pointer, title in blanks.fields.items():
        yield _blank(f"“{title}”没有填写，纸面留空", situation.place(pointer))


def of_head(situation: Situation, head: Head) -> Iterator[Finding]:
    """Hints for 文号, 成文日期 and 签发人 that the paper prints and nobody gave."""
    if prints_number(situation) and not head.number:
        yield _blank("发文字号没有填写，纸面留空", situation.place("/number"))
    if prints_date(situation) and head.signed_on is None:
        yield _blank("成文日期没有填写，纸面留空", situation.place("/signed_on"))
    if head.upward and not head.signers:
        yield _blank("签发人没有填写，纸面留空", situation.place("/signers"))


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


def _blank(said: str, place: Place) -> Finding:
    advice = "起草时可以留空；定稿前由有权的机关填写，或在数据里补填"
    return Finding("notice.blank", Severity.INFO, said, place, advice=advice)
