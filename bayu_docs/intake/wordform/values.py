"""A field's value: what is visible, read as typed; what is unchanged, as the form keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bayu_docs.intake.fields import Node
from bayu_docs.intake.typed import kind_of, typed, written
from bayu_docs.intake.wordform.entries import Entry, Fault
from bayu_docs.intake.words import shown
from bayu_docs.materials import text
from bayu_docs.materials.word_controls import UNKNOWN_SYMBOL
from bayu_docs.model.finding import Severity
from bayu_docs.model.form import entry as entry_text


@dataclass(frozen=True)
class Read:
    """A field's value, where it was read, and what was odd about it."""

    value: Any
    spot: str
    faults: tuple[Fault, ...] = ()


def read_field(entries: Sequence[Entry], node: Node, kept: Any) -> Read:
    """The value of a field that stands at one place or several; kept: as the form keeps it."""
    faults = [fault for each in entries for fault in each.faults]
    values = [(_value(each, node, kept), each) for each in entries]
    filled = [(value, each) for value, each in values if not is_nothing(value)]
    different = [(value, each) for value, each in filled if not _same(value, kept)]
    spot = entries[0].spot
    if not filled:
        value = next((value for value, _ in values if value is not None), None)
    elif all(_same(value, filled[0][0]) for value, _ in filled):
        value, spot = filled[0][0], filled[0][1].spot
    elif different and all(_same(value, different[0][0]) for value, _ in different):
        value, spot = different[0][0], different[0][1].spot  # retyped at one of its places
        faults.append(_retyped(filled, node))
    else:
        faults.append(_two_places(filled, node))
        return Read(None, spot, tuple(faults))
    _note_ticks(entries, node, faults)
    if isinstance(value, str) and UNKNOWN_SYMBOL in value and not _same(value, kept):
        said = "里有“符号”字体的字，换一台电脑就会变成别的字"
        faults.append(Fault("intake.symbol", said, "请删去它，用输入法输入普通的字"))
    wrong = any(fault.severity is Severity.ERROR for fault in faults)
    if not wrong and not is_nothing(kept) and not _same(value, kept):
        faults.append(edited(value, kept, node))
    return Read(value, spot, tuple(faults))


def edited(value: Any, kept: Any, node: Node) -> Fault:
    """That the paper says another thing than the data it keeps."""
    now = "是空的" if is_nothing(value) else f"是{shown(written(value, node), node)}"
    said = f"：表上{now}，文件内存的是{shown(written(kept, node), node)}，以表上为准"
    return Fault("intake.edited", said, severity=Severity.INFO)


def _retyped(filled: list[tuple[Any, Entry]], node: Node) -> Fault:
    places = "；".join(f"{each.spot} 是{shown(written(v, node), node)}" for v, each in filled)
    said = f"在几处写得不一样（{places}），按改过的读取"
    return Fault("intake.two_places", said, "请改成一样", Severity.WARNING)


def _two_places(filled: list[tuple[Any, Entry]], node: Node) -> Fault:
    places = "；".join(f"{each.spot} 是{shown(written(v, node), node)}" for v, each in filled)
    said = f"在几处写得不一样（{places}），不知道以哪个为准"
    return Fault("intake.two_places", said, "请改成一样")


def _note_ticks(entries: Sequence[Entry], node: Node, faults: list[Fault]) -> None:
    """Several boxes ticked where one is asked."""
    if "enum" not in node:
        return
    for each in entries:
        if each.chosen is not None and len(each.chosen) > 1:
            words = "、".join(f"“{word}”" for word in each.chosen)
            said = f"同时选了{words}，只能选一项"
            faults.append(Fault("intake.several_ticked", said, "请只留一项，其余的点一下去掉"))


def _value(entry: Entry, node: Node, kept: Any) -> Any:
    if entry.chosen is not None:
        return _ticked(entry.chosen, node, kept)
    if kind_of(node) == "boolean" and entry.text.strip() == node.get("title"):
        return True
    shown_text = text.normalise(entry.text)
    was = text.normalise(entry_text(kept, node.get("x-words", {}) | _item_words(node)))
    if shown_text == was and not (entry.asking and not was):
        return kept
    if entry.is_empty:
        return None
    value = typed(entry.text, node).value
    return kept if _same(value, kept) else value


def _item_words(node: Node) -> Node:
    words: Node = node.get("items", {}).get("x-words", {})
    return words


def _ticked(chosen: tuple[str, ...], node: Node, kept: Any) -> Any:
    """The value of boxes; unchanged boxes leave what they cannot show as it was."""
    if kind_of(node) == "boolean":
        if bool(chosen) == (kept is True):
            return kept
        return bool(chosen)
    if "items" in node:
        words = kept if isinstance(kept, list) else []
        known = {word for word in words if word in node["items"].get("enum", ())}
        return kept if known == set(chosen) else list(chosen)
    if set(chosen) == ({kept} if isinstance(kept, str) and kept in node.get("enum", ()) else set()):
        return kept
    return chosen[0] if len(chosen) == 1 else None


def _same(value: Any, other: Any) -> bool:
    if isinstance(value, str) and isinstance(other, str):
        return text.normalise(value) == text.normalise(other)
    return bool(value == other) and isinstance(value, bool) == isinstance(other, bool)


def is_nothing(value: Any) -> bool:
    """Whether a field was not filled in."""
    return value is None or value in ("", [], {})
