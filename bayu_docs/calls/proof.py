"""The proof that a call says no more than its notice: every quotation, number, date and name.

All functions take the call's JSON data (already admitted by its schema) and give the faults found
as Chinese sentences, each led by the JSON pointer of the place; none means proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bayu_docs.calls.figures import Figure, dates, figures, values
from bayu_docs.calls.wording import clauses, squeeze

SOFTENER = "原则上"
_OPEN_UPWARDS = "以上"
_RELATION_WORDS: Mapping[str, tuple[str, ...]] = {
    "at_least": ("以上", "至少", "不少于", "不低于"),
    "at_most": ("不超过", "以内", "以下", "至多", "不多于"),
}


@dataclass(frozen=True)
class _Node:
    """A JSON object on the way down, with the clause that stands nearest above it."""

    pointer: str
    value: Mapping[str, Any]
    clause: Mapping[str, str] | None


def faults(data: Mapping[str, Any], text: str) -> list[str]:
    """Everything in which the call disagrees with the notice's text."""
    return [
        *_quotation_faults(data, text),
        *_limit_faults(data),
        *_requirement_faults(data),
        *_fact_faults(data),
        *_date_faults(data),
        *_name_faults(data, text),
    ]


def _nodes(value: Any, pointer: str = "", clause: Any = None) -> Iterator[_Node]:
    if isinstance(value, Mapping):
        clause = value.get("clause", clause)
        yield _Node(pointer, value, clause)
        for key, inner in value.items():
            yield from _nodes(inner, f"{pointer}/{key}", clause)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _nodes(inner, f"{pointer}/{index}", clause)


def _quotation_faults(data: Mapping[str, Any], text: str) -> Iterator[str]:
    sections = clauses(text)
    whole = squeeze(text)
    for node in _nodes(data):
        if not {"number", "words"} <= node.value.keys():
            continue
        number, words = node.value["number"], squeeze(node.value["words"])
        if words not in whole:
            yield f"{node.pointer}：引文“{words}”在通知原文中找不到"
        elif number not in sections:
            yield f"{node.pointer}：通知原文中没有条款“{number}”"
        elif words not in sections[number]:
            yield f"{node.pointer}：引文“{words}”不在条款“{number}”之中"


def _limit_faults(data: Mapping[str, Any]) -> Iterator[str]:
    for node in _nodes(data):
        if "figure" in node.value and node.clause is not None:
            words = squeeze(node.clause["words"])
            for fault in _limit_fault(node.value, words):
                yield f"{node.pointer}：{fault}"


def _limit_fault(limit: Mapping[str, Any], words: str) -> Iterator[str]:
    figure = squeeze(limit["figure"])
    if figure not in words:
        yield f"数字原文“{figure}”不在引文“{words}”之中"
        return
    read = _whole_figure(figure, words)
    if read is None:
        yield f"从数字原文“{figure}”中读不出完整、唯一的数字（引文“{words}”）"
        return
    yield from _value_fault(limit, read, figure)
    if not read.is_ratio and not figure[read.end :].startswith(limit["unit"]):
        yield f"单位“{limit['unit']}”与数字原文“{figure}”不符"
    for relation, marks in _RELATION_WORDS.items():
        if limit["relation"] != relation and any(mark in figure for mark in marks):
            yield f"关系“{limit['relation']}”与数字原文“{figure}”不符，应为“{relation}”"


def _whole_figure(figure: str, words: str) -> Figure | None:
    """The one number of the figure, when it is a whole number of the words and not cut from one."""
    inside = figures(figure)
    if len(inside) != 1 or not inside[0].values:
        return None
    spans = {(whole.start, whole.end) for whole in figures(words)}
    start = words.find(figure)
    while start >= 0:
        if (start + inside[0].start, start + inside[0].end) in spans:
            return inside[0]
        start = words.find(figure, start + 1)
    return None


def _value_fault(limit: Mapping[str, Any], read: Figure, figure: str) -> Iterator[str]:
    """A range binds by its upper end as at_most, otherwise by its lower; 1－2名以上 reads both."""
    low, high = read.values[0], read.values[-1]
    expected = high if limit["relation"] == "at_most" else low
    if limit["value"] != expected:
        yield f"数值 {limit['value']} 与数字原文“{figure}”不符，原文为 {expected}"
    open_range = low != high and _OPEN_UPWARDS in figure
    others = [high] if open_range else []
    if list(limit.get("other_values", ())) != others:
        wanted = "、".join(map(str, others)) or "空"
        yield f"其他读法的数值应为{wanted}（数字原文“{figure}”）"


def _requirement_faults(data: Mapping[str, Any]) -> Iterator[str]:
    for node in _nodes(data["tiers"]):
        if "demand" not in node.value:
            continue
        where, words = f"/tiers{node.pointer}", squeeze(node.value["clause"]["words"])
        demand = squeeze(node.value["demand"])
        if node.value.get("softened", False) != (SOFTENER in words):
            yield f"{where}：是否“{SOFTENER}”（softened）与引文“{words}”不符"
        if values(demand) - values(words):
            yield f"{where}：要求“{demand}”中的数字不在引文“{words}”之中"
        limit = node.value.get("limit")
        if limit is not None and squeeze(limit["figure"]) not in demand:
            yield f"{where}：要求“{demand}”没有写出数字原文“{limit['figure']}”"


def _fact_faults(data: Mapping[str, Any]) -> Iterator[str]:
    for key, fact in data["facts"].items():
        strangers = values(squeeze(fact.get("text", ""))) - values(squeeze(fact["clause"]["words"]))
        if strangers:
            yield f"/facts/{key}：说明中的数字 {sorted(strangers)} 不在引文之中"


def _date_faults(data: Mapping[str, Any]) -> Iterator[str]:
    issued, deadline, batch = data["issued"], data["deadline_to_city"], data["batch"]
    printed = [found.day for found in dates(squeeze(issued["clause"]["words"]))]
    if date.fromisoformat(issued["on"]) not in printed:
        yield f"/issued：印发日期 {issued['on']} 与引文“{issued['clause']['words']}”不符"
    moments = [found.moment for found in dates(squeeze(deadline["clause"]["words"]))]
    if datetime.fromisoformat(deadline["moment"]) not in moments:
        yield (
            f"/deadline_to_city：截止时间 {deadline['moment']} "
            f"与引文“{deadline['clause']['words']}”不符"
        )
    if batch["year"] not in values(squeeze(batch["clause"]["words"])):
        yield f"/batch：年度 {batch['year']} 与引文“{batch['clause']['words']}”不符"
    if batch["first"] != ("首批" in batch["clause"]["words"]):
        yield f"/batch：是否首批与引文“{batch['clause']['words']}”不符"


def _name_faults(data: Mapping[str, Any], text: str) -> Iterator[str]:
    whole = squeeze(text)
    for pointer, name in _printed_names(data):
        if squeeze(name) not in whole:
            yield f"{pointer}：“{name}”在通知原文中找不到"
    for key in ("address", "mailbox", "binds"):
        yield from _outside(f"/deadline_to_city/{key}", data["deadline_to_city"], key)
    for index, contact in enumerate(data["contacts"]):
        for key in ("name", "printed_phone"):
            yield from _outside(f"/contacts/{index}/{key}", contact, key)
    for index, kind in enumerate(data["kinds"]["names"]):
        words = squeeze(data["kinds"]["clause"]["words"])
        printed = "等" if kind.get("open_ended") else kind["name"]
        if squeeze(printed) not in words:
            yield f"/kinds/names/{index}：“{kind['name']}”不在引文“{words}”之中"
    yield from _exempt_faults(data["exempt"])


def _printed_names(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "/title", data["title"]
    yield "/form_title", data["form_title"]
    yield "/station_name_prefix", data["station_name_prefix"]
    for key in ("issuers", "addressees"):
        for index, name in enumerate(data[key]):
            yield f"/{key}/{index}", name
    for key, tier in data["tiers"].items():
        yield f"/tiers/{key}/name", tier["name"]


def _outside(pointer: str, holder: Mapping[str, Any], key: str) -> Iterator[str]:
    words = squeeze(holder["clause"]["words"])
    if squeeze(holder[key]) not in words:
        yield f"{pointer}：“{holder[key]}”不在引文“{words}”之中"


def _exempt_faults(exempt: Mapping[str, Any]) -> Iterator[str]:
    """A category may be joined from printed parts (回乡＋专科＋毕业生), in the order printed."""
    words = squeeze(exempt["clause"]["words"])
    for index, category in enumerate(exempt["categories"]):
        parts, position = category["printed_parts"], 0
        for part in parts:
            position = words.find(part, position) + len(part) if part in words[position:] else -1
            if position < 0:
                break
        if "".join(parts) != category["name"] or position < 0:
            yield f"/exempt/categories/{index}：“{category['name']}”与引文“{words}”不符"
