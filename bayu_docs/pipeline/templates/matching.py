"""Places matched to targets: exact, then by synonym, then by likeness with its score. Pure.

A list is matched as a whole: the columns and the words around it decide which of our lists it is,
and only then each column which field. What stays in doubt is left unmatched and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from bayu_docs.pipeline.templates import labels
from bayu_docs.pipeline.templates.choices import ticked
from bayu_docs.pipeline.templates.places import Slot
from bayu_docs.pipeline.templates.targets import Target, list_titles, targets, words

_NAMED_AROUND = 0.5  # what a list's name near the table is worth, beside the mean of its columns
_LEAST_OF_COLUMNS = 0.4


class How(Enum):
    """Why a place has its field."""

    EXACT = "一致"
    SYNONYM = "同义"
    LIKENESS = "相近"
    NONE = "未匹配"
    HAND = "人工"


@dataclass(frozen=True)
class Match:
    """A place and what it will hold; score: 0 to 1; note: why it is not matched, or empty."""

    slot: Slot
    target: Target | None
    how: How
    score: float = 0.0
    note: str = ""

    @property
    def how_words(self) -> str:
        """As shown: 一致, 同义, 相近 0.82 …"""
        return f"相近 {self.score:.2f}" if self.how is How.LIKENESS else self.how.value


@dataclass(frozen=True)
class _Candidate:
    target: Target
    how: How
    score: float


def match(slots: Sequence[Slot]) -> tuple[Match, ...]:
    """A match for each place, in the order of the places."""
    made: dict[int, Match] = {}
    for group in _grouped(slots):
        chosen = _list_of([slots[at] for at in group])
        made |= dict(zip(group, _columns([slots[at] for at in group], chosen), strict=True))
    single = [at for at in range(len(slots)) if at not in made]
    found = _each_once(
        [slots[at] for at in single], [t for t in targets() if not t.list and not t.inner]
    )
    made |= dict(zip(single, found, strict=True))
    return tuple(
        made[at]
        for at in range(len(slots))
        if slots[at].certain or made[at].how in (How.EXACT, How.SYNONYM)
    )


def _grouped(slots: Sequence[Slot]) -> list[list[int]]:
    """Places of lists, and single places that lie in a section named after a list, as groups."""
    groups: dict[str, list[int]] = {}
    for at, slot in enumerate(slots):
        if slot.rows:
            groups.setdefault(slot.rows, []).append(at)
        elif slot.table is not None and slot.context and _lists_named((slot.context[0],)):
            groups.setdefault(f"{slot.table}:{slot.context[0]}", []).append(at)
    return [group for group in groups.values() if len(group) > 1 or slots[group[0]].rows]


def _lists_named(context: Iterable[str]) -> list[str]:
    """Our lists that the words around a place name, the nearest words first."""
    found: list[str] = []
    for text in context:
        bare = labels.spellings(text)[-1]
        hits = [
            (bare.find(labels.spellings(name)[0]), -len(name), key)
            for key, names in words()["lists"].items()
            for name in (*names, list_titles()[key].rpartition(" › ")[2])
            if labels.spellings(name)[0] in bare
        ]
        found += [key for _, _, key in sorted(hits) if key not in found]
    return list(dict.fromkeys(found))


def _list_of(slots: Sequence[Slot]) -> str:
    """Our list that these columns are, or empty when none is or two are equally likely."""
    named = _lists_named(slots[0].context)
    worth: dict[str, float] = {}
    for key in list_titles():
        members = [target for target in targets() if target.list == key]
        scores = [max((c.score for c in _candidates(s, members)), default=0.0) for s in slots]
        mean = sum(scores) / len(slots)
        if mean < _LEAST_OF_COLUMNS or sum(score > 0 for score in scores) < 2:
            continue
        bonus = _NAMED_AROUND / (1 + named.index(key)) if key in named else 0.0
        worth[key] = mean + bonus
    ranked = sorted(worth, key=lambda key: -worth[key])
    if not slots[0].rows and ranked[:1] != named[:1]:
        return ""  # single fields are a list's only where its name stands over them
    if len(ranked) > 1 and worth[ranked[0]] - worth[ranked[1]] < 0.02:
        return ""
    return ranked[0] if ranked else ""


def _columns(slots: Sequence[Slot], key: str) -> list[Match]:
    if not key:
        if slots[0].rows:
            note = "分不清是哪一张表，请在“对应字段”里选"
            return [Match(slot, None, How.NONE, note=note) for slot in slots]
        return _each_once(slots, [t for t in targets() if not t.list and not t.inner])
    return _each_once(slots, [target for target in targets() if target.list == key])


def _each_once(slots: Sequence[Slot], among: Sequence[Target]) -> list[Match]:
    """The best match for each place: a field once in a table, and by likeness once at all."""
    made: list[Match] = [Match(slot, None, How.NONE) for slot in slots]
    claims: set[tuple[str, int | None, str]] = set()
    wanted = [
        (candidate, at) for at, slot in enumerate(slots) for candidate in _candidates(slot, among)
    ]
    wanted.sort(key=lambda pair: (pair[0].how is How.LIKENESS, -pair[0].score, pair[1]))
    claimed: set[str] = set()
    for candidate, at in wanted:
        target, slot = candidate.target, slots[at]
        claim = (target.key, slot.table, slot.rows)
        if made[at].target is not None:
            continue
        alike = candidate.how is How.LIKENESS
        if claim in claims or (alike and claimed & {target.key, *target.fields}):
            if not made[at].note:
                made[at] = Match(slot, None, How.NONE, note=f"“{target.name}”在这张表里已有位置")
            continue
        claims.add(claim)
        claimed |= {target.key, *target.fields}
        made[at] = Match(slot, target, candidate.how, candidate.score)
    return made


def _candidates(slot: Slot, among: Sequence[Target]) -> list[_Candidate]:
    """The targets a place may be, each with how and how well it fits."""
    return [
        candidate
        for target in among
        if (candidate := _candidate(_names_of(slot), slot, target)) is not None
    ]


def _names_of(slot: Slot) -> tuple[str, ...]:
    """What a place may be called: its label, with its owner, its upper head or its section."""
    if slot.owner:
        return (slot.owner + slot.label,)
    if slot.head:
        return (slot.head + slot.label, slot.label)
    joined = [labels.spellings(text)[-1] + slot.label for text in slot.context[:2]]
    trimmed = [
        labels.spellings(text)[-1].removesuffix("情况").removesuffix("信息") + slot.label
        for text in slot.context[:2]
    ]
    return tuple(dict.fromkeys((slot.label, *joined, *trimmed)))


def _candidate(names: Sequence[str], slot: Slot, target: Target) -> _Candidate | None:
    if slot.ticks and not ticked(slot.ticks, target):
        return None
    best: _Candidate | None = None
    for order, name in enumerate(names):
        for known, how in ((target.name, How.EXACT), *((x, How.SYNONYM) for x in target.labels)):
            close = labels.closeness(name, known)
            if close is None:
                continue
            score = 1.0 - 0.1 * close - 0.01 * order - (0.02 if how is How.SYNONYM else 0.0)
            if best is None or score > best.score:
                best = _Candidate(target, how, score)
    if best is not None or slot.owner:
        return best
    score = max(_alike(names[0], known) for known in (target.name, *target.labels))
    if score < float(words()["minimum_likeness"]):
        return None
    return _Candidate(target, How.LIKENESS, score)


@cache
def _alike(label: str, known: str) -> float:
    return labels.likeness(label, known, words()["tails"], words()["neutral_endings"])
