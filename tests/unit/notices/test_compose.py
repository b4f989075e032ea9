"""The head is put together from data, profile and call; nothing of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.errors import RuleFaulty
from bayu_docs.intake.jsonfile import read_json
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.finding import Severity
from bayu_docs.model.notice import Kind
from bayu_docs.notices import blanks
from bayu_docs.notices.admission import admit
from bayu_docs.notices.compose import Composed, compose
from bayu_docs.notices.kinds import kind_named
from bayu_docs.notices.spoken import Blank

ROOT = Path(__file__).resolve().parents[3]
CALL = load_call()
DISTRICT = load_district(ROOT / "schemas/districts/example.json", CALL)
DAY = date(2022, 3, 20)
HR, RURAL = (organ.name for organ in DISTRICT.organs)


def kind(key: str) -> Kind:
    found = kind_named(key)
    assert found is not None
    return found


def composed(
    key: str, *without: str, district: DistrictProfile | None = DISTRICT, **changed: Any
) -> Composed:
    draft = read_json(ROOT / f"samples/notices/{key}.json")
    value = admit(kind(key), draft).value
    assert value is not None
    data = {name: each for name, each in value.items() if name not in without} | changed
    return compose(kind(key), data, CALL, district, DAY)


def codes(made: Composed) -> list[str]:
    return [found.code for found in made.findings]


def test_the_organs_of_the_profile_issue_what_names_no_issuers() -> None:
    assert composed("recommendation", "issuers").head.issuers == (HR, RURAL)
    assert composed("publicity", "issuers").head.issuers == (HR,)
    assert composed("city-award-list", "issuers").head.issuers == CALL.issuers


def test_an_organ_counts_only_on_the_days_it_existed() -> None:
    made = composed("recommendation", "issuers", signed_on=date(2025, 3, 3))
    assert made.head.issuers[0] == HR
    assert not made.head.issuers[1].strip("　")
    (found,) = [each for each in made.findings if each.code == "notice.issuer"]
    assert "2025-03-03" in found.message
    assert "乡村振兴" in found.message


def test_without_a_profile_every_organ_is_a_blank_and_a_finding() -> None:
    made = composed("recommendation", "issuers", district=None)
    assert not "".join(made.head.issuers).strip("　")
    assert codes(made).count("notice.issuer") == 2
    assert all(found.severity is not Severity.ERROR for found in made.findings)


def test_a_form_needs_no_issuer() -> None:
    assert "notice.issuer" not in codes(composed("receipt", "issuers", district=None))


def test_the_letter_goes_to_the_citys_office_when_nobody_says_otherwise() -> None:
    assert composed("recommendation", "to").head.to == (CALL.issuers[0],)
    assert composed("recommendation", to=["示例局"]).head.to == ("示例局",)


def test_number_date_and_signer_that_nobody_gave_are_hints_and_final_makes_them_errors() -> None:
    made = composed("filing-report", "number", "signed_on", "signers", "late_reason")
    left = [found for found in made.findings if found.code == "notice.blank"]
    assert {found.place.pointer for found in left} >= {"/number", "/signed_on", "/signers"}
    assert {found.severity for found in left} == {Severity.INFO}
    final = [found for found in blanks.final(made.findings) if found.code == "notice.blank"]
    assert {found.severity for found in final} == {Severity.ERROR}
    assert made.head.number == ""
    assert made.head.signed_on is None


def test_a_paper_that_carries_no_number_does_not_miss_one() -> None:
    made = composed("publicity", "number")
    assert "/number" not in {found.place.pointer for found in made.findings}


def test_only_upward_papers_have_signers() -> None:
    assert composed("filing-report", signers=["示例人"]).head.signers == ("示例人",)
    assert composed("award-list", signers=["示例人"]).head.signers == ()


def test_titles_follow_the_pattern_unless_one_is_given() -> None:
    title = composed("recommendation", "title").head.title
    assert title == "关于推荐首批“巴渝工匠”乡村驿站建设对象的函"
    assert composed("recommendation", title="关于示例的函").head.title == "关于示例的函"


def test_a_pattern_that_asks_for_the_unknown_is_our_fault() -> None:
    broken = replace(kind("receipt"), title="{f[nothing]}单")
    with pytest.raises(RuleFaulty, match="nothing"):
        compose(broken, {"schema_version": "1"}, CALL, DISTRICT, DAY)


def test_the_contact_becomes_the_note_of_a_letter_but_not_of_a_notice_posted() -> None:
    contact = {"name": "示例人", "phone": "023-00000000"}
    made = composed("recommendation", "note", contact=contact)
    assert made.head.note == "联系人：示例人，联系电话：023-00000000"
    assert composed("publicity", "note", contact=contact).head.note == ""


def test_attachments_of_the_user_follow_those_of_the_kind() -> None:
    rows = [{"title": "示例材料"}, {"title": "示例说明", "paragraphs": ["一段。"]}]
    made = composed("recommendation", attachments=rows)
    titles = [each.title for each in made.head.attachments]
    assert titles[-2:] == ["示例材料", "示例说明"]
    assert len(titles) == len(kind("recommendation").attachments) + 2
    assert [each.separate for each in made.head.attachments[-2:]] == [True, False]


def test_the_calls_figures_reach_every_template() -> None:
    c = composed("receipt").fields["c"]
    assert (c["batch"], c["publicity_days"], c["filing_days"], c["ban_years"]) == ("首批", 5, 5, 2)
    assert (c["subsidy"], c["subsidy_words"]) == (150000, "壹拾伍万元整")
    assert c["deadline_to_city"] == "2022年3月31日18:00"
    assert c["clause_numbers"]["publicity_days"] == "五（三）"
    assert c["clauses"]["acceptance"] in CALL.text
    assert c["number"] == ""


def test_what_the_district_has_not_said_is_a_blank_named_only_where_it_is_printed() -> None:
    d = composed("receipt", district=DistrictProfile(division="荣昌区")).fields["d"]
    assert d["division"] == "荣昌区"
    assert isinstance(d["mailbox"], Blank)
    told = list(blanks.of_district("{{ d.mailbox }} {{ d.division }}", d))
    assert [found.message for found in told] == ["邮箱未知，纸面留空"]
    asked_first = "{% if d.mailbox %}{{ d.mailbox }}{% endif %}"
    assert not list(blanks.of_district(asked_first, d))


def test_names_without_consent_are_not_printed_in_public() -> None:
    row = {"station_name": "示例驿站", "applicant": "示例单位", "leads": ["程示远"]}
    made = composed("publicity", stations=[row])
    assert made.fields["f"]["stations"][0]["leads"] == []
    assert "notice.withheld" in codes(made)
    made = composed("publicity", stations=[row | {"leads_consent": True}])
    assert made.fields["f"]["stations"][0]["leads"] == ["程示远"]


def test_the_number_of_the_call_is_printed_only_when_given() -> None:
    number = "渝人社〔2022〕127号"
    assert composed("receipt", call_number=number).fields["c"]["number"] == number
