"""A schema mismatch -> findings in the reader's words: what, where, what is asked, how to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from bayu_docs.errors import RuleFaulty
from bayu_docs.intake import fields
from bayu_docs.intake.identifiers import mask_id_number, mask_phone
from bayu_docs.intake.typed import iso_date
from bayu_docs.materials import schema
from bayu_docs.materials.schema import Problem
from bayu_docs.model.finding import Clause, Finding, Place, Severity, place_in

_TYPE_WORDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "“是”或“否”",
    "array": "列表",
    "object": "一组字段",
}
_LONGEST_GUESSED = 40


@dataclass(frozen=True)
class Remark:
    """A finding before it has a place: the code, the pointer, and sentences without the title."""

    code: str
    pointer: str
    said: str
    advice: str = ""
    severity: Severity = Severity.ERROR


def finding(remark: Remark, origins: Mapping[str, Place]) -> Finding:
    """The remark as a finding: title path before it, its place and the field's clause with it."""
    node = fields.node_at(remark.pointer)
    title = fields.path_words(remark.pointer)
    subject = f"“{title}”" if title else "申报数据"
    number = node.get("x-clause") or _inherited_clause(remark.pointer)
    clause = Clause(number, "") if number else None
    place = place_in(origins, remark.pointer)
    return Finding(
        remark.code, remark.severity, subject + remark.said, place, clause, remark.advice
    )


def _inherited_clause(pointer: str) -> str:
    """The clause of the nearest part around the field that names one."""
    while pointer:
        pointer = pointer.rpartition("/")[0]
        if number := fields.node_at(pointer).get("x-clause", ""):
            return str(number)
    return ""


def remarks(problem: Problem, *, in_json: bool) -> Iterator[Remark]:
    """What a mismatch comes to; RuleFaulty for a schema keyword that has no words here.

    in_json: whether the advice says how JSON is spelt, or speaks to one who fills in a form.
    """
    spell = _SPELLERS.get(problem.keyword)
    if spell is not None:
        yield from spell(problem, in_json)
        return
    tell = _TELLERS.get(problem.keyword)
    if tell is None:
        raise schema.unworded(problem)
    yield from tell(problem)


def shown(value: Any, node: fields.Node) -> str:
    """A value as quoted in a sentence; masked where the field is sensitive or a phone."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        if node.get("x-sensitive"):
            return f"“{mask_id_number(str(value))}”"
        if node.get("x-check") in ("mobile", "landline"):
            return f"“{mask_phone(str(value))}”"
    return schema.worded(value)


def advised(demand: str, node: fields.Node) -> str:
    """What to do, and after it what the schema says of the field."""
    unit = f"（单位：{node['x-unit']}）" if "x-unit" in node else ""
    more = f"；{node['description']}" if "description" in node else ""
    return f"{demand}{unit}{more}"


def _known(problem: Problem) -> fields.Node:
    return fields.node_at(problem.pointer)


def _unit(problem: Problem) -> str:
    unit = _known(problem).get("x-unit", "")
    return f" {unit}" if unit else ""


def _required(problem: Problem, in_json: bool) -> Iterator[Remark]:
    for name in problem.expected:
        if name not in problem.found:
            yield _missing(fields.child(problem.pointer, name), in_json)


def _dependent_required(problem: Problem, in_json: bool) -> Iterator[Remark]:
    for given, names in problem.expected.items():
        for name in names:
            if given in problem.found and name not in problem.found:
                yield _missing(fields.child(problem.pointer, name), in_json)


def _missing(pointer: str, in_json: bool) -> Remark:
    node = fields.node_at(pointer)
    advice = advised("请补填", node)
    if "enum" in node:
        advice = f"请从下列各项中选填：{_choices(node['enum'], node, in_json)}"
    return Remark("intake.required", pointer, "没有填写", advice)


def _unknown(problem: Problem) -> Iterator[Remark]:
    known: Mapping[str, fields.Node] = problem.subschema.get("properties", {})
    for name in problem.found:
        if name not in known:
            yield Remark(
                "intake.unknown_field",
                fields.child(problem.pointer, name.encode("utf-8", "backslashreplace").decode()),
                "不是申报数据里的字段",
                _did_you_mean(name, known),
            )


def _did_you_mean(name: str, known: Mapping[str, fields.Node]) -> str:
    titles = {str(node.get("title", "")): key for key, node in known.items()}
    if len(name) <= _LONGEST_GUESSED:
        for guess in get_close_matches(name, [*known, *titles], n=1):
            key = titles.get(guess, guess)
            return f"是不是想写“{key}”（{known[key].get('title', key)}）？不需要的请删去"
    return "请改成正确的字段名，或删去这一项"


def _type(problem: Problem, in_json: bool) -> Iterator[Remark]:
    asked = (schema.JSON_TYPES if in_json else _TYPE_WORDS)[str(problem.expected)]
    said = f"应填{asked}，现在是{_kind(problem.found)}{shown(problem.found, _known(problem))}"
    yield Remark("intake.type", problem.pointer, said, advised(f"请改成{asked}", _known(problem)))


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "文字"
    return "数字 " if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _enum(problem: Problem, in_json: bool) -> Iterator[Remark]:
    node, allowed = _known(problem), list(problem.expected)
    said = f"填的是{shown(problem.found, node)}，不在可填的范围内"
    advice = f"请从下列各项中选填：{_choices(allowed, node, in_json)}"
    if isinstance(problem.found, str) and len(problem.found) <= _LONGEST_GUESSED:
        written = {str(node.get("x-words", {}).get(key, key)): key for key in allowed}
        for guess in get_close_matches(problem.found, [*written, *allowed], n=1):
            meant = written.get(guess, guess)
            word = meant if in_json else node.get("x-words", {}).get(meant, meant)
            advice = f"是不是“{word}”？{advice}"
    yield Remark("intake.enum", problem.pointer, said, advice)


def _choices(allowed: list[str], node: fields.Node, in_json: bool) -> str:
    words = node.get("x-words", {})
    if not in_json:
        return "、".join(words.get(key, key) for key in allowed)
    return "、".join(f"{key}（{words[key]}）" if key in words else key for key in allowed)


def _const(problem: Problem, in_json: bool) -> Iterator[Remark]:
    node = _known(problem)
    said = f"填的是{shown(problem.found, node)}，应为“{problem.expected}”"
    spelt = f'"{problem.expected}"（加英文引号）' if in_json else f"“{problem.expected}”"
    advice = f"请写成 {spelt}"
    yield Remark("intake.enum", problem.pointer, said, advice)


def _max_length(problem: Problem) -> Iterator[Remark]:
    length = len(problem.found)
    said = f"有 {length} 个字，最多 {problem.expected} 个字，多出 {length - problem.expected} 个字"
    yield Remark("intake.too_long", problem.pointer, said, "请压缩文字")


def _min_length(problem: Problem) -> Iterator[Remark]:
    said = "是空的" if problem.found == "" else f"至少要有 {problem.expected} 个字"
    yield Remark("intake.too_short", problem.pointer, said, "请填写，或删去这一项")


def _pattern(problem: Problem) -> Iterator[Remark]:
    node = _known(problem)
    said = f"填的是{shown(problem.found, node)}，写法不对"
    yield Remark("intake.pattern", problem.pointer, said, advised("请按栏目要求的写法改写", node))


def _format(problem: Problem) -> Iterator[Remark]:
    if problem.expected != "date":
        raise RuleFaulty(f"数据规范用了本程序不认识的格式 {problem.expected}")
    said = f"填的是{shown(problem.found, _known(problem))}，不是有效的日期"
    yield Remark("intake.date", problem.pointer, said, _date_advice(problem.found))


def _date_advice(found: str) -> str:
    try:
        meant = iso_date(found)
    except ValueError:
        return "日历上没有这一天，请核对年、月、日"
    if meant:
        return f"请写成 {meant}"
    return "请写成 2022-03-21 的样子，年四位，月、日各两位"


def _range(problem: Problem) -> Iterator[Remark]:
    bound = "不少于" if problem.keyword == "minimum" else "不超过"
    unit, found = _unit(problem), shown(problem.found, _known(problem))
    said = f"填的是 {found}{unit}，应{bound} {problem.expected}{unit}"
    advice = advised("请核对数字", _known(problem))
    yield Remark("intake.range", problem.pointer, said, advice)


def _items(problem: Problem) -> Iterator[Remark]:
    node, found = _known(problem), len(problem.found)
    counter = node.get("x-counter", fields.DEFAULT_COUNTER)
    if problem.keyword == "maxItems":
        said = f"有 {found} {counter}，最多 {problem.expected} {counter}"
        yield Remark("intake.too_many", problem.pointer, said, "请删减")
    else:
        said = f"有 {found} {counter}，至少要有 {problem.expected} {counter}"
        yield Remark("intake.too_few", problem.pointer, said, advised("请补填", node))


def _unique(problem: Problem) -> Iterator[Remark]:
    node = _known(problem)
    twice = [item for i, item in enumerate(problem.found) if item in problem.found[:i]]
    values = "、".join(dict.fromkeys(shown(item, node) for item in twice))
    said = f"里 {values} 写了不止一次"
    yield Remark("intake.duplicate_value", problem.pointer, said, "同一项只写一次")


def _one_of(problem: Problem) -> Iterator[Remark]:
    known = problem.subschema.get("properties", {})
    ways = [
        "和".join(f"“{known[name].get('title', name)}”" for name in way.get("required", ()))
        for way in problem.expected
    ]
    said = f"里{'，也'.join(f'没有填{way}' for way in ways)}，须选一种填全"
    yield Remark("intake.one_of", problem.pointer, said, f"请填写{'；没有的，填写'.join(ways)}")


# Whose sentences depend on where the value was typed.
_SPELLERS: Mapping[str, Callable[[Problem, bool], Iterator[Remark]]] = {
    "required": _required,
    "dependentRequired": _dependent_required,
    "type": _type,
    "enum": _enum,
    "const": _const,
}
_TELLERS: Mapping[str, Callable[[Problem], Iterator[Remark]]] = {
    "additionalProperties": _unknown,
    "maxLength": _max_length,
    "minLength": _min_length,
    "pattern": _pattern,
    "format": _format,
    "minimum": _range,
    "maximum": _range,
    "maxItems": _items,
    "minItems": _items,
    "uniqueItems": _unique,
    "anyOf": _one_of,
}
