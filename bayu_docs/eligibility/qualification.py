"""Which qualifications the call accepts, read from its own words (四（一）2, 四（二）2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bayu_docs.errors import RuleFaulty
from bayu_docs.model.application import Qualification
from bayu_docs.model.call import Requirement

# Levels from low to high as the form prints them; a quotation's word -> the level it names.
# 特级技师 and 首席技师 stand above 高级技师 (人社部发〔2022〕14号).
SKILL, TITLE, HERITAGE = "技能", "职称", "非遗"
SCALES: Mapping[str, tuple[str, ...]] = {
    SKILL: (
        "学徒工",
        "五级/初级工",
        "四级/中级工",
        "三级/高级工",
        "二级/技师",
        "一级/高级技师",
        "特级技师",
        "首席技师",
    ),
    TITLE: ("员级", "助理级（初级）", "中级", "副高级", "正高级"),
    HERITAGE: ("区县级", "市级（省级）", "国家级"),
}
# Longer words first: 高级技师 before 技师, 高级工 before 高级.
_FLOOR_WORDS: Mapping[str, str] = {
    "高级技师": "一级/高级技师",
    "技师": "二级/技师",
    "高级工": "三级/高级工",
    "中级工": "四级/中级工",
    "初级工": "五级/初级工",
    "正高级": "正高级",
    "副高级": "副高级",
    "高级": "副高级",
    "中级": "中级",
    "初级": "助理级（初级）",
    "国家级": "国家级",
    "市级": "市级（省级）",
    "省级": "市级（省级）",
    "区县级": "区县级",
}
_FLOOR = re.compile(f"({'|'.join(_FLOOR_WORDS)})(?:职称)?及?以上")
# “职业资格或技能等级”: these two certificates; 专项职业能力证书 is neither.
SKILL_CERTIFICATES = ("国家职业资格证书", "职业技能等级证书")


def floors(requirement: Requirement) -> dict[str, str]:
    """Path -> the lowest level the requirement's quotation accepts.

    A path the quotation does not name is not accepted; RuleFaulty when it names none.
    """
    levels = (_FLOOR_WORDS[word] for word in _FLOOR.findall(requirement.clause.words))
    found = {path: level for level in levels for path in SCALES if level in SCALES[path]}
    if not found:
        raise RuleFaulty(
            f"条件“{requirement.title}”的引文中读不出资格等级：{requirement.clause.words}",
            "引文应含“……及以上职业资格或技能等级”一类的原话，请检查申报批次数据",
        )
    return found


def qualifies(qualification: Qualification, accepted: Mapping[str, str], filed: date) -> bool:
    """True when the qualification alone is enough on the filing date; the paths are alternatives
    (A06)."""
    if _later(qualification, filed):
        return False
    floor = accepted.get(qualification.path)
    scale = SCALES.get(qualification.path, ())
    if floor is None or qualification.level not in scale:
        return False
    if qualification.path == SKILL and qualification.certificate_kind not in SKILL_CERTIFICATES:
        return False
    return scale.index(qualification.level) >= scale.index(floor)


def shortfall(qualification: Qualification, accepted: Mapping[str, str], filed: date) -> str:
    """Why a qualification is not enough, in words: `技能“三级/高级工”，差1级`."""
    named = f"{qualification.path}“{qualification.level}”"
    if _later(qualification, filed):
        return f"{named}的发证日期{qualification.issued_on}晚于填报日期{filed}"
    floor = accepted.get(qualification.path)
    scale = SCALES.get(qualification.path, ())
    if floor is None or qualification.level not in scale:
        return f"{named}不在认可之列"
    missing = scale.index(floor) - scale.index(qualification.level)
    if missing > 0:
        return f"{named}低于“{floor}”，差{missing}级"
    return (
        f"{named}的证书为“{qualification.certificate_kind or '未填'}”，不是职业资格或技能等级证书"
    )


def _later(qualification: Qualification, filed: date) -> bool:
    return qualification.issued_on is not None and qualification.issued_on > filed
