"""What was on the paper and is no more: tables, rows, controls, and texts without a control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bayu_docs.intake.fields import Node
from bayu_docs.intake.typed import written
from bayu_docs.intake.wordform.entries import Fault, Loose
from bayu_docs.intake.wordform.shape import Shape, shapes
from bayu_docs.intake.wordform.tables import Visible
from bayu_docs.intake.words import shown
from bayu_docs.materials import text
from bayu_docs.model.finding import Severity
from bayu_docs.model.form import entry

COPY_A_ROW = "请每一栏写在自己的填写框里；没有填写框的，复制上面一整行再改"
NOT_CARRIED = Fault(
    "intake.not_carried",
    "没有印在表上，又认不准原来是哪一行的，没有带过来",
    "需要的请重新填写（JSON 或 Excel）",
    Severity.WARNING,
)
SETTINGS = frozenset({"/schema_version", "/call"})  # the same for every applicant
ADDED = Fault("intake.edited", "是表上新增的一行", "", Severity.INFO)


@dataclass(frozen=True)
class LostTable:
    """A table of the form that was taken out; patterns: of the fields or the list it held."""

    pointer: str
    patterns: frozenset[str]
    fault: Fault


def lost_tables(seen: Visible, stood: frozenset[str]) -> Iterator[LostTable]:
    """The tables whose fields the paper had when it was made, and that are not there any more."""
    if not seen.shapes:
        return
    there = {shape.number for shape in seen.shapes}
    for shape in shapes():
        fields = shape.patterns & stood
        found = bool(seen.rows.get(shape.rows)) or fields <= seen.single.entries.keys()
        if shape.number in there or found or not fields:
            continue
        pointer = shape.rows or min(fields).rpartition("/")[0]
        patterns = frozenset({shape.rows}) if shape.rows else fields
        said = f"：带“{'”“'.join(_names(shape))}”的整张表从文件里删去了"
        advice = "请撤销删除，或从原来的文件里把这张表复制回来"
        yield LostTable(pointer, patterns, Fault("intake.table_missing", said, advice))


def _names(shape: Shape) -> tuple[str, ...]:
    return shape.heads[1:3] or tuple(slot.label for slot in shape.slots[:2])


def gone(kept: Any, node: Node) -> Fault:
    """A field deleted together with its control."""
    said = f"和它的填写框都从表上删去了，文件内存的{shown(written(kept, node), node)}没有采用"
    advice = "如果不是有意删去，请在原处重新填写"
    return Fault("intake.box_gone", said, advice, Severity.WARNING)


def row_gone(row: Mapping[str, Any], number: int, node: Node) -> Fault:
    """A row of the kept data that the paper has no more."""
    first = next(iter(node.get("required", ())), "")
    title = node["properties"].get(first, {})
    name = shown(written(row.get(first, ""), title), title)
    said = f"：文件内存的第{number + 1}行（{name}）在表上没有了，以表上为准"
    return Fault("intake.edited", said, "", Severity.INFO)


def is_of(loose: Loose, pattern: str, node: Node, kept: Any) -> bool:
    """Whether text without a control is what the form keeps of a field that lost its control."""
    if pattern not in loose.missing or kept is None:
        return False
    was = text.normalise(entry(kept, node.get("x-words", {})))
    return bool(was) and was == text.normalise(loose.text)


def kept_at(kept: Any, path: str) -> Any:
    """The kept value at a path of member names; None where there is none."""
    for name in path.strip("/").split("/"):
        kept = kept.get(name) if isinstance(kept, dict) else None
    return kept


def is_anothers(data: Any, kept: Any) -> bool:
    """Whether the form was made for another applicant than the one it now names."""
    was, now = (kept_at(each, "applicant/name") for each in (kept, data))
    return bool(was) and was != now


def carried_over(titles: Iterable[str]) -> Fault:
    """That what no paper shows is still as it was for the applicant named before."""
    said = f"改过了；不印在表上的内容（{'、'.join(titles)}）仍是原来随文件保存的"
    advice = "请核对这些内容是不是本单位的；不是的，用 bayu-docs data 转成 Excel 后改正"
    return Fault("intake.carried", said, advice, Severity.WARNING)


def is_blank(value: Any) -> bool:
    """Whether a row or field holds nothing, at any depth."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    if isinstance(value, list):
        return all(map(is_blank, value))
    return value in (None, "")
