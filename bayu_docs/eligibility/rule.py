"""Rules as values: one rule, one check, one code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bayu_docs.eligibility.case import Case, TierCase
from bayu_docs.model.finding import Finding


def always(_: Case) -> bool:
    """Every call and profile sets what the rule checks."""
    return True


@dataclass(frozen=True)
class Rule:
    """A rule that does not depend on the tier.

    source: the clause or doubt it rests on, for readers; applies: False when this call or profile
    does not set what the rule checks, so that the rule is not counted as checked.
    """

    code: str
    name: str
    source: str
    check: Callable[[Case], Iterable[Finding]]
    applies: Callable[[Case], bool] = always


@dataclass(frozen=True)
class TierRule:
    """A rule for one requirement, run at every judged tier whose call sets that requirement.

    applies: False when the requirement's own words do not ask what the rule checks.
    """

    code: str
    name: str
    requirement: str
    check: Callable[[TierCase], Iterable[Finding]]
    applies: Callable[[TierCase], bool] = always

    @property
    def source(self) -> str:
        """The requirement's key, whose clause the findings cite."""
        return self.requirement
