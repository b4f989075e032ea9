"""The head is put together from data, profile and call; nothing of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.calls.load import load_call, load_district
from bayu_docs.errors import RuleFaulty
from bayu_docs.gongwen.head import printed
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


def test_a_blank_names_its_field_once_in_the_place_or_in_the_sentence() -> None:
    made = composed("recommendation", "number")
    (found,) = [each for each in made.findings if each.place.pointer == "/number"]
    whole = f"{found.place}：{found.message}"
    assert whole == "发文字号：没有填写，纸面留空"


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


def test_the_electronic_copy_goes_to_the_calls_mailbox_unless_the_data_name_another_way() -> None:
    made = composed("transmittal", "media")
    assert made.fields["f"]["media"] == CALL.deadline_to_city.mailbox
    assert "notice.blank" not in codes(made)
    assert composed("transmittal", media="光盘").fields["f"]["media"] == "光盘"


@pytest.mark.parametrize(
    "key", ["award-list", "subsidy", "spot-check", "acceptance", "acceptance-result", "appraisal"]
)
def test_a_paper_to_the_building_units_goes_to_the_applicants_of_its_stations(key: str) -> None:
    made = composed(key, "to")
    rows = made.fields["f"]["stations"]
    assert rows and made.head.to == tuple(dict.fromkeys(row["applicant"] for row in rows))


@pytest.mark.parametrize("key", ["call-out", "support-policy", "city-award-list", "transfer"])
def test_a_paper_to_nobody_known_shows_a_blank_and_says_so(key: str) -> None:
    made = composed(key, "to")
    assert printed(made.head)["to"] == "　　　　　　："
    (told,) = [found for found in made.findings if found.code == "notice.blank"]
    assert told.place.pointer == "/to"
    (raised,) = [each for each in blanks.final(made.findings) if each.code == "notice.blank"]
    assert raised.severity is Severity.ERROR


@pytest.mark.parametrize("key", ["publicity", "consultation-minutes", "plan", "score-sheet"])
def test_a_paper_that_is_addressed_to_nobody_has_no_blank_for_it(key: str) -> None:
    assert composed(key, "to").head.to == ()


def test_a_document_without_its_imprint_is_warned_of_and_a_letter_is_not() -> None:
    whole = composed("award-list")
    assert "notice.imprint" not in codes(whole)
    made = composed("award-list", "printed_by", "printed_on")
    (told,) = [found for found in made.findings if found.code == "notice.imprint"]
    assert told.severity is Severity.WARNING and told.place.spot == "版记"
    assert "notice.imprint" not in codes(composed("recommendation"))


def test_the_head_knows_the_names_in_its_title_and_takes_no_line_breaks() -> None:
    station = "青山镇电焊工匠驿站"
    rows = [{"station_name": "另一驿站", "applicant": "示例合作社"}]
    extra = [{"title": "清单", "paragraphs": ["甲\n乙。"]}]
    made = composed("ban", station_name=station, attachments=extra)
    titled = composed("ban", title=f"关于取消\n{station}资格的决定", station_name=station)
    assert made.head.names == (made.fields["f"]["applicant"],)
    assert made.head.attachments[-1].paragraphs == ("甲；乙。",)
    assert titled.head.title == f"关于取消{station}资格的决定"
    assert titled.head.names == (station,)
    listed = composed("award-list", stations=rows, title="关于公布另一驿站建设名单的通知")
    assert listed.head.names == ("另一驿站",)
