"""A file against all rules of its profile: findings, and which rules were checked and which not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bayu_docs.gongwen.lint import (
    rules_annexes,
    rules_body,
    rules_characters,
    rules_facts,
    rules_head,
    rules_imprint,
    rules_numbers,
    rules_page,
    rules_running,
    rules_signature,
    rules_title,
    rules_wording,
)
from bayu_docs.gongwen.lint.paper import Paper, Remark
from bayu_docs.gongwen.lint.rule import Rule
from bayu_docs.materials.page_lines import Page
from bayu_docs.materials.word_layout import WordLayout
from bayu_docs.model.finding import Finding

RULES: tuple[Rule, ...] = (
    *rules_page.RULES,
    *rules_running.RULES,
    *rules_head.RULES,
    *rules_title.RULES,
    *rules_body.RULES,
    *rules_annexes.RULES,
    *rules_signature.RULES,
    *rules_imprint.RULES,
    *rules_numbers.RULES,
    *rules_facts.RULES,
    *rules_wording.RULES,
    *rules_characters.RULES,
)


@dataclass(frozen=True)
class Noted:
    """A finding and the paragraph to note it at, None for the file's first."""

    finding: Finding
    paragraph: int | None


@dataclass(frozen=True)
class Linted:
    """What was found in one file. profile, format: what it was taken for; checked: codes of the
    rules that ran; unchecked: rules that need the set page, where there was none."""

    profile: str
    format: str
    noted: tuple[Noted, ...]
    checked: tuple[str, ...]
    unchecked: tuple[Rule, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings alone."""
        return tuple(each.finding for each in self.noted)


def lint(
    file: str,
    layout: WordLayout,
    pages: Sequence[Page] | None = None,
    profile: str | None = None,
) -> Linted:
    """The file against the rules. pages: as the office engine has set it, None when none did;
    profile: one of PROFILES, chosen by what the paper looks like when None."""
    paper = Paper(file, layout, pages, profile)
    rules = [rule for rule in RULES if paper.profile in rule.profiles]
    run = [rule for rule in rules if paper.pages is not None or not rule.needs_page]
    noted = [_noted(rule, remark) for rule in run for remark in rule.check(paper)]
    return Linted(
        paper.profile,
        paper.format,
        tuple(noted),
        tuple(dict.fromkeys(rule.code for rule in run)),
        tuple(rule for rule in rules if rule not in run),
    )


def _noted(rule: Rule, remark: Remark) -> Noted:
    return Noted(rule.finding(remark), remark.paragraph)
