"""Figures of GB/T 9704-2012 that our templates use, each with its clause and strength.

Strength: 规定 binds, 一般 is the rule that may be adapted, 推荐 is advice, 推算 is derived from
other figures, 惯例 is common practice where the standard is silent, 样表 is our own design for
forms, of which it does not speak.
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

TOP_MARGIN_MM = Figure(37.0, "5.2.1", "规定")
BOTTOM_MARGIN_MM = Figure(35.0, "5.2.1", "推算")
RIGHT_MARGIN_MM = Figure(26.0, "5.2.1", "推算")
TEXT_WIDTH_MM = Figure(156.0, "5.2.1", "规定")
TEXT_HEIGHT_MM = Figure(225.0, "5.2.1", "规定")
LINES_PER_PAGE = Figure(22, "5.2.3", "一般")
CHARS_PER_LINE = Figure(28, "5.2.3", "一般")
# The largest pitch in twentieths of a point that gives 22 lines in 225 mm, and the run spacing
# that gives 28 characters of 16 pt in 156 mm.
LINE_TWIPS = Figure(579, "5.2.3", "推算")
TRACKING_TWIPS = Figure(-5, "5.2.3", "推算")
FIRST_LINE_INDENT_CHARS = Figure(2, "7.3.3", "规定")

# 版头
MARK_BELOW_TEXT_AREA_TOP_MM = Figure(35.0, "7.2.4", "规定")
MARK_TO_NUMBER_LINES = Figure(2, "7.2.5", "规定")
NUMBER_TO_RED_LINE_MM = Figure(4.0, "7.2.7", "规定")
RED_LINE_WIDTH_MM = Figure(156.0, "7.2.7", "规定")
RED_LINE_EIGHTH_PT = Figure(12, "7.2.7", "惯例")  # 1.5 pt
RED = "FF0000"
SIGNERS_PER_LINE = Figure(2, "7.2.6", "规定")

# 主体
RED_LINE_TO_TITLE_LINES = Figure(2, "7.3.1", "规定")
TITLE_CHARS_PER_LINE = Figure(20, "7.3.1", "推算")  # 22 pt in 156 mm
SEALED_DATE_OFFSET_CHARS = Figure(4, "7.3.5.1", "规定")
UNSEALED_NAME_OFFSET_CHARS = Figure(2, "7.3.5.2", "规定")
UNSEALED_DATE_SHIFT_CHARS = Figure(2, "7.3.5.2", "规定")
# Room only: a seal is never drawn. Diameter of a bureau's seal; above the name so many lines
# stay free that its upper edge stands within one line of the text.
SEAL_DIAMETER_MM = Figure(42.0, "7.3.5.1", "惯例")
LINES_ABOVE_SEALED_NAME = Figure(2, "7.3.5.1", "推算")

# 版记
IMPRINT_SIZE_PT = Figure(14.0, "7.4.2", "规定")
IMPRINT_OUTER_LINE_MM = Figure(0.35, "7.4.1", "推荐")
IMPRINT_INNER_LINE_MM = Figure(0.25, "7.4.1", "推荐")

# 信函
LETTER_MARK_FROM_PAGE_TOP_MM = Figure(30.0, "10.1", "规定")
LETTER_MARK_TO_LINE_MM = Figure(4.0, "10.1", "规定")
LETTER_LINE_FROM_PAGE_BOTTOM_MM = Figure(20.0, "10.1", "规定")
LETTER_LINE_WIDTH_MM = Figure(170.0, "10.1", "规定")
LETTER_THICK_LINE_EIGHTH_PT = Figure(18, "10.1", "惯例")  # 2.25 pt
LETTER_THIN_LINE_EIGHTH_PT = Figure(6, "10.1", "惯例")  # 0.75 pt
LETTER_LINE_TO_NUMBER_CHARS = Figure(7 / 8, "10.1", "规定")  # of a 三号 character's height

# 表格
TABLE_SIZE_PT = Figure(12.0, "", "惯例")
TABLE_LINE_PT = Figure(18.0, "", "惯例")

# Forms are no 公文: they keep the binding edge and the page number's place and give the table
# more room.
FORM_TOP_MARGIN_MM = Figure(25.0, "", "样表")
FORM_BOTTOM_MARGIN_MM = Figure(25.0, "", "样表")
FORM_RIGHT_MARGIN_MM = Figure(22.0, "", "样表")
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
