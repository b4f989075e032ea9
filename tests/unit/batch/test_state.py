"""The campaign's state: what may follow what, told by one table, and a log that only grows."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.batch.state.settle import Edit
from bayu_docs.calls.load import load_call
from bayu_docs.errors import SourceUnreadable
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.desk import STATE_WORDS, Receipt
from bayu_docs.model.finding import Finding, Place, Severity

SHANGHAI = timezone(timedelta(hours=8))
CALL = load_call()
DISTRICT = DistrictProfile(division="荣昌区", invented=True)
MARCH = datetime(2022, 3, 28, 10, 0, tzinfo=SHANGHAI)
TODAY = date(2022, 3, 28)
SOURCE = "汇总表.xlsx!K7"


def receipt(name: str, tier: str = "both", **other: object) -> Receipt:
    """A package that meets the conditions of both tiers."""
    base = Receipt(
        file=f"{name}.zip",
        sha256=name.encode().hex().ljust(64, "0"),
        size=1000,
        form="材料包",
        applicant=f"（示例）{name}村村民委员会",
        station_name=f"“巴渝工匠”{name}乡村驿站",
        tier=tier,
        division="荣昌区",
        verdicts={"municipal": "符合", "district": "符合"},
        received_at=MARCH - timedelta(days=5),
        received_by="邮件服务器",
    )
    return replace(base, **other)


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[Campaign]:
    """Five applications: 001 to 003 for both tiers, 004 district only, 005 unreadable."""
    with Campaign.open(tmp_path / "台账.sqlite", call=CALL, district=DISTRICT) as opened:
        receipts = [
            receipt("甲"),
            receipt("乙"),
            receipt("丙", verdicts={"municipal": "不符合", "district": "符合"}),
            receipt("丁", "district"),
            receipt("戊", "", verdicts={}, applicant="", station_name=""),
        ]
        names = sorted(range(5), key=lambda index: receipts[index].file)
        opened.record(
            [
                replace(each, received_at=MARCH - timedelta(days=5 - index))
                for index, each in enumerate(receipts)
            ],
            MARCH,
            "receive",
        )
        assert len(names) == 5
        yield opened


def steps(campaign: Campaign, *lines: str, at: datetime = MARCH) -> list[Finding]:
    """Lines such as `001 consultation 推荐市级`, decided one after the other."""
    found: list[Finding] = []
    for line in lines:
        number, key, *value = line.split(" ", 2)
        found += campaign.decide(number, key, value[0] if value else None, at, SOURCE)
    return found


def state(campaign: Campaign, number: str) -> str:
    entry = campaign.entry(number)
    assert entry is not None
    return entry.state


def codes(findings: list[Finding], severity: Severity) -> list[str]:
    return [found.code for found in findings if found.severity is severity]


@dataclass(frozen=True)
class Case:
    """before: lines that must all be allowed; then: the line under test; refused: the error's code
    or none; becomes: the state of its entry afterwards; day: of the last line."""

    words: str
    before: tuple[str, ...]
    then: str
    becomes: str
    refused: str = ""
    day: date = TODAY


CHOSEN = ("004 consultation 转区县级", "004 review 入围")
POSTED = (*CHOSEN, "004 publicity_from 2022-04-01")
QUIET = (*POSTED, "004 objection 无")
SENT = ("001 consultation 推荐市级", "001 rank 1")
LOST = (*SENT, "001 city_result 未入围")
AFTER = date(2022, 4, 12)

CASES = (
    Case("recommended without a rank is consulted", (), "001 consultation 推荐市级", "consulted"),
    Case("with its rank it is recommended", SENT[:1], "001 rank 1", "recommended"),
    Case("sent to the district it is in its pool", (), "001 consultation 转区县级", "pool"),
    Case("a district-only application is not recommended", (),
         "004 consultation 推荐市级", "checked", "desk.tier"),
    Case("what could not be read is not consulted upon", (),
         "005 consultation 转区县级", "received", "desk.not_checked"),
    Case("refusing needs a reason", (), "001 consultation 不予受理", "checked", "desk.reason"),
    Case("with a reason it is set aside", ("001 remark 材料不真实",),
         "001 consultation 不予受理", "set_aside"),
    Case("the reason stays while it is set aside",
         ("001 remark 材料不真实", "001 consultation 不予受理"),
         "001 remark", "set_aside", "desk.reason"),
    Case("a third is one too many",
         (*SENT, "002 consultation 推荐市级", "002 rank 2"),
         "003 consultation 推荐市级", "checked", "desk.too_many"),
    Case("a rank is within the limit", SENT[:1], "001 rank 3", "consulted", "desk.rank"),
    Case("a rank is given once", (*SENT, "002 consultation 推荐市级"),
         "002 rank 1", "consulted", "desk.rank"),
    Case("a rank without a recommendation is out of order", (),
         "001 rank 1", "checked", "desk.order"),
    Case("the city's result needs a recommendation", ("001 consultation 转区县级",),
         "001 city_result 入围", "pool", "desk.order"),
    Case("who is chosen by the city is reviewed", SENT, "001 city_result 入围", "reviewed"),
    Case("who loses at the city flows to the district's pool", SENT,
         "001 city_result 未入围", "pool"),
    Case("and is reviewed there", LOST, "001 review 入围", "reviewed"),
    Case("a candidate of the city is not reviewed by the district", SENT,
         "001 review 入围", "recommended", "desk.order"),
    Case("a candidate's recommendation stays once the city has spoken", LOST,
         "001 consultation 转区县级", "pool", "desk.order"),
    Case("a review needs the pool", (), "004 review 入围", "checked", "desk.order"),
    Case("publicity needs a place on the shortlist",
         ("004 consultation 转区县级", "004 review 未入围"),
         "004 publicity_from 2022-04-01", "reviewed", "desk.order"),
    Case("the shortlisted are publicised", CHOSEN, "004 publicity_from 2022年4月1日",
         "publicised"),
    Case("the city's publicity is the city's", SENT,
         "001 publicity_from 2022-04-01", "recommended", "desk.city_matter"),
    Case("a list needs a word on objections", POSTED, "004 listed 是", "publicised",
         "desk.order", AFTER),
    Case("no list while an objection is open", (*POSTED, "004 objection 有"),
         "004 listed 是", "publicised", "desk.objection", AFTER),
    Case("an objection does not come up after the list unnoticed",
         (*QUIET, "004 listed 是"), "004 objection 有", "listed", "desk.objection", AFTER),
    Case("no list before the five working days are over by any reading", QUIET,
         "004 listed 是", "publicised", "desk.publicity", date(2022, 4, 8)),
    Case("over by one reading only, it is allowed", QUIET, "004 listed 是", "listed",
         day=date(2022, 4, 11)),
    Case("over by both readings, it is listed", QUIET, "004 listed √", "listed", day=AFTER),
    Case("a printed list needs a listing", QUIET, "004 list_printed_on 2022-04-12",
         "publicised", "desk.order"),
    Case("no list is printed before the end of its publicity", (*QUIET, "004 listed 是"),
         "004 list_printed_on 2022-04-08", "listed", "desk.publicity", AFTER),
    Case("filing needs a printed list", (*QUIET, "004 listed 是"),
         "004 filed_on 2022-04-14", "listed", "desk.order", AFTER),
    Case("nothing is filed before it was printed",
         (*QUIET, "004 listed 是", "004 list_printed_on 2022-04-13"),
         "004 filed_on 2022-04-12", "listed", "desk.filing", AFTER),
    Case("what is filed in time is filed",
         (*QUIET, "004 listed 是", "004 list_printed_on 2022-04-12"),
         "004 filed_on 2022-04-19", "filed", day=AFTER),
    Case("what is filed late is filed, too",
         (*QUIET, "004 listed 是", "004 list_printed_on 2022-04-12"),
         "004 filed_on 2022-05-19", "filed", day=AFTER),
    Case("an earlier step stays while a later one rests on it", QUIET, "004 review",
         "publicised", "desk.order"),
    Case("a step may be taken back", CHOSEN, "004 review", "pool"),
    Case("a word that is no choice is refused", (), "001 consultation 推荐", "checked",
         "desk.value"),
    Case("a day that is none is refused", CHOSEN, "004 publicity_from 2022-02-30",
         "reviewed", "desk.value"),
    Case("a year without a calendar is refused", CHOSEN, "004 publicity_from 2090-04-01",
         "reviewed", "desk.calendar"),
    Case("an unknown number is refused", (), "099 remark 有", "", "desk.unknown_row"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.words)
def test_each_step_is_allowed_or_refused(campaign: Campaign, case: Case) -> None:
    day = datetime.combine(case.day, MARCH.timetz())
    assert codes(steps(campaign, *case.before, at=day), Severity.ERROR) == []
    rows = len(campaign.log())
    found = steps(campaign, case.then, at=day)
    assert codes(found, Severity.ERROR) == [case.refused] * bool(case.refused)
    number = case.then.split(" ")[0]
    if case.becomes:
        assert state(campaign, number) == case.becomes
    assert (len(campaign.log()) == rows) == bool(case.refused)


def test_every_refusal_says_how_to_mend_it(campaign: Campaign) -> None:
    for case in CASES:
        for found in steps(campaign, case.then):
            assert found.advice and "K7" in found.place.file


@pytest.mark.parametrize(
    ("lines", "day", "code"),
    [
        (("003 consultation 推荐市级",), MARCH.date(), "desk.verdict"),
        ((*QUIET, "004 listed 是"), date(2022, 4, 11), "desk.publicity_doubt"),
        (
            (*QUIET, "004 listed 是", "004 list_printed_on 2022-04-12", "004 filed_on 2022-05-19"),
            AFTER,
            "desk.filed_late",
        ),
    ],
)
def test_what_is_allowed_and_should_be_seen_is_warned_of(
    campaign: Campaign, lines: tuple[str, ...], day: date, code: str
) -> None:
    found = steps(campaign, *lines, at=datetime.combine(day, MARCH.timetz()))
    assert codes(found, Severity.WARNING) == [code]
    assert codes(found, Severity.ERROR) == []


def test_a_filing_within_five_working_days_of_the_list_is_in_time(campaign: Campaign) -> None:
    day = datetime.combine(AFTER, MARCH.timetz())
    lines = (*QUIET, "004 listed 是", "004 list_printed_on 2022-04-12", "004 filed_on 2022-04-19")
    assert steps(campaign, *lines, at=day) == []


def test_late_papers_are_a_warning_and_no_verdict(campaign: Campaign) -> None:
    (entry,) = campaign.record([receipt("己", late=True)], MARCH, "receive")
    found = steps(campaign, f"{entry.number} consultation 转区县级")
    assert [(one.code, one.doubt) for one in found] == [("desk.late", "A34")]


def test_the_quota_of_the_group_is_told_once_a_list_is_made(campaign: Campaign) -> None:
    day = datetime.combine(AFTER, MARCH.timetz())
    steps(campaign, *QUIET, "004 listed 是", at=day)
    told = {found.code: found for found in campaign.standing(AFTER)}
    assert told["desk.quota"].message == "荣昌区区县级驿站应建≥3，现1，差2"
    assert told["desk.quota"].clause is not None and told["desk.quota"].clause.number == "二"
    assert told["desk.not_recommended"].doubt == "A17"


def test_a_district_publicity_before_the_citys_result_is_told(campaign: Campaign) -> None:
    steps(campaign, *SENT, *POSTED)
    assert [found.code for found in campaign.standing(MARCH.date())] == ["desk.city_pending"]


def test_one_applicant_is_not_recommended_twice(campaign: Campaign) -> None:
    twin = receipt("甲", sha256="f" * 64, file="甲（二）.zip")
    (entry,) = campaign.record([twin], MARCH, "receive")
    found = steps(campaign, *SENT, f"{entry.number} consultation 推荐市级")
    assert codes(found, Severity.ERROR) == ["desk.duplicate"]


def test_one_applicant_is_not_listed_twice_at_one_tier(campaign: Campaign) -> None:
    twin = receipt("丁", "district", sha256="f" * 64)
    (entry,) = campaign.record([twin], MARCH, "receive")
    day = datetime.combine(AFTER, MARCH.timetz())
    second = [line.replace("004", entry.number) for line in (*QUIET, "004 listed 是")]
    found = steps(campaign, *QUIET, "004 listed 是", *second, at=day)
    assert codes(found, Severity.ERROR) == ["desk.duplicate"]


def test_cells_that_belong_together_are_judged_together(campaign: Campaign) -> None:
    steps(campaign, *SENT, "002 consultation 推荐市级", "002 rank 2")
    swapped = [Edit("001", "rank", 2, SOURCE), Edit("002", "rank", 1, SOURCE)]
    assert campaign.decide_all(swapped, MARCH) == ()
    ranks = {entry.number: entry.decisions.get("rank") for entry in campaign.entries()}
    assert (ranks["001"], ranks["002"]) == (2, 1)


def test_of_three_recommended_at_once_the_third_is_refused_at_its_cell(
    campaign: Campaign,
) -> None:
    edits = [
        Edit(number, "consultation", "推荐市级", SOURCE, Place("汇总表.xlsx", f"汇总表!Z{row}"))
        for row, number in enumerate(("001", "002", "003"), 5)
    ]
    found = [f for f in campaign.decide_all(edits, MARCH) if f.severity is Severity.ERROR]
    assert [(f.code, f.place.spot) for f in found] == [("desk.too_many", "汇总表!Z7")]
    assert [state(campaign, number) for number in ("001", "002", "003")] == [
        "consulted",
        "consulted",
        "checked",
    ]


def test_each_change_is_logged_with_time_and_source_and_nothing_is_lost(
    campaign: Campaign,
) -> None:
    steps(campaign, "001 consultation 转区县级", "001 consultation 推荐市级", "001 rank 1")
    rows = [(r.at, r.source, r.what, r.old, r.new) for r in campaign.log("001")][2:]
    assert rows == [
        (MARCH, SOURCE, "会商意见", "", "转区县级"),
        (MARCH, SOURCE, "状态", "已核验", "区县参评"),
        (MARCH, SOURCE, "会商意见", "转区县级", "推荐市级"),
        (MARCH, SOURCE, "状态", "区县参评", "已会商"),
        (MARCH, SOURCE, "推荐排序", "", "1"),
        (MARCH, SOURCE, "状态", "已会商", "推荐市级"),
    ]


def test_the_file_itself_refuses_to_change_or_lose_a_row(
    campaign: Campaign, tmp_path: Path
) -> None:
    steps(campaign, *SENT)
    connection = sqlite3.connect(tmp_path / "台账.sqlite")
    try:
        for statement in ("UPDATE log SET new = ''", "DELETE FROM decisions"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)
    finally:
        connection.close()


def test_numbers_go_by_time_of_receipt_then_by_name_and_stay(tmp_path: Path) -> None:
    with Campaign.open(tmp_path / "台账.sqlite") as campaign:
        early, late = MARCH - timedelta(hours=2), MARCH
        first = [
            receipt("丙", received_at=None),
            receipt("乙", received_at=late),
            receipt("甲", received_at=early),
        ]
        numbers = [entry.number for entry in campaign.record(first, MARCH, "receive")]
        again = campaign.record([receipt("丁", received_at=early), *first], MARCH, "receive")
    assert numbers == ["003", "002", "001"]
    assert [entry.number for entry in again] == ["004", "003", "002", "001"]


def test_the_same_bytes_again_are_logged_and_make_no_new_entry(campaign: Campaign) -> None:
    campaign.record([receipt("甲", file="又来/甲.zip")], MARCH, "receive")
    assert len(campaign.entries()) == 5
    assert campaign.log("001")[-1].what == "重复来件"


def test_a_new_judgement_of_the_same_file_stands_from_now_on(campaign: Campaign) -> None:
    before = campaign.entries()[0].receipt
    campaign.record([replace(before, errors=2, verdicts={"municipal": "不符合"})], MARCH, "receive")
    assert campaign.entries()[0].receipt.errors == 2
    assert campaign.log("001")[-1].what == "核验结果"


def test_several_applications_in_one_file_are_entries_of_their_own(tmp_path: Path) -> None:
    rows = [receipt(name, sha256="a" * 64, file="汇总.xlsx") for name in "甲乙"]
    with Campaign.open(tmp_path / "台账.sqlite") as campaign:
        campaign.record(rows, MARCH, "receive")
        assert len(campaign.entries()) == 2


def test_a_receipt_comes_back_as_it_was_taken_in(tmp_path: Path) -> None:
    whole = receipt(
        "甲",
        data={"schema_version": "1", "leads": [{"name": "甲", "days": 3.5}]},
        distances=("领衔工匠差1名",),
        doubts=("1:5的方向",),
        pages=18,
        findings=(Finding("a.b", Severity.WARNING, "说明", Place("f", "s", "/p", 3), doubt="A05"),),
        duplicates=(("002", "同一申报主体"),),
    )
    with Campaign.open(tmp_path / "台账.sqlite") as campaign:
        campaign.record([whole], MARCH, "receive")
    with Campaign.open(tmp_path / "台账.sqlite") as campaign:
        assert campaign.entries()[0].receipt == whole


def test_call_and_district_are_kept_for_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    profile = replace(DISTRICT, deadline=MARCH, mailbox="a@example.org")
    with Campaign.open(path, call=CALL, district=profile):
        pass
    with Campaign.open(path) as campaign:
        assert campaign.district == profile
        assert campaign.call.id == CALL.id


@pytest.mark.parametrize("content", [b"no database at all" * 99, b"PK\x03\x04" + bytes(4000)])
def test_a_file_that_is_no_state_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "台账.sqlite"
    path.write_bytes(content)
    with pytest.raises(SourceUnreadable) as refusal:
        Campaign.open(path)
    assert "台账.sqlite" in refusal.value.message and refusal.value.advice


def test_a_newer_state_asks_for_an_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(SourceUnreadable, match="更新的版本"):
        Campaign.open(path)


def _take_in(path: Path, worker: str) -> None:
    for index in range(6):
        with Campaign.open(path) as campaign:
            (entry,) = campaign.record([receipt(f"{worker}{index}")], MARCH, "receive")
            campaign.decide(entry.number, "remark", f"{worker}{index}", MARCH, SOURCE)


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "台账.sqlite"
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=_take_in, args=(path, name)) for name in ("甲", "乙")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Campaign.open(path) as campaign:
        entries = campaign.entries()
        assert [entry.number for entry in entries] == [f"{n:03}" for n in range(1, 13)]
        assert all(e.decisions["remark"] in e.receipt.applicant for e in entries)
        assert campaign.revision == 12 * 3


def test_every_state_has_a_word() -> None:
    assert len(set(STATE_WORDS.values())) == 10
    assert datetime(2022, 3, 28, 2, tzinfo=UTC) == MARCH
