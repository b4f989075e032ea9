"""One application as it is put together: its data, each value's cell, and what is wrong there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from bayu_docs.intake.fields import Node, version
from bayu_docs.intake.typed import typed
from bayu_docs.intake.words import Remark, finding
from bayu_docs.intake.workbook.reading.places import Places
from bayu_docs.materials.workbook_read import Broken, CellValue
from bayu_docs.model.application import Draft
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.form import pattern_of


class Filling:
    """Collects an application sheet by sheet.

    lists: pattern of a list -> its rows as (pointer, row) in order, over all owners; findings:
    what belongs to no single value.
    """

    def __init__(self, file: str, epoch: date, key: str = "") -> None:
        self.key = key
        self.places = Places(file)
        self.findings: list[Finding] = []
        self.lists: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        self._data: dict[str, Any] = {"schema_version": version()}
        self._epoch = epoch
        self._remarks: list[Remark] = []
        self._uncomputed: dict[str, list[str]] = {}

    def single(self, pointer: str, node: Node, raw: CellValue | None) -> None:
        """Put a field that stands in no row; what holds it is there even when it is empty."""
        holder = self._holder(pointer)
        if raw is not None:
            value = self._value(pointer, node, raw)
            if value is not None:
                holder[pointer.rpartition("/")[2]] = value

    def begin_list(self, pointer: str, spot: str) -> None:
        """Put an empty list where none is; its place is its head."""
        self.places.cell(pointer, spot)
        self._holder(pointer).setdefault(pointer.rpartition("/")[2], [])

    def add(
        self, pattern: str, pointer: str, rows: list[Any], values: Mapping[str, tuple[Node, Any]]
    ) -> str:
        """Add a row to a list and give its pointer; values: member -> its node and what stands
        in its cell."""
        at = f"{pointer}/{len(rows)}"
        row: dict[str, Any] = {}
        for name, (node, raw) in values.items():
            value = self._value(f"{at}/{name}", node, raw)
            if value is not None:
                row[name] = value
        rows.append(row)
        self.lists.setdefault(pattern, []).append((at, row))
        return at

    def rows(self, pointer: str) -> list[Any]:
        """The list at that pointer, made if it is not there yet."""
        rows: list[Any] = self._holder(pointer).setdefault(pointer.rpartition("/")[2], [])
        return rows

    def remark(self, remark: Remark) -> None:
        """Note what is wrong with a field of this application."""
        self._remarks.append(remark)

    def draft(self, base: Path, source: str) -> Draft:
        """All that was collected."""
        for pointers in self._uncomputed.values():
            self._remarks.append(_uncomputed(pointers))
        told = tuple(finding(remark, self.places) for remark in self._remarks)
        return Draft(self._data, self.places, base, source, (*self.findings, *told), self.key)

    def _holder(self, pointer: str) -> dict[str, Any]:
        """The object that holds the field, made if it is not there yet."""
        holder = self._data
        for name in pointer.split("/")[1:-1]:
            holder = holder.setdefault(name, {})
        return holder

    def _value(self, pointer: str, node: Node, raw: CellValue) -> Any:
        if isinstance(raw, Broken):
            self._broken(pointer, raw)
            return None
        if isinstance(raw, time | timedelta):
            self.remark(_turned_time(pointer, raw))
            return None
        result = typed(raw, node, epoch=self._epoch)
        if result.code:
            self.remark(Remark(result.code, pointer, result.said, result.advice))
        return result.value

    def _broken(self, pointer: str, raw: Broken) -> None:
        if not raw.word:
            self._uncomputed.setdefault(pattern_of(pointer), []).append(pointer)
            return
        said = f"是公式的错误值 {raw.word}，没有算出内容"
        advice = "请改正公式，或者把内容直接填进单元格"
        self.remark(Remark("intake.cell_error", pointer, said, advice))


def _uncomputed(pointers: list[str]) -> Remark:
    more = f"（同一栏共 {len(pointers)} 处）" if len(pointers) > 1 else ""
    said = f"是公式，但文件里没有保存它的计算结果，按没有填写处理{more}"
    advice = "请用 Excel 或 WPS 打开文件，保存一次后再运行；或者直接填写内容"
    return Remark("intake.no_cached_value", pointers[0], said, advice, Severity.WARNING)


def _turned_time(pointer: str, raw: time | timedelta) -> Remark:
    said = f"被 Excel 变成了时间（{raw}），原来输入的内容已经丢失"
    advice = "请把单元格格式改为“文本”，再照原件重新输入"
    return Remark("intake.turned_date", pointer, said, advice)
