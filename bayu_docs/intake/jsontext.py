"""JSON text -> values and the line of each; what cannot be read is told by line and column."""

from __future__ import annotations

import json
import math
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.fields import child
from bayu_docs.materials.text import visible

MAX_DEPTH = 50
MAX_NUMBER_CHARACTERS = 30
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_NOT_JSON_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})
_CHINESE_MARKS = {
    "“": '"',
    "”": '"',
    "，": ",",
    "：": ":",
    "｛": "{",
    "｝": "}",
    "【": "[",
    "】": "]",
}
_REASONS = (
    ("Expecting value", "这里应是一个值（文字要加英文引号）"),
    ("Expecting ',' delimiter", "两项之间缺少英文逗号，或前面的括号、引号没有配对"),
    ("Expecting ':' delimiter", "字段名后缺少英文冒号"),
    ("Expecting property name", "这里应是用英文双引号括起来的字段名（最后一项后面不能有逗号）"),
    ("Illegal trailing comma", "最后一项后面不能有逗号"),
    ("Extra data", "文件结尾处有多余的内容"),
    ("Unterminated string", "从这里开始的文字缺少收尾的英文引号"),
    ("Invalid control character", "引号内有换行或制表符；换行请写成 \\n"),
    ("Invalid \\", "反斜杠后面的写法不对；要写反斜杠本身请写两个"),
)
_ADVICE = "请用文本编辑器打开，改正后重新运行"


@dataclass
class _Frame:
    """An object or list being read: its pointer, the member now due, the keys it has had."""

    pointer: str
    is_object: bool
    index: int = 0
    key: str | None = None
    keys: set[str] = field(default_factory=set)

    @property
    def member(self) -> str:
        return child(self.pointer, self.key or "" if self.is_object else self.index)


def parse(text: str, name: str) -> tuple[Any, Mapping[str, int]]:
    """The values of the JSON text, and JSON pointer -> line (1-based); `name` is the file's.

    Raises SourceUnreadable with line and column: not JSON, a key given twice, NaN or Infinity,
    a number of more than 30 characters or beyond floating point, more than 50 levels.
    """
    return _values(text, name), dict(_lines(text, name))


def values(text: str, name: str) -> Any:
    """The values alone, refused as by `parse`: of a long list the lines take more room."""
    data = _values(text, name)
    deque(_lines(text, name), maxlen=0)
    return data


def _values(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _refusal(text, error.pos, name, _reason(text, error)) from error
    except RecursionError as error:
        raise SourceUnreadable(f"{name}：{_too_deep()}", _ADVICE) from error
    except ValueError as error:  # a whole number beyond Python's limit of digits
        raise SourceUnreadable(f"{name}：有一个数字的位数过多", _ADVICE) from error


def _lines(text: str, name: str) -> Iterator[tuple[str, int]]:
    """Each pointer and its line, for a text already known to be JSON but for what this refuses."""
    frames: list[_Frame] = []
    line, last = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", last, token.start())
        last, word = token.start(), token.group()
        frame = frames[-1] if frames else None
        if word in "}]":
            frames.pop()
        elif word == "," and frame is not None:
            frame.index, frame.key = frame.index + 1, None
        elif frame is not None and frame.is_object and frame.key is None:
            frame.key = json.loads(word)
            if frame.key in frame.keys:
                twice = f"字段“{visible(frame.key or '')}”在同一处写了两次"
                raise _refusal(text, last, name, twice)
            frame.keys.add(frame.key or "")
            yield frame.member, line
        elif word != ":":
            pointer = frame.member if frame else ""
            if frame is None or not frame.is_object:
                yield pointer, line
            if word in "{[":
                frames.append(_Frame(pointer, word == "{"))
            problem = _too_deep() if len(frames) > MAX_DEPTH else _scalar_problem(word)
            if problem:
                raise _refusal(text, last, name, problem)


def _scalar_problem(word: str) -> str:
    if word[0] == '"' or word in ("{", "[", "true", "false", "null"):
        return ""
    if word in _NOT_JSON_NUMBERS:
        return f"{word} 不是数字"
    if len(word) > MAX_NUMBER_CHARACTERS or math.isinf(float(word)):
        return f"数字“{visible(word, 20)}”过大或位数过多；号码一类的内容要加英文引号"
    return ""


def _too_deep() -> str:
    return f"括号嵌套超过 {MAX_DEPTH} 层"


def _reason(text: str, error: json.JSONDecodeError) -> str:
    mark = text[error.pos : error.pos + 1]
    if mark in _CHINESE_MARKS and mark:
        return f"这里的 {mark} 是中文标点，请改成英文标点 {_CHINESE_MARKS[mark]}"
    for start, words in _REASONS:
        if error.msg.startswith(start):
            return words
    return "不是正确的 JSON 写法"


def _refusal(text: str, position: int, name: str, reason: str) -> SourceUnreadable:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return SourceUnreadable(f"{name} 第{line}行第{column}列：{reason}", _ADVICE)
