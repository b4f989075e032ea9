"""The stage: a Draft is admitted as an Application, or everything wrong with it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bayu_docs.intake import build, checks, fields
from bayu_docs.intake.normalise import normalise
from bayu_docs.intake.words import Remark, finding, remarks
from bayu_docs.materials import schema
from bayu_docs.model.application import Application, Draft
from bayu_docs.model.finding import Outcome, Severity, has_errors

# Of several mismatches at one field the first of these is told; the others follow from it.
_TOLD_FIRST = ("const", "enum", "type", "format", "pattern", "maxLength", "minLength")


def admit(draft: Draft) -> Outcome[Application]:
    """The admitted application, in normal form; all findings in the order of the form.

    value is None when an error was found. Pure: the day that ages are counted to is the filing
    date in the data.
    """
    data = normalise(draft.data)
    told = list(checks.characters(data))
    values, faults = checks.identified(data)
    told += _not_yet(told, faults)
    data = replaced(data, values)
    told += _not_yet(told, checks.repeated(data))
    told += _not_yet(told, _mismatches(data))
    told.sort(key=lambda remark: fields.order(remark.pointer))
    findings = tuple(finding(remark, draft.origins) for remark in told)
    if has_errors(findings):
        return Outcome(None, findings)
    return Outcome(build.application(data, draft), findings)


def replaced(data: Any, values: Mapping[str, str], pointer: str = "") -> Any:
    """The data with the text at each of the pointers replaced."""
    if isinstance(data, dict):
        return {
            name: replaced(inner, values, fields.child(pointer, name))
            for name, inner in data.items()
        }
    if isinstance(data, list):
        return [
            replaced(inner, values, fields.child(pointer, index))
            for index, inner in enumerate(data)
        ]
    return values.get(pointer, data)


def _mismatches(data: Any) -> list[Remark]:
    """What the schema finds, one remark for a field."""
    found = sorted(schema.problems(fields.SCHEMA, data), key=_precedence)
    begun = {problem.pointer for problem in found if problem.keyword == "dependentRequired"}
    chosen: dict[str, Remark] = {}
    for problem in found:
        if problem.keyword == "anyOf" and problem.pointer in begun:
            continue  # one of the ways was begun; the field it lacks is told instead
        for remark in remarks(problem):
            chosen.setdefault(remark.pointer, remark)
    return list(chosen.values())


def _precedence(problem: schema.Problem) -> tuple[int, int]:
    """The telling mismatch first; of two lists of allowed values the narrower."""
    rank = _TOLD_FIRST.index(problem.keyword) if problem.keyword in _TOLD_FIRST else 0
    choices = len(problem.expected) if problem.keyword == "enum" else 0
    return rank, choices


def _not_yet(told: Iterable[Remark], more: Iterable[Remark]) -> list[Remark]:
    """Those of `more` whose field has no error told already."""
    settled = {remark.pointer for remark in told if remark.severity is Severity.ERROR}
    return [remark for remark in more if remark.pointer not in settled]
