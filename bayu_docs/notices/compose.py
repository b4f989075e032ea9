"""One kind and its data -> the head and the fields of its paper, and what was found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bayu_docs.errors import RuleFaulty
from bayu_docs.materials.workdays import OFFICIAL, Calendar
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.finding import Finding, Place
from bayu_docs.model.notice import Head, Kind
from bayu_docs.notices import blanks as told
from bayu_docs.notices import facts, heads, public
from bayu_docs.notices.composers import COMPOSERS
from bayu_docs.notices.fields import schema_of
from bayu_docs.notices.known import known
from bayu_docs.notices.situation import Computed, Situation
from bayu_docs.notices.spoken import Blanks, speak, spoken


@dataclass(frozen=True)
class Composed:
    """A paper before it is printed: its head, what its template calls f, c and d, and findings."""

    head: Head
    fields: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()


def compose(
    kind: Kind,
    data: Mapping[str, Any],
    call: Call,
    district: DistrictProfile | None,
    day: date,
    *,
    calendar: Calendar = OFFICIAL,
    origins: Mapping[str, Place] | None = None,
) -> Composed:
    """The paper of admitted data (admission.admit); RuleFaulty when its title asks for the unknown.

    district: the profile, or None; day: the day of the work, for organs' names where the paper has
    no date. Blanks are findings of INFO here; who wants a final paper raises them (blanks.final).
    """
    profile = district or DistrictProfile()
    data = known(kind, call) | dict(data)
    situation = Situation(kind, data, call, profile, day, calendar, origins or {})
    computed = _computed(situation)
    blanks = Blanks()
    f = spoken(schema_of(kind), data, blanks) | speak(computed.values)
    withheld: tuple[Finding, ...] = ()
    if kind.public:
        f, withheld = public.without_names(f, situation)
    fields = {
        "f": f,
        "c": facts.call_facts(call, data.get("call_number", "")),
        "d": facts.district_facts(profile, data.get("signed_on", day)),
    }
    head, missing = heads.head(situation, lambda pattern: titled(pattern, fields))
    findings = (
        *computed.findings,
        *withheld,
        *missing,
        *told.of_fields(situation, blanks),
        *told.of_head(situation, head),
        *told.of_imprint(situation, head),
    )
    return Composed(head, fields, findings)


def titled(pattern: str, fields: Mapping[str, Any]) -> str:
    """The title of a pattern over c, d and f; RuleFaulty when it names what there is not."""
    try:
        return pattern.format(**fields)
    except (KeyError, IndexError, ValueError) as error:
        raise RuleFaulty(f"公文标题“{pattern}”用到了没有的字段", "请重新安装 bayu-docs") from error


def _computed(situation: Situation) -> Computed:
    composer = COMPOSERS.get(situation.kind.key)
    if composer is None:
        return Computed({})
    made = composer(situation)
    return made if isinstance(made, Computed) else Computed(made)
