"""A field of the form by its pointer: the schema says which kind of control it gets.

An enumeration is a drop-down list, a date a date picker, any other field text, of several lines
only where the schema allows them. Single fields are locked against being deleted by mistake; those
of a list are not, for Word deletes no row that holds a locked control.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bayu_docs.gongwen import wordml
from bayu_docs.gongwen.wordml import paragraph, run
from bayu_docs.materials import assets
from bayu_docs.model.form import ROW_MARK, choice_tag, tag

_MONTH_HINT = "如1980-05"


def node_of(pointer: str) -> Mapping[str, Any]:
    """The schema of a field; KeyError for one the schema does not know."""
    node: Mapping[str, Any] = assets.schema("application")
    for part in pointer.split("/")[1:]:
        node = node["items"] if part == ROW_MARK else node["properties"][part]
    return node


def field(pointer: str, title: str, expression: str = "", *, hint: str = "", day: str = "") -> str:
    """A field of the form; its expression is its pointer below `f` unless given.

    hint: what its place asks for while it is empty; day: how a date picker writes a day.
    """
    node, locked = node_of(pointer), ROW_MARK not in pointer.split("/")
    value = expression or "f" + pointer.replace("/", ".")
    at = tag(pointer)
    if "enum" in node:
        choices = [node.get("x-words", {}).get(each, each) for each in node["enum"]]
        return wordml.choice_control(at, title, value, choices, hint=hint, locked=locked)
    if node.get("format") == "date":
        pattern = day or wordml.DATE_FORMAT
        return wordml.date_control(at, title, value, pattern=pattern, hint=hint, locked=locked)
    if "[0-9]{2}-" in node.get("pattern", ""):
        hint = hint or _MONTH_HINT
    multi_line = bool(node.get("x-multiline"))
    return wordml.text_control(at, title, value, hint=hint, multi_line=multi_line, locked=locked)


def ticks(pointer: str, title: str, condition: str) -> str:
    """Tick boxes, every choice printed; `condition` names `{}` for the choice's value.

    The line breaks after the third choice, so that no box parts from its word.
    """
    node = node_of(pointer)
    choices = node["enum"] if "enum" in node else node["items"]["enum"]
    boxes = [
        wordml.tick_control(
            choice_tag(pointer, choice), f"{title}：{choice}", condition.format(choice), locked=True
        )
        + run(f"{choice}　")
        for choice in choices
    ]
    return "".join(boxes[:3]) + wordml.line_break() + "".join(boxes[3:])


def confirmed(pointer: str, title: str) -> str:
    """One tick box for a yes, with its words."""
    condition = "f" + pointer.replace("/", ".")
    return wordml.tick_control(tag(pointer), title, condition, locked=True) + run(title)


def line(*content: str) -> str:
    """A line of a list's cell."""
    return paragraph(*content, style="ListText")


def when(condition: str, *lines: str) -> str:
    """Lines of a list's cell that stand there only under the condition."""
    return line(f"{{%p if {condition} %}}") + "".join(lines) + line("{%p endif %}")


def either(condition: str, first: str, second: str) -> str:
    """The first lines under the condition, else the second."""
    return "".join(
        (line(f"{{%p if {condition} %}}"), first, line("{%p else %}"), second, line("{%p endif %}"))
    )
