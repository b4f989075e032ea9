"""What every paper may say of the call (`c`) and of the district (`d`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bayu_docs.materials import money
from bayu_docs.model.call import Call, DistrictProfile, Limit
from bayu_docs.notices.spoken import BLANK, Blank, day_words, moment_words

HR, RURAL = "人力社保", "乡村振兴"
_YUAN = {"万元": 10_000, "元": 1}

DISTRICT_WORDS: Mapping[str, str] = {
    "division": "区县名称",
    "hr": "人力社保机关名称",
    "rural": "乡村振兴机关名称",
    "deadline": "区县受理截止时间",
    "address": "收件地址",
    "mailbox": "邮箱",
    "phone": "电话",
}
"""The fields of `d` and what each is called to a reader."""


def call_facts(call: Call, number: str = "") -> dict[str, Any]:
    """`c`: the call's figures, dates, names and words; number: its 发文字号, empty if unknown.

    clauses: key of a fact or limit -> its quoted words; clause_numbers: the same -> 五（三）;
    quotas: key -> number; subsidy: yuan.
    """
    deadline = call.deadline_to_city
    limits = dict(_limits(call))
    quoted = {key: limit.clause for key, limit in limits.items()} | {
        key: fact.clause for key, fact in call.facts.items()
    }
    yuan = call.subsidy.value * _YUAN[call.subsidy.unit]
    return {
        "id": call.id,
        "title": call.title,
        "number": number,
        "batch": call.batch.removeprefix(f"{call.year}年"),
        "year": call.year,
        "issued_on": day_words(call.issued_on),
        "issuers": list(call.issuers),
        "form_title": call.form_title,
        **{key: limit.value for key, limit in limits.items()},
        "subsidy": yuan,
        "subsidy_words": money.in_words(yuan),
        "quotas": {key: limit.value for key, limit in call.quotas.items()},
        "deadline_to_city": moment_words(deadline.moment),
        "address_to_city": deadline.address,
        "mailbox_to_city": deadline.mailbox,
        "contacts": [{"name": one.name, "phone": one.phone} for one in call.contacts],
        "clauses": {key: clause.words for key, clause in quoted.items()},
        "clause_numbers": {key: clause.number for key, clause in quoted.items()},
    }


def district_facts(district: DistrictProfile, day: date) -> dict[str, Any]:
    """`d`: the district's own words; what is unknown is a Blank, printed as room to write in."""
    hr, rural = district.organ(HR, day), district.organ(RURAL, day)
    known = {
        "division": district.division,
        "hr": hr.name if hr else "",
        "rural": rural.name if rural else "",
        "deadline": moment_words(district.deadline) if district.deadline else "",
        "address": district.address,
        "mailbox": district.mailbox,
        "phone": district.phone,
    }
    return {name: text or Blank(BLANK) for name, text in known.items()}


def _limits(call: Call) -> Iterator[tuple[str, Limit]]:
    for limit in (
        call.max_sides,
        call.copies_to_district,
        call.copies_to_city,
        call.ban_years,
        call.publicity_days,
        call.filing_days,
        call.subsidy,
    ):
        yield limit.key, limit
