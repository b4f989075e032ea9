"""Why a Word template could not be filled, in Chinese, of the library's own English."""

from __future__ import annotations

import re

import jinja2
from lxml import etree

from bayu_docs.errors import TemplateFaulty

_ATTRIBUTE = re.compile(r"has no attribute '(\w+)'")
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_ELEMENT = re.compile(r"has no element (\d+)")


def told(error: TemplateFaulty) -> tuple[str, bool]:
    """What happened, and whether what came out was no well-formed document."""
    cause = error.__cause__
    if isinstance(cause, etree.XMLSyntaxError):
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
    for pattern in (_ATTRIBUTE, _UNDEFINED):
        if match := pattern.search(message):
            return f"用到了没有的变量“{match[1]}”"
    return "用到了没有的变量"
