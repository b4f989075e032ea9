"""What is planned for a campaign: who applies where, in what form, with which defect, how late."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call

ROOT = Path(__file__).resolve().parents[2]
_DAY = date(2022, 3, 2)  # the notice's own
CLOCK = timezone(timedelta(hours=8))
DEADLINE = datetime(2022, 3, 24, 18, 0, tzinfo=CLOCK)

PACKAGE, MAIL, FOLDER, WORD, WORKBOOK = "package", "mail", "folder", "word", "workbook"
_FORMS = (PACKAGE, MAIL, PACKAGE, MAIL, FOLDER, WORKBOOK, WORD, MAIL, PACKAGE, PACKAGE)
_TIERS = ("municipal", "district", "both", "district", "municipal")

# Defects of the data, which make an application fail, and of the package, which leave it open.
DATA_DEFECTS = ("few_members", "few_partners", "few_months", "no_brand")
PACKAGE_DEFECTS = ("tampered", "cut_short")
SAME_FILE, SAME_APPLICANT, SAME_CERTIFICATE, SAME_PICTURE = (
    "same_file",
    "same_applicant",
    "same_certificate",
    "same_picture",
)
_SHARES = {
    SAME_FILE: PACKAGE,
    SAME_APPLICANT: WORD,
    SAME_CERTIFICATE: WORKBOOK,
    SAME_PICTURE: PACKAGE,
}
"""How one may double another, and in what form that one comes."""
_DEFECT_PART, _LATE_PART = 40 / 150, 6 / 150


@dataclass(frozen=True)
class Plan:
    """One thing to be received.

    number: of the application, unique; share: how it doubles `of`, the number of an earlier one in
    the same district; received_at: by the mail server or the register.
    """

    number: int
    division: str
    tier: str
    form: str
    received_at: datetime
    defect: str = ""
    share: str = ""
    of: int = 0
    file: str = field(default="", compare=False)

    @property
    def late(self) -> bool:
        """After the district's deadline."""
        return self.received_at > DEADLINE

    def told(self) -> dict[str, Any]:
        """The plan as plain values, for campaign.json."""
        return {
            "number": self.number,
            "division": self.division,
            "tier": self.tier,
            "form": self.form,
            "received_at": self.received_at.isoformat(),
            "late": self.late,
            "defect": self.defect,
            "share": self.share,
            "of": self.of,
        }


def planned(applications: int, districts: int, seed: int) -> list[Plan]:
    """So many applications over so many reporting units, at least one each.

    At 150 there are 40 with defects and 6 late; fewer in proportion, but at least one of each.
    From 12 on there are 4 that double another, each in its own way. ValueError when there are more
    units than applications, or than exist.
    """
    units = divisions()[:districts]
    if not 1 <= districts <= min(applications, len(units)):
        raise ValueError(f"{districts} districts for {applications} applications")
    dice = random.Random(f"season {seed}")
    doubles = min(len(_SHARES), applications // 3)
    plans = [_sound(number, units, dice) for number in range(1, applications - doubles + 1)]
    plans = _spoiled(plans, max(1, round(applications * _DEFECT_PART)), dice)
    plans = _delayed(plans, max(1, round(applications * _LATE_PART)), dice)
    return [*plans, *_doubles(plans, doubles, applications)]


def divisions() -> list[str]:
    """The reporting units of the shipped call, 荣昌区 first."""
    valid = [row for row in load_call().divisions if row.valid_on(_DAY)]
    names = [row.name for row in valid]
    return sorted(names, key=lambda name: name != "荣昌区")


def _sound(number: int, units: list[str], dice: random.Random) -> Plan:
    moment = DEADLINE - timedelta(minutes=dice.randrange(60, 14 * 24 * 60))
    return Plan(
        number,
        units[(number - 1) % len(units)],
        _TIERS[(number // len(units)) % len(_TIERS)],
        _FORMS[number % len(_FORMS)],
        moment.replace(second=0),
    )


def _spoiled(plans: list[Plan], many: int, dice: random.Random) -> list[Plan]:
    chosen = dice.sample(range(len(plans)), many)
    spoiled = list(plans)
    for turn, place in enumerate(sorted(chosen)):
        plan = plans[place]
        known = DATA_DEFECTS
        if plan.form in (PACKAGE, MAIL) and turn % 3 == 2:
            known = PACKAGE_DEFECTS
        spoiled[place] = replace(plan, defect=known[turn % len(known)])
    return spoiled


def _delayed(plans: list[Plan], many: int, dice: random.Random) -> list[Plan]:
    late = set(dice.sample(range(len(plans)), many))
    return [
        replace(plan, received_at=DEADLINE + timedelta(hours=1 + place % 40))
        if place in late
        else plan
        for place, plan in enumerate(plans)
    ]


def _doubles(plans: list[Plan], many: int, applications: int) -> list[Plan]:
    """Later arrivals, each doubling a sound package in another way."""
    sound = [plan for plan in plans if plan.form in (PACKAGE, MAIL) and not plan.defect]
    made = []
    for turn in range(many):
        first = sound[turn % len(sound)]
        share, form = list(_SHARES.items())[turn]
        at = min(first.received_at + timedelta(hours=5), DEADLINE - timedelta(minutes=5))
        number = applications - many + turn + 1
        made.append(
            replace(first, number=number, share=share, of=first.number, received_at=at, form=form)
        )
    return made
