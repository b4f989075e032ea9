"""What the papers that ask about doubts compute: each ticked doubt in the notice's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bayu_docs.model.call import Doubt
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.notices.running_words import clause_words, ended, inner_quotes, unended
from bayu_docs.notices.situation import Computed, Situation


def asked(situation: Situation) -> Computed:
    """The ticked doubts in the order they were ticked, without their ids; unknown ones are told."""
    doubts = [situation.call.doubt(key) for key in situation.data["doubts"]]
    values = {"doubts": [_question(doubt) for doubt in doubts if doubt is not None]}
    return Computed(values, tuple(_unknown(situation)))


def _question(doubt: Doubt) -> dict[str, Any]:
    """A doubt to be printed: title, quotations with their place, and the question."""
    return {
        "title": unended(doubt.title),
        "quotations": [
            {"place": clause_words(clause.number), "words": inner_quotes(unended(clause.words))}
            for clause in doubt.quotations
        ],
        "problem": ended(doubt.problem),
    }


def _unknown(situation: Situation) -> Iterator[Finding]:
    for index, key in enumerate(situation.data["doubts"]):
        if situation.call.doubt(key) is None:
            yield Finding(
                "notice.unknown_doubt",
                Severity.ERROR,
                f"本批次通知没有编号为{key}的存疑",
                situation.place(f"/doubts/{index}"),
                advice="用 bayu-docs call lint 查看存疑的编号",
            )
