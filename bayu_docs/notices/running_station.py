"""What a station's own papers compute: texts in paragraphs, the budget's total."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bayu_docs.notices.running_words import clause_of, headed, paragraphs, quoted
from bayu_docs.notices.situation import Situation


def plan(situation: Situation) -> Mapping[str, Any]:
    """The sections as rows, and what the budget comes to (万元)."""
    data = situation.data
    return {
        "quoted": quoted(clause_of(situation.call, "construction_plan")),
        "overview": paragraphs(data["overview"]),
        "budget_total": sum(
            (Decimal(str(row["amount"])) for row in data.get("budget", ())), Decimal(0)
        ),
    } | _sections(data, "goals", "tasks", "safeguards")


def annual_plan(situation: Situation) -> Mapping[str, Any]:
    """The sections as rows."""
    data = situation.data
    outset = paragraphs(data["outset"]) if "outset" in data else []
    return {"outset": outset, "quoted": _yearly(situation)} | _sections(
        data, "goals", "tasks", "safeguards"
    )


def annual_report(situation: Situation) -> Mapping[str, Any]:
    """The sections as rows."""
    data = situation.data
    return {"overview": paragraphs(data["overview"]), "quoted": _yearly(situation)} | _sections(
        data, "results", "problems", "next_steps"
    )


def _yearly(situation: Situation) -> str:
    return quoted(clause_of(situation.call, "yearly_reports"))


def _sections(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: headed(data.get(name, ())) for name in names}
