"""Pages that look scanned, and PDFs made of pictures."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

from studio.canvas import GREY, INK, SAMPLE, Sheet
from studio.stable import pdf_bytes

_PAGE = (1240, 1754)  # A4 at 150 dpi
_A4 = (595.276, 841.89)
_TEXT = "song"


def agreements_pdf(application: dict[str, Any]) -> bytes:
    """The first and last pages of each agreement, two a page, as a scan."""
    partners = application["partners"]
    pages = []
    for start in range(0, len(partners), 2):
        sheet = Sheet(*_PAGE)
        for offset, partner in enumerate(partners[start : start + 2]):
            top = 90 + offset * 830
            _agreement(sheet, top, start + offset + 1, application, partner)
            if offset:
                for x in range(100, 1140, 24):
                    sheet.draw.line((x, 866, x + 12, 866), fill=GREY, width=2)
        pages.append(_scanned(sheet, 0.35 if start % 4 else -0.3))
    return picture_pdf(pages)


def _agreement(
    sheet: Sheet, y: float, number: int, application: dict[str, Any], partner: dict[str, Any]
) -> None:
    sheet.words(140, y, f"协议之{number}（首末页节录）", 24, "hei", GREY)
    sheet.words(1100, y, SAMPLE, 24, "hei", GREY, "ra")
    sheet.words(620, y + 52, "长期合作协议", 44, "song-bold", INK, "ma")
    y += 136
    for line in (f"甲方：{application['applicant']['name']}", f"乙方：{partner['name']}"):
        sheet.words(140, y, line, 30, _TEXT)
        y += 50
    station = application["station_name"]
    term = f"{partner['starts_on']} 至 {partner['ends_on']}"
    y = sheet.block(
        140,
        y + 8,
        f"为推进乡村技能人才培养，双方就共建{station}达成如下协议：",
        30,
        960,
        _TEXT,
        indent=True,
    )
    for clause in (
        f"一、合作内容：{partner['content']}（{'、'.join(partner['kinds'])}）。",
        f"二、合作期限：{term}，期满双方无异议可续签。",
        "三、双方各指定一名联络人，每年至少会商两次，工作记录存驿站备查。",
    ):
        y = sheet.block(140, y, clause, 30, 960, _TEXT, indent=True)
    _signatures(sheet, y + 26)


def _signatures(sheet: Sheet, y: float) -> None:
    for x, side in ((140, "甲方"), (660, "乙方")):
        sheet.words(x, y, f"{side}（盖章）：（印章略）", 28, _TEXT)
        sheet.words(x, y + 50, "代表人签字：（签名略）", 28, _TEXT)


def pledge_pdf(application: dict[str, Any]) -> bytes:
    """领衔工匠驻站承诺书, signed names drawn as handwriting would stand, as a scan."""
    sheet = Sheet(*_PAGE)
    sheet.words(620, 130, "领衔工匠驻站承诺书", 48, "song-bold", INK, "ma")
    sheet.words(620, 206, SAMPLE, 26, "hei", GREY, "ma")
    y = sheet.block(
        140,
        280,
        f"我们自愿担任{application['station_name']}领衔工匠，承诺建站后每年在站工作时间不少于"
        "下表所列月数（均在六个月以上），在站期间承担带徒、授课和技术指导任务，"
        "自觉接受驿站管理和群众监督。",
        32,
        960,
        _TEXT,
        indent=True,
    )
    columns = (140, 250, 450, 730, 900, 1100)
    rows = [("序号", "姓名", "职业（工种）", "每年在站", "本人签字")]
    for number, lead in enumerate(application["lead_artisans"], 1):
        trade = lead.get("trade") or lead["occupation"]
        rows.append(
            (str(number), lead["name"], trade, f"{lead['months_on_station']}个月", "（略）")
        )
    _grid(sheet, columns, y + 30, 92, rows)
    bottom = y + 30 + 92 * len(rows) + 60
    sheet.words(1100, bottom, f"申报主体：{application['applicant']['name']}", 30, _TEXT, INK, "ra")
    sheet.words(1100, bottom + 56, "（印章略）", 30, _TEXT, INK, "ra")
    return picture_pdf([_scanned(sheet, 0.4)])


def _grid(
    sheet: Sheet,
    columns: tuple[int, ...],
    top: float,
    height: int,
    rows: list[tuple[str, ...]],
) -> None:
    for number, row in enumerate(rows):
        y = top + number * height
        for left, right, text in zip(columns, columns[1:], row, strict=False):
            sheet.draw.rectangle((left, y, right, y + height), outline=INK, width=2)
            style = "hei" if number == 0 else _TEXT
            sheet.words((left + right) / 2, y + height / 2, text, 29, style, INK, "mm")


def _scanned(sheet: Sheet, tilt_degrees: float) -> bytes:
    """The sheet as a flatbed scanner gives it: grey, slightly askew, with a shadow at one edge."""
    paper = (247, 246, 243)
    page = sheet.image.rotate(
        tilt_degrees, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)
    )
    tinted = Image.blend(page, Image.new("RGB", page.size, paper), 0.12).convert("L")
    draw = ImageDraw.Draw(tinted)
    for depth in range(14):
        shade = 150 + depth * 7
        draw.line((depth, 0, depth, tinted.height), fill=shade)
    small = tinted.resize((1240, 1754), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=40, optimize=True)
    return buffer.getvalue()


def picture_pdf(jpegs: list[bytes], landscape: bool = False, *, shaped: bool = False) -> bytes:
    """A PDF whose pages are A4 pictures, edge to edge; shaped: as high as the pictures are."""
    width, height = reversed(_A4) if landscape else _A4
    pdf = pikepdf.new()
    for jpeg in jpegs:
        image = Image.open(io.BytesIO(jpeg))
        if shaped:
            height = width * image.height / image.width
        space = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB
        picture = pikepdf.Stream(
            pdf,
            jpeg,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=image.width,
            Height=image.height,
            ColorSpace=space,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page = pdf.add_blank_page(page_size=(width, height))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        page.Contents = pikepdf.Stream(
            pdf, f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im0 Do Q".encode()
        )
    return pdf_bytes(pdf)
