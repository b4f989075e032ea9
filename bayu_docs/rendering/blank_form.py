"""The fields of the form that people fill in: blank, or with data that need not be sound yet.

What does not fit stands there as it was typed; nothing is judged, and table J states nothing.
Every list has room for some more rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bayu_docs.materials import assets
from bayu_docs.model.call import BOTH, DISTRICT, TIER_NAMES, Call, Requirement
from bayu_docs.model.form import ROW_MARK, entry
from bayu_docs.rendering.form import NO_PARENT, instructions, oaths
from bayu_docs.rendering.words import date_words, listed

# List -> the least number of rows it shows; the others show one.
_ROOM: Mapping[str, int] = {
    "/facilities/occupations": 3,
    "/lead_artisans": 2,
    "/lead_artisans/-/qualifications": 3,
    "/team": 6,
    "/training/courses": 4,
    "/brands": 3,
    "/partners": 5,
    "/organization/dedicated_staff": 2,
    "/organization/task_force": 3,
    "/evidence": 8,
}
# Dates the form writes as 2022年3月8日; its narrow columns keep 2022-03-08.
_WRITTEN_OUT = ("/filing_date", "/applicant/disqualified_on", "/issued_on")
HOW_TO_FILL = (
    "点灰色提示处输入；带下拉箭头的从中选择，□ 点一下变成 ■；不适用又非必填的留空。",
    "列表不够时，光标放在最后一行，点行末出现的“+”（Word），或复制整行、粘贴在下面"
    "（Word、WPS）；多余的行可以删去，空着的行不算。",
    "请用 Word 或 WPS 填写并保存为 .docx；不要改动栏目名称和表头，不要用 LibreOffice 保存。",
    "“申报情况”“佐证页码”由程序根据所填内容和佐证材料算出，不用填；"
    "最后一部分“佐证材料清单和其他信息”要填，但不印在申报表上。",
)


def fill_fields(data: Mapping[str, Any], call: Call) -> dict[str, Any]:
    """All names the form's template uses, for a form to be filled; data: any part of it."""
    fields = _filled(assets.schema("application"), data, "")
    parent = fields["applicant"]["parent"]
    tier = str(data.get("tier"))
    tier = tier if tier in TIER_NAMES else BOTH
    fields |= {
        "form_title": call.form_title,
        "batch": call.batch,
        "tier_name": fields["tier"],
        "filing_date_words": fields["filing_date"],
        "instructions": [*HOW_TO_FILL, *instructions(call)],
        "conditions": _conditions(call, tier),
        "team_summary": "成员不含领衔工匠；人数和比例由程序计算。",
        "oaths": oaths(call),
        "opinion_bodies": {level: list(names) for level, names in call.opinion_bodies.items()},
        "has_parent": parent != NO_PARENT,
        "reaches_city": tier != DISTRICT,
        "requirement_titles": listed(
            list(dict.fromkeys(r.title for t in call.tiers.values() for r in t.requirements))
        ),
    }
    return {"f": fields, "blank": True, "draft_mark": ""}


def _conditions(call: Call, tier: str) -> list[dict[str, str]]:
    """Table J with nothing stated yet."""
    asked: dict[str, list[tuple[str, Requirement]]] = {}
    for each in call.tiers_of(tier):
        for requirement in each.requirements:
            asked.setdefault(requirement.key, []).append((each.name, requirement))
    return [
        {
            "clause": "\n".join(dict.fromkeys(r.clause.number for _, r in both)),
            "demand": _demand(both),
            "stated": "",
            "pages": "",
        }
        for both in asked.values()
    ]


def _demand(asked: Sequence[tuple[str, Requirement]]) -> str:
    demands = list(dict.fromkeys(r.demand for _, r in asked))
    return demands[0] if len(demands) == 1 else "；".join(f"{t}：{r.demand}" for t, r in asked)


def _filled(node: Mapping[str, Any], value: Any, pattern: str) -> Any:
    """The value as the template prints it, and what is missing as empty texts and empty rows."""
    if "properties" in node:
        return _members(node, value if isinstance(value, dict) else {}, pattern)
    if "properties" in node.get("items", {}):
        rows = list(value) if is_rows(value) else []
        rows += [{}] * (_ROOM.get(pattern, 1) - len(rows))
        return [_filled(node["items"], row, f"{pattern}/{ROW_MARK}") for row in rows]
    if node.get("type") == "boolean":
        return value is True
    if "items" in node:
        return value if isinstance(value, list) else []
    if isinstance(value, str) and pattern.endswith(_WRITTEN_OUT):
        value = _day(value)
    return entry(value, node.get("x-words", {}))


def _members(node: Mapping[str, Any], value: dict[str, Any], pattern: str) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, child in node["properties"].items():
        members[name] = _filled(child, value.get(name), f"{pattern}/{name}")
        if "items" in child and "properties" not in child["items"]:
            members[f"{name}_words"] = entry(value.get(name), child["items"].get("x-words", {}))
    return members


def is_rows(value: Any) -> bool:
    """Whether a value is a list of rows, as a list of the form must be."""
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _day(text: str) -> str:
    try:
        return date_words(date.fromisoformat(text))
    except ValueError:
        return text
