"""What must agree inside a call or a profile, whatever the notice says: ids, names, periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import combinations
from typing import Any

from bayu_docs.materials import assets

Faults = Iterator[str]


def faults(data: Mapping[str, Any]) -> list[str]:
    """Everything in which the call's JSON data (admitted by its schema) disagrees with itself."""
    return [
        *_doubt_faults(data),
        *_tier_faults(data["tiers"]),
        *_title_faults(data["tiers"]),
        *period_faults("/divisions", data["divisions"]["rows"], ("name",)),
        *_group_faults(data),
    ]


def period_faults(pointer: str, rows: Iterable[Mapping[str, Any]], by: tuple[str, ...]) -> Faults:
    """Rows of equal `by` values whose validity runs backwards or overlaps."""
    kept: dict[tuple[str, ...], list[tuple[date, date]]] = {}
    for row in rows:
        key = tuple(row[part] for part in by)
        start = date.fromisoformat(row.get("valid_from") or date.min.isoformat())
        until = date.fromisoformat(row.get("valid_until") or date.max.isoformat())
        if start > until:
            yield f"{pointer}：“{'、'.join(key)}”的有效期起止颠倒"
        kept.setdefault(key, []).append((start, until))
    for key, periods in kept.items():
        for one, other in combinations(periods, 2):
            if one[0] <= other[1] and other[0] <= one[1]:
                yield f"{pointer}：“{'、'.join(key)}”有两行的有效期重叠"


def moment_faults(pointer: str, moment: str | None) -> Faults:
    """A moment of the right shape that no calendar knows (2022-02-30T18:00:00+08:00)."""
    try:
        datetime.fromisoformat(moment or datetime.min.isoformat())
    except ValueError:
        yield f"{pointer}：没有这一天或这一刻：“{moment}”"


def _doubt_faults(data: Mapping[str, Any]) -> Faults:
    doubts = data["doubts"]
    yield from _repeated("/doubts", (doubt["id"] for doubt in doubts), "存疑编号")
    for index, doubt in enumerate(doubts):
        keys = [reading["key"] for reading in doubt["readings"]]
        yield from _repeated(f"/doubts/{index}", keys, "读法")
        if doubt["default"] not in keys:
            yield f"/doubts/{index}：存疑 {doubt['id']} 的默认读法“{doubt['default']}”不在读法之中"
    known = {doubt["id"] for doubt in doubts}
    for pointer, named in _named_doubts(data):
        if named not in known:
            yield f"{pointer}：没有编号为“{named}”的存疑"


def _named_doubts(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "doubts":
                yield from ((f"{pointer}/doubts", one) for one in inner if isinstance(one, str))
            yield from _named_doubts(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _named_doubts(inner, f"{pointer}/{index}")


def _tier_faults(tiers: Mapping[str, Any]) -> Faults:
    """Each known condition is either set or said to be not set: none is dropped in silence."""
    for key, tier in tiers.items():
        where = f"/tiers/{key}"
        asked = [requirement["key"] for requirement in tier["requirements"]]
        named = [*asked, *tier.get("not_set", ())]
        yield from _repeated(where, named, "条件")
        titles = [requirement["title"] for requirement in tier["requirements"]]
        yield from _repeated(where, titles, "条件名称")
        for missing in condition_keys():
            if missing not in named:
                yield f"{where}：缺少条件“{missing}”；通知未设的，须列入 not_set"


def condition_keys() -> tuple[str, ...]:
    """The keys by which rules know a tier's conditions, in the order of 四（一）1–5."""
    return tuple(assets.schema("call")["$defs"]["requirement_key"]["enum"])


def _title_faults(tiers: Mapping[str, Any]) -> Faults:
    titles: dict[str, set[str]] = {}
    for tier in tiers.values():
        for requirement in tier["requirements"]:
            titles.setdefault(requirement["key"], set()).add(requirement["title"])
    for key, used in titles.items():
        if len(used) > 1:
            yield f"/tiers：条件“{key}”在两级中名称不同：{'、'.join(sorted(used))}"


def _group_faults(data: Mapping[str, Any]) -> Faults:
    words = [quota["clause"]["words"] for quota in data["quotas"].values()]
    for group in sorted({row["group"] for row in data["divisions"]["rows"]}):
        if not any(group in one for one in words):
            yield f"/divisions：分组“{group}”不在任何一条配额的引文之中"


def _repeated(pointer: str, names: Iterable[str], what: str) -> Faults:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{pointer}：{what}“{name}”出现 {times} 次"
