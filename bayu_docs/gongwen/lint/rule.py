"""Rules as values: one rule, one check, one code, with the clause and how strongly it binds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bayu_docs.gongwen.lint.paper import OFFICIAL, PROFILES, PUBLIC, Paper, Remark
from bayu_docs.model.finding import Clause, Finding, Severity

BINDING, USUAL, ADVISED = "规定", "一般", "推荐"
_SEVERITIES = {BINDING: Severity.ERROR, USUAL: Severity.WARNING, ADVISED: Severity.WARNING}

PAPERS = (OFFICIAL, PUBLIC)
HEADED = (OFFICIAL,)


@dataclass(frozen=True)
class Rule:
    """A rule. profiles: those it holds in; needs_page: it looks at the set page, and is not
    checked where there is none."""

    code: str
    name: str
    clause: Clause
    strength: str
    check: Callable[[Paper], Iterable[Remark]]
    profiles: tuple[str, ...] = PROFILES
    needs_page: bool = False

    def finding(self, remark: Remark) -> Finding:
        """A remark as a finding; only what is 规定 is an error."""
        strength = remark.strength or self.strength
        return Finding(
            self.code,
            _SEVERITIES[strength],
            f"{remark.message}（{strength}）",
            remark.place,
            remark.clause or self.clause,
            remark.advice,
        )
