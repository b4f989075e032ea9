"""When things were received: by the server's word or the register's, and late or not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from bayu_docs.batch.inbox.found import Item
from bayu_docs.batch.inbox.times import Stamp, late, stamps
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.finding import Finding
from bayu_docs.pipeline.today import SHANGHAI

DEADLINE = datetime(2022, 3, 24, 18, 0, tzinfo=SHANGHAI)
PROFILE = DistrictProfile(deadline=DEADLINE)


def item(name: str, received_at: datetime | None = None) -> Item:
    return Item(name, Path(name), "package", name, 1, received_at)


def register(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "收件登记.csv"
    path.write_bytes(text.encode(encoding))
    return path


def at(hour: int, minute: int, day: int = 21) -> datetime:
    return datetime(2022, 3, day, hour, minute, tzinfo=SHANGHAI)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_register_may_be_saved_by_any_excel(tmp_path: Path, encoding: str) -> None:
    path = register(tmp_path, "序号,文件名,收件时间\n1,甲.zip,2022年3月21日 9:05\n", encoding)
    found, findings = stamps([item("甲.zip")], [path])
    assert found == {"甲.zip": Stamp(at(9, 5), "登记")}
    assert findings == ()


def test_a_workbook_is_a_register_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("收件登记",), ("来件文件", "收到时间"), ("甲.zip", datetime(2022, 3, 21, 16, 30))):
        sheet.append(row)
    path = tmp_path / "收件登记.xlsx"
    book.save(path)
    assert stamps([item("甲.zip")], [path])[0] == {"甲.zip": Stamp(at(16, 30), "登记")}


def test_an_attachment_is_named_by_itself_its_mail_or_both(tmp_path: Path) -> None:
    for name in ("来信.eml", "甲.zip", "来信.eml/甲.zip", "来信.eml\\甲.zip"):
        path = register(tmp_path, f"文件名,收件时间\n{name},2022-03-21 09:05\n")
        assert stamps([item("来信.eml/甲.zip")], [path])[0]["来信.eml/甲.zip"].at == at(9, 5)


def test_the_servers_time_wins_and_a_difference_is_told(tmp_path: Path) -> None:
    path = register(tmp_path, "文件名,收件时间\n甲.zip,2022-03-25 09:05\n")
    found, findings = stamps([item("甲.zip", at(17, 59, 24))], [path])
    assert found["甲.zip"] == Stamp(at(17, 59, 24), "邮件服务器")
    assert codes(findings) == ["receive.time_differs"]


def test_a_time_nobody_can_tell_is_a_warning_and_no_files_date(tmp_path: Path) -> None:
    (tmp_path / "甲.zip").write_bytes(b"x")
    found, findings = stamps([item("甲.zip")], [])
    assert found["甲.zip"] == Stamp()
    assert codes(findings) == ["receive.time_unknown"]


def test_a_line_for_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = register(tmp_path, "文件名,收件时间\n乙.zip,2022-03-21 09:05\n")
    findings = stamps([item("甲.zip", at(9, 0))], [path])[1]
    assert codes(findings) == ["receive.register_unmatched"]
    assert findings[0].place.spot == "第2行"


@pytest.mark.parametrize("written", ["上午", "2022-02-30", "", "25:99"])
def test_a_time_that_is_none_is_told_at_its_line(tmp_path: Path, written: str) -> None:
    path = register(tmp_path, f"文件名,收件时间\n甲.zip,{written}\n")
    found, findings = stamps([item("甲.zip")], [path])
    assert found["甲.zip"].at is None
    assert codes(findings) == ["receive.register", "receive.time_unknown"]
    assert (findings[0].place.file, findings[0].place.spot) == ("收件登记.csv", "第2行")


def test_two_times_for_one_file_are_told(tmp_path: Path) -> None:
    lines = "甲.zip,2022-03-21 09:05\n甲.zip,2022-03-22 09:05\n"
    path = register(tmp_path, f"文件名,收件时间\n{lines}")
    found, findings = stamps([item("甲.zip")], [path])
    assert found["甲.zip"].at == at(9, 5)
    assert codes(findings) == ["receive.register"]


def test_a_register_without_its_heads_is_told(tmp_path: Path) -> None:
    path = register(tmp_path, "名称,日子\n甲.zip,2022-03-21 09:05\n")
    assert codes(stamps([], [path])[1]) == ["receive.register"]


def test_a_register_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "收件登记.xlsx"
    path.write_bytes(b"no workbook")
    assert codes(stamps([], [path])[1]) == ["receive.register"]


def test_a_day_without_an_hour_cannot_tell_the_last_day(tmp_path: Path) -> None:
    answers = {}
    for day in (23, 24, 25):
        path = register(tmp_path, f"文件名,收件时间\n甲.zip,2022-03-{day}\n")
        found, findings = stamps([item("甲.zip")], [path])
        assert codes(findings) == ["receive.register"]
        answers[day] = late(found["甲.zip"], PROFILE)
    assert answers == {23: False, 24: None, 25: True}


def test_late_is_after_the_districts_own_moment() -> None:
    assert late(Stamp(DEADLINE), PROFILE) is False
    assert late(Stamp(at(18, 1, 24)), PROFILE) is True
    assert late(Stamp(), PROFILE) is None
    assert late(Stamp(DEADLINE), DistrictProfile()) is None
    assert late(Stamp(DEADLINE), None) is None
