"""Why a Word template could not be filled, in Chinese, of the library's own English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import jinja2
from lxml import etree

from bayu_docs.errors import TemplateFaulty

_ATTRIBUTE = re.compile(r"has no attribute '(\w+)'")
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_ELEMENT = re.compile(r"has no element (\d+)")
_ADVICE = "请运行 bayu-docs templates check {name} 找出每一处，照提示改正模板"


def faulty(name: str, cause: Exception, fields: Mapping[str, Any] | None = None) -> TemplateFaulty:
    """What is raised for a template that could not be filled with these fields: what happened,
    the known name nearest to an unknown one, and what finds every place."""
    said, _ = words_of(cause)
    if isinstance(cause, jinja2.UndefinedError) and (unknown := _unknown(cause.message or "")):
        near = get_close_matches(unknown, sorted(set(_names(fields or {}))), 1)
        said += f"，是不是“{near[0]}”？" if near else ""
    return TemplateFaulty(f"模板 {name} {said}", _ADVICE.format(name=name))


def told(error: TemplateFaulty) -> tuple[str, bool]:
    """What happened, and whether what came out was no well-formed document."""
    return words_of(error.__cause__)


def words_of(cause: BaseException | None) -> tuple[str, bool]:
    """The same of the library's own exception."""
    if isinstance(cause, etree.XMLSyntaxError | UnicodeEncodeError):
        return "填写后不是有效的 Word 文件，多半是循环或条件的开头、结尾没有放在同样的位置", True
    if isinstance(cause, jinja2.UndefinedError):
        return _undefined(cause.message or ""), False
    if isinstance(cause, jinja2.TemplateSyntaxError):
        return "有标签写错了，或循环、条件的开头和结尾不成对", False
    if isinstance(cause, jinja2.exceptions.SecurityError):
        return "标签里用了不准用的名字", False
    if isinstance(cause, ArithmeticError | TypeError):
        return "标签里的运算做不下去（例如把文字当数字算）", False
    return "模板不能填写", False


def _undefined(message: str) -> str:
    if match := _ELEMENT.search(message):
        return f"取名单的第{int(match[1]) + 1}项，而名单可能没有这么多项"
    unknown = _unknown(message)
    return f"用到了没有的变量“{unknown}”" if unknown else "用到了没有的变量"


def _unknown(message: str) -> str:
    """The name that there is not, empty when the message tells none."""
    found = (pattern.search(message) for pattern in (_ATTRIBUTE, _UNDEFINED))
    return next((match[1] for match in found if match), "")


def _names(value: Any) -> Iterator[str]:
    """Every name in the fields, at any depth."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from _names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _names(inner)
