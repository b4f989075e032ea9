"""What holds of the verdict for any numbers: more is never worse, doubts never reject."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bayu_docs.eligibility.ratio import ratio_readings
from bayu_docs.model.finding import Finding, Severity

_NAME = "eligibility_base"


def _load() -> ModuleType:
    """The base application of tests/unit/eligibility, which is no package."""
    if _NAME not in sys.modules:
        path = Path(__file__).parents[1] / "unit/eligibility/base.py"
        spec = importlib.util.spec_from_file_location(_NAME, path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[_NAME] = module
        spec.loader.exec_module(module)
    return sys.modules[_NAME]


base = _load()
TIERS = st.sampled_from(["municipal", "district", "both"])
COUNTS = {
    "facility.occupations": ("/facilities/occupations", base.facility, "facility_occupations"),
    "lead.count": ("/lead_artisans", base.lead, "lead_artisans"),
    "brand.count": ("/brands", base.brand, "brands"),
    "partner.count": ("/partners", base.partner, "partners"),
}


def _found(patch: dict[str, Any], code: str) -> list[Finding]:
    return [f for f in base.judged(patch).findings if f.code == code]


@given(code=st.sampled_from(sorted(COUNTS)), tier=TIERS, number=st.integers(0, 9))
def test_one_more_never_makes_a_count_worse(code: str, tier: str, number: int) -> None:
    pointer, make, _ = COUNTS[code]
    rows = [make(i) for i in range(number + 1)]
    fewer = _found({"tier": tier, "set": {pointer: rows[:-1]}}, code)
    more = _found({"tier": tier, "set": {pointer: rows}}, code)
    assert len(more) <= len(fewer)
    assert sum(f.severity is Severity.ERROR for f in more) <= sum(
        f.severity is Severity.ERROR for f in fewer
    )


@given(code=st.sampled_from(sorted(COUNTS)), number=st.integers(0, 9))
def test_the_distance_is_what_was_asked_less_what_was_found(code: str, number: int) -> None:
    pointer, make, key = COUNTS[code]
    found = _found({"set": {pointer: [make(i) for i in range(number)]}}, code)
    requirement = base.the_call().tiers["municipal"].requirement(key)
    asked = requirement.limit.value
    if number >= asked:
        assert not found
        return
    (finding,) = found
    unit = requirement.limit.unit
    assert finding.severity is Severity.ERROR
    assert f"{number}{unit}，市级要求{asked}{unit}以上，差{asked - number}{unit}" in finding.message
    assert requirement.limit.figure in finding.clause.words


@given(number=st.integers(0, 3), code=st.sampled_from(["facility.occupations", "lead.count"]))
def test_between_two_readings_there_is_a_warning_that_names_the_doubt(
    number: int, code: str
) -> None:
    pointer, make, _ = COUNTS[code]
    rows = [make(i) for i in range(number)]
    found = _found({"tier": "district", "set": {pointer: rows}}, code)
    severity = {0: [Severity.ERROR], 1: [Severity.WARNING]}.get(number, [])
    assert [f.severity for f in found] == severity
    assert all(bool(f.doubt) is (f.severity is Severity.WARNING) for f in found)


@given(
    tier=st.sampled_from(["municipal", "district"]),
    leads=st.integers(0, 8),
    team=st.integers(0, 45),
)
def test_the_ratio_is_an_error_only_when_every_reading_fails(
    tier: str, leads: int, team: int
) -> None:
    patch = {
        "tier": tier,
        "set": {
            "/lead_artisans": [base.lead(i) for i in range(leads)],
            "/team": [base.member(i) for i in range(team)],
        },
    }
    asked = base.the_call().tiers[tier]
    requirement = asked.requirement("team_ratio")
    readings = ratio_readings(
        base.typed(base.patched(patch)),
        base.the_call(),
        asked,
        requirement,
        requirement.limit.value,
    )
    passing = [reading for reading in readings if not reading.missing]
    found = _found(patch, "team.ratio")
    if len(passing) == len(readings):
        assert not found
    else:
        (finding,) = found
        assert (finding.severity is Severity.ERROR) is (not passing)
        assert (finding.doubt == "A05") is bool(passing)
        needed, have, short = map(
            int, re.search(r"需(\d+)名，现(\d+)名，差(\d+)名", finding.message).groups()
        )
        assert short == needed - have > 0


@given(leads=st.integers(1, 6), team=st.integers(0, 35), tier=TIERS)
def test_one_more_member_never_makes_the_ratio_worse(leads: int, team: int, tier: str) -> None:
    people = [base.member(i) for i in range(team + 1)]
    set_leads = {"/lead_artisans": [base.lead(i) for i in range(leads)]}
    fewer = _found({"tier": tier, "set": {**set_leads, "/team": people[:-1]}}, "team.ratio")
    more = _found({"tier": tier, "set": {**set_leads, "/team": people}}, "team.ratio")
    rank = {Severity.ERROR: 2, Severity.WARNING: 1}
    assert sum(rank[f.severity] for f in more) <= sum(rank[f.severity] for f in fewer)


@given(
    tier=TIERS,
    months=st.decimals(0, 12, places=1),
    years=st.decimals(0, 10, places=1),
    person_times=st.integers(0, 2000),
    high_skilled=st.integers(0, 200),
)
def test_a_finding_that_names_a_doubt_is_never_an_error(
    tier: str, months: Any, years: Any, person_times: int, high_skilled: int
) -> None:
    patch = {
        "tier": tier,
        "set": {
            "/lead_artisans/0/months_on_station": float(months),
            "/team/0/rural_years": float(years),
            "/training/person_times_per_year": person_times,
            "/training/high_skilled_per_year": high_skilled,
        },
    }
    for finding in base.judged(patch).findings:
        assert not (finding.doubt and finding.severity is Severity.ERROR)
        assert finding.doubt == "" or base.the_call().doubt(finding.doubt) is not None
        assert finding.message and not finding.message.endswith("。")


@given(tier=st.sampled_from(["municipal", "district"]), person_times=st.integers(0, 2000))
def test_the_other_tier_is_told_exactly_once(tier: str, person_times: int) -> None:
    patch = {"tier": tier, "set": {"/training/person_times_per_year": person_times}}
    (told,) = _found(patch, "tier.other")
    other = {"municipal": "district", "district": "municipal"}[tier]
    asked = base.the_call().tiers[other].requirement("training_person_times").limit.value
    assert told.severity is Severity.INFO
    if person_times < asked:
        assert f"差{asked - person_times}人次" in told.message
    else:
        assert "也满足" in told.message
