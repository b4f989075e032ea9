"""An application's verdict at both tiers, its distances and the doubts these rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bayu_docs.eligibility.judge import judge
from bayu_docs.eligibility.other_tier import gaps
from bayu_docs.model.application import Application
from bayu_docs.model.call import DISTRICT, Call, DistrictProfile
from bayu_docs.model.desk import FAILS, MEETS, OPEN
from bayu_docs.model.finding import Finding, Severity


@dataclass(frozen=True)
class Standing:
    """verdicts: tier key -> 符合, 不符合 or 待核; distances: every number missed, in words; doubts:
    titles of the doubts on which a verdict rests."""

    verdicts: Mapping[str, str] = field(default_factory=dict)
    distances: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def standing(
    application: Application,
    call: Call,
    profile: DistrictProfile | None,
    day: date,
    *,
    sound: bool,
) -> Standing:
    """Where the application stands at each tier of the call, whichever it was filed for.

    Who does not meet a condition fails; who meets all is left open (待核) while the package itself
    is not sound, or a proof is missing. Distances are told of the tiers it was filed for, and of
    the district's, to which everybody flows who is not recommended (五（一）).
    """
    verdicts: dict[str, str] = {}
    distances: list[str] = []
    doubts: dict[str, None] = {}
    told = {tier.key for tier in call.tiers_of(application.tier)} | {DISTRICT}
    for key, tier in call.tiers.items():
        found = judge(replace(application, tier=key), call, profile, day).findings
        verdicts[key] = _verdict(found, sound=sound)
        if key in told:
            missed = gaps(application, call, tier)
            distances += [f"{tier.name}：{words}" for words in missed]
            doubts |= dict.fromkeys(_doubt_titles(found, call))
    return Standing(verdicts, tuple(distances), tuple(doubts))


def open_standing(call: Call) -> Standing:
    """Of data that were read but not admitted: nothing can be said yet."""
    return Standing(dict.fromkeys(call.tiers, OPEN))


def _verdict(findings: tuple[Finding, ...], *, sound: bool) -> str:
    errors = [found for found in findings if found.severity is Severity.ERROR]
    if any(not found.code.startswith("evidence.") for found in errors):
        return FAILS
    return OPEN if errors or not sound else MEETS


def _doubt_titles(findings: tuple[Finding, ...], call: Call) -> list[str]:
    named = [found.doubt for found in findings if found.severity is Severity.WARNING]
    return [doubt.title for each in named if each and (doubt := call.doubt(each))]
