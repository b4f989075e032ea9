"""`receive` from inbox to desk, with forms that need no engine; papers are another test's."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bayu_docs.batch.receive import Order, receive
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.calls.load import load_call
from bayu_docs.errors import ExitCode, OutputUnwritable, SourceUnreadable
from bayu_docs.intake.workbook.making.make import make
from bayu_docs.materials import schema
from bayu_docs.model import desk
from bayu_docs.model.desk import Entry
from bayu_docs.model.report import Report
from bayu_docs.pipeline.today import SHANGHAI

ROOT = Path(__file__).resolve().parents[3]
PROFILE = ROOT / "schemas/districts/example.json"  # due 2022-03-24 18:00
MOMENT = datetime(2022, 3, 22, 9, 0, tzinfo=SHANGHAI)


class Place:
    """An inbox and the desk it is received on."""

    def __init__(self, folder: Path, data: dict[str, Any]) -> None:
        self.inbox, self.out, self._data = folder / "inbox", folder / "desk", data
        self.inbox.mkdir()

    def put(self, name: str, applicant: str, uscc: str = "") -> Path:
        """An application as JSON under that name, with certificates of its own."""
        data = json.loads(json.dumps(self._data))
        data["applicant"]["name"] = applicant
        data["applicant"]["uscc"] = uscc
        if not uscc:
            del data["applicant"]["uscc"]
            data["applicant"]["no_uscc_reason"] = "样例"
            data["applicant"]["governing_body"] = {"name": "样例镇人民政府"}
        for lead in data["lead_artisans"]:
            lead["qualifications"][0]["number"] += applicant
        path = self.inbox / name
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return path

    def register(self, *lines: str) -> None:
        text = "\n".join(("文件名,收件时间", *lines))
        (self.inbox / "收件登记.csv").write_text(text, encoding="utf-8")

    def receive(self, **more: Any) -> Report:
        order = Order(self.inbox, self.out, district=PROFILE, jobs=1, **more)
        return receive(order, MOMENT, lambda _: None)

    def entries(self) -> tuple[Entry, ...]:
        with Campaign.open(self.out / desk.STATE_FILE) as campaign:
            return campaign.entries()

    def log(self) -> list[str]:
        with Campaign.open(self.out / desk.STATE_FILE) as campaign:
            return [f"{row.number} {row.what}" for row in campaign.log()]


@pytest.fixture
def place(tmp_path: Path, district_data: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Place:
    """A desk that judges in this process, and prints nothing."""
    monkeypatch.setattr("bayu_docs.batch.receive.Workers", _Here)
    monkeypatch.setattr("bayu_docs.batch.receive.paperwork.write", lambda *_: ())
    monkeypatch.setattr("bayu_docs.batch.inbox.judge._machine", lambda: (None, False))
    return Place(tmp_path, district_data)


class _Here:
    """Workers without processes."""

    def __init__(self, _width: int) -> None: ...

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None: ...

    def each(self, function: Callable[[Any], Any], jobs: list[Any], *_: object) -> list[Any]:
        return [function(job) for job in jobs]


def codes(report: Report) -> list[str]:
    return sorted(finding.code for finding in report.findings)


def rows(out: Path) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(out / desk.ROSTER_FILE)["汇总表"]
    return [row[:2] for row in sheet.iter_rows(min_row=5, values_only=True)]


def test_numbers_follow_the_time_of_receipt_and_later_arrivals_continue(place: Place) -> None:
    place.put("a.json", "甲")
    place.put("b.json", "乙")
    place.register("a.json,2022-03-22 08:00", "b.json,2022-03-21 08:00")
    assert codes(place.receive()) == []
    assert rows(place.out) == [("001", "乙"), ("002", "甲")]
    place.put("0.json", "丙")
    place.register("a.json,2022-03-22 08:00", "b.json,2022-03-21 08:00", "0.json,2022-03-01 08:00")
    place.receive()
    assert rows(place.out) == [("001", "乙"), ("002", "甲"), ("003", "丙")]


def test_the_desk_holds_the_untouched_file_and_the_whole_report(place: Place) -> None:
    path = place.put("a.json", "甲")
    report = place.receive()
    assert report.exit_code is ExitCode.OK
    assert (place.out / "材料/001/a.json").read_bytes() == path.read_bytes()
    checked = json.loads((place.out / "核验/001.json").read_text(encoding="utf-8"))
    assert schema.problems("report", checked) == []
    assert checked["facts"][0] == {"label": "收件序号", "value": "001"}
    own = json.loads((place.out / "report.json").read_text(encoding="utf-8"))
    assert schema.problems("report", own) == []
    page = (place.out / "收件报告.html").read_text(encoding="utf-8")
    assert "甲" in page
    assert "荣昌区收件报告" in page
    assert '<a href="核验/001.html">001</a>' in page
    assert page.index('<div class="wide"') < page.index("<thead>")  # scrolls on a narrow screen


def test_what_was_found_in_each_is_a_page_to_read_after_the_deadline_too(place: Place) -> None:
    place.put("a.json", "甲")
    (place.inbox / "说明.txt").write_text("x", "utf-8")
    report = place.receive()
    page = (place.out / "核验/001.html").read_text(encoding="utf-8")
    checked = json.loads((place.out / "核验/001.json").read_text(encoding="utf-8"))
    assert checked["findings"]
    assert all(each["code"] in page for each in checked["findings"])
    assert dict(report.facts)["来件"] == "2 件；可核验的 1 件"


def test_a_second_run_changes_nothing(place: Place) -> None:
    place.put("a.json", "甲")
    place.put("b.json", "甲")
    place.register("a.json,2022-03-22 08:00", "b.json,2022-03-25 08:00")
    place.receive()
    before, log = place.entries(), place.log()
    book = (place.out / desk.ROSTER_FILE).read_bytes()
    place.receive()
    assert place.entries() == before
    assert place.log() == log
    assert (place.out / desk.ROSTER_FILE).read_bytes() == book


def test_a_roster_received_twice_has_its_rows_once(
    place: Place, district_data: dict[str, Any]
) -> None:
    other = json.loads(json.dumps(district_data))
    other["applicant"] |= {"name": "乙公司", "uscc": "91500101MA00000150"}
    book = make(load_call(), (district_data, other), many=True)
    (place.inbox / "多家.xlsx").write_bytes(book)
    place.register("多家.xlsx,2022-03-21 08:00")
    place.receive()
    before, log = place.entries(), place.log()
    assert [entry.receipt.file for entry in before] == ["多家.xlsx/001", "多家.xlsx/002"]
    assert {entry.receipt.late for entry in before} == {False}
    assert (place.out / "材料/002/多家.xlsx").read_bytes() == book
    place.receive()
    assert (place.entries(), place.log()) == (before, log)


def test_a_time_written_down_later_is_taken_over(place: Place) -> None:
    place.put("a.json", "甲")
    assert "receive.time_unknown" in codes(place.receive())
    assert place.entries()[0].receipt.late is None
    place.register("a.json,2022-03-25 08:00")
    assert codes(place.receive()) == ["receive.late"]
    assert place.entries()[0].receipt.late is True
    (place.inbox / "收件登记.csv").unlink()
    assert codes(place.receive()) == ["receive.late"]
    assert place.entries()[0].receipt.late is True


def test_the_same_bytes_have_one_row_and_both_names_are_told(place: Place) -> None:
    path = place.put("b.json", "甲")
    shutil.copyfile(path, place.inbox / "a.json")
    place.register("a.json,2022-03-22 08:00", "b.json,2022-03-21 08:00")
    assert codes(place.receive()) == ["receive.same_file"]
    (entry,) = place.entries()
    assert entry.receipt.file == "b.json"
    assert entry.receipt.duplicates == (("a.json", "内容完全相同的文件"),)
    assert place.log().count("001 重复来件") == 1
    place.receive()
    assert place.log().count("001 重复来件") == 1
    assert [path.name for path in (place.out / "材料").rglob("*.json")] == ["b.json"]


def test_bytes_known_under_another_name_are_told_and_not_kept_twice(place: Place) -> None:
    place.put("a.json", "甲").rename(place.inbox / "旧.json")
    place.register("旧.json,2022-03-21 08:00")
    place.receive()
    (place.inbox / "旧.json").rename(place.inbox / "新.json")
    place.register("新.json,2022-03-25 08:00")
    assert codes(place.receive()) == ["receive.same_file"]
    (entry,) = place.entries()
    assert (entry.receipt.file, entry.receipt.late) == ("旧.json", False)
    assert [path.name for path in (place.out / "材料").rglob("*.json")] == ["旧.json"]


def test_doubles_are_shown_in_both_rows_and_nothing_is_merged(place: Place) -> None:
    place.put("a.json", "甲公司", "91500101MA0000007H")
    place.put("b.json", "甲有限公司", "91500101MA0000007H")
    place.register("a.json,2022-03-21 08:00", "b.json,2022-03-22 08:00")
    assert codes(place.receive()) == ["receive.same_applicant"]
    assert [entry.receipt.duplicates for entry in place.entries()] == [
        (("002", "同一申报主体"),),
        (("001", "同一申报主体"),),
    ]


def test_a_judgement_lost_on_the_way_is_made_again(place: Place) -> None:
    place.put("a.json", "甲")
    place.register("a.json,2022-03-21 08:00")
    place.receive()
    before = place.entries()
    for lost in ("核验/001.json", "材料/001/a.json"):
        (place.out / lost).unlink()
        place.receive()
        assert (place.out / lost).is_file()
    assert place.entries() == before


def test_what_a_clerk_typed_is_not_overwritten_before_it_is_read_back(place: Place) -> None:
    place.put("a.json", "甲")
    place.receive()
    path = place.out / desk.ROSTER_FILE
    book = openpyxl.load_workbook(path)
    sheet = book["汇总表"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(5, heads["签章齐全"]).value = "是"
    book.save(path)
    typed = path.read_bytes()
    place.put("b.json", "乙")
    with pytest.raises(OutputUnwritable) as caught:
        place.receive()
    assert "desk update" in caught.value.advice
    assert path.read_bytes() == typed
    assert len(place.entries()) == 1


def test_decisions_in_the_state_stand_in_the_new_workbook(place: Place) -> None:
    place.put("a.json", "甲")
    place.receive()
    with Campaign.open(place.out / desk.STATE_FILE) as campaign:
        assert not campaign.decide("001", "paper_copies", 4, MOMENT, "test")
    (place.out / desk.ROSTER_FILE).unlink()
    place.receive()
    sheet = openpyxl.load_workbook(place.out / desk.ROSTER_FILE)["汇总表"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    assert sheet.cell(5, heads["纸质份数"]).value == 4


def test_an_attachment_is_received_with_its_mails_time(place: Place) -> None:
    path = place.put("a.json", "甲")
    message = EmailMessage()
    message["Received"] = "by mx.example.org; Fri, 25 Mar 2022 09:00:00 +0800"
    message.set_content("hello")
    content = path.read_bytes()
    message.add_attachment(content, maintype="application", subtype="json", filename="a.json")
    message.add_attachment(b"x", maintype="image", subtype="jpeg", filename="照片.jpg")
    path.unlink()
    (place.inbox / "来信.eml").write_bytes(message.as_bytes())
    assert codes(place.receive()) == ["receive.late", "receive.unrecognised"]
    (entry,) = place.entries()
    assert (entry.receipt.file, entry.receipt.form) == ("来信.eml/a.json", desk.MAIL)
    assert entry.receipt.received_by == "邮件服务器"
    assert (place.out / "材料/001/a.json").read_bytes() == content
    assert b"mx.example.org" in (place.out / "材料/001/邮件头.txt").read_bytes()


def test_every_thing_in_the_inbox_is_a_row_or_is_told(place: Place) -> None:
    place.put("a.json", "甲")
    for name in ("照片.jpg", "坏.docx", ".隐", "说明.txt"):
        (place.inbox / name).write_bytes(b"x")
    (place.inbox / "坏.zip").write_bytes(b"PK\x03\x04")
    report = place.receive()
    spoken_of = {finding.place.file for finding in report.findings}
    assert {"照片.jpg", "坏.docx", ".隐", "说明.txt"} <= spoken_of
    assert {entry.receipt.file for entry in place.entries()} == {"a.json", "坏.zip"}
    assert report.exit_code is ExitCode.OK


def test_a_second_run_needs_no_profile_named_again(place: Place) -> None:
    place.put("a.json", "甲")
    place.receive()
    place.put("b.json", "乙")
    place.register("a.json,2022-03-21 08:00", "b.json,2022-03-25 08:00")
    report = receive(Order(place.inbox, place.out), MOMENT, lambda _: None)
    assert codes(report) == ["receive.late"]
    assert [entry.receipt.late for entry in place.entries()] == [False, True]


def test_without_a_deadline_nothing_is_late_and_that_is_said(place: Place) -> None:
    place.put("a.json", "甲")
    place.register("a.json,2022-12-31 08:00")
    report = receive(Order(place.inbox, place.out, jobs=1), MOMENT, lambda _: None)
    assert codes(report) == ["receive.deadline_unknown"]
    assert place.entries()[0].receipt.late is None


def test_a_thing_that_could_not_be_judged_is_no_success(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bayu_docs.batch.inbox.judge.read_all", broken)
    place.put("a.json", "甲")
    report = place.receive()
    assert "receive.crashed" in codes(report)
    assert report.exit_code is ExitCode.FINDINGS


def test_a_folder_that_is_not_ours_is_not_touched(place: Place) -> None:
    place.put("a.json", "甲")
    place.out.mkdir()
    (place.out / "照片.jpg").write_bytes(b"x")
    with pytest.raises(OutputUnwritable):
        place.receive()
    assert [path.name for path in place.out.iterdir()] == ["照片.jpg"]


def test_inbox_and_desk_do_not_hold_each_other(place: Place) -> None:
    for out in (place.inbox, place.inbox / "desk", place.inbox.parent):
        place.out = out
        with pytest.raises(OutputUnwritable):
            place.receive()


def test_an_inbox_that_is_not_there_is_told(place: Place) -> None:
    place.inbox = place.inbox / "none"
    with pytest.raises(SourceUnreadable):
        place.receive()


def test_an_empty_inbox_gives_an_empty_desk(place: Place) -> None:
    assert place.receive().exit_code is ExitCode.OK
    assert rows(place.out) == []
