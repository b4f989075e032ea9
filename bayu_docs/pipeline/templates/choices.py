"""Boxes on their form and the values of our field they stand for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bayu_docs.pipeline.templates import labels
from bayu_docs.pipeline.templates.places import Box
from bayu_docs.pipeline.templates.targets import Choice, Target, words


def ticked(boxes: Sequence[Box], target: Target) -> dict[int, tuple[Choice, ...]]:
    """Which values tick which box (by its place in `boxes`); empty when less than half are known.

    A value without a box of its own may be covered by several others (市级和区县级 by both).
    """
    own: dict[int, tuple[Choice, ...]] = {}
    for at, box in enumerate(boxes):
        fitting = sorted(
            (close, number)
            for number, choice in enumerate(target.choices)
            if (close := _closeness(box.words, choice)) is not None
        )
        if fitting:
            own[at] = (target.choices[fitting[0][1]],)
    if len(own) * 2 < len(boxes):
        return {}
    for value, covering in words()["covers"].get(target.key, {}).items():
        if not any(choice.value == value for (choice, *_) in own.values()):
            extra = next(choice for choice in target.choices if choice.value == value)
            for at, (first, *rest) in own.items():
                if first.value in covering:
                    own[at] = (first, *rest, extra)
    return own


def without_box(boxes: Sequence[Box], target: Target) -> tuple[str, ...]:
    """Printed words of the values that no box on their form stands for."""
    there = {choice.value for group in ticked(boxes, target).values() for choice in group}
    return tuple(choice.words for choice in target.choices if choice.value not in there)


def _closeness(text: str, choice: Choice) -> int | None:
    """0 to 2 as a box's words fit a value's printed words or its other spellings, else None."""
    known = [choice.words, *choice.words.split("/")] if "/" in choice.words else [choice.words]
    found = [
        close + (0 if spelling in known else 1)
        for spelling in (*known, *choice.labels)
        if (close := labels.closeness(text, spelling)) is not None
    ]
    return min(found, default=None)
