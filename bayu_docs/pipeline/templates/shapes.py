"""What there is to print: every path of a template's fields with its title and its kind.

A path is written as materials.word_variables writes it: f.stations[].station_name. The shape of
one template is computed from its schema, from the fields of a trial paper, and from the words for
what no schema names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from bayu_docs.materials.word import Fragment
from bayu_docs.materials.word_variables import ITEM

TEXT, FLAG, GROUP, LIST, BLOCK = "文字", "是否", "一组", "名单", "整段"
_COMPUTED = "由程序写入"
_ADDED = {
    "no": "序号（1、2……）",
    "cn": "序号（一、二……）",
    "title": "标题",
    "text": "文字",
    "more": "其余各段，一项一段",
}
_WORDS_SUFFIX = "_words"


@dataclass(frozen=True)
class Known:
    """A path there is. kind: TEXT, FLAG (yes or no, for conditions), GROUP, LIST or BLOCK
    (ready-made paragraphs)."""

    title: str
    kind: str


Shape = Mapping[str, Known]


def shape(schema: Mapping[str, Any], fields: Mapping[str, Any], words: Mapping[str, str]) -> Shape:
    """All paths of these fields; titles from the schema (of `f`) and the words (path -> title)."""
    named = dict(_named(schema, schema, "f"))
    known: dict[str, Known] = {}
    for name, value in fields.items():
        for path, kind in _valued(value, name):
            known[path] = Known(words.get(path) or _title(path, named, words), kind)
    for path, (title, kind) in named.items():
        if path not in known:
            known[path] = Known(words.get(path, title), kind)
    return known


def joined(shapes: Iterable[Shape]) -> Shape:
    """All paths of several trials; what is a text where nothing was given may be more elsewhere."""
    made: dict[str, Known] = {}
    for each in shapes:
        for path, known in each.items():
            if path not in made or made[path].kind == TEXT:
                made[path] = known
    return made


def near(path: str, known: Shape) -> str:
    """The path most like one that is unknown, or empty."""
    parent, _, name = path.rpartition(".")
    beside = [each for each in known if each.rpartition(".")[0] == parent]
    names = {each.rpartition(".")[2]: each for each in reversed(beside)}
    for word in get_close_matches(name, names, 1, 0.6):
        return names[word]
    last = {each.rpartition(".")[2].removesuffix(ITEM): each for each in reversed(list(known))}
    if name in last:
        return last[name]
    return next(iter(get_close_matches(path, known, 1, 0.6)), "")


def _title(path: str, named: Mapping[str, tuple[str, str]], words: Mapping[str, str]) -> str:
    """The title of a path no word is given for."""
    if path in named:
        return named[path][0]
    parent, _, name = path.rpartition(".")
    if parent.endswith(ITEM) and name in _ADDED:
        return _ADDED[name]
    if name.endswith(_WORDS_SUFFIX) and (stem := path.removesuffix(_WORDS_SUFFIX)) in named:
        return f"{named[stem][0]}（印出的文字）"
    if path.endswith(ITEM):
        whole = path.removesuffix(ITEM)
        return words.get(whole) or (named[whole][0] if whole in named else _COMPUTED)
    return _COMPUTED


def _named(
    root: Mapping[str, Any], node: Mapping[str, Any], path: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each path of a schema with its title and kind."""
    for name, inner in node.get("properties", {}).items():
        yield from _node(root, inner, f"{path}.{name}", name)


def _node(
    root: Mapping[str, Any], node: Mapping[str, Any], path: str, name: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    if "$ref" in node:
        defined = root["$defs"][str(node["$ref"]).removeprefix("#/$defs/")]
        node = {**defined, **node}
    title = str(node.get("title", name))
    if "properties" in node:
        yield path, (title, GROUP)
        yield from _named(root, node, path)
    elif "items" in node:
        yield path, (title, LIST)
        yield from _node(root, node["items"], path + ITEM, title)
    else:
        yield path, (title, FLAG if node.get("type") == "boolean" else TEXT)


def _valued(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Each path of a value with its kind."""
    if isinstance(value, Fragment):
        yield path, BLOCK
    elif isinstance(value, Mapping):
        yield path, GROUP
        for name, inner in value.items():
            yield from _valued(inner, f"{path}.{name}")
    elif isinstance(value, list | tuple):
        yield path, LIST
        for inner in value:
            yield from _valued(inner, path + ITEM)
    else:
        yield path, FLAG if isinstance(value, bool) else TEXT
