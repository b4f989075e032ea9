"""Figures of GB/T 9704-2012 that our templates use, each with its clause and strength.

Strength: 规定 binds, 一般 is the rule that may be adapted, 推荐 is advice, 推算 is derived from
other figures, 样表 is our own design for forms, on which the standard is silent.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A number with its unit in the constant's name, its clause and its strength."""

    value: float
    clause: str
    strength: str


PAGE_WIDTH_MM = Figure(210.0, "5.1", "规定")
PAGE_HEIGHT_MM = Figure(297.0, "5.1", "规定")
BINDING_MARGIN_MM = Figure(28.0, "5.2.1", "规定")
BODY_SIZE_PT = Figure(16.0, "5.2.2", "一般")
TITLE_SIZE_PT = Figure(22.0, "7.3.1", "规定")
PAGE_NUMBER_SIZE_PT = Figure(14.0, "7.5", "规定")
PAGE_NUMBER_BELOW_TEXT_AREA_MM = Figure(7.0, "7.5", "规定")

# Forms are no 公文: they keep the binding edge and the page number's place and give the table
# more room.
FORM_TOP_MARGIN_MM = Figure(25.0, "", "样表")
FORM_BOTTOM_MARGIN_MM = Figure(25.0, "", "样表")
FORM_RIGHT_MARGIN_MM = Figure(22.0, "", "样表")
FORM_TABLE_WIDTH_MM = Figure(160.0, "", "推算")
FORM_ROW_HEIGHT_MM = Figure(8.0, "", "样表")
SEAL_BOX_HEIGHT_MM = Figure(58.0, "", "样表")  # a 42 mm seal, an opinion and a signature
DISTRICT_BOX_HEIGHT_MM = Figure(64.0, "", "样表")
CITY_BOX_HEIGHT_MM = Figure(96.0, "", "样表")  # alone on the last page: a third of it
OUTER_RULE_EIGHTH_PT = Figure(8, "", "样表")  # 1 pt
INNER_RULE_EIGHTH_PT = Figure(4, "", "样表")  # 0.5 pt

# 号 -> pt (Word's own table of Chinese sizes).
SIZE_PT: dict[str, float] = {
    "一号": 26,
    "小一": 24,
    "二号": 22,
    "小二": 18,
    "三号": 16,
    "小三": 15,
    "四号": 14,
    "小四": 12,
    "五号": 10.5,
    "小五": 9,
}

# The class of face the standard names -> the name written into our files (5.2.2, 7.2.4, 7.3).
FACES: dict[str, str] = {
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "黑体",
    "小标宋": "方正小标宋简体",
    "宋体": "宋体",
}
LATIN_FACE = "Times New Roman"
# A second name by which Windows and WPS know the same face.
FACE_ALIASES: dict[str, str] = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
