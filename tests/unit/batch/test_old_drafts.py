"""What becomes of the files of a row that fails now and came out before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bayu_docs.batch import letters, result_book
from bayu_docs.batch.old_drafts import put_aside
from bayu_docs.batch.run import Tally
from bayu_docs.errors import OutputUnwritable
from bayu_docs.model.finding import Place
from bayu_docs.pipeline.notice import kind_of

KEY = "0001_甲社"


def draft(out: Path, content: bytes) -> None:
    for suffix in ("docx", "pdf"):
        (out / f"{KEY}.{suffix}").write_bytes(content)


def test_the_draft_of_a_failing_row_is_moved_and_others_stay(tmp_path: Path) -> None:
    draft(tmp_path, b"1")
    (tmp_path / "0002_乙社.pdf").write_bytes(b"2")
    assert put_aside(tmp_path, [KEY, "0003_丙社"]) == {KEY}
    assert {path.name for path in tmp_path.iterdir()} == {"旧稿", "0002_乙社.pdf"}
    assert (tmp_path / "旧稿" / f"{KEY}.docx").read_bytes() == b"1"


def test_an_older_draft_is_never_written_over(tmp_path: Path) -> None:
    for content in (b"1", b"2", b"3"):
        draft(tmp_path, content)
        put_aside(tmp_path, [KEY])
    kept = sorted(path.read_bytes() for path in (tmp_path / "旧稿").glob("*.pdf"))
    assert kept == [b"1", b"2", b"3"]


def test_nothing_to_move_makes_no_folder(tmp_path: Path) -> None:
    assert put_aside(tmp_path, [KEY]) == frozenset()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    draft(tmp_path, b"1")
    (tmp_path / "旧稿").write_bytes(b"a file")
    with pytest.raises(OutputUnwritable, match="旧稿"):
        put_aside(tmp_path, [KEY])
    assert (tmp_path / f"{KEY}.docx").read_bytes() == b"1"


def test_the_result_says_where_the_earlier_draft_went(tmp_path: Path) -> None:
    places = {KEY: Place("名单.xlsx", "Sheet!A2"), "0002_乙社": Place("名单.xlsx", "Sheet!A3")}
    refused = {KEY: "发文字号没有填写", "0002_乙社": "成文日期没有填写"}
    kind, at = kind_of("award-list"), datetime(2022, 4, 1)
    path = tmp_path / "r.xlsx"
    path.write_bytes(result_book.made(kind, places, Tally(), refused, {KEY}, {"0003_丙社"}, at))
    sheet = load_workbook(path).active
    assert [sheet.cell(row, 5).value for row in (2, 3, 4)] == [
        "发文字号没有填写；以前的稿子已移到“旧稿”文件夹",
        "成文日期没有填写",
        "已不在名单里，以前的稿子已移到“旧稿”文件夹",
    ]
    assert [sheet.cell(4, column).value for column in (1, 3)] == ["0003_丙社", "已移走"]


def test_a_desks_letter_stands_when_its_entry_has_moved_on_and_goes_when_it_was_renamed() -> None:
    old = ("0003_甲合作社", "0004_乙公司", "0011_丙学校")
    assert letters._gone(old, ("0003_甲专业合作社", "00011_丁学校")) == (old[0], old[2])
