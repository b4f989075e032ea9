"""What is put into a place: controls for the target's fields, boxes, padding. Texts, no XML tree.

The template's own names are used: `f` for the data, `row` for a list's row, `each` for a list in
the row; `show`, `tick` are what materials.word gives every template.
"""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.gongwen import wordml
from bayu_docs.gongwen.wordml import run
from bayu_docs.model.form import choice_tag, tag
from bayu_docs.pipeline.templates.choices import ticked
from bayu_docs.pipeline.templates.places import Box, Slot
from bayu_docs.pipeline.templates.targets import INNER, Choice, Part, Target

WIDE_BLANK = "　"


def text(target: Target, slot: Slot, room: str) -> str:
    """The runs and controls that print a target; room: the characters they take the place of."""
    content = "".join(_parts(target))
    if target.inner:
        content = _repeated(target, content, own_lines=slot.cell is not None and not slot.followed)
    before, after = _padding(target, slot, room)
    return before + content + after


def boxes(target: Target, slot: Slot) -> Iterator[tuple[Box, str]]:
    """The control for each box that stands for a value of the target."""
    raw, pointer = target.parts[0].raw, target.key
    for at, choices in ticked(slot.ticks, target).items():
        condition = " or ".join(_holds(raw, choice, target) for choice in choices)
        words = choices[0].words
        value = choices[0].value if isinstance(choices[0].value, str) else words
        control = wordml.tick_control(
            choice_tag(pointer, value), f"{target.name}：{words}", condition
        )
        yield slot.ticks[at], control


def _holds(raw: str, choice: Choice, target: Target) -> str:
    if isinstance(choice.value, bool):
        return f"{raw} == {'true' if choice.value else 'false'}"
    return f"'{choice.value}' in {raw}" if target.many else f"{raw} == '{choice.value}'"


def _parts(target: Target) -> Iterator[str]:
    before: list[str] = []
    for part in target.parts:
        value = f"({part.expression})"
        if part.joint and before:
            yield run(f"{{{{ '{part.joint}' if {value} and ({' or '.join(before)}) else '' }}}}")
        yield _value(part)
        if part.after:
            yield run(f"{{{{ '{part.after}' if {value} else '' }}}}")
        before.append(value)


def _value(part: Part) -> str:
    if part.tag:
        return wordml.text_control(tag(part.tag), part.title, part.expression)
    return run(f"{{{{ {part.expression} }}}}")


def _repeated(target: Target, content: str, *, own_lines: bool) -> str:
    """The content for each entry of the list within a row, a line each where there is room."""
    parting = "\\n" if own_lines else "；"
    return (
        run(f"{{% for {INNER} in {target.inner} %}}")
        + content
        + run(f"{{{{ '{parting}' if not loop.last else '' }}}}")
        + run("{% endfor %}")
    )


def _padding(target: Target, slot: Slot, room: str) -> tuple[str, str]:
    """What keeps a fill-in line as long as it was, or a value apart from the label behind it."""
    characters = sum(1 if char.isascii() else 2 for char in room) // 2
    plain = slot.drawn or (slot.followed and slot.end - slot.start > 2)
    if target.inner or not plain or not characters:
        return "", ""
    length = " - ".join(f"({part.expression})|string|length" for part in target.parts)
    if slot.drawn:
        left = f"'{WIDE_BLANK}' * (({characters} - {length}) // 2)"
        right = f"'{WIDE_BLANK}' * (({characters} - {length} + 1) // 2)"
        return run(f"{{{{ {left} }}}}"), run(f"{{{{ {right} }}}}")
    return "", run(f"{{{{ '{WIDE_BLANK}' * ([1, {characters} - {length}]|max) }}}}")
