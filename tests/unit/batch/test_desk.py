"""What the desk shows: where things stand, what is due by when; and what the lists are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bayu_docs.batch import desk_words, papers, row_papers
from bayu_docs.batch.desk import left_words, overview
from bayu_docs.batch.notice_sources import Sources, from_desk
from bayu_docs.batch.opening import opened, profile_data
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.calls.load import load_call, load_district
from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.jsonfile import read_json
from bayu_docs.materials import personal
from bayu_docs.model.desk import RECEIVED_FOLDER, STATE_FILE, Receipt
from bayu_docs.model.notice import Kind
from bayu_docs.notices.admission import admit
from bayu_docs.notices.fields import schema_of
from bayu_docs.notices.kinds import kind_named, kinds
from bayu_docs.pipeline.judging import DISTRICT_FILE

ROOT = Path(__file__).resolve().parents[3]
MARCH = datetime(2022, 3, 28, 10, 0, tzinfo=timezone(timedelta(hours=8)))
APRIL = MARCH.replace(month=4, day=14)
ID_NUMBER = "50010119900307" + "001" + personal.id_check_character("50010119900307001")
MEETING = {"met_on": "2022-03-28", "place": "示例会议室", "chaired_by": "甲", "attendees": ["乙"]}


def receipt(name: str, tier: str = "both") -> Receipt:
    return Receipt(
        f"{name}.zip",
        name.encode().hex(),
        1000,
        "材料包",
        applicant=f"（示例）{name}村村民委员会",
        station_name=f"“巴渝工匠”{name}乡村驿站",
        site="荣昌区示例镇",
        tier=tier,
        division="荣昌区",
        verdicts={"municipal": "符合", "district": "符合"},
        data={
            "facilities": {"occupations": [{"occupation": "园艺工"}, {"occupation": "园艺工"}]},
            "lead_artisans": [{"name": "示例人", "id_number": ID_NUMBER}],
        },
    )


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with four applications: 001 and 002 go to the city, 003 and 004 stay."""
    profile = load_district(ROOT / "schemas/districts/example.json", load_call())
    with Campaign.open(tmp_path / STATE_FILE, call=load_call(), district=profile) as campaign:
        campaign.record([receipt(name) for name in "abcd"], MARCH, "receive")
        for number, rank in (("001", 2), ("002", 1)):
            campaign.decide(number, "consultation", "推荐市级", MARCH, "x")
            campaign.decide(number, "rank", rank, MARCH, "x")
        for number in ("003", "004"):
            campaign.decide(number, "consultation", "转区县级", MARCH, "x")
    return tmp_path


@pytest.fixture
def campaign(desk: Path) -> Iterator[Campaign]:
    with opened(desk) as found:
        yield found


def to_the_list(campaign: Campaign, number: str, start: str = "2022-04-01") -> None:
    """All steps of a district's station up to its printed list."""
    for key, value in (
        ("review", "入围"),
        ("publicity_from", start),
        ("objection", "无"),
        ("listed", "是"),
        ("list_printed_on", "2022-04-13"),
    ):
        found = campaign.decide(number, key, value, APRIL, "x")
        assert not found, (key, found)


def data_of(kind: str, campaign: Campaign, **given: object) -> dict[str, object]:
    return papers.data_for(kind, campaign.entries(), campaign.ground(APRIL.date()), given)


def test_the_counts_add_up_and_every_state_is_named(campaign: Campaign) -> None:
    seen = overview(campaign, MARCH)
    assert dict(seen.counts)["推荐市级"] == 2 and dict(seen.counts)["区县参评"] == 2
    assert sum(number for _, number in seen.counts) == len(seen.entries) == 4


def test_the_deadlines_are_told_with_the_safe_day_and_the_time_left(campaign: Campaign) -> None:
    dues = {due.what: due for due in overview(campaign, MARCH).dues}
    assert dues["区县受理截止"].at == datetime(2022, 3, 24, 18, tzinfo=MARCH.tzinfo)
    city = dues["报市截止"]
    assert city.at == datetime(2022, 3, 31, 18, tzinfo=MARCH.tzinfo)
    assert "2022-03-30 18:00" in city.note and "A01" in city.note and "星期四" in city.note
    assert city.numbers == ("001", "002")
    text = " ".join(desk_words.to_text(overview(campaign, MARCH)).split())
    assert "2022-03-31 18:00（还剩 3 天 8 小时）" in text


def test_an_unknown_district_deadline_is_a_hint_and_no_date(tmp_path: Path) -> None:
    with Campaign.open(tmp_path / STATE_FILE) as campaign:
        due = overview(campaign, MARCH).dues[0]
    assert due.at is None and "A34" in due.note


def test_the_end_of_a_publicity_is_told_by_both_readings(campaign: Campaign) -> None:
    campaign.decide("003", "review", "入围", MARCH, "x")
    campaign.decide("003", "publicity_from", "2022-04-01", MARCH, "x")
    (due,) = [due for due in overview(campaign, MARCH).dues if due.what == "公示届满"]
    assert due.at == date(2022, 4, 11) and due.numbers == ("003",)
    assert "2022-04-08" in due.note and "A23" in due.note


def test_the_filing_is_due_by_both_readings(campaign: Campaign) -> None:
    to_the_list(campaign, "003")
    (due,) = [due for due in overview(campaign, APRIL).dues if due.what == "报市备案"]
    assert due.at == date(2022, 4, 20) and due.numbers == ("003",)
    assert "2022-04-18" in due.note and "A24" in due.note


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2022, 3, 31, 17, 15), "还剩 45 分钟"),
        (datetime(2022, 3, 31, 12, 0), "还剩 6 小时"),
        (datetime(2022, 3, 29, 18, 0), "还剩 2 天"),
        (datetime(2022, 4, 1, 20, 0), "已过 1 天 2 小时"),
        (datetime(2026, 12, 1, 10, 0), "已过 1705 天"),
    ],
)
def test_time_left_is_told_in_words(moment: datetime, words: str) -> None:
    deadline = datetime(2022, 3, 31, 18, 0)
    assert left_words(deadline, moment) == words


def test_a_day_lasts_to_its_end(campaign: Campaign) -> None:
    assert left_words(MARCH.date(), MARCH) == "还剩 14 小时"


def test_json_says_the_same_as_the_text(campaign: Campaign) -> None:
    told = json.loads(desk_words.to_json(overview(campaign, MARCH)))
    assert told["schema_version"] == "1" and told["counts"]["推荐市级"] == 2
    assert [each["number"] for each in told["entries"]] == ["001", "002", "003", "004"]
    assert told["entries"][0]["next"] and told["dues"][1]["at"].startswith("2022-03-31T18:00")
    assert ID_NUMBER not in json.dumps(told, ensure_ascii=False)


def test_a_folder_that_is_no_desk_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable):
        opened(tmp_path)
    assert not list(tmp_path.iterdir())


def admitted(kind: str, data: dict[str, object], folder: Path) -> None:
    """The data pass the kind's own schema."""
    path = folder / "data.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    wanted = kind_named(kind)
    assert wanted is not None
    found = admit(wanted, read_json(path))
    assert found.value is not None, [(one.message, one.place) for one in found.findings]


def test_every_list_paper_is_admitted_by_its_schema(campaign: Campaign, tmp_path: Path) -> None:
    to_the_list(campaign, "003")
    to_the_list(campaign, "004")
    given: dict[str, dict[str, object]] = {
        "consultation-minutes": MEETING,
        "review-minutes": MEETING,
        "publicity": {"channel": "示例网站"},
        "publicity-result": {"channel": "示例网站"},
        "award-list": {},
        "filing-report": {},
    }
    assert set(given) == set(papers.LISTS)
    for kind, own in given.items():
        admitted(kind, data_of(kind, campaign, **own), tmp_path)


def test_the_minutes_rank_the_recommended_and_list_the_rest(campaign: Campaign) -> None:
    data = data_of("consultation-minutes", campaign, **MEETING)
    assert [row["applicant"] for row in data["recommended"]] == [  # type: ignore[attr-defined]
        "（示例）b村村民委员会",
        "（示例）a村村民委员会",
    ]
    assert len(data["remaining"]) == 2 and data["received"] == 4  # type: ignore[arg-type]


def test_the_minutes_count_only_those_that_were_accepted(campaign: Campaign) -> None:
    campaign.decide("004", "remark", "重复申报", MARCH, "x")
    campaign.decide("004", "consultation", "不予受理", MARCH, "x")
    data = data_of("consultation-minutes", campaign, **MEETING)
    assert (data["received"], data["qualified"]) == (3, 3)
    assert len(data["recommended"]) + len(data["remaining"]) == 3  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["publicity", "award-list", "filing-report"])
def test_public_lists_hold_the_whitelist_and_nothing_else(campaign: Campaign, kind: str) -> None:
    to_the_list(campaign, "003")
    data = (
        data_of(kind, campaign, channel="示例网站")
        if kind == "publicity"
        else data_of(kind, campaign)
    )
    (row,) = data["stations"]  # type: ignore[misc]
    assert set(row) == {"station_name", "applicant", "occupations"}
    assert row["occupations"] == ["园艺工"]
    assert "示例人" not in str(data) and ID_NUMBER not in str(data)


def test_who_lost_at_the_city_is_listed_with_the_district(campaign: Campaign) -> None:
    campaign.decide("001", "city_result", "未入围", MARCH, "x")
    to_the_list(campaign, "001")
    data = data_of("award-list", campaign)
    assert data["posted_on"] == "2022-04-01"
    assert len(data["stations"]) == 1  # type: ignore[arg-type]


def test_two_batches_ask_which_is_meant(campaign: Campaign) -> None:
    to_the_list(campaign, "003")
    to_the_list(campaign, "004", "2022-04-02")
    with pytest.raises(SourceUnreadable, match="2022-04-01、2022-04-02"):
        data_of("award-list", campaign)
    data = data_of("award-list", campaign, posted_on="2022-04-02")
    assert "（示例）d" in str(data["stations"])


def test_a_new_publicity_beside_an_older_one_asks_for_its_day(campaign: Campaign) -> None:
    to_the_list(campaign, "003")
    campaign.decide("004", "review", "入围", APRIL, "x")
    with pytest.raises(SourceUnreadable, match="004"):
        data_of("publicity", campaign)
    data = data_of("publicity", campaign, posted_on="2022-04-14")
    assert "（示例）d" in str(data["stations"]) and "（示例）c" not in str(data["stations"])


def test_the_result_of_a_publicity_says_what_was_objected(campaign: Campaign) -> None:
    campaign.decide("003", "review", "入围", MARCH, "x")
    campaign.decide("003", "publicity_from", "2022-04-01", MARCH, "x")
    with pytest.raises(SourceUnreadable, match="003"):
        data_of("publicity-result", campaign)
    campaign.decide("003", "objection", "有", APRIL, "x")
    data = data_of("publicity-result", campaign)
    assert data["outcome"] == "有异议" and len(data["objections"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(set(papers.LISTS) - {"consultation-minutes"}))
def test_a_list_with_nothing_on_it_says_what_to_fill_in(campaign: Campaign, kind: str) -> None:
    with pytest.raises(SourceUnreadable) as refusal:
        data_of(kind, campaign)
    assert "汇总表" in refusal.value.advice


@pytest.mark.parametrize(
    ("number", "result", "destination"),
    [
        ("001", None, "推荐参评市级"),
        ("001", "未入围", "市级落选后参评区县级"),
        ("003", None, "参评区县级"),
    ],
)
def test_each_applicant_is_told_where_the_review_goes_on(
    campaign: Campaign, tmp_path: Path, number: str, result: str | None, destination: str
) -> None:
    if result is not None:
        campaign.decide(number, "city_result", result, MARCH, "x")
    entry = campaign.entry(number)
    assert entry is not None
    data = row_papers.outcome(entry)
    assert data["destination"] == destination
    admitted("outcome", data, tmp_path)


def rows(kind: str, campaign: Campaign) -> tuple[tuple[str, dict[str, object]], ...]:
    wanted = kind_named(kind)
    assert wanted is not None
    found = row_papers.rows_of(wanted, campaign.entries(), campaign.call, campaign.district)
    return tuple((entry.number, data) for entry, data in found)


def test_papers_about_one_go_to_those_they_are_due_to(campaign: Campaign) -> None:
    to_the_list(campaign, "003")
    campaign.decide("001", "city_result", "入围", APRIL, "x")
    campaign.decide("001", "listed", "是", APRIL, "x")
    assert [number for number, _ in rows("outcome", campaign)] == ["001", "002", "003", "004"]
    assert [number for number, _ in rows("receipt", campaign)] == ["001", "002", "003", "004"]
    assert rows("correction", campaign) == ()
    assert [number for number, _ in rows("acceptance-result", campaign)] == ["001", "003"]
    assert [number for number, _ in rows("subsidy", campaign)] == ["001"]


@pytest.mark.parametrize(
    "kind", [each for each in kinds() if not each.public], ids=lambda kind: kind.key
)
def test_a_row_states_only_fields_of_its_kind(campaign: Campaign, kind: Kind) -> None:
    to_the_list(campaign, "003")
    for _, data in rows(kind.key, campaign):
        assert set(data) <= set(schema_of(kind)["properties"])
        assert ID_NUMBER not in str(data)


def test_notice_reads_a_desk_with_its_district(desk: Path, tmp_path: Path) -> None:
    head = tmp_path / "会议.json"
    head.write_text(json.dumps(MEETING | {"schema_version": "1"}, ensure_ascii=False), "utf-8")
    with from_desk("consultation-minutes", (desk, head), (), MARCH.date()) as sources:
        (data,) = sources.paths
        assert json.loads(data.read_text("utf-8"))["met_on"] == "2022-03-28"
        profile = load_district(data.parent / DISTRICT_FILE, load_call())
        assert profile.division == "荣昌区" and len(profile.organs) == 2
    assert not data.exists()


def test_each_value_is_placed_in_the_clerks_own_file_or_at_its_number(
    desk: Path, tmp_path: Path
) -> None:
    head = tmp_path / "会议.json"
    text = json.dumps(MEETING | {"schema_version": "1"}, ensure_ascii=False, indent=1)
    head.write_text(text, "utf-8")
    line = 1 + next(n for n, line in enumerate(text.splitlines()) if '"met_on"' in line)
    with from_desk("consultation-minutes", (desk, head), (), MARCH.date()) as sources:
        at = sources.origins
    assert (at["/met_on"].file, at["/met_on"].spot) == ("会议.json", f"第{line}行")
    assert str(at["/recommended/0"]) == "台账.sqlite › 收件序号002"
    assert str(at[""]) == "台账.sqlite"


def test_the_recommendation_reads_the_packages_in_their_rank(desk: Path) -> None:
    with from_desk("recommendation", (desk,), (), MARCH.date()) as sources:
        _, first, second = sources.paths
        assert [path.parent for path in (first, second)] == [
            desk / RECEIVED_FOLDER / number for number in ("002", "001")
        ]


def test_a_kind_that_does_not_come_from_a_desk_names_those_that_do(desk: Path) -> None:
    with (
        pytest.raises(SourceUnreadable) as refusal,
        from_desk("ban", (desk,), (), MARCH.date()),
    ):
        pass
    assert "publicity" in refusal.value.advice


def test_other_sources_stay_as_they_are(tmp_path: Path) -> None:
    given = (tmp_path / "a.zip", tmp_path / "b.json")
    with from_desk("recommendation", given, (), MARCH.date()) as sources:
        assert sources == Sources(given)


def test_a_profile_states_only_what_is_known() -> None:
    profile = load_district(ROOT / "schemas/districts/example.json", load_call())
    bare = replace(profile, address="", organs=())
    assert "address" not in profile_data(bare)
    assert "organs" not in profile_data(bare)
