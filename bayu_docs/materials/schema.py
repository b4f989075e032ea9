"""The door to jsonschema: what does not fit, as plain values and never as its English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, UnknownType, ValidationError
from referencing.exceptions import Unresolvable

from bayu_docs.errors import RuleFaulty, SchemaFaulty
from bayu_docs.materials import assets
from bayu_docs.materials.schema_nodes import child
from bayu_docs.materials.text import visible

JSON_TYPES = {
    "string": "文字（加英文引号）",
    "integer": "整数（不加引号）",
    "number": "数字（不加引号）",
    "boolean": "true 或 false（不加引号）",
    "array": "列表，写成 [ … ]",
    "object": "一组字段，写成 { … }",
}
"""The schema's types, and how people are told to write them in JSON."""


@dataclass(frozen=True)
class Problem:
    """One mismatch. keyword: the failed schema keyword; expected: its value; found: the value at
    `pointer`; subschema: the schema node that failed (its title, unit and clause annotations)."""

    pointer: str
    keyword: str
    expected: Any
    found: Any
    subschema: Any


def problems(schema_name: str, data: Any) -> list[Problem]:
    """All mismatches of data with `schemas/<schema_name>.schema.json`, in document order.

    SchemaFaulty when the schema itself is broken.
    """
    return _mismatches(lambda: _validator(schema_name), data, schema_name)


def problems_with(schema: Mapping[str, Any], data: Any, name: str) -> list[Problem]:
    """All mismatches of data with a schema put together by the caller, in document order.

    name: what the schema is called in SchemaFaulty, which is raised when it is broken.
    """
    return _mismatches(lambda: _validating(schema), data, name)


def _mismatches(
    validator: Callable[[], Draft202012Validator], data: Any, name: str
) -> list[Problem]:
    try:
        errors = sorted(validator().iter_errors(data), key=_position)
    except (SchemaError, UnknownType, Unresolvable, TypeError, re.error) as error:
        raise SchemaFaulty(f"数据规范 {name} 有误：{error}") from error
    return [problem for error in errors for problem in _leaves(error)]


def check(schema_name: str) -> None:
    """Raise SchemaFaulty unless the schema is a valid one of draft 2020-12.

    It takes longer than any validation, so it is for tests and not for every run.
    """
    try:
        Draft202012Validator.check_schema(assets.schema(schema_name))
    except SchemaError as error:
        raise SchemaFaulty(f"数据规范 {schema_name} 有误：{error.message}") from error


@cache
def _validator(schema_name: str) -> Draft202012Validator:
    return _validating(assets.schema(schema_name))


def _validating(schema: Mapping[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _position(error: ValidationError) -> list[tuple[int, int, str]]:
    """Sort key: list positions as numbers, names as text."""
    return [
        (0, part, "") if isinstance(part, int) else (1, 0, part) for part in error.absolute_path
    ]


def _leaves(error: ValidationError) -> Iterator[Problem]:
    """The error itself; for if/then branches jsonschema already reports the inner error."""
    pointer = reduce(child, error.absolute_path, "")
    yield Problem(
        pointer, str(error.validator), error.validator_value, error.instance, error.schema
    )


def worded(value: Any) -> str:
    """A value as quoted in a sentence; a text is quoted whole."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, list):
        return f"列表（{len(value)} 项）"
    if isinstance(value, dict):
        return "一组字段"
    return f"“{visible(value)}”" if isinstance(value, str) else visible(str(value))


def unworded(problem: Problem) -> RuleFaulty:
    """What to raise for a keyword that the teller of a schema's mismatches has no words for."""
    return RuleFaulty(
        f"数据规范用了本程序不认识的规则 {problem.keyword}（{problem.pointer}）",
        "请重新安装 bayu-docs",
    )
