"""The verdict on an application: what was found, what was checked, and what table J prints."""

from __future__ import annotations

from dataclasses import dataclass

from bayu_docs.model.finding import Finding


@dataclass(frozen=True)
class Assessment:
    """One row of the form's self-assessment table.

    key: the requirement's key; clause: as cited, `四（一）2`, both tiers joined by ` / `; title:
    the requirement's printed name, by which evidence items name what they prove; demand: what the
    notice asks; stated: the applicant's own facts and numbers in words, never a verdict.
    """

    key: str
    clause: str
    title: str
    demand: str
    stated: str


@dataclass(frozen=True)
class Verdict:
    """The outcome of judging one application.

    findings: in the order of the rules; checked: codes of the rules that ran; assessments: rows of
    the self-assessment table in the notice's order.
    """

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    assessments: tuple[Assessment, ...]
