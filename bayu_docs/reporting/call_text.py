"""A call as text for the terminal: every limit and fact with its clause and its words."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.model.call import Call, Limit, Requirement


def render_call(call: Call) -> str:
    """The call's conditions, numbers, dates and doubts, one line each, quotations below."""
    return "\n".join(_lines(call)) + "\n"


def _lines(call: Call) -> Iterator[str]:
    yield f"{call.title}（{call.batch}）"
    yield f"发文机关：{'、'.join(call.issuers)}　印发：{call.issued_on.isoformat()}"
    for tier in call.tiers.values():
        yield f"\n【{tier.name}条件】"
        for requirement in tier.requirements:
            yield from _requirement(requirement)
    yield "\n【数量和期限】"
    for name, limit in _limits(call):
        yield f"  {name}：{limit.value}{limit.unit}（{limit.clause.number}“{limit.clause.words}”）"
    deadline = call.deadline_to_city
    yield (
        f"  报送期限（{deadline.binds}）：{deadline.moment:%Y-%m-%d %H:%M}"
        f"（{deadline.clause.number}“{deadline.clause.words}”）"
    )
    yield f"  报送地点：{deadline.address}　邮箱：{deadline.mailbox}"
    yield "  咨询：" + "；".join(f"{person.name} {person.phone}" for person in call.contacts)
    yield f"\n【申报主体】{call.kinds_clause.number}“{call.kinds_clause.words}”"
    yield "  " + "、".join(kind.name for kind in call.kinds)
    yield "\n【存疑】（详见 bayu-docs call lint）"
    for doubt in call.doubts:
        yield f"  {doubt.id} {doubt.title}：按“{doubt.default_reading.text}”处理"


def _requirement(requirement: Requirement) -> Iterator[str]:
    soft = "（原则上）" if requirement.softened else ""
    doubts = f"〔存疑 {'、'.join(requirement.doubts)}〕" if requirement.doubts else ""
    yield f"  {requirement.clause.number} {requirement.title}{soft}：{requirement.demand}{doubts}"
    yield f"      “{requirement.clause.words}”"


def _limits(call: Call) -> Iterator[tuple[str, Limit]]:
    yield "佐证材料上限", call.max_sides
    yield "报区县份数", call.copies_to_district
    yield "报市份数", call.copies_to_city
    yield "取消资格后不得申报", call.ban_years
    yield "公示", call.publicity_days
    yield "备案", call.filing_days
    yield "建设补助", call.subsidy
    names = {
        "municipal_total": "市级建设总数",
        "district_total": "区县级建设总数",
        "main_city_min": "主城都市区每区县至少",
        "clusters_min": "“两群”每区县至少",
        "recommend_min": "每区县推荐至少",
        "recommend_max": "每区县推荐至多",
    }
    for key, limit in call.quotas.items():
        yield names.get(key, key), limit
