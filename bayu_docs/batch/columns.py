"""Every column of 汇总表.xlsx as data, and what an entry shows in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from bayu_docs.model.call import DISTRICT, MUNICIPAL, TIER_NAMES
from bayu_docs.model.desk import (
    CHECKED_FOLDER,
    CHOSEN,
    NO,
    NO_OBJECTION,
    NOT_CHOSEN,
    OBJECTION,
    RECOMMEND,
    REFUSE,
    TO_DISTRICT,
    YES,
    Entry,
)

BASIC, CHECKED, PAPER, DECIDED, STATE = "基本", "核验", "纸质", "决定", "状态"

TEXT, NUMBER, CHOICE, DATE, MOMENT = "text", "number", "choice", "date", "moment"

SHEET = "汇总表"
"""The roster's sheet; its heads stand in one row, found by their words."""

MARK_SHEET = "_bayu"
MARK = ("bayu-docs", "1", "desk")
"""A1, B1 and C1 of the hidden sheet: the tool, the roster's version, what it is. D1 holds, as a
whole number, the revision of the state that the workbook was written from."""

REVISION_CELL = (1, 4)
"""Row and column of that revision."""

DIGITS_OF_DIGEST = 16
"""How many digits of the SHA-256 the roster shows."""

Shown = str | int | date | datetime | None


@dataclass(frozen=True)
class Column:
    """One column. kind: text, number (whole), choice, date or moment (a day, with or without the
    time); editable: the clerk writes it; width: in characters of the body's size."""

    key: str
    head: str
    group: str
    kind: str = TEXT
    choices: tuple[str, ...] = ()
    editable: bool = False
    width: int = 12


def _clerk(
    key: str, head: str, group: str, kind: str, choices: tuple[str, ...] = (), width: int = 12
) -> Column:
    """A column that the clerk writes."""
    return Column(key, head, group, kind, choices, editable=True, width=width)


COLUMNS: tuple[Column, ...] = (
    Column("number", "收件序号", BASIC, width=9),
    Column("applicant", "申报主体", BASIC, width=30),
    Column("uscc", "统一社会信用代码", BASIC, width=22),
    Column("station_name", "驿站名称", BASIC, width=30),
    Column("site", "所在乡镇", BASIC, width=18),
    Column("tier", "申报级别", BASIC, width=12),
    Column("file", "来件文件", BASIC, width=34),
    Column("sha256", "文件摘要", BASIC, width=20),
    Column("received_at", "收件时间", BASIC, MOMENT, width=18),
    Column("late", "是否逾期", BASIC, width=10),
    Column("duplicates", "重复提示", BASIC, width=30),
    Column("municipal", "市级结论", CHECKED, width=10),
    Column("district", "区县级结论", CHECKED, width=11),
    Column("distances", "差距", CHECKED, width=34),
    Column("doubts", "存疑事项", CHECKED, width=30),
    Column("errors", "错误数", CHECKED, NUMBER, width=8),
    Column("warnings", "警告数", CHECKED, NUMBER, width=8),
    Column("pages", "佐证页数", CHECKED, NUMBER, width=9),
    Column("report", "全部问题", CHECKED, width=16),
    _clerk("paper_copies", "纸质份数", PAPER, NUMBER, width=9),
    _clerk("signed", "签章齐全", PAPER, CHOICE, (YES, NO), 10),
    _clerk("bound", "装订合规", PAPER, CHOICE, (YES, NO), 10),
    _clerk("same_as_electronic", "与电子档一致", PAPER, CHOICE, (YES, NO), 13),
    _clerk("received_by", "收件人", PAPER, TEXT, width=10),
    _clerk("paper_received_at", "纸质收件时间", PAPER, MOMENT, width=18),
    _clerk("certificates", "证书联网核验", PAPER, TEXT, width=16),
    _clerk("consultation", "会商意见", DECIDED, CHOICE, (RECOMMEND, TO_DISTRICT, REFUSE)),
    _clerk("rank", "推荐排序", DECIDED, NUMBER, width=10),
    _clerk("city_result", "市级评审结果", DECIDED, CHOICE, (CHOSEN, NOT_CHOSEN), 13),
    _clerk("review", "评审结果", DECIDED, CHOICE, (CHOSEN, NOT_CHOSEN), 10),
    _clerk("publicity_from", "公示起始日", DECIDED, DATE),
    _clerk("objection", "公示异议", DECIDED, CHOICE, (NO_OBJECTION, OBJECTION), 10),
    _clerk("listed", "列入名单", DECIDED, CHOICE, (YES,), 10),
    _clerk("list_printed_on", "名单印发日期", DECIDED, DATE, width=13),
    _clerk("filed_on", "备案日期", DECIDED, DATE),
    _clerk("remark", "备注", DECIDED, TEXT, width=30),
    Column("state", "状态", STATE, width=10),
)
"""In the order in which they stand in the sheet."""

EDITABLE: tuple[Column, ...] = tuple(column for column in COLUMNS if column.editable)


CLOCK = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991


def wall_clock(moment: datetime | None) -> datetime | None:
    """A moment as the clerk's clock shows it, without its zone, as cells hold it."""
    return None if moment is None else moment.astimezone(CLOCK).replace(tzinfo=None)


def column(key: str) -> Column:
    """The column of that key; KeyError for an unknown one."""
    for one in COLUMNS:
        if one.key == key:
            return one
    raise KeyError(key)


def checked_page(entry: Entry) -> str:
    """Where on the desk the page with all that was found in the application is."""
    return f"{CHECKED_FOLDER}/{entry.number}.html"


def shown(entry: Entry, key: str) -> Shown:
    """What an entry shows in the column of that key: text, a whole number, a date, a datetime as
    the clerk reads it, or None for an empty cell."""
    one = column(key)
    if one.editable:
        decided: Shown = entry.decisions.get(key)
        return decided
    receipt = entry.receipt
    match key:
        case "number":
            return entry.number
        case "report":
            return checked_page(entry)
        case "state":
            return entry.state_word
        case "received_at":
            return wall_clock(receipt.received_at)
        case "sha256":
            return receipt.sha256[:DIGITS_OF_DIGEST]
        case "tier":
            return TIER_NAMES.get(receipt.tier, receipt.tier)
        case "late":
            return {True: "逾期", False: "按时", None: "未知"}[receipt.late]
        case "duplicates":
            return "；".join(f"{other}：{why}" for other, why in receipt.duplicates)
        case "municipal" | "district":
            return receipt.verdicts.get({"municipal": MUNICIPAL, "district": DISTRICT}[key], "")
        case "distances":
            return "；".join(receipt.distances)
        case "doubts":
            return "；".join(receipt.doubts)
    value: Shown = getattr(receipt, key)
    return value
