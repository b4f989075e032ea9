"""A base application that just meets every municipal number, and patches over it.

All names, numbers and addresses are invented.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bayu_docs.calls.load import load_call
from bayu_docs.eligibility.judge import judge
from bayu_docs.intake import build
from bayu_docs.model.application import Application, Draft
from bayu_docs.model.call import MUNICIPAL, Call, DistrictProfile
from bayu_docs.model.verdict import Verdict

TODAY = date(2022, 3, 22)
DISTRICT = DistrictProfile(
    division="荣昌区", deadline=datetime.fromisoformat("2022-03-24T18:00:00+08:00"), invented=True
)
SURNAMES = "甲乙丙丁戊己庚辛壬癸"
OCCUPATIONS = ("茶艺师", "农业技术员", "陶瓷工艺品制作师", "畜禽饲养员", "农机修理工")


@cache
def the_call() -> Call:
    """The shipped call of 2022."""
    return load_call("bayu-2022")


def base_data() -> dict[str, Any]:
    """A fresh municipal application as JSON data: every number exactly at its limit."""
    return {
        "schema_version": "1",
        "remark": "样例数据，纯属虚构",
        "call": "bayu-2022",
        "tier": "municipal",
        "station_name": "“巴渝工匠”荣昌示例乡村驿站",
        "filing_date": "2022-03-21",
        "applicant": _applicant(),
        "site": {"district": "荣昌区", "town": "示例镇", "address": "示例路1号"},
        "facilities": _facilities(),
        "lead_artisans": [lead(i) for i in range(5)],
        "team": [member(i) for i in range(25)],
        "training": _training(),
        "brands": [brand(i) for i in range(3)],
        "partners": [partner(i) for i in range(5)],
        "organization": _organization(),
        "commitment": {"truthful": True, "persons_informed": True},
        "evidence": [
            {
                "id": "E01",
                "title": "全部证明",
                "file": "evidence/all.pdf",
                "proves": [r.title for r in the_call().tiers[MUNICIPAL].requirements],
            }
        ],
    }


def _applicant() -> dict[str, Any]:
    return {
        "name": "示例职业培训学校",
        "kind": "职业培训机构",
        "nature": "社会组织（民办非企业单位）",
        "uscc": "52500153MJ000000XH",
        "legal_representative": "示例人",
        "contact": {"name": "示例联系人", "mobile": "13800000000", "email": "a@example.org"},
        "parent": "示例集团",
        "registered_district": "荣昌区",
        "rural_relevance": "面向本镇农户开展农业技能培训",
    }


def _facilities() -> dict[str, Any]:
    return {
        "premises": "教学楼一栋，教室4间，实训工位60个",
        "occupations": [facility(i) for i in range(5)],
        "living_support": "食堂、宿舍各一处，可供60人食宿",
        "public_support": "水电网络齐备，消防验收合格，临公路",
    }


def _training() -> dict[str, Any]:
    rows = (("五级/初级工", 45, 20, 900), ("三级/高级工", 50, 2, 100))
    return {
        "person_times_per_year": 1000,
        "high_skilled_per_year": 100,
        "courses": [
            {
                "occupation": "茶艺师",
                "level": level,
                "people_per_session": people,
                "sessions_per_year": sessions,
                "subtotal": subtotal,
            }
            for level, people, sessions, subtotal in rows
        ],
    }


def _organization() -> dict[str, Any]:
    return {
        "head": "示例负责人",
        "attention": "校务会专题研究，校长牵头",
        "dedicated_staff": [{"name": "示例专员", "duty": "日常运行"}],
        "task_force": [{"name": "示例组长", "duty": "统筹"}, {"name": "示例组员", "duty": "教务"}],
        "support": {"policy": "纳入年度计划", "projects": "配套实训项目", "funds": "每年5万元"},
    }


def facility(i: int) -> dict[str, Any]:
    """A facility row with an occupation of its own."""
    name = OCCUPATIONS[i] if i < len(OCCUPATIONS) else f"示例职业{i}"
    return {
        "occupation": name,
        "uses": ["培训", "实训"],
        "equipment": "实训台10套",
        "rural_relevance": "服务本地产业",
    }


def lead(i: int) -> dict[str, Any]:
    """A qualified lead artisan with an occupation of its own."""
    return {
        "name": f"工匠{i + 1}",
        "occupation": OCCUPATIONS[i] if i < len(OCCUPATIONS) else f"示例职业{i}",
        "qualifications": [
            {
                "path": "技能",
                "level": "二级/技师",
                "certificate_kind": "职业技能等级证书",
                "number": f"示例-{i + 1:04d}",
            }
        ],
        "special_skill": "手工制茶，示例绝活",
        "months_on_station": 6,
        "presence": "全职",
        "leads_elsewhere": "否",
    }


def member(i: int) -> dict[str, Any]:
    """An ordinary member with three years, assigned to one of the five leads."""
    return {
        "name": f"成员{i + 1}",
        "category": "一般成员",
        "rural_years": 3,
        "lead": f"工匠{i % 5 + 1}",
    }


def brand(i: int) -> dict[str, Any]:
    """A brand of its own name."""
    return {"name": f"示例品牌{i + 1}", "state": "拟打造", "feature": "示例特色"}


def partner(i: int) -> dict[str, Any]:
    """A partner with a valid agreement of three years."""
    return {
        "name": f"示例合作单位{i + 1}",
        "kinds": ["人才培养"],
        "starts_on": "2021-01-01",
        "ends_on": "2023-12-31",
        "content": "联合培养",
    }


def typed(data: dict[str, Any]) -> Application:
    """The data as an Application, without admission: rules must stand on their own."""
    return build.application(data, Draft(data=data, origins={}, base=Path(), source="样例"))


def patched(patch: dict[str, Any]) -> dict[str, Any]:
    """The base with a case's `tier`, `set`, `remove` and `add` applied, in this order.

    Keys are JSON pointers; `remove` is done from the last to the first.
    """
    data = base_data()
    if "tier" in patch:
        data["tier"] = patch["tier"]
    for pointer, value in patch.get("set", {}).items():
        holder, key = _holder(data, pointer)
        holder[key] = copy.deepcopy(value)
    for pointer in reversed(patch.get("remove", [])):
        holder, key = _holder(data, pointer)
        del holder[key]
    for pointer, rows in patch.get("add", {}).items():
        holder, key = _holder(data, pointer)
        holder[key].extend(copy.deepcopy(rows))
    return data


def _holder(data: Any, pointer: str) -> tuple[Any, Any]:
    *path, last = pointer.removeprefix("/").split("/")
    for part in path:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data, int(last) if isinstance(data, list) else last


def judged(patch: dict[str, Any]) -> Verdict:
    """The verdict on the patched base; `call` replaces call fields, `district` the profile."""
    call = replace(the_call(), **patch.get("call", {}))
    stated = patch.get("district", "the base's")
    district = DISTRICT
    if stated is None:
        return judge(typed(patched(patch)), call, None, TODAY)
    if isinstance(stated, dict):
        district = replace(district, **stated)
    return judge(typed(patched(patch)), call, district, TODAY)
