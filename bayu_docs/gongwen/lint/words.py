"""How official papers word their parts: patterns, endings, classes of face."""

from __future__ import annotations

import re
from datetime import date

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
BLANKS = " \t\u3000\u00a0"

GENRES = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示",
    "批复", "议案", "函", "纪要",
)  # fmt: skip
OTHER_GENRES = (
    "公示", "方案", "名单", "办法", "规定", "细则", "规则", "规程", "计划", "规划", "要点", "总结",
    "说明", "告知书", "决定书", "承诺书", "记录", "清单", "汇总表", "申报表", "表", "单",
    "简报", "意见书", "须知", "指南",
)  # fmt: skip
FORM_ENDINGS = ("表", "单", "记录", "清单", "册", "卡", "意见书", "验收意见")

ORGAN = re.compile(
    r"(?:局|委员会|委|厅|办公室|办|人民政府|政府|公司|中心|院|学校|部|会|社|站|处|科|股|队|所|厂|集团"
    r"|党组|大学|基地|园区?|镇|乡|街道办事处|部门|单位|庭|馆)(?:（[^）]*）)?$"
)
INNER_UNIT = re.compile(r"(?:局|委员会|委|厅|人民政府|部|中心|公司).*(?:科|处|股)$")

LOOSE_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}[〔\[［【（(〈{「]\s*\d{0,4}年?\s*[〕\]］】）)〉}」]\s*第?\s*\d*\s*号"
)
NUMBER = re.compile(r"[\u4e00-\u9fff]+〔20\d{2}〕[1-9]\d*号")
BLANK_NUMBER = re.compile(r"〔\s*〕\s*号")
# What stands below the mark of 纪要: its number, or the organ and the day.
ISSUE = re.compile(
    r"[（(]?第?\s*\d+\s*期[）)]?|〔\s*\d{0,4}\s*〕\s*第?\d*\s*号|.{0,40}\d{4}年\d{1,2}月\d{1,2}日"
)
SIGNERS = re.compile(r"签\s*发\s*人")

_CN = "〇○零一二三四五六七八九十"
LOOSE_DATE = re.compile(rf"[\d{_CN}]{{2,4}}\s*年\s*[\d{_CN}]{{1,3}}\s*月\s*[\d{_CN}]{{1,3}}\s*日")
BLANK_DATE = re.compile(rf"(?:20\d{{2}})?[{BLANKS}]*年[{BLANKS}]+月[{BLANKS}]*日")
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
ANY_DATE = re.compile(r"(?<!\d)(\d{2}|\d{4})年(\d{1,2})月(\d{1,2})日")
WEEKDAYS = "一二三四五六日"

ANNEX_LABEL = re.compile(
    r"(?:[^，。：；]*号)?附\s*件\s*([0-9０-９一二三四五六七八九十]*)\s*[：:．.、]?"
)
ANNEX_LIST = re.compile(r"附\s*件\s*[：:]")
COPIES = re.compile(r"(?:抄\s*送|抄报)\s*[：:]?")
PRINTED = re.compile(
    rf"[\d{_CN}]{{2,4}}年[\d{_CN}]{{1,3}}月[\d{_CN}]{{1,3}}日\s*(?:印发|印制|印|发)?[。]?$"
)
ROLL_CALL = re.compile(r"(?:出席|请假|缺席|列席|参加|主持|记录|时间|地点)(?:人员?|单位)?[：:]")
SECRECY = re.compile(r"(?:绝密|机密|秘密)★|^(?:特急|加急|特提|平急)$|^\d{6}$")

_FACES = (
    ("小标宋", ("小标宋", "xiaobiaosong", "fzxbs")),
    ("仿宋", ("仿宋", "fangsong", "stfangso")),
    ("楷体", ("楷", "kaiti", "stkaiti")),
    ("黑体", ("黑体", "simhei", "heiti", "stxihei")),
    ("宋体", ("宋体", "simsun", "nsimsun", "song")),
)


def face_class(name: str) -> str:
    """仿宋, 楷体, 黑体, 小标宋 or 宋体; the name itself for any other face."""
    folded = name.casefold().replace(" ", "")
    for known, signs in _FACES:
        if any(sign in folded for sign in signs):
            return known
    return name


def size_words(size_pt: float) -> str:
    """三号（16 磅）, or 15.5 磅 where no 号 has that size."""
    names = {42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号",
             15: "小三", 14: "四号", 12: "小四", 10.5: "五号", 9: "小五"}  # fmt: skip
    name = names.get(size_pt, "")
    return f"{name}（{size_pt:g} 磅）" if name else f"{size_pt:g} 磅"


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def short(text: str, length: int = 14) -> str:
    """The beginning of a text, for quoting it."""
    bare = " ".join(text.split())
    return bare if len(bare) <= length else f"{bare[:length]}…"


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def is_short_for(short_name: str, full: str) -> bool:
    """Whether one name abbreviates the other: all its characters, in order, the first the same."""
    if not short_name or not full or short_name[0] != full[0]:
        return short_name == full
    rest = iter(full)
    return all(char in rest for char in short_name)


def genre_of(title: str) -> str:
    """The 文种 a title ends with, empty when it is none we know."""
    bare = re.sub(r"（[^（）]*）$", "", squeezed(title)).rstrip("。．.，,；;！!")
    for known in sorted((*GENRES, *OTHER_GENRES), key=len, reverse=True):
        if bare.endswith(known):
            return known
    return ""
