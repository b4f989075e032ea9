"""Samples of the page budget: one that fits by sharing pages, one that cannot fit as it is."""

from __future__ import annotations

import copy
import io
from typing import Any

from PIL import Image

from studio import certificates, papers, plans, scans, scenes, tables
from studio.accepted import SCHOOL_ROOMS

Files = dict[str, bytes]
Application = dict[str, Any]

_PHOTOS = (
    scenes.classroom,
    scenes.workshop,
    scenes.village_centre,
    scenes.bamboo_workshop,
    scenes.loom_workshop,
    scenes.brand_display,
    scenes.dye_yard,
)


def overfull(municipal: Application, pdfs: Files) -> tuple[Application, Files]:
    """31 pages one by one, index included; certificates and photos may share pages."""
    application = copy.deepcopy(municipal)
    application["remark"] = (
        "样例数据，纯属虚构：佐证材料一页占一面要 31 面，证书和照片拼页后不超过 20 面"
    )
    leads = application["lead_artisans"]
    rows = certificates.registration_rows(
        application["applicant"], "事业单位法人", "中等职业教育、职业技能培训、职业技能等级认定"
    )
    files = {
        "E01-法人证书.jpg": certificates.registration("事业单位法人证书", rows).jpeg(46),
        "E02-场地平面图.pdf": plans.plan_pdf(
            "驿站场地平面图与配套设施",
            SCHOOL_ROOMS,
            ["一层至三层为学校自有实训楼，配套食堂、公寓、医务室和停车场。"],
        ),
        "E03-场地与实训照片.pdf": _album([make() for make in _PHOTOS]),
        "E04-设施设备清单.pdf": pdfs["municipal-equipment"],
        "E05-领衔工匠证书.pdf": scans.picture_pdf(
            [_jpeg(certificates.small_certificate(lead)) for lead in leads],
            landscape=True,
            shaped=True,
        ),
        "E06-驻站承诺书.pdf": scans.pledge_pdf(application),
        "E07-团队名单.docx": papers.team_list(application, pad=150),
        "E08-培训能力测算.xlsx": tables.training_table(application),
        "E09-品牌展示照片.pdf": _album(_details()),
        "E10-合作协议.pdf": scans.agreements_pdf(application),
        "E11-专班通知.pdf": papers.turned_pdf(pdfs["municipal-notice"]),
    }
    application["evidence"] = [
        {"id": name[:3], "title": title, "file": name, "proves": proves, "original": original}
        for name, (title, proves, original) in zip(files, _ITEMS, strict=True)
    ]
    return application, files


_ITEMS = (
    ("事业单位法人证书", ["实体单位"], "复印件"),
    ("驿站场地平面图与配套设施", ["场地", "配套设施"], "原件"),
    ("场地与实训照片", ["场地", "职业（工种）设施设备"], "原件"),
    ("职业（工种）设施设备清单", ["职业（工种）设施设备"], "原件"),
    ("领衔工匠证书（6人）", ["领衔工匠", "领衔工匠资格"], "复印件"),
    ("领衔工匠驻站承诺书", ["在站工作"], "原件"),
    ("驿站团队名单与服务年限", ["驿站团队", "服务年限"], "原件"),
    ("年度培训能力测算表", ["培训能力", "高技能人才培养"], "原件"),
    ("乡村技能品牌展示照片", ["乡村技能品牌"], "原件"),
    ("合作协议首末页（6家）", ["长期合作单位"], "复印件"),
    ("成立驿站专班及支持措施的通知", ["专门人员", "专班", "所属单位支持"], "复印件"),
)


def _album(pictures: list[Image.Image]) -> bytes:
    """A PDF with one photo a page."""
    jpegs = [scenes.photo(picture, 50) for picture in pictures]
    return scans.picture_pdf(jpegs, landscape=True, shaped=True)


def _details() -> list[Image.Image]:
    """Six views for the brands: parts of the scenes, no two alike."""
    made = []
    for make in (scenes.brand_display, scenes.dye_yard, scenes.loom_workshop):
        scene = make()
        width, height = scene.size
        for left, top in ((0, height // 3), (width // 3, 0)):
            part = scene.crop((left, top, left + width * 2 // 3, top + height * 2 // 3))
            made.append(part.resize((width, height)))
    return made


def _jpeg(png: bytes) -> bytes:
    buffer = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(buffer, "JPEG", quality=60, optimize=True)
    return buffer.getvalue()
