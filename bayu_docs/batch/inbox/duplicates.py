"""Applications that may be one and the same, or share what is one man's: shown, never merged."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bayu_docs.batch.inbox.words import hint, warning
from bayu_docs.eligibility.names import bare, listed, says_nothing
from bayu_docs.model.desk import Receipt
from bayu_docs.model.finding import Finding

Pair = tuple[str, str]
Numbered = Mapping[str, Receipt]
"""收件序号 -> what was received under it."""

_SAY = {
    "applicant": "同一申报主体",
    "certificate": "同一证书编号",
    "picture": "相同的佐证图片",
}


def duplicates(numbered: Numbered) -> dict[str, tuple[Pair, ...]]:
    """For each 收件序号 the others it may double, each with the reason in words."""
    told: dict[str, list[Pair]] = {number: [] for number in numbered}
    for one, other, why in _pairs(numbered):
        told[one].append((other, why))
        told[other].append((one, why))
    return {number: tuple(sorted(pairs)) for number, pairs in told.items()}


def findings(numbered: Numbered) -> Iterator[Finding]:
    """A finding for each pair, on the later of the two."""
    for one, other, why in _pairs(numbered):
        kind = next(key for key, words in _SAY.items() if why.startswith(words))
        said = f"{other}（{_shown(numbered[other])}）与 {one}（{_shown(numbered[one])}）：{why}"
        file = numbered[other].file
        if kind == "picture":
            yield hint("receive.same_picture", said, file, "请对照原件，核对证书是否为本人所有")
        elif kind == "certificate":
            advice = "一人能否领衔两个驿站通知未写明；请对照证书原件，并向两家核实"
            yield warning("receive.same_certificate", said, file, advice, doubt="A45")
        else:
            advice = "两份都保留；请与申报主体确认以哪一份为准，另一份填“不予受理”并写明原因"
            yield warning("receive.same_applicant", said, file, advice)


def _pairs(numbered: Numbered) -> Iterator[tuple[str, str, str]]:
    """Two numbers, the smaller first, and why; applicants first."""
    same = _same_applicants(numbered)
    for one, other in sorted(same):
        yield one, other, _SAY["applicant"]
    # One applicant's own certificates and pictures may well stand in both of its applications.
    certificates: dict[tuple[str, str], list[str]] = {}
    for one, other, number in _shared(numbered, _certificates):
        if (one, other) not in same:
            certificates.setdefault((one, other), []).append(number)
    for (one, other), shared in certificates.items():
        yield one, other, f"{_SAY['certificate']} {listed(shared)}"
    for one, other in sorted({(one, other) for one, other, _ in _shared(numbered, _digests)}):
        if (one, other) not in same:
            yield one, other, f"{_SAY['picture']}（{_where(numbered[one], numbered[other])}）"


def _shared(
    numbered: Numbered, keys: Callable[[Receipt], Iterable[str]]
) -> list[tuple[str, str, str]]:
    """Every two numbers that share a key, with that key; sorted."""
    holders: dict[str, list[str]] = {}
    for number, receipt in sorted(numbered.items()):
        for key in dict.fromkeys(keys(receipt)):
            if key:
                holders.setdefault(key, []).append(number)
    return sorted(
        (one, other, key)
        for key, numbers in holders.items()
        for position, one in enumerate(numbers)
        for other in numbers[position + 1 :]
    )


def _same_applicants(numbered: Numbered) -> set[tuple[str, str]]:
    """Two numbers of one credit code, or of one name where one of the two has no code."""
    by_code = {(one, other) for one, other, _ in _shared(numbered, _code)}
    by_name = {
        (one, other)
        for one, other, _ in _shared(numbered, _name)
        if not (numbered[one].uscc and numbered[other].uscc)
    }
    return by_code | by_name


def _code(receipt: Receipt) -> list[str]:
    return [bare(receipt.uscc).upper()]


def _name(receipt: Receipt) -> list[str]:
    """The name without brackets and points, which people write in several ways."""
    return [bare(receipt.applicant).translate(_POINTS)]


_POINTS = {ord(mark): None for mark in "()·・.。,，“”\"'‘’-—"}


def _certificates(receipt: Receipt) -> Iterator[str]:
    """Numbers of all certificates of its lead artisans, as bare text."""
    for lead in _rows(receipt.data.get("lead_artisans")):
        for held in _rows(lead.get("qualifications")):
            number = held.get("number")
            if isinstance(number, str) and not says_nothing(number):
                yield bare(number).upper()


def _rows(value: Any) -> Sequence[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _digests(receipt: Receipt) -> list[str]:
    return [digest for digest, _ in receipt.pictures]


def _where(one: Receipt, other: Receipt) -> str:
    """Where the first shared pictures stand: `第3面与第5面`, and how many more."""
    places = dict(other.pictures)
    shared = [(at, places[digest]) for digest, at in one.pictures if digest in places]
    first = f"{shared[0][0]}与对方{shared[0][1]}"
    return first if len(shared) == 1 else f"{first}等{len(shared)}处"


def _shown(receipt: Receipt) -> str:
    return unicodedata.normalize("NFC", receipt.applicant) or receipt.file
