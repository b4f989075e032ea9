"""Admission: every mismatch in the reader's words, and an Application of what fits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.intake.admit import admit
from bayu_docs.materials import assets
from bayu_docs.model.application import Application, Draft
from bayu_docs.model.finding import Clause, Finding, Outcome, Place, Severity

Data = dict[str, Any]
ORIGINS = {"": Place("application.json", "第1行"), "/team/0": Place("application.json", "第90行")}
VALID_ID = "500101197005071230"


def admitted(data: Any) -> Outcome[Application]:
    return admit(Draft(data, ORIGINS, Path("work"), "application.json"))


def only(data: Any) -> Finding:
    """The one finding of data that is refused for it."""
    outcome = admitted(data)
    assert [f.code for f in outcome.findings] == [outcome.findings[0].code]
    assert (outcome.value is None) == (outcome.findings[0].severity is Severity.ERROR)
    return outcome.findings[0]


@pytest.mark.parametrize("fixture", ["district_data", "municipal_data", "both_data"])
def test_a_good_application_is_admitted_without_a_finding(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    outcome = admitted(request.getfixturevalue(fixture))
    assert outcome.findings == ()
    assert outcome.value is not None


def test_an_admitted_application_carries_typed_values(district_data: Data) -> None:
    district_data["lead_artisans"][0]["months_on_station"] = 7.5
    application = admitted(district_data).value
    assert application is not None
    assert application.filing_date == date(2022, 3, 21)
    assert application.call_id == "bayu-2022"
    assert application.lead_artisans[0].months_on_station == Decimal("7.5")
    assert application.lead_artisans[0].qualifications[0].issued_on == date(2019, 6, 30)
    assert application.facilities.occupations[0].uses == ("开发", "培训", "实训")
    assert application.applicant.governing_body is None
    assert application.base == Path("work")
    assert application.place("/team/0/name") == Place("application.json", "第90行", "/team/0/name")


def test_the_normal_form_is_what_is_kept(district_data: Data) -> None:
    contact = district_data["applicant"]["contact"]
    contact |= {
        "mobile": "+86 138 0013 8000",
        "landline": "８８１２６９７２",
        "position": " \u3000",
    }
    district_data["applicant"] |= {
        "uscc": "91500101ma0000007h",
        "governing_body": {"name": "", "uscc": None},
        "kind_note": None,
    }
    district_data["team"][0]["rural_years"] = 4.0
    application = admitted(district_data).value
    assert application is not None
    kept = application.data["applicant"]
    assert kept["contact"]["mobile"] == application.applicant.contact.mobile == "13800138000"
    assert kept["contact"]["landline"] == "023-88126972"
    assert "position" not in kept["contact"]
    assert kept["uscc"] == application.applicant.uscc == "91500101MA0000007H"
    assert "governing_body" not in kept and "kind_note" not in kept
    assert isinstance(application.data["team"][0]["rural_years"], int)


def _set(*path: str | int, to: Any) -> Callable[[Data], None]:
    def change(data: Any) -> None:
        for part in path[:-1]:
            data = data[part]
        data[path[-1]] = to

    return change


def _drop(*path: str | int) -> Callable[[Data], None]:
    def change(data: Any) -> None:
        for part in path[:-1]:
            data = data[part]
        del data[path[-1]]

    return change


LEAD = ("lead_artisans", 1)
SKILL = (*LEAD, "qualifications", 0)
CASES: list[tuple[Callable[[Data], None], str, str, str, str]] = [
    (_drop("applicant", "name"), "intake.required", "/applicant/name",
     "“申报主体基本情况 › 单位全称”没有填写", "与公章一致"),
    (_set("applicant", "name", to=" "), "intake.required", "/applicant/name", "没有填写", ""),
    (_drop("applicant", "kind"), "intake.required", "/applicant/kind", "主体类型", "产业园区、"),
    (_drop(*SKILL, "number"), "intake.required", "/lead_artisans/1/qualifications/0/number",
     "“领衔工匠 第2人 › 资格 第1项 › 证书编号或认定文号”没有填写", "证书原件"),
    (_drop("team", 0, "rural_years"), "intake.required", "/team/0/rural_years",
     "“驿站团队 第1人 › 从事农业农村建设服务年限”没有填写", ""),
    (_set(*LEAD, "months_on_station", to="8"), "intake.type",
     "/lead_artisans/1/months_on_station", "应填数字（不加引号），现在是文字“8”", ""),
    (_set("team", to={}), "intake.type", "/team", "应填列表，写成 [ … ]，现在是一组字段", ""),
    (_set("commitment", "truthful", to="是"), "intake.type", "/commitment/truthful", "true", ""),
    (_set("tier", to="市级"), "intake.enum", "/tier", "“市级”", "是不是“municipal”"),
    (_set(*SKILL, "level", to="中级"), "intake.enum",
     "/lead_artisans/1/qualifications/0/level", "“中级”", "学徒工"),
    (_set(*SKILL, "level", to="大师"), "intake.enum",
     "/lead_artisans/1/qualifications/0/level", "“大师”", "首席技师"),
    (_set("schema_version", to=1), "intake.enum", "/schema_version", "应为“1”", "英文引号"),
    (_set("station_name", to="站" * 52), "intake.too_long", "/station_name",
     "有 52 个字，最多 40 个字，多出 12 个字", ""),
    (_set("evidence", 0, "proves", to=["", "场地"]), "intake.too_short", "/evidence/0/proves/0",
     "是空的", ""),
    (_set(*LEAD, "birth_month", to="1980年5月"), "intake.pattern", "/lead_artisans/1/birth_month",
     "“1980年5月”", "1980-05"),
    (_set(*LEAD, "birth_month", to="19８0-05"), "intake.pattern", "/lead_artisans/1/birth_month",
     "写法不对", ""),
    (_set("filing_date", to="2022-02-30"), "intake.date", "/filing_date",
     "“2022-02-30”", "没有这一天"),
    (_set("filing_date", to="2022年3月5日"), "intake.date", "/filing_date",
     "", "请写成 2022-03-05"),
    (_set("partners", 0, "ends_on", to="长期"), "intake.date", "/partners/0/ends_on",
     "“长期合作单位 第1家 › 协议结束日期”", "2022-03-21 的样子"),
    (_set(*LEAD, "months_on_station", to=13), "intake.range", "/lead_artisans/1/months_on_station",
     "填的是 13 个月，应不超过 12 个月", ""),
    (_set("team", 0, "rural_years", to=-1), "intake.range", "/team/0/rural_years",
     "不少于 0 年", ""),
    (_set("applicant", "nmae", to="x"), "intake.unknown_field", "/applicant/nmae", "",
     "“name”（单位全称）"),
    (_set("驿站名称", to="x"), "intake.unknown_field", "/驿站名称", "", "“station_name”"),
    (_set("a/b~c\ud800", to="x"), "intake.unknown_field", "/a~1b~0c\\ud800", "", "删去"),
    (_set("brands", to=[{"name": "甲", "state": "已有", "feature": "乙"}] * 31), "intake.too_many",
     "/brands", "有 31 个，最多 30 个", ""),
    (_set("training", "courses", to=[]), "intake.too_few", "/training/courses",
     "至少要有 1 行", ""),
    (_set("functions", to=["创新创业", "创新创业"]), "intake.duplicate_value", "/functions",
     "“创新创业” 写了不止一次", ""),
    (_set("evidence", 1, "id", to="e01"), "intake.duplicate_value", "/evidence/1/id",
     "“佐证材料 第2项 › 编号”填的是“e01”，与“佐证材料 第1项”重复", ""),
    (_drop("applicant", "uscc"), "intake.one_of", "/applicant",
     "没有填“统一社会信用代码”，也没有填“无代码原因”和“主管（挂靠）单位”", ""),
    (_set("applicant", "uscc", to="91500101MA0000007J"), "intake.uscc", "/applicant/uscc", "校验码",
     ""),
    (_set("applicant", "uscc", to="9" * 30), "intake.uscc", "/applicant/uscc", "现在是 30 位", ""),
    (_set("applicant", "contact", "mobile", to="14100138000"), "intake.mobile",
     "/applicant/contact/mobile", "“141****8000”", ""),
    (_set("applicant", "contact", "landline", to="1"), "intake.landline",
     "/applicant/contact/landline", "", "023"),
    (_set("station_name", to="甲\ud800乙"), "intake.character", "/station_name", "第2个字是 U+D800",
     "删去"),
    (_set("station_name", to="甲\n乙"), "intake.character", "/station_name", "只能写一行", ""),
    (_set("applicant", "contact", "email", to="a\ue000@example.com"), "intake.character",
     "/applicant/contact/email", "U+E000", ""),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "pointer", "said", "advised"), CASES)
def test_a_mismatch_is_told_by_field_value_and_remedy(
    district_data: Data,
    change: Callable[[Data], None],
    code: str,
    pointer: str,
    said: str,
    advised: str,
) -> None:
    change(district_data)
    finding = only(district_data)
    assert (finding.code, finding.place.pointer) == (code, pointer)
    assert finding.place.file == "application.json"
    assert said in finding.message
    assert finding.advice and advised in finding.advice


def test_a_finding_carries_its_clause_and_the_line_of_the_row(district_data: Data) -> None:
    district_data["team"][0]["category"] = "一般"
    finding = only(district_data)
    assert finding.clause == Clause("四（一）2、四（二）2", "")
    assert finding.place == Place("application.json", "第90行", "/team/0/category")
    assert "是不是“一般成员”" in finding.advice


def test_the_way_without_a_code_is_told_by_the_field_it_lacks(district_data: Data) -> None:
    applicant = district_data["applicant"]
    del applicant["uscc"]
    applicant["no_uscc_reason"] = "村党群服务中心不是法人"
    assert only(district_data).place.pointer == "/applicant/governing_body"
    applicant["governing_body"] = {"name": "样例村村民委员会"}
    assert admitted(district_data).findings == ()


def test_all_findings_are_told_in_the_order_of_the_form(district_data: Data) -> None:
    district_data["evidence"][0]["id"] = "?"
    district_data["team"][1]["category"] = "其他"
    district_data["team"][0]["name"] = "\x00"
    del district_data["station_name"]
    pointers = [finding.place.pointer for finding in admitted(district_data).findings]
    assert pointers == ["/station_name", "/team/0/name", "/team/1/category", "/evidence/0/id"]


def test_warnings_do_not_keep_an_application_out(district_data: Data) -> None:
    lead = district_data["lead_artisans"][0]
    lead |= {"id_number": VALID_ID, "gender": "女", "birth_month": "1971-05"}
    outcome = admitted(district_data)
    assert [f.code for f in outcome.findings] == ["intake.id_gender", "intake.id_birth"]
    assert outcome.value is not None


@pytest.mark.parametrize("number", ["500101197005071231", int(VALID_ID), "50010119700507123099"])
def test_an_identity_number_is_never_told_whole(district_data: Data, number: str | int) -> None:
    district_data["lead_artisans"][0]["id_number"] = number
    for finding in admitted(district_data).findings:
        assert str(number) not in finding.message + finding.advice
        assert not re.search(r"[0-9]{8}", finding.message + finding.advice)


def test_the_same_identity_number_in_two_rows_is_told_masked(district_data: Data) -> None:
    for member in district_data["team"][:2]:
        member |= {"id_number": VALID_ID, "gender": "男", "birth_month": "1970-05"}
    finding = only(district_data)
    assert finding.code == "intake.duplicate_value"
    assert finding.place.pointer == "/team/1/id_number"
    assert "500***********1230" in finding.message


@pytest.mark.parametrize("data", [[], "x", None, 3, {}])
def test_data_that_is_no_application_is_told_so(data: Any) -> None:
    outcome = admitted(data)
    assert outcome.value is None
    assert all("申报数据" in f.message or "没有填写" in f.message for f in outcome.findings)
    assert outcome.findings


def test_rows_left_empty_at_the_end_of_a_list_were_not_filled_in(district_data: Data) -> None:
    partners = len(district_data["partners"])
    district_data["partners"] += [{"name": "", "kinds": [""], "content": " "}, {}]
    application = admitted(district_data).value
    assert application is not None and len(application.partners) == partners
    district_data["partners"].insert(0, {"name": ""})
    assert {f.place.pointer for f in admitted(district_data).findings} >= {"/partners/0/name"}


def test_a_line_break_stands_where_several_lines_are_asked(district_data: Data) -> None:
    district_data["vision"] = "一\r\n二"
    application = admitted(district_data).value
    assert application is not None and application.vision == "一\n二"


def test_every_code_told_is_in_the_catalogue_and_every_entry_is_complete() -> None:
    path = assets.SCHEMAS / "findings" / "intake.json"
    catalogue = json.loads(path.read_text(encoding="utf-8"))
    stage = Path(__file__).parents[3] / "bayu_docs" / "intake"
    written = "".join(file.read_text(encoding="utf-8") for file in stage.rglob("*.py"))
    assert set(re.findall(r'"(intake\.[a-z_]+)"', written)) == set(catalogue)
    for entry in catalogue.values():
        assert set(entry) == {"name", "means", "mend", "bad", "good"}
        assert all(entry.values())


def typed_in(source: str, data: Data, *found: Finding) -> list[Finding]:
    """What admission tells of data from a file of that kind; found: by its reader."""
    return list(admit(Draft(data, {}, Path(), source, found)).findings)


@pytest.mark.parametrize(
    ("change", "in_json", "in_a_form"),
    [
        ({"tier": "市级别"}, "municipal（市级）、district", "市级、区县级"),
        (
            {"commitment": {"truthful": "嗯", "persons_informed": True}},
            "true 或 false",
            "“是”或“否”",
        ),
        ({"station_name": 5}, "加英文引号", "文字"),
    ],
)
def test_who_fills_in_a_form_is_not_told_how_json_is_spelt(
    change: Data, in_json: str, in_a_form: str, district_data: Data
) -> None:
    (plain,) = typed_in("a.json", district_data | change)
    (form,) = typed_in("申报数据.xlsx", district_data | change)
    assert in_json in plain.message + plain.advice
    assert in_a_form in form.message + form.advice
    assert not re.search(r"引号|true|municipal", form.message + form.advice)


@pytest.mark.parametrize("lost", ["/team/-/category", "/team", "/team/0", "/team/0/category"])
def test_what_follows_from_the_readers_own_error_is_not_told_again(
    lost: str, district_data: Data
) -> None:
    del district_data["team"][0]["category"]
    read = Finding("intake.head", Severity.ERROR, "表头不认识", Place(pointer=lost))
    assert typed_in("a.xlsx", district_data, read) == [read]
    other = Finding("intake.head", Severity.ERROR, "表头不认识", Place(pointer="/brands"))
    assert len(typed_in("a.xlsx", district_data, other)) == 2
