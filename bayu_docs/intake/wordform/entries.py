"""What stands on the paper: fields with their texts, rows of fields, and what is odd about them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bayu_docs.intake import fields
from bayu_docs.intake.wordform.shape import hints, list_of
from bayu_docs.materials.word_controls import Control
from bayu_docs.model.finding import Severity

# What Word and WPS themselves write into a control that was emptied.
_PROMPTS = frozenset(
    {
        "单击或点击此处输入文字。",
        "单击此处输入文字。",
        "单击或点击此处输入文字",
        "单击或点击以输入日期。",
        "单击此处输入日期。",
        "选择一项。",
        "选择一个日期。",
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Choose an item.",
        "Click or tap to enter a date.",
    }
)


@dataclass(frozen=True)
class Fault:
    """Something odd about a field or row, before its place in the data is known: as words.Remark
    without a pointer."""

    code: str
    said: str
    advice: str = ""
    severity: Severity = Severity.ERROR


@dataclass
class Entry:
    """One field at one place. text: as it stands there; chosen: of tick boxes, the words ticked
    (of a single box, the empty word); asking: the text is but the field's own hint."""

    pattern: str
    spot: str
    text: str = ""
    chosen: tuple[str, ...] | None = None
    asking: bool = False
    gone: bool = False
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not self.chosen and (self.asking or not self.text.strip())


@dataclass(frozen=True)
class Loose:
    """Text beside the controls of a cell of several fields; missing: those without a control;
    near: the field it is told at."""

    text: str
    missing: tuple[str, ...]
    near: str


@dataclass
class Item:
    """A row of a list; rows: lists within it, by the pattern of the list."""

    spot: str
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    rows: dict[str, list[Item]] = field(default_factory=dict)
    loose: list[Loose] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Put a field in."""
        self.entries.setdefault(entry.pattern, []).append(entry)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in, at any depth, and there is nothing to tell of the row."""
        inner = (item.is_empty for items in self.rows.values() for item in items)
        own = (entry.is_empty for each in self.entries.values() for entry in each)
        return all(own) and all(inner) and not self.loose and not self.faults

    def innermost(self, pattern: str) -> dict[str, list[Entry]]:
        """The fields of the row that a field of this pattern stands in: its own or the last inner
        one's."""
        inner = self.rows.get(list_of(pattern))
        return inner[-1].entries if inner else self.entries


def title(pattern: str) -> str:
    """The field's Chinese title."""
    return str(fields.node_at(pattern).get("title", pattern))


def entry_of(control: Control, pattern: str, spot: str) -> Entry:
    """The field a text control holds."""
    entry = Entry(pattern, f"{spot} {title(pattern)}", control.text)
    bare = control.text.strip()
    hint = bare in hints().get(pattern, ()) or bare in _PROMPTS
    entry.asking = hint or control.prompting
    if control.prompting and bare and not hint:
        entry.faults.append(
            Fault(
                "intake.prompt",
                f"里灰色的“{bare[:20]}”看来是提示文字，没有当作填写的内容",
                "如果是要填的内容，请点进去重新输入一遍",
                Severity.WARNING,
            )
        )
    if control.hidden:
        entry.faults.append(
            Fault(
                "intake.hidden_text",
                "里有隐藏文字，没有读取",
                "需要的请取消隐藏（字体 → 隐藏文字），不需要的请删去",
                Severity.WARNING,
            )
        )
    return entry
