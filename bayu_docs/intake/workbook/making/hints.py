"""What stands beside a field: what to write, how long, in which unit, and by which clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bayu_docs.intake.fields import DEFAULT_COUNTER, Node
from bayu_docs.intake.typed import kind_of
from bayu_docs.intake.workbook.layout import Column, Table
from bayu_docs.model.call import Call

_PROMPTED = frozenset({"date", "month", "number", "integer", "words"})
"""Kinds of fields with words beside the cell; on a plain text they would only be in the way."""
PROVES = "/evidence/-/proves"

# field or list -> the requirement it answers
_REQUIREMENTS: Mapping[str, str] = {
    "/applicant/name": "entity",
    "/facilities/premises": "premises",
    "/facilities/living_support": "supporting_facilities",
    "/facilities/public_support": "supporting_facilities",
    "/facilities/occupations": "facility_occupations",
    "/lead_artisans": "lead_artisans",
    "/lead_artisans/-/months_on_station": "lead_months",
    "/lead_artisans/-/qualifications": "lead_qualification",
    "/team": "team_ratio",
    "/team/-/rural_years": "member_years",
    "/training/person_times_per_year": "training_person_times",
    "/training/high_skilled_per_year": "high_skilled",
    "/brands": "brands",
    "/partners": "partners",
    "/organization/dedicated_staff": "dedicated_staff",
    "/organization/task_force": "task_force",
    "/organization/support/policy": "parent_support",
}


def choices(node: Node) -> tuple[str, ...]:
    """The words a field is chosen from, as printed; empty when it is typed freely."""
    inner = node.get("items", node)
    if kind_of(inner) == "boolean":
        return ("是", "否")
    words = inner.get("x-words", {})
    return tuple(str(words.get(value, value)) for value in inner.get("enum", ()))


def demands(call: Call, pattern: str) -> str:
    """What each tier asks of the field or list, with its clause; empty when nothing."""
    key = _REQUIREMENTS.get(pattern, "")
    asked = [(tier.name, tier.requirement(key)) for tier in call.tiers.values()]
    told = [(name, found.demand, found.clause.number) for name, found in asked if found]
    if len({demand for _, demand, _ in told}) == 1:
        numbers = "、".join(dict.fromkeys(number for _, _, number in told))
        return f"{told[0][1]}（{numbers}）"
    return "；".join(f"{name}：{demand}（{number}）" for name, demand, number in told)


def proof_titles(call: Call) -> Mapping[str, str]:
    """What evidence may prove: title of the requirement -> its clauses."""
    titles: dict[str, list[str]] = {}
    for tier in call.tiers.values():
        for requirement in tier.requirements:
            titles.setdefault(requirement.title, []).append(requirement.clause.number)
    return {title: "、".join(dict.fromkeys(numbers)) for title, numbers in titles.items()}


def hint(column: Column, call: Call, *, told_clause: str = "") -> str:
    """All that is to know of a field; told_clause: a clause the reader has seen already."""
    return "；".join(_parts(column, call, told_clause))


def prompt(column: Column, call: Call) -> str:
    """What is shown while the cell is being filled in, where the way of writing matters."""
    if kind_of(column.node) not in _PROMPTED:
        return ""
    unit = f"单位：{column.node['x-unit']}；" if "x-unit" in column.node else ""
    return unit + "；".join(_how(column, call))


def note(table: Table, call: Call) -> str:
    """What a list is for: its limits with their clauses, and how rows are counted."""
    counter, most = _counter(table), table.node["maxItems"]
    parts = [each_row(table), f"最多 {most} {counter}"]
    if table.owner:
        parts[1] = f"每{table.owner}最多 {most} {counter}"
        parts.append(f"“{table.owner}”栏选填“{table.owner}”表里的姓名")
    if asked := demands(call, table.pattern):
        parts.append(asked)
    elif clause := table.node.get("x-clause"):
        parts.append(f"依据 {clause}")
    return "；".join(parts)


def each_row(table: Table) -> str:
    """What a row of the list is: 一行写一人."""
    counter = _counter(table)
    return "一行写一种" if counter == "行" else f"一行写一{counter}"


def _counter(table: Table) -> str:
    return str(table.node.get("x-counter", DEFAULT_COUNTER))


def _parts(column: Column, call: Call, told_clause: str) -> Iterator[str]:
    yield from _how(column, call)
    clause = str(column.node.get("x-clause", ""))
    if asked := demands(call, column.pattern):
        yield asked
    elif clause and clause != told_clause:
        yield f"依据 {clause}"


def _how(column: Column, call: Call) -> Iterator[str]:
    """Description, way of writing, and length."""
    node, kind = column.node, kind_of(column.node)
    if "description" in node and "x-words" not in node:
        yield str(node["description"])
    if kind in ("choice", "boolean"):
        yield "点右侧箭头选填"
    if kind == "words":
        named = choices(node) or (tuple(proof_titles(call)) if column.pattern == PROVES else ())
        yield f"可填几项，用“、”隔开：{'、'.join(named)}" if named else "可填几项，用“、”隔开"
    if kind == "date" and "description" not in node:
        yield "如 2022-03-18"
    if kind in ("number", "integer"):
        yield "只填数字" if kind == "number" else "填整数"
    if kind in ("text", "month") and "maxLength" in node:
        yield f"不超过 {node['maxLength']} 字"
    if node.get("x-multiline"):
        yield "可换行（Alt＋回车）"
