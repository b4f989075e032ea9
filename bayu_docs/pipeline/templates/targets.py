"""Our fields as targets of their labels: from the schema, and what is printed put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from bayu_docs.materials import assets
from bayu_docs.model.form import ROW_MARK

SYNONYMS = "form-synonyms"
ROW, INNER = "row", "each"  # loop variables of a list's row, and of a list within it
# Not for any paper: the data's own version, a private remark, and where a proof lies.
_NOT_PRINTED = ("/schema_version", "/remark", "/evidence/-/file")


@dataclass(frozen=True)
class Choice:
    """A value of a field that may be ticked: as stored, as printed, and other spellings."""

    value: str | bool
    words: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A field in what is printed. tag: its pointer or empty (no control); expression: what the
    template prints; raw: the value itself, for boxes to tick; joint: printed before it when
    something stands there; after: printed behind it."""

    tag: str
    title: str
    expression: str
    raw: str = ""
    joint: str = ""
    after: str = ""


@dataclass(frozen=True)
class Target:
    """What a place on their form may hold.

    key: JSON pointer pattern, or the name of something printed; title: the path a user reads;
    name: its last word; list: the list it is a column of, or empty; inner: the expression of the
    list within the row it belongs to, or empty; required: a form ought to have a place for it
    (what is bound or signed elsewhere need not); choices: what may be ticked; many: several.
    """

    key: str
    title: str
    name: str
    list: str
    parts: tuple[Part, ...]
    inner: str = ""
    labels: tuple[str, ...] = ()
    required: bool = False
    choices: tuple[Choice, ...] = ()
    many: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The pointers of all fields it prints."""
        return tuple(part.tag for part in self.parts if part.tag)


@cache
def words() -> Mapping[str, Any]:
    """The synonyms and the other words of the genre."""
    return assets.data(SYNONYMS)


@cache
def targets() -> tuple[Target, ...]:
    """All targets: the schema's fields in its order, then composites and other printed things."""
    fields = tuple(_fields("", assets.schema("application"), (), "", "", True))
    known = {target.key: target for target in fields}
    return (*fields, *_composites(known), *_extras(), *_printed_lists())


@cache
def by_title() -> Mapping[str, Target]:
    """Targets by their title path, as the mapping file names them."""
    return {target.title: target for target in targets()}


@cache
def list_titles() -> Mapping[str, str]:
    """The lists' Chinese names by their pointer."""
    titles = {key: str(entry["title"]) for key, entry in words()["printed_lists"].items()}
    return titles | {
        target.list: target.title.rpartition(" › ")[0] for target in reversed(targets())
        if target.list.startswith("/") and not target.inner
    }  # fmt: skip


def rows_of(list_key: str) -> str:
    """The expression of a list for a loop."""
    return "f" + list_key.replace("/", ".") if list_key.startswith("/") else f"f.{list_key}"


def _fields(
    pointer: str, node: Mapping[str, Any], path: tuple[str, ...], rows: str, inner: str, must: bool
) -> Iterator[Target]:
    if "properties" in node:
        for name, child in node["properties"].items():
            title = str(child.get("title", name))
            needed = must and name in node.get("required", ())
            needed = needed and f"{pointer}/{name}" not in words()["elsewhere"]
            yield from _fields(f"{pointer}/{name}", child, (*path, title), rows, inner, needed)
    elif node.get("type") == "array" and "properties" in node["items"]:
        nested = _expression(pointer, rows, "") if rows else ""
        within = f"{pointer}/{ROW_MARK}"
        yield from _fields(within, node["items"], path, rows or pointer, nested, must)
    elif pointer not in _NOT_PRINTED:
        yield _field(pointer, node, path, rows, inner, must)


def _field(
    pointer: str, node: Mapping[str, Any], path: tuple[str, ...], rows: str, inner: str, must: bool
) -> Target:
    expression = _expression(pointer, rows, inner)
    many = node.get("type") == "array"
    plain = words()["printed"].get(pointer)
    shown = plain or (f"{expression}|join('、')" if many else expression)
    if node.get("type") == "boolean":
        shown = f"'是' if {expression} else ''"
    tag = "" if pointer == "/call" else pointer
    return Target(
        pointer,
        " › ".join(path),
        path[-1],
        rows,
        (Part(tag, path[-1], shown, expression),),
        inner,
        tuple(words()["labels"].get(pointer, ())),
        must,
        tuple(_choices(pointer, node)),
        many,
    )


def _expression(pointer: str, rows: str, inner: str) -> str:
    """A pointer pattern as the template spells it, within its loops."""
    if inner:
        return f"{INNER}.{pointer.rpartition('/')[2]}"
    if rows:
        return ROW + pointer[len(rows) + 2 :].replace("/", ".")
    return "f" + pointer.replace("/", ".")


def _choices(pointer: str, node: Mapping[str, Any]) -> Iterator[Choice]:
    if node.get("type") == "boolean":
        yield Choice(True, "是", ("同意", "属实", "真实"))
        yield Choice(False, "否", ("不同意",))
    known = words()["choices"].get(pointer, {})
    for value in node.get("enum", ()) or node.get("items", {}).get("enum", ()):
        printed = str(node.get("x-words", {}).get(value, value))
        yield Choice(value, printed, tuple(known.get(value, ())))


def _composites(known: Mapping[str, Target]) -> Iterator[Target]:
    for key, entry in words()["composites"].items():
        members = [known[part["field"]] for part in entry["parts"]]
        parts = tuple(
            replace(member.parts[0], joint=part.get("joint", ""), after=part.get("after", ""))
            for member, part in zip(members, entry["parts"], strict=True)
        )
        first = members[0]
        path = first.title.split(" › ")[: -2 if first.inner else -1]
        title = " › ".join([*path, entry["title"]])
        labels = tuple(words()["labels"].get(key, ()))
        yield Target(key, title, entry["title"], first.list, parts, first.inner, labels)


def _extras() -> Iterator[Target]:
    for key, entry in words()["extras"].items():
        part = Part("", entry["title"], entry["expression"])
        labels = tuple(words()["labels"].get(key, ()))
        yield Target(key, entry["title"], entry["title"], "", (part,), labels=labels)


def _printed_lists() -> Iterator[Target]:
    for key, entry in words()["printed_lists"].items():
        for column, title in entry["columns"].items():
            name = f"{key}/{ROW_MARK}/{column}"
            part = Part("", title, f"{ROW}.{column}")
            labels = tuple(words()["labels"].get(name, ()))
            yield Target(name, f"{entry['title']} › {title}", title, key, (part,), labels=labels)
