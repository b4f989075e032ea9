"""The data of a paper admitted by its schema, or everything wrong with it told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bayu_docs.materials import schema, text
from bayu_docs.materials.schema_nodes import Node, child, path_words, resolved
from bayu_docs.model.application import Draft
from bayu_docs.model.finding import Finding, Outcome, Place, Severity, place_in
from bayu_docs.model.notice import Kind
from bayu_docs.notices.fields import schema_of
from bayu_docs.notices.words import Remark, remarks

# Of several mismatches at one field the first of these is told; the others follow from it.
_NOTHING: tuple[Any, ...] = (None, "", [], {})
_TOLD_FIRST = ("type", "enum", "const", "maxLength", "minLength", "format", "pattern")


def admit(kind: Kind, draft: Draft) -> Outcome[Mapping[str, Any]]:
    """The data in normal form, its dates and times parsed; value is None after any error."""
    root = schema_of(kind)
    data = _normal(draft.data)
    told: dict[str, Remark] = {}
    for remark in (*_refused(data, ""), *_mismatches(kind, root, data)):
        told.setdefault(remark.pointer, remark)
    if not told:
        for remark in _times(root, root, data, ""):
            told.setdefault(remark.pointer, remark)
    findings = tuple(_finding(root, remark, draft.origins) for remark in told.values())
    if findings:
        return Outcome(None, findings)
    return Outcome(_parsed(root, root, data))


def _finding(root: Node, remark: Remark, origins: Mapping[str, Place]) -> Finding:
    title = path_words(root, remark.pointer)
    subject = f"“{title}”" if title else "公文数据"
    place = place_in(origins, remark.pointer)
    return Finding(remark.code, Severity.ERROR, subject + remark.said, place, advice=remark.advice)


def _mismatches(kind: Kind, root: Node, data: Any) -> Iterator[Remark]:
    found = schema.problems_with(root, data, kind.key)
    for problem in sorted(found, key=_precedence):
        yield from remarks(root, problem)


def _precedence(problem: schema.Problem) -> int:
    known = problem.keyword in _TOLD_FIRST
    return _TOLD_FIRST.index(problem.keyword) if known else len(_TOLD_FIRST)


def _normal(value: Any) -> Any:
    """Texts in normal form; what was left empty (as in a blank data file) counts as not given."""
    if isinstance(value, str):
        return text.normalise(value)
    if isinstance(value, dict):
        inner = {name: _normal(inner) for name, inner in value.items()}
        return {name: each for name, each in inner.items() if each not in _NOTHING}
    if isinstance(value, list):
        return [each for each in map(_normal, value) if each not in _NOTHING]
    return value


def _refused(value: Any, pointer: str) -> Iterator[Remark]:
    if isinstance(value, str):
        for hit in text.refused(value)[:1]:
            said = f"第{hit.position}个字符 {text.code_points(hit.char)} 不能印在纸上：{hit.why}"
            yield Remark("notice.character", pointer, said, "请删去或改写这个字符")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _refused(inner, child(pointer, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _refused(inner, child(pointer, index))


def _times(root: Node, node: Node, value: Any, pointer: str) -> Iterator[Remark]:
    """Times that are none: the validator knows days only."""
    node = resolved(root, node)
    if isinstance(value, dict):
        for name, inner in value.items():
            known = node.get("properties", {}).get(name, {})
            yield from _times(root, known, inner, child(pointer, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _times(root, node.get("items", {}), inner, child(pointer, index))
    elif node.get("format") == "date-time" and _moment(value) is None:
        said = f"填的是“{text.visible(str(value))}”，不是有效的日期和时间"
        yield Remark("notice.mismatch", pointer, said, "请写成 2022-03-24T18:00 的样子")


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if "T" in value else None
    except ValueError:
        return None


def _parsed(root: Node, node: Node, value: Any) -> Any:
    node = resolved(root, node)
    if isinstance(value, dict):
        known = node.get("properties", {})
        return {name: _parsed(root, known.get(name, {}), inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_parsed(root, node.get("items", {}), inner) for inner in value]
    if isinstance(value, str) and node.get("format") == "date":
        return date.fromisoformat(value)
    if isinstance(value, str) and node.get("format") == "date-time":
        return _moment(value)
    return value
