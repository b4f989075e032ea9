"""A mismatch with a paper's schema in the reader's words: what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from bayu_docs.materials import schema
from bayu_docs.materials.personal import numbers_in
from bayu_docs.materials.schema import Problem
from bayu_docs.materials.schema_nodes import Node, child, node_at


class Remark(NamedTuple):
    """A finding before it has a place: its code, the field, and sentences without its title."""

    code: str
    pointer: str
    said: str
    advice: str = ""


def remarks(root: Node, problem: Problem) -> Iterator[Remark]:
    """What the mismatch comes to; RuleFaulty for a schema keyword that has no words here."""
    if problem.keyword in ("required", "dependentRequired"):
        yield from _missing(root, problem)
    elif problem.keyword == "additionalProperties":
        yield from _unknown(problem)
    elif problem.keyword in _SAID:
        node = node_at(root, problem.pointer)
        said, advice = _SAID[problem.keyword](problem)
        about = node.get("description", "")
        yield Remark(
            "notice.mismatch", problem.pointer, said, "；".join(filter(None, (advice, about)))
        )
    else:
        raise schema.unworded(problem)


def _missing(root: Node, problem: Problem) -> Iterator[Remark]:
    if problem.keyword == "required":
        wanted = list(problem.expected)
    else:
        wanted = [
            name
            for given, names in problem.expected.items()
            if given in problem.found
            for name in names
        ]
    for name in wanted:
        if name not in problem.found:
            pointer = child(problem.pointer, name)
            node = node_at(root, pointer)
            demand = f"请补填“{name}”"
            if "const" in node:
                demand = f'请写 "{name}": "{node["const"]}"'
            advice = "；".join(filter(None, (demand, node.get("description", ""))))
            yield Remark("notice.required", pointer, "没有填写", advice)


def _unknown(problem: Problem) -> Iterator[Remark]:
    known: Mapping[str, Node] = problem.subschema.get("properties", {})
    titles = {str(node.get("title", "")): key for key, node in known.items()}
    for name in problem.found:
        if name in known:
            continue
        advice = "请改成正确的字段名，或删去这一项"
        for guess in get_close_matches(str(name), [*known, *titles], n=1):
            key = str(titles.get(guess, guess))
            advice = f"是不是想写“{key}”（{known[key].get('title', key)}）？不需要的请删去"
        yield Remark(
            "notice.unknown_field", child(problem.pointer, name), "不是这种公文的字段", advice
        )


def _shown(value: Any) -> str:
    hits = numbers_in(value) if isinstance(value, str) else ()
    # a person's number is never quoted whole
    return "、".join(f"“{hit.shown}”" for hit in hits) if hits else schema.worded(value)


def _type(problem: Problem) -> tuple[str, str]:
    asked = schema.JSON_TYPES[str(problem.expected)]
    return f"应填{asked}，现在是{_shown(problem.found)}", f"请改成{asked}"


def _enum(problem: Problem) -> tuple[str, str]:
    words = problem.subschema.get("x-words", {})
    choices = "、".join(
        f"{key}（{words[key]}）" if key in words else str(key) for key in problem.expected
    )
    return f"填的是{_shown(problem.found)}，不在可填的范围内", f"请从下列各项中选填：{choices}"


def _const(problem: Problem) -> tuple[str, str]:
    return f"填的是{_shown(problem.found)}，应为“{problem.expected}”", f"请写成“{problem.expected}”"


def _length(problem: Problem) -> tuple[str, str]:
    if problem.keyword == "minLength":
        return f"太短，至少要有 {problem.expected} 个字", "请补填，或删去这一项"
    over = len(problem.found) - problem.expected
    return f"最多 {problem.expected} 个字，多出 {over} 个字", "请压缩文字"


def _pattern(problem: Problem) -> tuple[str, str]:
    return f"填的是{_shown(problem.found)}，写法不对", "请按要求的写法改写"


def _format(problem: Problem) -> tuple[str, str]:
    said = f"填的是{_shown(problem.found)}，不是有效的日期"
    return said, "请写成 2022-03-21 的样子，月、日各两位"


def _bound(problem: Problem) -> tuple[str, str]:
    bound = "不少于" if problem.keyword == "minimum" else "不超过"
    return f"填的是 {_shown(problem.found)}，应{bound} {problem.expected}", "请核对数字"


def _count(problem: Problem) -> tuple[str, str]:
    counter = problem.subschema.get("x-counter", "项")
    if problem.keyword == "maxItems":
        said = f"有 {len(problem.found)} {counter}，最多 {problem.expected} {counter}"
        return said, "请删减"
    return f"有 {len(problem.found)} {counter}，至少要有 {problem.expected} {counter}", "请补填"


def _one_of(problem: Problem) -> tuple[str, str]:
    known = problem.subschema.get("properties", {})
    ways = [
        "和".join(f"“{known.get(name, {}).get('title', name)}”" for name in way.get("required", ()))
        for way in problem.expected
    ]
    return f"里{'，也'.join(f'没有填{way}' for way in ways)}", f"请填写{'，或'.join(ways)}"


_SAID: Mapping[str, Callable[[Problem], tuple[str, str]]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "maxLength": _length,
    "minLength": _length,
    "pattern": _pattern,
    "format": _format,
    "minimum": _bound,
    "maximum": _bound,
    "maxItems": _count,
    "minItems": _count,
    "uniqueItems": lambda _: ("里有重复的内容", "同一项只写一次"),
    "anyOf": _one_of,
}

TOLD_KEYWORDS = frozenset(_SAID) | {"required", "dependentRequired", "additionalProperties"}
"""The schema keywords a paper's schema may use."""
