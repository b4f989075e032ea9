"""The counters of the cover: formulas that Excel, WPS and LibreOffice work out, and what they
come to for the data the workbook is made with.

They count what is in the cells. Whether a person counts twice or an agreement is in force is for
`check` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bayu_docs.intake.fields import root
from bayu_docs.intake.workbook.making.spots import Spots
from bayu_docs.intake.workbook.making.values import Cell
from bayu_docs.model.call import Limit

HIGH_SKILLED_FROM = "三级/高级工"
"""高技能人才 are 高级工（三级）及以上 (doubt A10 of the notice)."""

Columns = Mapping[str, Sequence[Cell]]
"""The cells of each field: of a table's column, or the one cell of a single field."""

_LEADS = "/lead_artisans/-/name"
_TEAM = "/team/-/name"
_EQUIPMENT = "/facilities/occupations/-/equipment"
_SUBTOTAL = "/training/courses/-/subtotal"
_LEVEL = "/training/courses/-/level"
_STATED_TIMES = "/training/person_times_per_year"
_STATED_SKILLED = "/training/high_skilled_per_year"
_EVIDENCE, _FILES = "/evidence/-/id", "/evidence/-/file"
_NAME_CHARACTERS, _WORD_CHARACTERS = 200, 100  # MATCH looks for at most 255
LEADS_TITLE = "领衔工匠人数"
TEAM_TITLE = "驿站团队人数"
RATIO_TITLE = "领衔工匠与团队的比例"
_TO_FILL = "待填"
_MET = "已达到"


@dataclass(frozen=True)
class Formula:
    """A formula without its equals sign, and its result for the data at hand."""

    text: str
    value: str | int | float


@dataclass(frozen=True)
class Counter:
    """A line of the cover: what is counted; requirement: whose limit it is held against, or
    empty; formula: the count; note: a remark, or a formula that compares with another count."""

    title: str
    unit: str
    formula: Formula
    requirement: str = ""
    note: str | Formula = ""


def counters(spots: Spots, columns: Columns) -> tuple[Counter, ...]:
    """The counters in the order of the notice."""
    count = _Count(spots, columns)
    leads, team = count.filled(_LEADS), count.team()
    times, skilled = count.number(_STATED_TIMES), count.number(_STATED_SKILLED)
    items, files = count.filled(_EVIDENCE), count.filled(_FILES)
    once = "同一人只写一行"
    return (
        Counter(
            "有设施设备的不同职业（工种）",
            "个",
            count.distinct("/facilities/occupations/-", _EQUIPMENT),
            "facility_occupations",
            "写了“主要设备名称及数量”的才计",
        ),
        Counter(LEADS_TITLE, "名", leads, "lead_artisans", once),
        Counter(
            "领衔工匠的不同职业（工种）",
            "个",
            count.distinct("/lead_artisans/-", _LEADS),
            "lead_artisans",
            "工种不同的请填“工种”",
        ),
        Counter(TEAM_TITLE, "名", team, "", f"与领衔工匠同名的不计；{once}"),
        Counter(RATIO_TITLE, "", _ratio(leads, team), "team_ratio", "按实有领衔工匠计"),
        Counter("年培训能力（填写的）", "人次", times, "training_person_times"),
        _compared("测算表小计合计", "人次", count.total(), times, "年培训能力"),
        Counter("年培养高技能人才能力（填写的）", "名", skilled, "high_skilled"),
        _compared(
            "测算表高级工（三级）及以上小计", "名", count.skilled(), skilled, "年培养高技能人才能力"
        ),
        Counter("乡村技能品牌", "个", count.filled("/brands/-/name"), "brands", "拟打造的也计"),
        Counter(
            "长期合作单位",
            "家",
            count.filled("/partners/-/name"),
            "partners",
            "协议须在填报日期有效，由 check 核对",
        ),
        Counter("佐证材料件数", "件", items),
        Counter("已登记文件的件数", "件", files, "", _difference(files, items)),
    )


def standing(count: Formula, cell: str, limit: Limit) -> Formula:
    """已达到 or 还差 N, for a count that stands in that cell of the same sheet."""
    low, high = min((limit.value, *limit.other_values)), max((limit.value, *limit.other_values))
    unit, found = limit.unit, count.value
    between = f'"按 {low} {unit}计已达到，按 {high} {unit}计还差 "&({high}-{cell})&" {unit}"'
    missing = f'"还差 "&({low}-{cell})&" {unit}"'
    reached = f'IF({cell}>={high},"{_MET}",IF({cell}>={low},{between},{missing}))'
    if low == high:
        reached = f'IF({cell}>={low},"{_MET}",{missing})'
    text = f'IF(ISNUMBER({cell}),{reached},"{_TO_FILL}")'
    if isinstance(found, str):
        return Formula(text, _TO_FILL)
    if found >= high:
        return Formula(text, _MET)
    if found >= low:
        told = f"按 {low} {unit}计已达到，按 {high} {unit}计还差 {_plain(high - found)} {unit}"
        return Formula(text, told)
    return Formula(text, f"还差 {_plain(low - found)} {unit}")


def ratio_standing(leads: tuple[Formula, str], team: tuple[Formula, str], limit: Limit) -> Formula:
    """已达到 or 还差 N 名 team members; leads and team: each count with the cell it stands in."""
    (have_leads, lead_cell), (have_team, team_cell) = leads, team
    needed = f"{limit.value}*{lead_cell}"
    missing = f'"还差 "&({needed}-{team_cell})&" 名"'
    text = f'IF({lead_cell}=0,"{_TO_FILL}",IF({team_cell}>={needed},"{_MET}",{missing}))'
    heads, members = _amount(have_leads), _amount(have_team)
    if heads == 0:
        return Formula(text, _TO_FILL)
    short = limit.value * heads - members
    return Formula(text, f"还差 {_plain(short)} 名" if short > 0 else _MET)


def _amount(count: Formula) -> int | float:
    return 0 if isinstance(count.value, str) else count.value


def _ratio(leads: Formula, team: Formula) -> Formula:
    text = f'IF({leads.text}=0,"—","1∶"&ROUNDDOWN({team.text}/MAX(1,{leads.text}),2))'
    heads, members = _amount(leads), _amount(team)
    if not heads:
        return Formula(text, "—")
    return Formula(text, f"1∶{_plain(int(members * 100 // heads) / 100)}")


def _compared(title: str, unit: str, total: Formula, stated: Formula, name: str) -> Counter:
    """A sum of the table, and whether the stated number agrees with it."""
    gap = f"ABS({total.text}-{stated.text})"
    apart = f'IF({gap}=0,"与“{name}”一致","与“{name}”相差 "&{gap}&" {unit}")'
    text = f'IF(ISNUMBER({stated.text}),{apart},"“{name}”还没有填数字")'
    if isinstance(stated.value, str):
        return Counter(title, unit, total, "", Formula(text, f"“{name}”还没有填数字"))
    between = abs(_amount(total) - stated.value)
    told = f"与“{name}”相差 {_plain(between)} {unit}" if between else f"与“{name}”一致"
    return Counter(title, unit, total, "", Formula(text, told))


def _difference(files: Formula, items: Formula) -> Formula:
    missing = f"{items.text}-{files.text}"
    text = f'IF({missing}>0,"还有 "&({missing})&" 件没有登记文件；","")&"页数由 check 计算"'
    without = _amount(items) - _amount(files)
    told = f"还有 {_plain(without)} 件没有登记文件；" if without > 0 else ""
    return Formula(text, f"{told}页数由 check 计算")


@dataclass(frozen=True)
class _Count:
    """Counting formulas over the workbook's spots, each with its result for the columns."""

    spots: Spots
    columns: Columns

    def filled(self, pattern: str) -> Formula:
        """Cells with anything but blanks."""
        cells = self.spots.ranges[pattern]
        return Formula(
            f"SUMPRODUCT(--(LEN(TRIM({cells}))>0))", sum(map(bool, self._texts(pattern)))
        )

    def team(self) -> Formula:
        """Team members whose name is no lead artisan's."""
        leads, team = self.spots.ranges[_LEADS], self.spots.ranges[_TEAM]
        text = (
            f"SUMPRODUCT((LEN(TRIM({team}))>0)"
            f"*ISNA(MATCH(LEFT(TRIM({team}),{_NAME_CHARACTERS}),{leads},0)))"
        )
        known = {str(cell).casefold() for cell in self.columns[_LEADS] if cell is not None}
        names = (name[:_NAME_CHARACTERS].casefold() for name in self._texts(_TEAM) if name)
        return Formula(text, sum(name not in known for name in names))

    def distinct(self, row: str, condition: str) -> Formula:
        """Different pairs of 职业 and 工种 among the rows where the condition is filled in."""
        first, second = f"{row}/occupation", f"{row}/trade"
        one, two, asked = (self.spots.ranges[name] for name in (first, second, condition))
        key = (
            f'REPT(LEFT(TRIM({one}),{_WORD_CHARACTERS})&"|"&LEFT(TRIM({two}),{_WORD_CHARACTERS}),'
            f"(LEN(TRIM({one}))>0)*(LEN(TRIM({asked}))>0))"
        )
        top = f"ROW({one.partition(':')[0]})"
        text = f"SUMPRODUCT((LEN({key})>0)*(MATCH({key},{key},0)=ROW({one})-{top}+1))"
        texts = zip(*(self._texts(name) for name in (first, second, condition)), strict=True)
        return Formula(
            text,
            len(
                {
                    (job[:_WORD_CHARACTERS].casefold(), trade[:_WORD_CHARACTERS].casefold())
                    for job, trade, said in texts
                    if job and said
                }
            ),
        )

    def number(self, pattern: str) -> Formula:
        """The number of a single field; 待填 when there is none."""
        cell, value = self.spots.cells[pattern], self.columns[pattern][0]
        found = value if isinstance(value, int | float) else _TO_FILL
        return Formula(f'IF(ISNUMBER({cell}),{cell},"{_TO_FILL}")', found)

    def total(self) -> Formula:
        """The sum of all 小计."""
        return Formula(f"SUM({self.spots.ranges[_SUBTOTAL]})", self._sum(lambda _: True))

    def skilled(self) -> Formula:
        """The sum of 小计 of 高级工（三级）及以上."""
        subtotal, level = self.spots.ranges[_SUBTOTAL], self.spots.ranges[_LEVEL]
        asked = high_skilled_levels()
        text = "+".join(f'SUMIF({level},"{name}",{subtotal})' for name in asked)
        return Formula(text, self._sum(lambda level: level in asked))

    def _sum(self, wanted: Callable[[Cell], bool]) -> int | float:
        rows = zip(self.columns[_LEVEL], self.columns[_SUBTOTAL], strict=True)
        return sum(cell for level, cell in rows if wanted(level) and isinstance(cell, int | float))

    def _texts(self, pattern: str) -> list[str]:
        """The cells' texts as TRIM leaves them."""
        cells = self.columns[pattern]
        return ["" if cell is None else re.sub(" +", " ", str(cell)).strip(" ") for cell in cells]


def high_skilled_levels() -> tuple[str, ...]:
    """The levels of the training table that count as 高技能人才."""
    courses = root()["properties"]["training"]["properties"]["courses"]["items"]
    levels = tuple(courses["properties"]["level"]["enum"])
    return levels[levels.index(HIGH_SKILLED_FROM) :]


def _plain(number: int | float) -> str:
    """A number as Excel joins it to a text."""
    return f"{number:.15g}"
