"""Evidence for every requirement (备注): at least one item says that it proves it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from bayu_docs.eligibility.case import Case
from bayu_docs.eligibility.names import bare
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.application import Application
from bayu_docs.model.finding import Finding

_ALIKE = 0.5  # difflib ratio from which a title is offered as what was meant


def excused_keys(application: Application) -> frozenset[str]:
    """Keys of the requirements that need no proof: 所属单位支持 where there is no such unit."""
    alone = application.organization.support.not_applicable
    return frozenset({"parent_support"} if alone else ())


def _unproved(case: Case) -> Iterator[Finding]:
    proved = {bare(title) for item in case.application.evidence for title in item.proves}
    asked = {bare(r.title): r for tier in reversed(case.tiers) for r in reversed(tier.requirements)}
    excused = excused_keys(case.application)
    for title, requirement in reversed(asked.items()):
        if title not in proved and requirement.key not in excused:
            yield case.error(
                "/evidence",
                f"条件“{requirement.title}”没有佐证材料",
                f"请补充一件证明材料，并在“证明事项”中填“{requirement.title}”",
                requirement.clause,
            )


def _unknown_requirement(case: Case) -> Iterator[Finding]:
    titles = {
        bare(r.title): r.title for tier in case.call.tiers.values() for r in tier.requirements
    }
    for index, item in enumerate(case.application.evidence):
        for position, named in enumerate(item.proves):
            if bare(named) in titles:
                continue
            alike = difflib.get_close_matches(bare(named), titles, 1, _ALIKE)
            guess = f"，是不是“{titles[alike[0]]}”？" if alike else ""
            yield case.error(
                f"/evidence/{index}/proves/{position}",
                f"佐证材料 {item.id}“{item.title}”的证明事项“{named}”不是本批次的条件{guess}",
                f"可填：{'、'.join(titles.values())}",
                case.fact_clause("fill_note_2"),
            )


RULES: tuple[Rule | TierRule, ...] = (
    Rule("evidence.unproved", "每项条件有佐证", "四、备注", _unproved),
    Rule("evidence.unknown_requirement", "证明事项", "四、备注", _unknown_requirement),
)
