"""Certificates and registration papers: bordered, legible, and marked as invented."""

from __future__ import annotations

from typing import Any

from studio.canvas import GREY, INK, SAMPLE, Colour, Sheet

_PALE: Colour = (240, 236, 226)
_TITLES = {"技能": "职业技能等级证书", "职称": "专业技术职称证书", "非遗": "代表性传承人证书"}
_BORDERS: dict[str, Colour] = {
    "技能": (150, 60, 48),
    "职称": (44, 86, 132),
    "非遗": (70, 112, 74),
}
_PAGE = (1240, 1754)  # A4 at 150 dpi


def certificates_page(leads: list[dict[str, Any]]) -> bytes:
    """A PNG page with the first qualification of one or two leads, one above the other."""
    sheet = Sheet(*_PAGE)
    for position, lead in enumerate(leads):
        _certificate(sheet, 90, 80 + position * 830, 1060, 760, lead)
    sheet.words(620, 1690, "复印件　样例材料，证书与人员均为虚构", 24, "hei", GREY, "mm")
    return sheet.png(16)


def small_certificate(lead: dict[str, Any]) -> bytes:
    """One certificate alone, small: for the rejected samples."""
    sheet = Sheet(1150, 836)
    _certificate(sheet, 45, 38, 1060, 760, lead)
    return sheet.png(4)


def _certificate(
    sheet: Sheet, x: int, y: int, width: int, height: int, lead: dict[str, Any]
) -> None:
    held = lead["qualifications"][0]
    colour = _BORDERS[held["path"]]
    _frame(sheet, x, y, width, height, colour)
    title = held.get("certificate_kind") or _TITLES[held["path"]]
    middle = x + width / 2
    sheet.words(middle, y + 96, title, 58, "song-bold", colour, "ma")
    sheet.words(middle, y + 184, SAMPLE, 28, "hei", GREY, "ma")
    _portrait(sheet, x + width - 240, y + 256, colour)
    rows = _rows(lead, held)
    for number, (label, value) in enumerate(rows):
        top = y + 252 + number * 52
        sheet.words(x + 90, top, label, 30, "song", GREY)
        sheet.words(x + 290, top, value, 32, "kai", INK)
    sheet.words(x + width - 90, y + height - 150, held["issuer"], 30, "fang", INK, "ra")
    sheet.words(
        x + width - 90, y + height - 104, _chinese_date(held["issued_on"]), 28, "fang", INK, "ra"
    )
    sheet.words(x + 90, y + height - 104, "（印章略）", 26, "fang", GREY)


def _rows(lead: dict[str, Any], held: dict[str, Any]) -> list[tuple[str, str]]:
    work = lead["occupation"] + (f"（{lead['trade']}）" if lead.get("trade") else "")
    named = {"技能": ("等　　级", held["level"]), "职称": ("职称名称", held.get("name", ""))}
    rows = [
        ("姓　　名", lead["name"]),
        ("性　　别", lead["gender"]),
        ("出生年月", lead["birth_month"].replace("-0", "-").replace("-", "年") + "月"),
        ("职业工种", work),
        named.get(held["path"], ("项　　目", held.get("name", ""))),
    ]
    if held["path"] != "技能":
        rows.append(("级　　别", held["level"]))
    return [*rows, ("证书编号", held["number"])]


def _frame(sheet: Sheet, x: int, y: int, width: int, height: int, colour: Colour) -> None:
    box = sheet.draw.rectangle
    box((x, y, x + width, y + height), fill=(252, 250, 244), outline=colour, width=8)
    box((x + 18, y + 18, x + width - 18, y + height - 18), outline=colour, width=2)
    for cx in (x + 18, x + width - 18):
        for cy in (y + 18, y + height - 18):
            for reach in (14, 7):
                box((cx - reach, cy - reach, cx + reach, cy + reach), outline=colour, width=3)
    box((x + 18, y + 18, x + width - 18, y + height - 18), outline=colour, width=2)
    step = 44
    for left in range(x + 90, x + width - 90, step):
        for top in (y + 40, y + height - 48):
            sheet.draw.ellipse((left, top, left + 8, top + 8), fill=colour)


def _portrait(sheet: Sheet, x: int, y: int, colour: Colour) -> None:
    sheet.draw.rectangle((x, y, x + 150, y + 200), fill=_PALE, outline=GREY, width=2)
    sheet.draw.ellipse((x + 45, y + 35, x + 105, y + 105), fill=colour)
    sheet.draw.pieslice((x + 15, y + 115, x + 135, y + 285), 180, 360, fill=colour)
    sheet.draw.rectangle((x, y, x + 150, y + 200), outline=GREY, width=2)
    sheet.words(x + 75, y + 206, "照片略", 22, "fang", GREY, "ma")


def registration(title: str, rows: list[tuple[str, str]]) -> Sheet:
    """A registration paper (登记证书, 营业执照) lying across the page."""
    sheet = Sheet(1500, 1060, (253, 251, 245))
    gold = (166, 124, 60)
    _frame(sheet, 26, 26, 1448, 1008, gold)
    sheet.slanted(SAMPLE, 190, (244, 239, 226), 24)
    sheet.words(750, 110, title, 64, "song-bold", INK, "ma")
    sheet.words(750, 206, SAMPLE, 28, "hei", GREY, "ma")
    y = 290.0
    for label, value in rows:
        sheet.words(140, y + 4, label, 31, "song", GREY)
        y = sheet.block(450, y, value, 37, 920, "fang", 1.5) + 24
    sheet.words(1370, 900, "登记机关：（印章略）", 30, "fang", INK, "ra")
    return sheet


def registration_rows(applicant: dict[str, Any], kind: str, scope: str) -> list[tuple[str, str]]:
    """What such a paper states, from the application."""
    return [
        ("统一社会信用代码", applicant["uscc"]),
        ("名　　称", applicant["name"]),
        ("类　　型", kind),
        ("法定代表人", applicant["legal_representative"]),
        ("住　　所", applicant["registered_address"]),
        ("业务范围", scope),
        ("说　　明", "本件为演示用样例，单位与代码均为虚构"),
    ]


def _chinese_date(day: str) -> str:
    year, month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"
