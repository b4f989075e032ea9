"""Applications for tests: complete, admitted without a finding, and just above every condition.

All persons, firms and numbers are invented.
"""

from __future__ import annotations

from typing import Any

CRAFTS = ("竹编工艺", "柑橘种植", "农家菜烹饪", "木作修缮", "茶叶加工", "蜡染制作")
PROOFS = (
    "实体单位", "场地", "职业（工种）设施设备", "配套设施", "领衔工匠", "领衔工匠资格", "在站工作",
    "驿站团队", "服务年限", "培训能力", "高技能人才培养", "乡村技能品牌", "长期合作单位",
    "专门人员", "专班", "所属单位支持",
)  # fmt: skip
FAMILY_NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"

# leads, members per lead, brands, partners, (people, sessions) of the ordinary and the high course
_SIZES: dict[str, tuple[int, int, int, int, tuple[int, int], tuple[int, int]]] = {
    "district": (2, 3, 1, 2, (50, 16), (30, 2)),
    "municipal": (5, 5, 3, 5, (60, 16), (40, 3)),
    "both": (5, 5, 3, 5, (60, 16), (40, 3)),
}


def application_data(tier: str = "district") -> dict[str, Any]:
    """A new application for `district`, `municipal` or `both` that meets every condition."""
    leads, per_lead, brands, partners, ordinary, high = _SIZES[tier]
    return {
        "schema_version": "1",
        "remark": "样例数据，纯属虚构",
        "call": "bayu-2022",
        "tier": tier,
        "station_name": "“巴渝工匠”万州样例竹编乡村驿站",
        "filing_date": "2022-03-21",
        "applicant": _applicant(),
        "site": {
            "district": "万州区",
            "town": "样例镇",
            "village": "样例村",
            "address": "样例路 1 号",
        },
        "facilities": _facilities(leads),
        "lead_artisans": [_lead(index) for index in range(leads)],
        "team": [_member(index, index % leads) for index in range(leads * per_lead)],
        "training": _training(ordinary, high),
        "brands": [
            {"name": f"样例{CRAFTS[i]}", "state": "已有", "feature": "当地特色，市场稳定"}
            for i in range(brands)
        ],
        "partners": [_partner(index) for index in range(partners)],
        "organization": _organization(),
        "vision": "立足当地特色产业，培养乡村工匠。",
        "functions": ["技艺传承推广", "人才培训培养"],
        "commitment": {"truthful": True, "persons_informed": True},
        "evidence": [_evidence(number, title) for number, title in enumerate(PROOFS, 1)],
    }


def _applicant() -> dict[str, Any]:
    return {
        "name": "重庆样例竹编有限公司",
        "kind": "企业",
        "nature": "企业",
        "uscc": "91500101MA0000007H",
        "legal_representative": "甄样例",
        "registered_district": "万州区",
        "registered_address": "重庆市万州区样例镇样例路 1 号",
        "parent": "重庆样例集团有限公司",
        "contact": {
            "name": "贾联络",
            "position": "办公室主任",
            "mobile": "13800138000",
            "landline": "023-88126972",
            "email": "station@example.com",
        },
        "profile": "本单位为虚构的样例单位，从事竹编制作与培训。",
        "rural_relevance": "以本地竹材为原料，带动村民就业。",
    }


def _facilities(occupations: int) -> dict[str, Any]:
    return {
        "premises": "自有培训教室 2 间、实训工位 40 个。",
        "occupations": [
            {
                "occupation": CRAFTS[index],
                "uses": ["开发", "培训", "实训"],
                "equipment": "操作台 20 张、工具 20 套",
                "rural_relevance": "服务当地特色产业",
            }
            for index in range(occupations)
        ],
        "living_support": "食堂 60 座，宿舍 20 间，卫生设施齐全。",
        "public_support": "水电网络通畅，消防设施齐备，公路直达。",
    }


def _lead(index: int) -> dict[str, Any]:
    return {
        "name": f"{FAMILY_NAMES[index]}师傅",
        "gender": "女" if index % 2 else "男",
        "birth_month": f"19{70 + index}-05",
        "occupation": CRAFTS[index],
        "qualifications": [
            {
                "path": "技能",
                "level": "二级/技师",
                "certificate_kind": "职业技能等级证书",
                "number": f"Y0050000{index + 1:04d}",
                "issuer": "样例评价机构",
                "issued_on": "2019-06-30",
            }
        ],
        "special_skill": "从业多年，掌握独特技法。",
        "months_on_station": 8,
        "presence": "全职",
        "employer": "重庆样例竹编有限公司",
        "leads_elsewhere": "否",
    }


def _member(index: int, lead: int) -> dict[str, Any]:
    return {
        "name": f"{FAMILY_NAMES[index]}学员",
        "gender": "男" if index % 2 else "女",
        "birth_month": f"{1985 + index % 10}-03",
        "lead": f"{FAMILY_NAMES[lead]}师傅",
        "category": "一般成员",
        "rural_years": 4,
        "occupation": CRAFTS[lead],
        "employer": "重庆样例竹编有限公司",
    }


def _training(ordinary: tuple[int, int], high: tuple[int, int]) -> dict[str, Any]:
    rows = (("五级/初级工", *ordinary), ("三级/高级工", *high))
    return {
        "person_times_per_year": ordinary[0] * ordinary[1] + high[0] * high[1],
        "high_skilled_per_year": high[0] * high[1],
        "courses": [
            {
                "occupation": CRAFTS[0],
                "level": level,
                "duration": "10 天",
                "people_per_session": people,
                "sessions_per_year": sessions,
                "subtotal": people * sessions,
            }
            for level, people, sessions in rows
        ],
    }


def _partner(index: int) -> dict[str, Any]:
    return {
        "name": f"样例合作单位{'甲乙丙丁戊'[index]}（虚构）",
        "kinds": ["技能开发", "人才培养"],
        "starts_on": "2021-06-01",
        "ends_on": "2024-05-31",
        "content": "共建实训基地，每年开展培训",
    }


def _organization() -> dict[str, Any]:
    return {
        "head": "甄样例",
        "attention": "单位领导班子专题研究驿站建设。",
        "dedicated_staff": [{"name": "贾联络", "position": "办公室主任", "duty": "日常运行"}],
        "task_force": [
            {"name": "甄样例", "position": "经理", "duty": "组长"},
            {"name": "贾联络", "position": "办公室主任", "duty": "联络"},
        ],
        "support": {
            "policy": "优先安排场地。",
            "projects": "纳入年度培训项目。",
            "funds": "每年 10 万元，用于培训耗材。",
        },
    }


def _evidence(number: int, title: str) -> dict[str, Any]:
    return {
        "id": f"E{number:02d}",
        "title": f"{title}证明",
        "file": f"evidence/{number:02d}_{title}.pdf",
        "proves": [title],
        "original": "复印件",
    }
