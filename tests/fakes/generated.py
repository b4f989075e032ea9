"""Applications that fit the schema, with what is hard to carry from one file into another.

`applications()` knows the schema and nothing of Excel or Word. Every text keeps the schema's
length and holds no character that admission refuses; lines break only where they may.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from bayu_docs.intake import fields
from bayu_docs.intake.typed import kind_of

MOST_ROWS = 3
_ORDINARY = st.text("竹编工匠乡村驿站示例万州区第一二三0123456789aBc", min_size=1, max_size=12)
_HARD = st.sampled_from(
    [
        "𬭩㛃䶮", "\U00030000", "=1+1", "+86", "-1", "@名", "'单引号", '"双引号"', "_x000D_",
        "_x005F_x000D_", "x005F_", "甲、乙", "一，二；三", "a,b;c", "第1人", "第2项", "1e5", "007",
        "2022-03-08", "３月", "是", "TRUE", "#N/A", "<b>&amp;</b>", "]]>", "e\u0301",
        "500101199001010011", "１２", "（）()", "*", " 中 间 ", "0.1",
        "https://example.org/?a=1&b=2", "mailto:x", "{a}",
    ]
)  # fmt: skip
_LINES = st.sampled_from(["第一行\n第二行", "甲\n\n乙", "一\n=1+1", "尾\n"])
_ASCII = st.characters(max_codepoint=127)
_MAILS = st.sampled_from(["a@b.cn", "'x=+1'@ex-ample.example.org", "=1+1@example.com", "a.b@c.d.e"])
_NAMES = st.sampled_from(["张示例", "李示例", "张 示例", "第1人", "第2人", "𬭩示例"])


def applications() -> st.SearchStrategy[dict[str, Any]]:
    """An application: every required field, any of the others, up to three rows in a list."""
    return _object(fields.root()).map(lambda data: data | {"schema_version": "1"})


def _object(node: fields.Node) -> st.SearchStrategy[dict[str, Any]]:
    properties = {name: _value(inner, name) for name, inner in node["properties"].items()}
    required = set(node.get("required", ()))
    return st.fixed_dictionaries(
        {name: made for name, made in properties.items() if name in required},
        optional={name: made for name, made in properties.items() if name not in required},
    )


def _value(node: fields.Node, name: str) -> st.SearchStrategy[Any]:
    if "const" in node:
        return st.just(node["const"])
    if "properties" in node:
        return _object(node)
    if "properties" in node.get("items", {}):
        return st.lists(
            _object(node["items"]), min_size=node.get("minItems", 0), max_size=MOST_ROWS
        )
    return _KINDS[kind_of(node)](node) if name != "name" else _named(node)


def _named(node: fields.Node) -> st.SearchStrategy[str]:
    """Names, often those of another row, now and then alike or like a row's number."""
    return _NAMES | _text(node)


def _text(node: fields.Node) -> st.SearchStrategy[str]:
    if "@" in node.get("pattern", ""):
        return _MAILS
    if "pattern" in node:
        made = st.from_regex(node["pattern"].removesuffix("$") + r"\Z", alphabet=_ASCII)
        return made.map(lambda text: text[: node["maxLength"]])
    longest = int(node["maxLength"])
    pieces = _ORDINARY | _HARD | _LINES if node.get("x-multiline") else _ORDINARY | _HARD
    short = st.lists(pieces, min_size=1, max_size=4).map("".join)
    full = st.just("长" * (longest - 1) + "𬭩")
    return (short | full).map(lambda text: text[:longest]).filter(_visible)


def _visible(text: str) -> bool:
    return bool(text.strip())


def _number(node: fields.Node) -> st.SearchStrategy[int | float]:
    low, high = node["minimum"], node["maximum"]
    tenths = st.integers(low * 10, high * 10).map(lambda number: number / 10)
    return st.integers(low, high) | tenths | st.floats(low, high)


def _integer(node: fields.Node) -> st.SearchStrategy[int]:
    return st.integers(node["minimum"], node["maximum"])


def _date(_node: fields.Node) -> st.SearchStrategy[str]:
    return st.dates(date(1850, 1, 1)).map(lambda day: day.isoformat())


def _month(_node: fields.Node) -> st.SearchStrategy[str]:
    return st.tuples(st.integers(1900, 2099), st.integers(1, 12)).map(
        lambda month: f"{month[0]}-{month[1]:02}"
    )


def _choice(node: fields.Node) -> st.SearchStrategy[str]:
    return st.sampled_from(node["enum"])


def _words(node: fields.Node) -> st.SearchStrategy[list[str]]:
    inner: Mapping[str, Any] = node["items"]
    word = _choice(inner) if "enum" in inner else _text(inner).map(str.strip)
    return st.lists(word, min_size=node.get("minItems", 0), max_size=4, unique=True)


_KINDS = {
    "text": _text,
    "number": _number,
    "integer": _integer,
    "date": _date,
    "month": _month,
    "choice": _choice,
    "boolean": lambda _node: st.booleans(),
    "words": _words,
}
