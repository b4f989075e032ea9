"""The stage: a Draft is admitted as an Application, or everything wrong with it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bayu_docs.intake import build, checks, fields
from bayu_docs.intake.normalise import normalise
from bayu_docs.intake.words import Remark, finding, remarks
from bayu_docs.materials import schema
from bayu_docs.model.application import Application, Draft
from bayu_docs.model.finding import Finding, Outcome, Severity, has_errors
from bayu_docs.model.form import pattern_of

# Of several mismatches at one field the first of these is told; the others follow from it.
_TOLD_FIRST = ("const", "enum", "type", "format", "pattern", "maxLength", "minLength")


def admit(draft: Draft) -> Outcome[Application]:
    """The admitted application, in normal form; all findings in the order of the form.

    value is None when an error was found, be it by the reader of the file. Pure: the day that
    ages are counted to is the filing date in the data.
    """
    data = normalise(draft.data)
    told = list(checks.characters(data))
    values, faults = checks.identified(data)
    told += _not_yet(told, faults)
    data = replaced(data, values)
    told += _not_yet(told, checks.repeated(data))
    told += _not_yet(told, _mismatches(data, in_json=draft.in_json))
    told = _unexplained(told, draft.findings)
    findings = tuple(
        sorted(
            (*draft.findings, *(finding(remark, draft.origins) for remark in told)),
            key=lambda found: fields.order(found.place.pointer),
        )
    )
    if has_errors(findings):
        return Outcome(None, findings)
    return Outcome(build.application(data, draft), findings)


def normal_form(draft: Draft) -> Any:
    """The draft's data as admission sees it: texts, numbers and identifiers in normal form."""
    data = normalise(draft.data)
    return replaced(data, checks.identified(data)[0])


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


def _mismatches(data: Any, *, in_json: bool) -> list[Remark]:
    """What the schema finds, one remark for a field."""
    found = sorted(schema.problems(fields.SCHEMA, data), key=_precedence)
    begun = {problem.pointer for problem in found if problem.keyword == "dependentRequired"}
    chosen: dict[str, Remark] = {}
    for problem in found:
        if problem.keyword == "anyOf" and problem.pointer in begun:
            continue  # one of the ways was begun; the field it lacks is told instead
        for remark in remarks(problem, in_json=in_json):
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


def _unexplained(told: Iterable[Remark], read: Iterable[Finding]) -> list[Remark]:
    """Those remarks that do not merely follow from an error of the reader.

    The reader's pointer may name a field (/team/3/name), a column of every row (/team/-/name) or
    what holds them: a row or a list it could not read.
    """
    lost = tuple(
        found.place.pointer
        for found in read
        if found.severity is Severity.ERROR and found.place.pointer
    )

    def follows(remark: Remark) -> bool:
        names = (remark.pointer, pattern_of(remark.pointer))
        if any(name == at or name.startswith(f"{at}/") for name in names for at in lost):
            return True
        ways = remark.code == "intake.one_of"  # what could not be read may be one of them
        return ways and any(at.startswith(f"{remark.pointer}/") for at in lost)

    return [remark for remark in told if not follows(remark)]
