"""What a rule is handed: the application, the call, and a way to say what it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bayu_docs.errors import RuleFaulty
from bayu_docs.model.application import Application
from bayu_docs.model.call import Call, DistrictProfile, Limit, Requirement, Tier
from bayu_docs.model.finding import Clause, Finding, Severity


@dataclass(frozen=True, kw_only=True)
class Case:
    """One application before one rule.

    code: the rule's code, carried by all its findings; tiers: the judged tiers; today: the day of
    judging, for hints only.
    """

    code: str
    application: Application
    call: Call
    district: DistrictProfile | None
    today: date
    tiers: tuple[Tier, ...]

    def error(
        self, pointer: str, message: str, advice: str, clause: Clause | None = None
    ) -> Finding:
        """A finding that blocks."""
        return self._finding(Severity.ERROR, pointer, message, advice, clause, "")

    def warning(
        self, pointer: str, message: str, advice: str, clause: Clause | None = None, doubt: str = ""
    ) -> Finding:
        """A finding that does not block; `doubt` is the id of the doubt it rests on."""
        return self._finding(Severity.WARNING, pointer, message, advice, clause, doubt)

    def info(
        self, pointer: str, message: str, advice: str, clause: Clause | None = None, doubt: str = ""
    ) -> Finding:
        """A hint."""
        return self._finding(Severity.INFO, pointer, message, advice, clause, doubt)

    def fact_clause(self, key: str) -> Clause | None:
        """The clause of one of the call's facts, or None when this call does not state it."""
        fact = self.call.facts.get(key)
        return fact.clause if fact else None

    def _default_clause(self) -> Clause | None:
        return None

    def _finding(
        self,
        severity: Severity,
        pointer: str,
        message: str,
        advice: str,
        clause: Clause | None,
        doubt_id: str,
    ) -> Finding:
        doubt = self.call.doubt(doubt_id) if doubt_id else None
        quoted = doubt.quotations[0] if doubt and doubt.quotations else None
        return Finding(
            code=self.code,
            severity=severity,
            message=message,
            place=self.application.place(pointer),
            clause=clause or self._default_clause() or quoted,
            advice=advice,
            doubt=doubt.id if doubt else "",
        )


@dataclass(frozen=True, kw_only=True)
class TierCase(Case):
    """One application before one rule at one tier; `requirement` is the one the rule checks."""

    tier: Tier
    requirement: Requirement

    @property
    def limit(self) -> Limit:
        """The number asked; RuleFaulty when the call sets none, or sets an upper limit."""
        limit = self.requirement.limit
        if limit is None or limit.relation != "at_least":
            raise RuleFaulty(
                f"申报批次 {self.call.id} 的{self.tier.name}条件“{self.requirement.title}”"
                "没有可核对的下限数字",
                "请用 bayu-docs call lint 检查申报批次数据",
            )
        return limit

    @property
    def asker(self) -> str:
        """Who asks: `市级`, or `市级和区县级均` when all judged tiers ask the same number."""
        asked = [tier.requirement(self.requirement.key) for tier in self.tiers]
        numbers = {(r.limit.value, r.limit.other_values) if r and r.limit else None for r in asked}
        if len(self.tiers) > 1 and len(numbers) == 1:
            return "和".join(tier.name for tier in self.tiers) + "均"
        return self.tier.name

    def asks_for(self, words: str) -> bool:
        """True when the requirement's quotation holds these words."""
        return words in self.requirement.clause.words

    def _default_clause(self) -> Clause | None:
        return self.requirement.clause
