"""Who gets a 收件登记单 and who a 补正告知单, with what in it; printing is the engine's test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bayu_docs.batch import paperwork
from bayu_docs.batch.paper_data import CORRECTION, RECEIPT, correction_data, receipt_data
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.calls.load import load_call, load_district
from bayu_docs.errors import EngineMissing
from bayu_docs.model import desk
from bayu_docs.model.application import Draft
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.desk import CHECKED, Entry, Receipt
from bayu_docs.model.finding import Clause, Finding, Place, Severity
from bayu_docs.model.job import Job, JobResult, Made, Tools
from bayu_docs.notices.admission import admit
from bayu_docs.pipeline.notice import kind_of
from bayu_docs.pipeline.today import SHANGHAI

ROOT = Path(__file__).resolve().parents[3]
DEADLINE = datetime(2022, 3, 24, 18, 0, tzinfo=SHANGHAI)
BEFORE, AFTER = DEADLINE - timedelta(hours=1), DEADLINE + timedelta(minutes=1)
ERROR = Finding(
    "lead.count",
    Severity.ERROR,
    "领衔工匠4名，市级要求5名以上，差1名",
    Place("申报数据.json", pointer="/lead_artisans"),
    Clause("四（一）2", "5名以上"),
    "请补充领衔工匠",
)


def receipt(name: str, *findings: Finding, **more: Any) -> Receipt:
    made = Receipt(
        f"{name}.zip",
        hashlib.sha256(name.encode()).hexdigest(),
        10,
        desk.PACKAGE,
        received_at=BEFORE,
        late=False,
        applicant=name,
        station_name="“巴渝工匠”示例乡村驿站",
        tier="municipal",
        verdicts={"municipal": "符合", "district": "符合"},
        findings=findings,
        errors=len(findings),
        pages=18,
    )
    return replace(made, **more)


class Printer:
    """Workers that print at once, and remember what."""

    width = 1

    def __init__(self, problem: str = "") -> None:
        self.printed: list[str] = []
        self._problem = problem

    def each(self, _function: object, jobs: list[Job], *_: object) -> list[JobResult | str]:
        return [self._do(job) for job in jobs]

    def _do(self, job: Job) -> JobResult | str:
        keys = [letter.key for letter in job.letters]
        self.printed += keys
        made = [Made(key, b"docx", b"pdf", 1, problem=self._problem) for key in keys]
        return JobResult(job.number, tuple(made), Tools("", "", ""))


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    call = load_call()
    district = load_district(ROOT / "schemas/districts/example.json", call)
    with Campaign.open(tmp_path / desk.STATE_FILE, call=call, district=district) as opened:
        yield opened


@pytest.fixture
def write(campaign: Campaign, tmp_path: Path) -> Callable[..., list[str]]:
    """Record the receipts and print what is due; gives the codes of what was told."""

    def written(*receipts: Receipt, moment: datetime = BEFORE, by: Any = None) -> list[str]:
        touched = campaign.record(receipts, BEFORE, "test")
        told = paperwork.write(campaign, touched, tmp_path, moment, by or Printer())
        return [finding.code for finding in told]

    return written


def test_everybody_gets_a_receipt_and_the_faulty_a_correction(
    write: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert write(receipt("甲公司"), receipt("乙公司", ERROR)) == []
    assert (tmp_path / "收件登记单/001_乙公司.pdf").read_bytes() == b"pdf"
    assert sorted(path.name for path in (tmp_path / "收件登记单").iterdir()) == [
        "001_乙公司.docx", "001_乙公司.pdf", "002_甲公司.docx", "002_甲公司.pdf",
    ]  # fmt: skip
    corrections = sorted(path.name for path in (tmp_path / "补正告知单").iterdir())
    assert corrections == ["001_乙公司.docx", "001_乙公司.pdf"]


def test_after_the_deadline_there_is_no_correction_and_that_is_said(
    write: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert write(receipt("乙公司", ERROR), moment=AFTER) == ["receive.no_correction"]
    assert (tmp_path / "收件登记单/001_乙公司.pdf").is_file()
    assert not (tmp_path / "补正告知单").exists()


def test_a_late_one_gets_its_receipt_and_no_correction(
    write: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert write(receipt("乙公司", ERROR, late=True)) == []
    assert (tmp_path / "收件登记单/001_乙公司.pdf").is_file()
    assert not (tmp_path / "补正告知单").exists()


def test_what_names_nobody_gets_no_paper_and_is_told(write: Callable[..., list[str]]) -> None:
    nobody = receipt("甲", applicant="", station_name="", tier="", form=desk.UNKNOWN, verdicts={})
    assert write(nobody) == ["receive.paper"]


def test_what_is_there_is_not_printed_again_unless_it_was_judged_again(
    campaign: Campaign, write: Callable[..., list[str]], tmp_path: Path
) -> None:
    write(receipt("甲公司"), receipt("乙公司"))
    again = Printer()
    paperwork.write(campaign, (), tmp_path, BEFORE, again)  # type: ignore[arg-type]
    assert again.printed == []
    (tmp_path / "收件登记单/002_甲公司.pdf").unlink()
    paperwork.write(campaign, campaign.entries()[:1], tmp_path, BEFORE, again)  # type: ignore[arg-type]
    assert again.printed == ["收件登记单/001_乙公司", "收件登记单/002_甲公司"]


def test_a_paper_that_fails_is_told_and_the_others_stand(
    write: Callable[..., list[str]], tmp_path: Path
) -> None:
    assert write(receipt("甲公司"), by=Printer("印不出来")) == ["receive.paper"]
    assert not (tmp_path / "收件登记单").exists()


def test_without_an_engine_the_papers_are_told_once(
    monkeypatch: pytest.MonkeyPatch, campaign: Campaign, tmp_path: Path
) -> None:
    def missing(_job: Job) -> JobResult:
        raise EngineMissing("没有找到 LibreOffice", "请安装")

    class Here(Printer):
        def each(self, function: Any, jobs: list[Job], *_: object) -> list[JobResult | str]:
            return [function(job) for job in jobs]

    monkeypatch.setattr("bayu_docs.batch.work.do", missing)
    touched = campaign.record([receipt("甲公司")], BEFORE, "test")
    told = paperwork.write(campaign, touched, tmp_path, BEFORE, Here())  # type: ignore[arg-type]
    assert [finding.code for finding in told] == ["receive.no_papers"]
    assert "LibreOffice" in told[0].message


def test_many_papers_share_a_start_of_the_engine(write: Callable[..., list[str]]) -> None:
    class Counting(Printer):
        groups = 0

        def each(self, _function: object, jobs: list[Job], *_: object) -> list[JobResult | str]:
            self.groups = len(jobs)
            return super().each(_function, jobs)

    companies = [receipt(f"公司{number:03}") for number in range(paperwork.GROUP + 1)]
    printer = Counting()
    write(*companies, by=printer)
    assert len(printer.printed) == paperwork.GROUP + 1
    assert printer.groups == 2


def entry(*findings: Finding, decisions: dict[str, Any] | None = None, **more: Any) -> Entry:
    return Entry("007", receipt("甲公司", *findings, **more), CHECKED, decisions or {})


def admitted(kind: str, data: dict[str, Any]) -> bool:
    outcome = admit(kind_of(kind), Draft(data, {}, Path(), ""))
    return outcome.value is not None


def test_the_data_of_both_papers_are_admitted_whatever_was_found() -> None:
    long = replace(ERROR, message="长" * 500, advice="改" * 500, place=Place("文件" * 60))
    bare = replace(ERROR, advice="", clause=None, place=Place())
    entries = (
        entry(ERROR, long, bare),
        entry(*(replace(ERROR, message=f"第{n}处") for n in range(150))),
        entry(ERROR, received_at=None, late=None, pages=None, file="很长" * 100 + ".zip"),
    )
    for each in entries:
        assert admitted(RECEIPT, receipt_data(each, load_call()))
        assert admitted(CORRECTION, correction_data(each, DistrictProfile(), load_call()))


def test_a_correction_names_field_clause_and_mend_and_the_districts_own_deadline() -> None:
    data = correction_data(entry(ERROR, ERROR), DistrictProfile(deadline=DEADLINE), load_call())
    assert data["defects"] == [
        {
            "field": "领衔工匠",
            "problem": ERROR.message,
            "clause": "四（一）2",
            "mend": "请补充领衔工匠",
        }
    ]
    assert data["until"] == "2022-03-24T18:00"


def test_warnings_and_hints_are_no_defects() -> None:
    warned = replace(ERROR, severity=Severity.WARNING)
    defects = correction_data(entry(warned, ERROR), None, load_call())["defects"]
    assert [defect["problem"] for defect in defects] == [ERROR.message]


def test_no_identity_number_stands_on_a_correction() -> None:
    found = replace(ERROR, message="公民身份号码 500199196608080022 不对")
    problem = correction_data(entry(found), None, load_call())["defects"][0]["problem"]
    assert problem == "公民身份号码 500199********0022 不对"


def test_a_receipt_states_what_is_known_and_leaves_the_rest_to_the_pen() -> None:
    data = receipt_data(entry(), load_call())
    assert data["register_no"] == "007"
    assert data["received_at"] == "2022-03-24T17:00"
    assert data["materials"][0]["file"] == "甲公司.zip"
    ticks = {"in_time", "signed", "bound", "same", "copies_right"}
    assert not (ticks | {"signed_on"}) & data.keys()
    assert not any("pages" in row for row in data["materials"])


@pytest.mark.parametrize(("copies", "right"), [(4, "是"), (5, "是"), (3, "否")])
def test_a_receipt_states_what_the_clerk_has_filled_in(copies: int, right: str) -> None:
    decided = {"paper_copies": copies, "signed": "否", "same_as_electronic": "是"}
    data = receipt_data(entry(decisions=decided), load_call())
    assert data["copies_right"] == right
    assert (data["signed"], data["same"]) == ("否", "是")
    assert data["materials"][1] == {"name": "申报表（纸质件）", "copies": copies}
