"""A call's or a profile's file: read, and admitted by its JSON Schema, told in Chinese."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bayu_docs.errors import CallFaulty
from bayu_docs.materials.schema import Problem, problems

_TYPES = {
    "object": "对象",
    "array": "列表",
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
}
_SENTENCES = {
    "enum": "只能是 {expected} 之一，现为 {found}",
    "const": "只能是 {expected}，现为 {found}",
    "pattern": "写法不对：{found}",
    "format": "不是正确的{expected}：{found}",
    "minimum": "不得小于 {expected}，现为 {found}",
    "maximum": "不得大于 {expected}，现为 {found}",
    "minLength": "不得为空或过短（至少 {expected} 字）",
    "maxLength": "过长（至多 {expected} 字）：{found}",
    "minItems": "至少要有 {expected} 项",
    "maxItems": "至多只能有 {expected} 项",
    "minProperties": "至少要有 {expected} 项",
    "uniqueItems": "各项不得重复",
    "not": "这里不该有这一项",
}
_FORMATS = {"date": "日期（如 2022-03-31）", "email": "邮箱地址"}
_SHOWN_CHARACTERS = 40


def read_json(path: Path) -> Any:
    """The JSON value in that file; CallFaulty when missing, not UTF-8 or not JSON."""
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        line = getattr(error, "lineno", None)
        spot = f"第{line}行" if line else "某处"
        raise CallFaulty(
            f"文件 {path.name} 不是正确的 JSON（{spot}）", "请检查引号、逗号和括号是否成对"
        ) from error


def read_text(path: Path) -> str:
    """The UTF-8 text of that file; CallFaulty when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CallFaulty(f"文件 {path} 不存在", "请检查路径和文件名") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CallFaulty(f"文件 {path} 无法读取", "请确认有权读取，并以 UTF-8 编码保存") from error


def schema_faults(schema_name: str, data: Any) -> list[str]:
    """Every mismatch with the schema as a Chinese sentence, led by its JSON pointer."""
    sentences = (_sentence(problem) for problem in problems(schema_name, data))
    return list(dict.fromkeys(sentences))


def refuse(name: str, faults: Iterable[str], advice: str) -> None:
    """CallFaulty listing every fault, when there is any."""
    listed = list(faults)
    if listed:
        lines = "\n".join(f"  · {fault}" for fault in listed)
        raise CallFaulty(f"{name} 有 {len(listed)} 处不符：\n{lines}", advice)


def _sentence(problem: Problem) -> str:
    where = problem.pointer or "/"
    title = problem.subschema.get("title", "") if isinstance(problem.subschema, dict) else ""
    return f"{where}：{title and title + '：'}{_complaint(problem)}"


def _complaint(problem: Problem) -> str:
    if problem.keyword == "required":
        missing = [name for name in problem.expected if name not in problem.found]
        return f"缺少 {'、'.join(missing)}"
    if problem.keyword == "additionalProperties":
        known = problem.subschema.get("properties", {})
        return f"有不认识的项目 {'、'.join(name for name in problem.found if name not in known)}"
    if problem.keyword == "type":
        kinds = problem.expected if isinstance(problem.expected, list) else [problem.expected]
        return f"应为{'或'.join(_TYPES.get(str(kind), str(kind)) for kind in kinds)}"
    sentence = _SENTENCES.get(problem.keyword, "不符合数据规范（{keyword}）")
    return sentence.format(
        expected=_expected(problem), found=_shown(problem.found), keyword=problem.keyword
    )


def _expected(problem: Problem) -> str:
    if problem.keyword == "format":
        return _FORMATS.get(problem.expected, str(problem.expected))
    if isinstance(problem.expected, list):
        return "、".join(str(value) for value in problem.expected)
    return str(problem.expected)


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    short = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    return f"“{short}”"
