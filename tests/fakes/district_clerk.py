"""A clerk of a district, from the consultation to the filed list: ticks in 汇总表.xlsx, commands.

Nothing of what was planned for a campaign is known here: the clerk reads the workbook's heads and
words, decides as a careful person would, and types dates in the ways people type them.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bayu_docs.cli.main import run

HEAD_ROW = 4
POSTED, PRINTED, FILED = "2022-06-02", "2022-06-14", "2022-06-16"
MEETING = {
    "schema_version": "1",
    "invented": True,
    "met_on": "2022-03-28",
    "place": "三楼会议室",
    "chaired_by": "周明示（副局长）",
    "attendees": ["周明示（副局长）", "吴岚示（副局长）"],
}
POSTING = {"schema_version": "1", "invented": True, "channel": "（示例）人力资源和社会保障网"}
REFUSED_LATE, REFUSED_TWICE, REFUSED_UNREAD = "逾期", "重复申报", "材料读不出"

Row = Mapping[str, Any]
Ticks = dict[str, dict[str, Any]]


def season(desk: Path, out: Path) -> None:
    """Lead the desk to the filed list. OUT holds the papers, and of every command its report in
    NAME.json and its exit code in exits.json."""
    out.mkdir()
    work = _Clerk(desk, out)
    with pytest.MonkeyPatch.context() as clock:
        for day, step in (
            ("2022-03-28", work.consult),
            ("2022-05-27", work.hear_from_the_city),
            ("2022-05-30", work.review),
            (POSTED, work.post),
            ("2022-06-08", work.list_too_early),
            ("2022-06-13", work.make_the_list),
            (PRINTED, work.print_the_list),
            (FILED, work.file_the_list),
        ):
            moment = datetime.fromisoformat(f"{day}T09:00:00+08:00")
            clock.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
            step()
    exits = json.dumps(work.exits, ensure_ascii=False, indent=2)
    (out / "exits.json").write_text(exits, encoding="utf-8")


def opinions(rows: list[Row]) -> Ticks:
    """The consultation: late, unreadable and repeated ones refused, the first two that meet the
    city's conditions recommended, the rest for the district."""
    ticks: Ticks = {}
    applicants, ranked = set(), 0
    for row in rows:
        tick = ticks.setdefault(row["收件序号"], {})
        if why := _refusal(row, applicants):
            tick |= {"会商意见": "不予受理", "备注": why}
            continue
        applicants.add(row["申报主体"])
        if ranked < 2 and row["申报级别"] != "区县级" and _is_sound(row, "市级结论"):
            ranked += 1
            tick |= {"会商意见": "推荐市级", "推荐排序": ranked}
        else:
            tick["会商意见"] = "转区县级"
    return ticks


def _refusal(row: Row, applicants: set[str]) -> str:
    if row["是否逾期"] == "逾期":
        return REFUSED_LATE
    if not (row["市级结论"] or row["区县级结论"]):
        return REFUSED_UNREAD
    return REFUSED_TWICE if row["申报主体"] in applicants else ""


def _is_sound(row: Row, tier: str) -> bool:
    return row[tier] == "符合" and row["错误数"] == 0


class _Clerk:
    def __init__(self, desk: Path, out: Path) -> None:
        self.desk, self.out = desk, out
        self.exits: dict[str, int] = {}

    def consult(self) -> None:
        self._tick(opinions(list(self._rows())))
        self._update("consulted")
        self._run("submit", "desk", "submit", self.desk, "-o", self.out / "报市", "--quiet")
        self._letters("letters")
        self._notice("consultation-minutes", MEETING)
        if self.exits["submit"] == 0:
            self._notice("recommendation")

    def hear_from_the_city(self) -> None:
        words = {1: "入围", 2: "未入围"}
        ranks = {row["收件序号"]: row["推荐排序"] for row in self._rows()}
        self._tick({n: {"市级评审结果": words[rank]} for n, rank in ranks.items() if rank})
        self._update("city")
        self._letters("letters-again")

    def review(self) -> None:
        pool = [row for row in self._rows() if row["状态"] == "区县参评"]
        for row in pool:
            word = "入围" if _is_sound(row, "区县级结论") else "未入围"
            self._tick({row["收件序号"]: {"评审结果": word}})
        self._update("reviewed")
        if self._shortlist():
            self._notice("review-minutes", MEETING | {"met_on": "2022-05-30"})

    def post(self) -> None:
        self._tick({n: {"公示起始日": datetime.fromisoformat(POSTED)} for n in self._shortlist()})
        self._update("posted")
        if self._shortlist():
            self._notice("publicity", POSTING)

    def list_too_early(self) -> None:
        """Two days before the end; of two or more the last meets with an objection."""
        numbers = self._shortlist()
        for number in numbers:
            self._tick({number: {"公示异议": "无", "列入名单": "是"}})
        if len(numbers) > 1:
            objected = {"公示异议": "有", "列入名单": None, "备注": "合作单位已停止经营"}
            self._tick({numbers[-1]: objected})
        self._update("too-early")

    def make_the_list(self) -> None:
        """What was ticked too early still stands in the workbook, and the city's own is added."""
        city = [row["收件序号"] for row in self._rows() if row["市级评审结果"] == "入围"]
        self._tick({number: {"列入名单": "是"} for number in city})
        self._update("listed")
        if self._shortlist():
            self._notice("publicity-result", POSTING)
            self._notice("award-list")

    def print_the_list(self) -> None:
        day = datetime.fromisoformat(PRINTED)
        words = f"{day.year}年{day.month}月{day.day}日"
        self._tick({number: {"名单印发日期": words} for number in self._listed()})
        self._update("printed")
        if self._listed():
            self._notice("filing-report")

    def file_the_list(self) -> None:
        words = FILED.replace("-", "/")
        self._tick({number: {"备案日期": words} for number in self._listed()})
        self._update("filed")
        self._run("show", "desk", "show", self.desk)

    def _shortlist(self) -> list[str]:
        return [row["收件序号"] for row in self._rows() if row["评审结果"] == "入围"]

    def _listed(self) -> list[str]:
        rows = [row for row in self._rows() if row["评审结果"] == "入围"]
        return [row["收件序号"] for row in rows if row["列入名单"] == "是"]

    def _update(self, name: str) -> None:
        self._run(name, "desk", "update", self.desk)

    def _letters(self, name: str) -> None:
        out = self.out / "告知单"
        self._run(name, "batch", "outcome", self.desk, "-o", out, "--jobs", "1", "--quiet")

    def _notice(self, kind: str, own: Mapping[str, Any] | None = None) -> None:
        sources = [self.desk]
        if own is not None:
            sources.append(self.out / f"{kind}-own.json")
            sources[-1].write_text(json.dumps(own, ensure_ascii=False), encoding="utf-8")
        self._run(kind, "notice", kind, *sources, "-o", self.out / kind, "--quiet")

    def _run(self, name: str, *words: str | Path) -> None:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            self.exits[name] = run([*map(str, words), "--format", "json"])
        (self.out / f"{name}.json").write_text(said.getvalue(), encoding="utf-8")

    def _rows(self) -> Iterator[Row]:
        return rows_of(self.desk / "汇总表.xlsx")

    def _tick(self, ticks: Ticks) -> None:
        """Type into the workbook, and save it as openpyxl does, without computed values."""
        path = self.desk / "汇总表.xlsx"
        book = openpyxl.load_workbook(path)
        sheet = book["汇总表"]
        heads = {cell.value: cell.column for cell in sheet[HEAD_ROW]}
        for cells in sheet.iter_rows(min_row=HEAD_ROW + 1):
            typed = ticks.get(str(cells[heads["收件序号"] - 1].value), {})
            for head, value in typed.items():
                cells[heads[head] - 1].value = value
        book.save(path)


def rows_of(workbook: Path) -> Iterator[Row]:
    """The rows of 汇总表 by their heads."""
    sheet = openpyxl.load_workbook(workbook, data_only=True)["汇总表"]
    heads = [cell.value for cell in sheet[HEAD_ROW]]
    for values in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True):
        yield dict(zip(heads, values, strict=True))
