"""What people get wrong in the workbook: one entry a mistake, made in the workbook of the accepted
district application as a person would make it, with the cell it must be found at.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook

# The cells meant below, in the workbook made from samples/accepted/district/application.json.
TIER, STATION, FILED = "B6", "B7", "B8"
NAME, KIND, USCC, HEAD = "B13", "B14", "B17", "B20"
MOBILE, LANDLINE, EMAIL = "B33", "B34", "B35"
ADDRESS, TRUTHFUL = "B40", "B42"
BASICS, LEADS, QUALIFICATIONS, TEAM = "基本情况", "领衔工匠", "领衔工匠资格", "驿站团队"
EQUIPMENT, TRAINING, COURSES = "职业（工种）设施设备", "培训能力", "培训能力测算表"
BRANDS, PARTNERS, TASK_FORCE, EVIDENCE = "乡村技能品牌", "长期合作单位", "专班", "佐证材料"

Edit = tuple[Any, ...]
"""(sheet, cell, value) or (sheet, cell, value, number format)."""


@dataclass(frozen=True)
class Mistake:
    """code: the one error that must be found; words: for the folder's name; note: what happened,
    in Chinese; place: the sheet and cell it is found at; mend: words its advice must hold.

    edits: cells typed over; change: what else is done to the workbook.
    """

    code: str
    words: str
    note: str
    place: str
    mend: str
    edits: tuple[Edit, ...] = ()
    change: Callable[[Workbook], object] | None = None

    @property
    def name(self) -> str:
        """The folder's name: the code with dashes, and the words."""
        return f"{self.code.replace('.', '-')}-{self.words}"

    def made_in(self, workbook: bytes) -> bytes:
        """The workbook with the mistake in it."""
        book = load_workbook(io.BytesIO(workbook))
        for sheet, cell, value, *number_format in self.edits:
            book[sheet][cell].value = value
            for code in number_format:
                book[sheet][cell].number_format = code
        if self.change is not None:
            self.change(book)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()


def _without(sheet: str) -> Callable[[Workbook], object]:
    return lambda book: book.remove(book[sheet])


def _renamed(sheet: str, title: str) -> Callable[[Workbook], object]:
    return lambda book: setattr(book[sheet], "title", title)


def _merged(sheet: str, cells: str) -> Callable[[Workbook], object]:
    return lambda book: book[sheet].merge_cells(cells)


def _without_row(sheet: str, row: int) -> Callable[[Workbook], object]:
    return lambda book: book[sheet].delete_rows(row)


def _without_column(sheet: str, column: int) -> Callable[[Workbook], object]:
    return lambda book: book[sheet].delete_cols(column)


def _more_qualifications(book: Workbook) -> None:
    """Three more for the first lead artisan, who has one."""
    for row, level in enumerate(("五级/初级工", "四级/中级工", "三级/高级工"), 7):
        cells = ("刘开荣", "技能", level, "职业技能等级证书", None, f"SL20180001{row}")
        for column, value in enumerate(cells, 1):
            book[QUALIFICATIONS].cell(row, column).value = value


MISTAKES = (
    # heads, labels and sheets
    Mistake(
        "intake.head", "renamed-column", "表头“姓名”被改成“工匠姓名”",
        f"{LEADS}!A4", "改回“姓名”", ((LEADS, "A4", "工匠姓名"),),
    ),
    Mistake(
        "intake.head", "column-of-other-words", "表头“性别”被改成“男女”",
        f"{TEAM}!B4", "改回“性别”", ((TEAM, "B4", "男女"),),
    ),
    Mistake(
        "intake.head", "deleted-column", "“人员类别”一列被删掉了",
        f"{TEAM}!A4", "补上这一列", change=_without_column(TEAM, 6),
    ),
    Mistake(
        "intake.head", "column-twice", "又加了一列“单位名称”",
        f"{PARTNERS}!F4", "只留一列", ((PARTNERS, "F4", "单位名称"),),
    ),
    Mistake(
        "intake.head", "deleted-head-row", "表头行被删掉了",
        f"{TASK_FORCE}!A4", "表头恢复成", change=_without_row(TASK_FORCE, 4),
    ),
    Mistake(
        "intake.head", "renamed-label", "栏目“单位全称”被改成“单位名称”",
        f"{BASICS}!A13", "改回“单位全称”", ((BASICS, "A13", "单位名称"),),
    ),
    Mistake(
        "intake.head", "deleted-label", "“法定代表人（负责人）”一行被删掉了",
        f"{BASICS}!A1", "补上这一行", change=_without_row(BASICS, 20),
    ),
    Mistake(
        "intake.sheet", "deleted", "工作表“乡村技能品牌”被删掉了",
        f"{BRANDS}!A1", "补上工作表“乡村技能品牌”", change=_without(BRANDS),
    ),
    Mistake(
        "intake.sheet", "renamed", "工作表“驿站团队”被改名为“团队成员”",
        "团队成员!A1", "改回“驿站团队”", change=_renamed(TEAM, "团队成员"),
    ),
    # numbers
    Mistake(
        "intake.type", "number-in-words", "在站月数写成“十个月”",
        f"{LEADS}!H5", "数字", ((LEADS, "H5", "十个月"),),
    ),
    Mistake(
        "intake.type", "number-with-full-width-letter", "年培训能力写成全角的“８２Ｏ”，Ｏ是字母",
        f"{TRAINING}!B4", "整数", ((TRAINING, "B4", "８２Ｏ"),),
    ),
    Mistake(
        "intake.type", "half-a-person", "每期人数填了 40.5",
        f"{COURSES}!D5", "整数", ((COURSES, "D5", 40.5),),
    ),
    Mistake(
        "intake.range", "negative", "年培训能力填了 -820",
        f"{TRAINING}!B4", "核对数字", ((TRAINING, "B4", -820),),
    ),
    Mistake(
        "intake.range", "thirteen-months", "每年在站 13 个月",
        f"{LEADS}!H5", "核对数字", ((LEADS, "H5", 13),),
    ),
    Mistake(
        "intake.rounded", "identity-number", "身份号码按数值输入，后三位已被 Excel 变成 0",
        f"{LEADS}!D5", "格式改为“文本”", ((LEADS, "D5", 500199197103071234, "0"),),
    ),
    Mistake(
        "intake.rounded", "credit-code", "统一社会信用代码按数值输入，后三位已被 Excel 变成 0",
        f"{BASICS}!{USCC}", "格式改为“文本”", ((BASICS, USCC, 545001539999991116, "0"),),
    ),
    # days and months
    Mistake(
        "intake.date", "february-thirtieth", "填报日期写成 2022年2月30日",
        f"{BASICS}!{FILED}", "日历上没有这一天", ((BASICS, FILED, "2022年2月30日"),),
    ),
    Mistake(
        "intake.date", "in-words", "填报日期写成“二〇二二年三月”",
        f"{BASICS}!{FILED}", "写成 2022-03-21 的样子", ((BASICS, FILED, "二〇二二年三月"),),
    ),
    Mistake(
        "intake.date", "thirteenth-month", "发证日期写成 2018.13.22",
        f"{QUALIFICATIONS}!H5", "核对年、月、日", ((QUALIFICATIONS, "H5", "2018.13.22"),),
    ),
    Mistake(
        "intake.turned_date", "certificate-number", "证书编号 2019-06 被 Excel 变成了日期",
        f"{QUALIFICATIONS}!F5", "格式改为“文本”",
        ((QUALIFICATIONS, "F5", datetime(2019, 6, 1), "mmm-yy"),),
    ),
    Mistake(
        "intake.turned_date", "duration-as-time", "每期时长 1:30 被 Excel 变成了时间",
        f"{COURSES}!C5", "格式改为“文本”", ((COURSES, "C5", time(1, 30), "h:mm"),),
    ),
    Mistake(
        "intake.pattern", "month-as-number", "出生年月写成数值 1971.1，是一月还是十月已看不出",
        f"{LEADS}!C5", "1980-05 的样子", ((LEADS, "C5", 1971.1, "General"),),
    ),
    # choices
    Mistake(
        "intake.enum", "no-such-kind", "主体类型填了“公司”",
        f"{BASICS}!{KIND}", "请从下列各项中选填", ((BASICS, KIND, "公司"),),
    ),
    Mistake(
        "intake.enum", "likeness", "人员类别“一般成员”写成“一般人员”",
        f"{TEAM}!F5", "是不是“一般成员”", ((TEAM, "F5", "一般人员"),),
    ),
    Mistake(
        "intake.enum", "tier-of-own-words", "申报级别填了“县级”",
        f"{BASICS}!{TIER}", "是不是“区县级”", ((BASICS, TIER, "县级"),),
    ),
    Mistake(
        "intake.enum", "words-joined-by-slash", "两项用途之间用了斜线",
        f"{EQUIPMENT}!C5", "请从下列各项中选填", ((EQUIPMENT, "C5", "培训/实训"),),
    ),
    Mistake(
        "intake.type", "neither-yes-nor-no", "承诺填了“同意”",
        f"{BASICS}!{TRUTHFUL}", "“是”或“否”", ((BASICS, TRUTHFUL, "同意"),),
    ),
    # texts
    Mistake(
        "intake.too_long", "station-name", "驿站名称写了五十多个字",
        f"{BASICS}!{STATION}", "压缩文字", ((BASICS, STATION, "示例" * 26),),
    ),
    Mistake(
        "intake.character", "line-break", "详细地址里按了 Alt＋回车",
        f"{BASICS}!{ADDRESS}", "删去换行", ((BASICS, ADDRESS, "示例村\n1组1号"),),
    ),
    Mistake(
        "intake.character", "private-use", "单位全称里有私人造字 U+E000",
        f"{BASICS}!{NAME}", "可以正常显示的字", ((BASICS, NAME, "重庆市荣昌区示例\ue000村"),),
    ),
    Mistake(
        "intake.character", "turned-around", "姓名里夹着从网页带来的方向控制符",
        f"{TEAM}!A5", "删去该字符", ((TEAM, "A5", "段\u202e喆"),),
    ),
    Mistake(
        "intake.type", "true-for-a-name", "法定代表人一格成了逻辑值 TRUE",
        f"{BASICS}!{HEAD}", "文字", ((BASICS, HEAD, True),),
    ),
    Mistake(
        "intake.required", "empty-cell", "品牌的“特色与市场”没有填",
        f"{BRANDS}!D5", "补填", ((BRANDS, "D5", None),),
    ),
    Mistake(
        "intake.required", "blanks-only", "法定代表人一格只打了空格",
        f"{BASICS}!{HEAD}", "补填", ((BASICS, HEAD, "　 "),),
    ),
    # numbers of persons and bodies
    Mistake(
        "intake.mobile", "ten-digits", "手机号少了一位",
        f"{BASICS}!{MOBILE}", "11 位手机号", ((BASICS, MOBILE, "1990000001"),),
    ),
    Mistake(
        "intake.landline", "seven-digits", "固定电话少了一位",
        f"{BASICS}!{LANDLINE}", "区号加号码", ((BASICS, LANDLINE, "2345678"),),
    ),
    Mistake(
        "intake.pattern", "mail-without-at", "电子邮箱漏了 @",
        f"{BASICS}!{EMAIL}", "name@example.com",
        ((BASICS, EMAIL, "station-district.example.org"),),
    ),
    Mistake(
        "intake.pattern", "mail-in-full-width", "电子邮箱用全角字符输入",
        f"{BASICS}!{EMAIL}", "name@example.com", ((BASICS, EMAIL, "ｓｔａｔｉｏｎ＠example．org"),),
    ),
    Mistake(
        "intake.uscc", "last-character", "统一社会信用代码最后一位抄错",
        f"{BASICS}!{USCC}", "逐字核对", ((BASICS, USCC, "545001539999991117"),),
    ),
    Mistake(
        "intake.id_number", "fifteen-digits", "身份号码填了 15 位的旧号码",
        f"{LEADS}!D5", "逐位核对", ((LEADS, "D5", "500199710307123"),),
    ),
    # rows that belong to others
    Mistake(
        "intake.owner", "name-with-wrong-character", "资格表里“刘开荣”写成“刘开容”",
        f"{QUALIFICATIONS}!A5", "是不是“刘开荣”", ((QUALIFICATIONS, "A5", "刘开容"),),
    ),
    Mistake(
        "intake.owner", "blank", "资格表里没有写是谁的资格",
        f"{QUALIFICATIONS}!A6", "填上“领衔工匠”表里的名称", ((QUALIFICATIONS, "A6", None),),
    ),
    Mistake(
        "intake.owner", "number-beyond-the-list", "资格表里写“第5人”，领衔工匠只有 2 人",
        f"{QUALIFICATIONS}!A6", "一共只有 2 人", ((QUALIFICATIONS, "A6", "第5人"),),
    ),
    Mistake(
        "intake.too_many", "qualifications", "一名领衔工匠列了 4 项资格",
        f"{QUALIFICATIONS}!A4", "删减", change=_more_qualifications,
    ),
    # shapes and formulas
    Mistake(
        "intake.merged", "rows", "两名成员的人员类别合并成一格",
        f"{TEAM}!F5", "取消合并单元格", change=_merged(TEAM, "F5:F6"),
    ),
    Mistake(
        "intake.merged", "columns", "姓名和性别合并成一格",
        f"{TEAM}!A5", "取消合并单元格", change=_merged(TEAM, "A5:B5"),
    ),
    Mistake(
        "intake.merged", "two-fields", "驿站名称和填报日期的内容合并成一格",
        f"{BASICS}!B7", "取消合并单元格", change=_merged(BASICS, "B7:B8"),
    ),
    Mistake(
        "intake.cell_error", "not-available", "单位名称是查找公式的错误值 #N/A",
        f"{PARTNERS}!A5", "改正公式", ((PARTNERS, "A5", "#N/A"),),
    ),
    Mistake(
        "intake.required", "formula-never-computed", "年培训能力是公式，但文件里没有存计算结果",
        f"{TRAINING}!B4", "补填", ((TRAINING, "B4", f"=SUM({COURSES}!F5:F8)"),),
    ),
    # lists
    Mistake(
        "intake.duplicate_value", "evidence-number", "两件佐证材料的编号都是 E01",
        f"{EVIDENCE}!A6", "核对并改正其中一个", ((EVIDENCE, "A6", "E01"),),
    ),
    Mistake(
        "intake.duplicate_value", "proof-named-twice", "证明事项里“场地”写了两次",
        f"{EVIDENCE}!D6", "同一项只写一次", ((EVIDENCE, "D6", "场地、配套设施、场地"),),
    ),
)  # fmt: skip
