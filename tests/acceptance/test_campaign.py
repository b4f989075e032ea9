"""A generated campaign from the inbox to the filed list by the documented commands alone.

What must come of it is worked out from campaign.json, what the generator put there, and then every
roster, letter, list and report is read and must say the same.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from bayu_docs.calls.load import load_call
from bayu_docs.materials import pdf_look

pytestmark = pytest.mark.engine

NAMES = re.compile(r"“巴渝工匠”\w+?示例\w+?\d{3}乡村驿站")
ADDRESSES = re.compile(r"建设地址为(.+?)。")
TO_CITY = "推荐到市人力社保局，参评市级乡村驿站。"
FROM_CITY = "参评市级乡村驿站未入选，转入参评区县级乡村驿站。"
NOT_TO_CITY = "未列入市级推荐对象，参评区县级乡村驿站。"
DISTRICT_ONLY = "参评区县级乡村驿站。"

Plan = dict[str, Any]


class Books(NamedTuple):
    """What must come of one district's planned things; each a list of 收件序号, plans by it."""

    plans: dict[str, Plan]
    refused: list[str]
    recommended: list[str]
    pool: list[str]
    shortlist: list[str]
    objected: list[str]

    @property
    def city(self) -> list[str]:
        """Whom the city takes: the first in rank; the second comes back."""
        return self.recommended[:1]

    @property
    def listed(self) -> list[str]:
        """The district's own list."""
        return [number for number in self.shortlist if number not in self.objected]

    @property
    def accepted(self) -> list[str]:
        """Everybody but the refused."""
        return [number for number in self.plans if number not in self.refused]

    def state(self, number: str) -> str:
        """The word where it must stand in the end."""
        for numbers, word in (
            (self.refused, "不予受理"),
            (self.city, "已列名单"),
            (self.listed, "已备案"),
            (self.objected, "公示中"),
        ):
            if number in numbers:
                return word
        return "已评审"

    def stations(self, numbers: Iterable[str]) -> list[str]:
        """Their stations' names, as the generator gave them."""
        return [self.plans[number]["station_name"] for number in numbers]


class Season(NamedTuple):
    """A district's desk in the end, what the clerk's commands left, and what must be there."""

    desk: Path
    out: Path
    books: Books

    def told(self, name: str) -> dict[str, Any]:
        """The report of one command."""
        told: dict[str, Any] = json.loads((self.out / f"{name}.json").read_text("utf-8"))
        return told

    def facts(self, name: str) -> dict[str, str]:
        """The facts of one command's report."""
        return {fact["label"]: fact["value"] for fact in self.told(name)["facts"]}

    def text(self, kind: str) -> str:
        """The words of the one paper of a kind."""
        (paper,) = (self.out / kind).glob("*.docx")
        return words_of(paper)


@pytest.fixture(scope="module")
def received(campaigns: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The campaign's desks as `receive` left them."""
    return campaigns.received(tmp_path_factory)


@pytest.fixture(scope="module")
def seasons(
    received: Any,
    campaigns: ModuleType,
    district_clerk: ModuleType,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Season]:
    """Every district led to the filed list."""

    def led(place: Path) -> None:
        for name, seen in received.desks.items():
            shutil.copytree(seen.out, place / name / "desk")
            district_clerk.season(place / name / "desk", place / name / "out")

    place = campaigns.once(tmp_path_factory, "seasons", led)
    return {
        name: Season(
            place / name / "desk",
            place / name / "out",
            books_of([p for p in received.plans if p["division"] == name], campaigns.PACKED),
        )
        for name in received.desks
    }


def books_of(plans: list[Plan], packed: tuple[str, ...]) -> Books:
    """The district's year as its plans foretell it: a package without a fault is sound."""
    rows = [plan for plan in plans if plan["share"] != "same_file"]
    rows.sort(key=lambda plan: (plan["received_at"], plan["number"]))
    numbered = {f"{number:03}": plan for number, plan in enumerate(rows, 1)}
    refused, seen = [], set()
    for number, plan in numbered.items():
        if plan["late"] or plan["defect"] == "cut_short" or plan["applicant"] in seen:
            refused.append(number)
        else:
            seen.add(plan["applicant"])
    sound = [
        number
        for number, plan in numbered.items()
        if number not in refused and not plan["defect"] and plan["form"] in packed
    ]
    recommended = [n for n in sound if numbered[n]["tier"] != "district"][:2]
    pool = [n for n in numbered if n not in refused and n not in recommended[:1]]
    shortlist = [number for number in pool if number in sound]
    objected = shortlist[-1:] if len(shortlist) > 1 else []
    return Books(numbered, refused, recommended, pool, shortlist, objected)


def words_of(paper: Path) -> str:
    """Every paragraph of a .docx, tables and all, in the order of its XML."""
    paragraphs = docx.Document(str(paper)).element.body.iter(qn("w:p"))
    lines = ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in paragraphs]
    return "\n".join(lines)


def named_in(text: str) -> list[str]:
    """The stations named, in their order, as often as they are named."""
    return NAMES.findall(text)


def test_every_file_of_every_inbox_is_an_entry_or_a_finding(received: Any) -> None:
    for seen in received.desks.values():
        entries = {entry.receipt.file.partition("/")[0] for entry in seen.entries.values()}
        repeated = {
            found["place"]["file"]
            for found in seen.report["findings"]
            if found["code"] == "receive.same_file"
        }
        lies = {path.name for path in seen.inbox.iterdir()} - {"收件登记.csv"}
        assert entries | repeated == lies
        assert not entries & repeated and len(entries) == len(seen.entries)


def test_the_generator_put_in_what_was_asked_for(received: Any, campaigns: ModuleType) -> None:
    part = campaigns.APPLICATIONS / 150
    wrong = [plan for plan in received.plans if plan["defect"]]
    shares = Counter(plan["share"] for plan in received.plans if plan["share"])
    late = [plan for plan in received.plans if plan["late"]]
    assert (len(wrong), len(late)) == (round(40 * part), max(1, round(6 * part)))
    assert set(shares.values()) == {1} and len(shares) == 4
    assert sum(bool(entry.receipt.late) for entry in received.entries) == len(late)
    packed = [p for p in received.plans if p["share"] != "same_file"]
    faulty = [p for p in packed if p["defect"] or p["form"] not in campaigns.PACKED]
    assert sum(bool(entry.receipt.errors) for entry in received.entries) == len(faulty)


def test_every_command_ends_as_it_should(seasons: dict[str, Season]) -> None:
    for season in seasons.values():
        exits = json.loads((season.out / "exits.json").read_text("utf-8"))
        refusing = {"submit": not season.books.recommended, "too-early": bool(season.books.listed)}
        assert exits == {name: int(refusing.get(name, False)) for name in exits}
        assert ("award-list" in exits) is bool(season.books.shortlist)


def test_every_listed_station_is_filed_in_the_end(seasons: dict[str, Season]) -> None:
    for season in seasons.values():
        shown, books = season.told("show"), season.books
        entries = {entry["number"]: entry for entry in shown["entries"]}
        assert list(entries) == list(books.plans)
        for number, plan in books.plans.items():
            assert entries[number]["state_word"] == books.state(number), (number, plan)
            if plan["defect"] != "cut_short":
                assert entries[number]["applicant"] == plan["applicant"]
                assert entries[number]["station_name"] == plan["station_name"]
        wanted = Counter(map(books.state, books.plans))
        assert shown["counts"] == {word: wanted[word] for word in shown["counts"]}
        assert all(entries[number]["decisions"]["filed_on"] for number in books.listed)
    assert any(season.books.listed for season in seasons.values())


def test_the_roster_mirrors_the_state(
    seasons: dict[str, Season], district_clerk: ModuleType
) -> None:
    for season in seasons.values():
        entries = season.told("show")["entries"]
        rows = list(district_clerk.rows_of(season.desk / "汇总表.xlsx"))
        assert [row["收件序号"] for row in rows] == [entry["number"] for entry in entries]
        for row, entry in zip(rows, entries, strict=True):
            assert row["状态"] == entry["state_word"]
            assert (row["申报主体"] or "") == entry["applicant"]
            assert (row["市级结论"] or "") == entry["verdicts"].get("municipal", "")
            assert row["推荐排序"] == entry["decisions"].get("rank")
            filed = row["备案日期"]
            assert (filed and f"{filed:%Y-%m-%d}") == entry["decisions"].get("filed_on")


def test_the_counts_hold_when_another_program_computes_them(
    seasons: dict[str, Season], clerk: ModuleType, tmp_path: Path
) -> None:
    season = next(season for season in seasons.values() if season.books.listed)
    stripped = tmp_path / "汇总表.xlsx"
    book = openpyxl.load_workbook(season.desk / "汇总表.xlsx")
    formulas = [cell for row in book["统计"] for cell in row if cell.data_type == "f"]
    book.save(stripped)  # openpyxl keeps formulas and drops what they came to
    computed = clerk.saved_by_libreoffice(stripped, tmp_path / "saved")
    sheets = [
        openpyxl.load_workbook(path, data_only=True)["统计"]
        for path in (season.desk / "汇总表.xlsx", computed)
    ]
    told, anew = ([sheet[cell.coordinate].value for cell in formulas] for sheet in sheets)
    assert told == anew and sum(told) > 0
    table = dict(sheets[1].iter_rows(min_row=9, max_col=2, values_only=True))
    books = season.books
    assert table["申报（行）"] == len(books.plans)
    assert table["逾期"] == sum(plan["late"] for plan in books.plans.values())
    for word in ("已评审", "公示中", "已列名单", "已备案", "不予受理"):
        assert table[word] == sum(books.state(number) == word for number in books.plans)


def test_everybody_consulted_upon_gets_one_letter_with_the_way_it_goes(
    seasons: dict[str, Season],
) -> None:
    for season in seasons.values():
        books, lost = season.books, season.books.recommended[1:]
        folder = season.out / "告知单"
        letters = {path.name[1:4]: words_of(path) for path in folder.glob("*.docx")}
        assert set(letters) == {path.name[1:4] for path in folder.glob("*.pdf")}
        assert set(letters) == set(books.accepted)
        for number, text in letters.items():
            plan = books.plans[number]
            assert named_in(text) == [plan["station_name"]] and plan["applicant"] in text
            wanted = NOT_TO_CITY if plan["tier"] != "district" else DISTRICT_ONLY
            wanted = TO_CITY if number in books.city else FROM_CITY if number in lost else wanted
            assert any(line.startswith(wanted) for line in text.splitlines()), (wanted, text)
        first, again = season.facts("letters"), season.facts("letters-again")
        assert first["名单"] == again["名单"] == f"{len(letters)}行"
        assert first["本次生成"] == f"{len(letters)}份"
        assert again["本次生成"] == f"{len(lost)}份"
        assert again["已有、未重做"] == f"{len(letters) - len(lost)}份"
        sheet = openpyxl.load_workbook(folder / "发文结果.xlsx").worksheets[0]
        results = [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert Counter(results) == Counter({"已生成": len(letters)})


def test_the_citys_papers_name_the_recommended_and_count_their_pages(
    seasons: dict[str, Season],
) -> None:
    for season in seasons.values():
        out, numbers = season.out / "报市", season.books.recommended
        if not numbers:
            assert {path.name for path in out.iterdir()} == {"检查报告.html", "report.json"}
            continue
        stations = season.books.stations(numbers)
        letters = {path.stem: words_of(path) for path in out.glob("*.docx")}
        letters |= {
            f"{path.stem}（notice）": words_of(path)
            for path in (season.out / "recommendation").glob("*.docx")
        }
        assert len(letters) == 7
        for name, text in letters.items():
            assert list(dict.fromkeys(named_in(text))) == stations, name
            if name.startswith("推荐函"):
                assert f"现推荐下列{len(numbers)}个对象" in text
        folders = [
            out / f"{rank}_{season.books.plans[n]['applicant']}"
            for rank, n in enumerate(numbers, 1)
        ]
        pages = [
            [pdf_look.page_count(path) for path in sorted(folder.glob("*.pdf"))]
            for folder in folders
        ]
        told = letters["报送材料清单"].splitlines()
        assert told[told.index("纸质件合计") + 1] == f"{2 * sum(map(sum, pages))}页"
        for station, (form, bundle) in zip(stations, pages, strict=True):
            at = told.index(station)
            assert told[at : at + 4] == [station, "申报表", "2", str(form)]
            at = told.index(station, at + 1)
            assert told[at : at + 4] == [station, "佐证材料", "2", str(bundle)]
        sheet = openpyxl.load_workbook(out / "推荐对象汇总表.xlsx").worksheets[0]
        listed = [row[:2] for row in sheet.iter_rows(min_row=3, values_only=True)]
        assert listed == list(enumerate(stations, 1))
        (bag,) = out.glob("*.zip")
        with zipfile.ZipFile(bag) as archive:
            held = [Path(name).name for name in archive.namelist() if name.endswith(".zip")]
        assert len(held) == len(numbers)


def test_the_minutes_add_up(seasons: dict[str, Season], district_clerk: ModuleType) -> None:
    for season in seasons.values():
        books = season.books
        rows = district_clerk.rows_of(season.desk / "汇总表.xlsx")
        qualified = [
            row["收件序号"]
            for row in rows
            if row["会商意见"] != "不予受理" and "符合" in (row["市级结论"], row["区县级结论"])
        ]
        text = season.text("consultation-minutes")
        assert f"共受理申报{len(books.accepted)}个" in text
        assert f"符合建设基本条件{len(qualified)}个" in text
        rest = [number for number in books.accepted if number not in books.recommended]
        assert named_in(text) == books.stations([*books.recommended, *rest])
        if books.recommended:
            letter = words_of(season.out / "报市/推荐函.docx")
            assert ADDRESSES.findall(text) == ADDRESSES.findall(letter)
        if books.shortlist:
            text = season.text("review-minutes")
            assert f"本次参评对象{len(books.pool)}个" in text
            assert f"会议确定下列{len(books.shortlist)}个对象为拟入围对象" in text
            assert named_in(text) == books.stations(books.shortlist)


def test_publicity_list_and_filing_name_the_same_stations(seasons: dict[str, Season]) -> None:
    for season in seasons.values():
        books = season.books
        if not books.shortlist:
            assert not (season.out / "filing-report").exists()
            continue
        posted, listed = books.stations(books.shortlist), books.stations(books.listed)
        text = season.text("publicity")
        assert f"拟将下列{len(posted)}个对象" in text and named_in(text) == posted
        text = season.text("publicity-result")
        assert f"对{len(posted)}个区县级拟入围对象进行公示" in text
        assert named_in(text) == books.stations(books.objected)
        text = season.text("award-list")
        assert f"确定{len(listed)}个单位建设" in text and named_in(text) == listed
        text = season.text("filing-report")
        assert f"确定建设{len(listed)}个区县级乡村驿站" in text and named_in(text) == listed
        for day in ("2022年6月2日发布公示", "2022年6月10日期满", "2022年6月14日"):
            assert day in text


def test_the_list_is_refused_before_the_end_and_its_gap_is_told(
    seasons: dict[str, Season],
) -> None:
    call = load_call()
    groups = {each.name: each.group for each in call.divisions}
    for name, season in seasons.items():
        listed = season.books.listed
        early = season.told("too-early")["findings"]
        refused = [found for found in early if found["severity"] == "error"]
        assert {found["code"] for found in refused} <= {"desk.publicity"}
        assert [found["message"][:3] for found in refused] == listed
        assert all(found["place"]["spot"].startswith("汇总表!") for found in refused)
        least = 3 if groups[name] == "主城都市区" else 2
        gap = f"{name}区县级驿站应建≥{least}，现{len(listed)}，差{least - len(listed)}"
        wanted = [gap] if 0 < len(listed) < least else []
        for step in ("listed", "printed", "filed", "show"):
            findings = season.told(step)["findings"]
            assert [f["message"] for f in findings if f["code"] == "desk.quota"] == wanted
    assert any(season.told("listed")["counts"]["warning"] for season in seasons.values())
