"""What a reader of the notice should know before using it: contradictions, traps, open doubts.

Nothing here is an error: the call is what it is. What can be computed from the call's data and
text is computed, and linked to the doubt that speaks of it; then every doubt is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bayu_docs.calls import lint_dates, lint_names, lint_numbers
from bayu_docs.model.call import Call
from bayu_docs.model.finding import Finding, Severity

_LEVEL_SEVERITY = {"confirm": Severity.WARNING, "warn": Severity.WARNING, "note": Severity.INFO}
_LEVEL_NAMES = {"confirm": "须先核实", "warn": "提醒", "note": "备注"}


def lint(call: Call) -> tuple[Finding, ...]:
    """Warnings and hints about the call itself: contradictions, misreadings, then open doubts."""
    return tuple(finding for check in _CHECKS for finding in check(call))


def _doubts(call: Call) -> Iterator[Finding]:
    for doubt in call.doubts:
        readings = "；".join(
            f"{'（默认）' if reading.key == doubt.default else ''}{reading.text}"
            for reading in doubt.readings
        )
        yield Finding(
            code="calls.open_doubt",
            severity=_LEVEL_SEVERITY[doubt.level],
            message=f"存疑{doubt.id}（{_LEVEL_NAMES[doubt.level]}）{doubt.title}："
            f"{doubt.problem}读法：{readings}",
            clause=doubt.quotations[0] if doubt.quotations else None,
            advice="工具按默认读法计算，并在结论旁注明；存疑不会导致退回",
            doubt=doubt.id,
        )


_CHECKS: tuple[Callable[[Call], Iterable[Finding]], ...] = (
    lint_dates.weekdays,
    lint_numbers.ranges,
    lint_names.zones,
    lint_dates.deadlines,
    lint_dates.calendar,
    lint_numbers.copies,
    lint_numbers.minima,
    lint_numbers.recommendations,
    lint_numbers.subsidy,
    lint_names.signatures,
    lint_names.phones,
    _doubts,
)
