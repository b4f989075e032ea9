"""What Excel checks while typing: drop-downs, numbers and days, each with Chinese words.

Lists that do not fit into the validation itself stand on the hidden sheet under a defined name;
defined names also survive where another program keeps no lists of other sheets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bayu_docs.intake.fields import Node
from bayu_docs.intake.typed import kind_of
from bayu_docs.intake.workbook.layout import Column
from bayu_docs.intake.workbook.making import hints
from bayu_docs.materials.workbook_rule import Rule, fits_rule
from bayu_docs.materials.workbook_write import FIRST_DAY, LAST_DAY
from bayu_docs.model.call import Call

_LOWEST, _HIGHEST = -(10**9), 10**9
_MEMBERS_LEAD = "/team/-/lead"
LEADS = "/lead_artisans"


@dataclass
class Lists:
    """The lists that stand on the hidden sheet, in order: defined name -> words."""

    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def name(self, words: tuple[str, ...]) -> str:
        """The defined name of a list, one for equal lists."""
        for name, known in self.kept.items():
            if known == words:
                return name
        name = f"bayu_list_{len(self.kept) + 1}"
        self.kept[name] = words
        return name


def rule(column: Column, call: Call, lists: Lists, rows_of: Mapping[str, str]) -> Rule:
    """The rule of a field's cells; rows_of: pattern of a list -> name of the range of its names."""
    kind = kind_of(column.node)
    asked = Rule("any", title=column.title, prompt=hints.prompt(column, call))
    if column.pattern == _MEMBERS_LEAD:
        return owner_rule(column.title, rows_of[LEADS], asked.prompt)
    if kind in ("choice", "boolean"):
        words = hints.choices(column.node)
        error = f"请从下拉列表中选填：{'、'.join(words)}"
        return _listed(replace(asked, error=error), words, lists)
    if kind == "words":
        return _several(asked, column, call, lists)
    if kind in ("number", "integer"):
        return _numeric(asked, column.node, kind)
    if kind == "date":
        error = "请填日期，写成 2022-03-18 的样子，年四位，月、日用横线隔开"
        return replace(asked, kind="date", low=FIRST_DAY, high=LAST_DAY, error=error)
    if "maxLength" in column.node:
        most = int(column.node["maxLength"])
        error = f"最多 {most} 个字，请压缩文字"
        return replace(asked, kind="length", high=most, strict=False, error=error)
    return asked


def owner_rule(title: str, name: str, prompt: str) -> Rule:
    """A name among those of another sheet; others (第2人) are asked about, not refused."""
    error = f"“{title}”里应填那张表上已有的名称；同名的写“第2人”这样的序号。确实要这样填吗？"
    return Rule("list", name=name, strict=False, title=title, prompt=prompt, error=error)


def _listed(asked: Rule, words: tuple[str, ...], lists: Lists) -> Rule:
    if fits_rule(words):
        return replace(asked, kind="list", words=words)
    return replace(asked, kind="list", name=lists.name(words))


def _several(asked: Rule, column: Column, call: Call, lists: Lists) -> Rule:
    """A drop-down for the first word; several words, which Excel cannot check, pass in silence."""
    known: Sequence[str] = hints.choices(column.node)
    if column.pattern == hints.PROVES:
        known = tuple(hints.proof_titles(call))
        asked = replace(asked, prompt="点右侧箭头选一项；要填几项的，用“、”隔开写在一格里")
        words = replace(asked, kind="list", name=lists.name(tuple(known)))
    elif not known:
        return asked
    else:
        words = _listed(asked, tuple(known), lists)
    return replace(words, strict=False, silent=True)


def _numeric(asked: Rule, node: Node, kind: str) -> Rule:
    low, high = node.get("minimum", _LOWEST), node.get("maximum", _HIGHEST)
    unit = f"（单位：{node['x-unit']}，单位不用写）" if "x-unit" in node else ""
    what, sort = ("整数", "whole") if kind == "integer" else ("数字", "decimal")
    error = f"请填 {low} 到 {high} 的{what}{unit}"
    return replace(asked, kind=sort, low=low, high=high, error=error)
