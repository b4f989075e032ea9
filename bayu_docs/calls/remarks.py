"""How lint speaks of a call: a finding with the doubt that quotes the same words."""

from __future__ import annotations

from datetime import date

from bayu_docs.calls.wording import clauses, squeeze
from bayu_docs.model.call import Call, Division, Doubt
from bayu_docs.model.finding import Clause, Finding, Severity


def remark(
    call: Call,
    code: str,
    severity: Severity,
    message: str,
    clause: Clause,
    advice: str,
    doubts: tuple[str, ...] = (),
) -> Finding:
    """A finding about the call, linked to a doubt.

    doubts: ids the limit names, the nearest first; without any, the doubt that quotes the same
    words of the same clause is named.
    """
    doubt = doubts[0] if doubts else _doubt_quoting(call, clause)
    return Finding(code, severity, message, clause=clause, advice=advice, doubt=doubt)


def _doubt_quoting(call: Call, clause: Clause) -> str:
    """Id of the doubt whose quotation shares the words, the longest overlap first; else empty."""
    words = squeeze(clause.words)
    shared: list[tuple[int, Doubt]] = []
    for doubt in call.doubts:
        for quotation in doubt.quotations:
            other = squeeze(quotation.words)
            if quotation.number == clause.number and (other in words or words in other):
                shared.append((min(len(other), len(words)), doubt))
    return max(shared, key=lambda pair: pair[0])[1].id if shared else ""


def clause_number(call: Call, words: str) -> str:
    """Number of the narrowest clause in which the squeezed words stand; empty when in none."""
    holders = {number: text for number, text in clauses(call.text).items() if words in text}
    return min(holders, key=lambda number: len(holders[number]), default="")


def divisions_on(call: Call, day: date) -> list[Division]:
    """Districts and zones that exist on that day, in the call's order."""
    return [division for division in call.divisions if division.valid_on(day)]
