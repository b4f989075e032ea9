"""What a composer is handed, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bayu_docs.materials.schema_nodes import path_words
from bayu_docs.materials.workdays import Calendar
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.finding import Finding, Place, place_in
from bayu_docs.model.notice import Kind
from bayu_docs.notices.fields import schema_of


@dataclass(frozen=True)
class Situation:
    """One paper to compose.

    data: what the user gave, admitted; dates and times are parsed, what was not given is absent;
    district: the profile, empty when none was named; day: the day of the work; calendar: the
    working days; origins: pointer -> where the value was written.
    """

    kind: Kind
    data: Mapping[str, Any]
    call: Call
    district: DistrictProfile
    day: date
    calendar: Calendar
    origins: Mapping[str, Place] = field(default_factory=dict)

    def place(self, pointer: str) -> Place:
        """Where the value was written, or what holds it; the field's title where nobody knows."""
        known = place_in(self.origins, pointer)
        return replace(known, spot=known.spot or path_words(schema_of(self.kind), pointer))

    def unfilled(self, pointer: str, name: str) -> str:
        """What is said of a blank at that place, which names the field unless the place does."""
        by_place = self.place(pointer).spot == path_words(schema_of(self.kind), pointer)
        return f"{'' if by_place else name}没有填写，纸面留空"


@dataclass(frozen=True)
class Computed:
    """The kind's own computed fields, which join the spoken data in `f`, and what was found.

    Dates are spoken as the data's are; a Blank (spoken.Blank) is printed as a visible blank.
    """

    values: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()


Composer = Callable[[Situation], Mapping[str, Any] | Computed]
