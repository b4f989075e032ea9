"""The names of a notice: zones among the addressees, a signature missing, phones without a code."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.calls.remarks import clause_number, divisions_on, remark
from bayu_docs.calls.wording import HEAD, squeeze
from bayu_docs.model.call import Call
from bayu_docs.model.finding import Clause, Finding, Severity


def zones(call: Call) -> Iterator[Finding]:
    """Addressees that are reporting zones and no districts: do the numbers hold for them?"""
    addressed = squeeze("".join(call.addressees))
    named = [
        division.name
        for division in divisions_on(call, call.issued_on)
        if division.zone and division.name in addressed
    ]
    if named:
        yield remark(
            call,
            "calls.zones_addressed",
            Severity.WARNING,
            f"通知主送{'、'.join(named)}，但不是区县：建设数量、推荐名额和备案是否适用不明",
            Clause(HEAD, next(a for a in call.addressees if named[0] in a), call.source_name),
            "在功能区申报的，请先向发文机关核实",
        )


def signatures(call: Call) -> Iterator[Finding]:
    """Issuers in the head that no line of the end names."""
    lines = [squeeze(line) for line in call.text.splitlines()]
    missing = [issuer for issuer in call.issuers if lines.count(squeeze(issuer)) < 2]
    signed = [issuer for issuer in call.issuers if issuer not in missing]
    if missing and signed:
        yield remark(
            call,
            "calls.signature_missing",
            Severity.INFO,
            f"文末只有{'、'.join(signed)}署名，文首的{'、'.join(missing)}没有署名，"
            "通知文本可能有缺损",
            Clause(clause_number(call, squeeze(signed[0])), signed[0], call.source_name),
            "以发文机关公布的原件为准",
        )


def phones(call: Call) -> Iterator[Finding]:
    """Phones printed without their area code."""
    whole = squeeze(call.text)
    bare = [contact.phone for contact in call.contacts if contact.phone not in whole]
    if bare:
        printed = bare[0].partition("-")[2]
        yield remark(
            call,
            "calls.phone_without_area_code",
            Severity.INFO,
            f"联系电话没有印区号，拨打时须加区号：{'、'.join(bare)}",
            Clause(clause_number(call, printed), printed, call.source_name),
            "",
        )
