"""What is visible and what the form keeps -> data, places and findings.

Where a field stands on the paper, the paper counts; where it stands on no line, the kept data
count; where it stood and is gone, it is empty, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bayu_docs.intake import fields
from bayu_docs.intake.fields import Node
from bayu_docs.intake.typed import written
from bayu_docs.intake.wordform import losses
from bayu_docs.intake.wordform.entries import Fault, Item
from bayu_docs.intake.wordform.rows import Pair, paired
from bayu_docs.intake.wordform.tables import Visible
from bayu_docs.intake.wordform.values import is_nothing, read_field
from bayu_docs.intake.words import Remark, finding, shown
from bayu_docs.materials.text import visible as quoted
from bayu_docs.model.finding import Finding, Place, Severity
from bayu_docs.model.form import ROW_MARK


@dataclass(frozen=True)
class _Scope:
    """Where one is: the pointer and pattern of an object, what the paper shows of the row it is in,
    what the form keeps of it, and whether that row is surely the same."""

    pointer: str
    pattern: str
    item: Item
    kept: Mapping[str, Any]
    sure: bool = True

    def member(self, name: str) -> _Scope:
        """An object within."""
        inner = self.kept.get(name)
        return _Scope(
            fields.child(self.pointer, name),
            f"{self.pattern}/{name}",
            self.item,
            inner if isinstance(inner, dict) else {},
            self.sure,
        )


class Assembly:
    """One reading: `data` and `origins` when made, and `findings`.

    kept: data the form keeps, or None; shown: patterns of the fields it had when it was made.
    """

    def __init__(self, seen: Visible, kept: Any, shown: frozenset[str], file: str) -> None:
        self._seen, self._shown, self._file = seen, shown, file
        self.origins: dict[str, Place] = {"": Place(file)}
        self._remarks: list[Remark] = []
        self._carried: dict[str, None] = {}  # titles of what no line of the paper shows
        self._lost = frozenset[str]()
        for loss in losses.lost_tables(seen, shown):
            self._lost |= loss.patterns
            self._note(loss.pointer, loss.fault)
        start = kept if isinstance(kept, dict) else {}
        top = _Scope("", "", seen.single, start)
        self.data = {"schema_version": fields.version()} | self._object(top, fields.root())
        self._loose(top)
        if self._carried and losses.is_anothers(self.data, start):
            self._note("/applicant/name", losses.carried_over(self._carried))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was noted, each at its place."""
        return tuple(finding(remark, self.origins) for remark in self._remarks)

    def _note(self, pointer: str, fault: Fault) -> None:
        self._remarks.append(Remark(fault.code, pointer, fault.said, fault.advice, fault.severity))

    def _place(self, pointer: str, spot: str) -> None:
        self.origins[pointer] = Place(self._file, spot, pointer)

    def _object(self, scope: _Scope, node: Node) -> dict[str, Any]:
        """The object's members: first what the schema does not know of, kept as it is."""
        known = node["properties"]
        members = {
            name: value for name, value in scope.kept.items() if name not in known and scope.sure
        }
        for name, child in known.items():
            value = self._member(scope, name, child, name in node.get("required", ()))
            if value is not None:
                members[name] = value
        return members

    def _member(self, scope: _Scope, name: str, node: Node, required: bool) -> Any:
        was, inner = scope.kept.get(name), scope.member(name)
        if "properties" in node:
            value = self._object(inner, node)
            if value or isinstance(was, dict):
                return value
            return was if was is not None else ({} if required else None)
        if "properties" in node.get("items", {}):
            return self._list(scope, inner, node, was)
        return self._leaf(scope, inner, node, was)

    def _leaf(self, scope: _Scope, at: _Scope, node: Node, kept: Any) -> Any:
        places = scope.item.entries.get(at.pattern, [])
        entries = [entry for entry in places if not entry.gone]
        if places:
            self._place(at.pointer, places[0].spot)
        if not entries:
            return self._unseen(scope, at, node, kept)
        read = read_field(entries, node, kept)
        self._place(at.pointer, read.spot)
        for fault in read.faults:
            self._note(at.pointer, fault)
        return read.value

    def _unseen(self, scope: _Scope, at: _Scope, node: Node, kept: Any) -> Any:
        """A field that stands nowhere: kept as it is when no paper shows it, else gone."""
        if is_nothing(kept):
            return None
        if at.pattern not in self._shown:
            if scope.sure:
                self._carry(at, node)
                return kept
            self._note(at.pointer, losses.NOT_CARRIED)
            return None
        if any(losses.is_of(loose, at.pattern, node, kept) for loose in scope.item.loose):
            said = f"的填写框已被删除，按留下的文字{shown(written(kept, node), node)}读取"
            self._note(at.pointer, Fault("intake.box_removed", said, "请核对", Severity.INFO))
            return kept
        if at.pattern not in self._lost:
            self._note(at.pointer, losses.gone(kept, node))
        return None

    def _carry(self, at: _Scope, node: Node) -> None:
        if at.pattern not in losses.SETTINGS:
            self._carried[str(node.get("title", at.pattern))] = None

    def _list(self, scope: _Scope, at: _Scope, node: Node, kept: Any) -> Any:
        top = scope.item is self._seen.single
        there = (self._seen.rows if top else scope.item.rows).get(at.pattern)
        if there is None and not any(tag.startswith(f"{at.pattern}/") for tag in self._shown):
            if not losses.is_blank(kept):
                self._carry(at, node)
            return kept
        rows = kept if _are_rows(kept) else []
        items = [each for each in there or () if not each.is_empty]
        if not items and not is_nothing(kept) and not rows:
            return kept  # no rows at all, so that no paper could show them
        if top and at.pattern in self._seen.heads:
            self._place(at.pointer, self._seen.heads[at.pattern])
        pattern = f"{at.pattern}/{ROW_MARK}"
        pairs = paired(items, rows, node["items"], pattern)
        made = []
        for number, (item, pair) in enumerate(zip(items, pairs, strict=True)):
            sure = scope.sure and (pair is None or pair.sure)
            pointer = fields.child(at.pointer, number)
            row = _Scope(pointer, pattern, item, pair.row if pair else {}, sure)
            made.append(self._row(row, node["items"]))
        if rows and at.pattern not in self._lost:
            self._note_rows(at.pointer, node, rows, items, pairs)
        return made

    def _row(self, scope: _Scope, node: Node) -> dict[str, Any]:
        self._place(scope.pointer, scope.item.spot)
        for fault in scope.item.faults:
            self._note(scope.pointer, fault)
        made = self._object(scope, node)
        self._loose(scope)
        return made

    def _loose(self, scope: _Scope) -> None:
        """Tell of text beside controls that no field of the row can be said to own."""
        for loose in scope.item.loose:
            if any(
                losses.is_of(loose, tag, fields.node_at(tag), losses.kept_at(scope.kept, part))
                for tag in loose.missing
                if (part := tag.removeprefix(f"{scope.pattern}/")) != tag
            ):
                continue
            near = loose.near.removeprefix(scope.pattern)
            inside = loose.near.startswith(scope.pattern) and f"/{ROW_MARK}/" not in near
            at = scope.pointer + near if inside else scope.pointer
            said = f"一格里的“{quoted(loose.text)}”写在填写框外，分不清是哪一栏的"
            self._note(at, Fault("intake.outside", said, losses.COPY_A_ROW))

    def _note_rows(
        self,
        pointer: str,
        node: Node,
        rows: Sequence[Any],
        items: Sequence[Item],
        pairs: Sequence[Pair | None],
    ) -> None:
        """Tell which rows were added and which are gone."""
        for number, (item, pair) in enumerate(zip(items, pairs, strict=True)):
            if pair is None and not item.faults:
                self._note(fields.child(pointer, number), losses.ADDED)
        there = {pair.at for pair in pairs if pair is not None}
        for number, row in enumerate(rows):
            if number not in there and not losses.is_blank(row):
                self._note(pointer, losses.row_gone(row, number, node["items"]))


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)
