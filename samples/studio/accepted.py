"""The evidence of the accepted samples, drawn from what their application.json says."""

from __future__ import annotations

from typing import Any

from studio import certificates, papers, plans, scans, scenes, tables
from studio.plans import FIELD, LIVE, MASTER, TEACH, TRAIN, Room

Files = dict[str, bytes]
Application = dict[str, Any]


def papers_to_convert(applications: dict[str, Application]) -> Files:
    """The Word files that become PDFs, by a name of their own."""
    municipal, both = applications["municipal"], applications["both-tiers"]
    return {
        "municipal-equipment": papers.equipment_list(municipal),
        "municipal-notice": papers.notice(municipal),
        "district-notice": papers.notice(applications["district"]),
        "both-equipment": papers.equipment_list(both),
        "both-pledge": papers.pledge(both),
        "both-agreements": papers.agreements(both),
        "both-notice": papers.notice(both),
    }


def municipal(application: Application, pdfs: Files) -> Files:
    """17 pages: a school's proofs in PDF, JPG, PNG, DOCX and XLSX."""
    leads = application["lead_artisans"]
    rows = certificates.registration_rows(
        application["applicant"], "事业单位法人", "中等职业教育、职业技能培训、职业技能等级认定"
    )
    return {
        "E01-法人证书.jpg": certificates.registration("事业单位法人证书", rows).jpeg(46),
        "E02-场地平面图.pdf": plans.plan_pdf(
            "驿站场地平面图与配套设施",
            SCHOOL_ROOMS,
            [
                "一层至三层为学校自有实训楼，校外实训农场与实训楼相距三百米，有硬化道路相通。",
                "配套设施：食堂、学员公寓、医务室、母婴室、卫生间、停车位八十个、无障碍坡道。",
            ],
        ),
        "E03-教室.jpg": scenes.sideways_photo(scenes.classroom(), 64),
        "E04-实训室.jpg": scenes.photo(scenes.workshop()),
        "E05-设施设备清单.pdf": pdfs["municipal-equipment"],
        "E06-证书一.png": certificates.certificates_page(leads[0:2]),
        "E07-证书二.png": certificates.certificates_page(leads[2:4]),
        "E08-证书三.png": certificates.certificates_page(leads[4:6]),
        "E09-驻站承诺书.pdf": scans.pledge_pdf(application),
        "E10-团队名单.docx": papers.team_list(application, pad=150),
        "E11-培训能力测算.xlsx": tables.training_table(application),
        "E12-品牌展示.jpg": scenes.photo(scenes.brand_display()),
        "E13-合作协议.pdf": scans.agreements_pdf(application),
        "E14-专班通知.pdf": papers.turned_pdf(pdfs["municipal-notice"]),
    }


def district(application: Application, pdfs: Files) -> Files:
    """9 pages: a village's proofs."""
    rows = certificates.registration_rows(
        application["applicant"], "基层群众性自治组织特别法人", "村民自治、公共服务和集体经济事务"
    )
    title = "特别法人统一社会信用代码证书"
    return {
        "E01-法人证书.jpg": certificates.registration(title, rows).jpeg(46),
        "E02-党群服务中心.jpg": scenes.photo(scenes.village_centre()),
        "E03-竹编工坊.jpg": scenes.photo(scenes.bamboo_workshop()),
        "E04-证书.png": certificates.certificates_page(application["lead_artisans"]),
        "E05-团队名单.docx": papers.team_list(application),
        "E06-培训能力测算.xlsx": tables.training_table(application),
        "E07-合作协议.pdf": scans.agreements_pdf(application),
        "E08-专班通知.pdf": pdfs["district-notice"],
    }


def both_tiers(application: Application, pdfs: Files) -> Files:
    """An enterprise's proofs, its papers as PDFs with embedded fonts."""
    leads = application["lead_artisans"]
    rows = certificates.registration_rows(
        application["applicant"], "有限责任公司", "夏布及制品生产销售、工艺美术设计、职业技能培训"
    )
    return {
        "E01-营业执照.png": certificates.registration("营业执照（副本）", rows).png(24),
        "E02-园区平面图.pdf": plans.plan_pdf(
            "夏布技艺园平面图与配套设施",
            _PARK,
            [
                "园区为公司自有，独立成院，与生产厂房以绿化带隔开，学员通道单独设置。",
                "配套设施：食堂、学员宿舍、医务室、母婴室、微型消防站、停车位六十个。",
            ],
        ),
        "E03-织造车间.jpg": scenes.photo(scenes.loom_workshop()),
        "E04-设施设备清单.pdf": pdfs["both-equipment"],
        "E05-证书一.png": certificates.certificates_page(leads[0:2]),
        "E06-证书二.png": certificates.certificates_page(leads[2:4]),
        "E07-证书三.png": certificates.certificates_page(leads[4:5]),
        "E08-驻站承诺书.pdf": pdfs["both-pledge"],
        "E09-团队名单.docx": papers.team_list(application),
        "E10-培训能力测算.xlsx": tables.training_table(application),
        "E11-草木染.jpg": scenes.photo(scenes.dye_yard()),
        "E12-合作协议.pdf": pdfs["both-agreements"],
        "E13-专班通知.pdf": pdfs["both-notice"],
    }


SCHOOL_ROOMS = [
    Room("培训教室（6间）", "每间40人", 0, 0, 4, 2, TEACH),
    Room("名师工作室", "6间", 4, 0, 2, 2, MASTER),
    Room("农机检修实训室", "工位24个", 6, 0, 3, 2, TRAIN),
    Room("烹饪实训室", "工位40个", 9, 0, 3, 2, TRAIN),
    Room("成果展示大厅", "供需对接", 0, 2, 4, 1, MASTER),
    Room("夏布织造实训室", "织机24台", 4, 2, 4, 1, TRAIN),
    Room("畜牧实验室", "实训台12个", 8, 2, 4, 1, TRAIN),
    Room("柑橘示范园", "嫁接与修剪实训", 0, 3, 5, 2, FIELD),
    Room("粮油轮作示范田", "再生稻", 5, 3, 4, 2, FIELD),
    Room("种养结合示范点", "教学猪舍", 9, 3, 3, 2, FIELD),
    Room("食堂", "400人", 0, 5, 3, 1, LIVE),
    Room("学员公寓", "床位240个", 3, 5, 4, 1, LIVE),
    Room("医务室、母婴室", "卫生间、淋浴间", 7, 5, 3, 1, LIVE),
    Room("停车场", "80个", 10, 5, 2, 1, LIVE),
]

_PARK = [
    Room("织造实训车间", "织机36台", 0, 0, 5, 2, TRAIN),
    Room("成果展厅", "成品与纹样", 5, 0, 3, 2, MASTER),
    Room("草木染实训室", "染缸24口", 8, 0, 4, 2, TRAIN),
    Room("制版缝制实训室", "制版台16张", 0, 2, 4, 1, TRAIN),
    Room("直播教室", "直播间6间", 4, 2, 4, 1, TRAIN),
    Room("名师工作室", "5间", 8, 2, 4, 1, MASTER),
    Room("理论教室（3间）", "共150座", 0, 3, 4, 2, TEACH),
    Room("苎麻种植实训地", "附剥麻棚、晾晒场", 4, 3, 8, 2, FIELD),
    Room("食堂", "160人", 0, 5, 3, 1, LIVE),
    Room("学员宿舍", "床位96个", 3, 5, 4, 1, LIVE),
    Room("医务室、母婴室", "休息区", 7, 5, 3, 1, LIVE),
    Room("停车场", "60个", 10, 5, 2, 1, LIVE),
]
