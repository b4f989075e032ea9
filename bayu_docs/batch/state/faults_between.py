"""Faults between entries: too many recommended, ranks that clash, one applicant twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from bayu_docs.batch.state.fault import Cell, Fault, label
from bayu_docs.batch.state.ground import Ground
from bayu_docs.eligibility.names import bare
from bayu_docs.model.call import DISTRICT, MUNICIPAL
from bayu_docs.model.desk import RECOMMEND, Entry


def too_many(entries: Iterable[Entry], ground: Ground, fresh: Collection[Cell]) -> Iterator[Fault]:
    """At most so many recommended in a reporting unit as the call allows."""
    limit = ground.recommend_max
    for division, all_of_it in _by_division(entries, ground).items():
        for entry in _seniority(all_of_it, "consultation", fresh)[limit.value :]:
            message = (
                f"{label(entry)} 不能再推荐市级：{division or '本区县'}已推荐 {limit.value} 个，"
                f"现共 {len(all_of_it)} 个，超出 {len(all_of_it) - limit.value} 个"
            )
            advice = f"请只留 {limit.value} 个“推荐市级”，其余改为“转区县级”"
            cell = (entry.number, "consultation")
            yield Fault(cell, "desk.too_many", message, advice, limit.clause, "A17")


def ranks(entries: Iterable[Entry], ground: Ground, fresh: Collection[Cell]) -> Iterator[Fault]:
    """A rank from 1 to the limit, and each only once."""
    limit = ground.recommend_max
    for all_of_it in _by_division(entries, ground).values():
        taken: dict[int, Entry] = {}
        for entry in _seniority(all_of_it, "rank", fresh):
            rank = entry.decisions.get("rank")
            here = (entry.number, "rank")
            if not isinstance(rank, int):
                continue
            if not 1 <= rank <= limit.value:
                message = f"{label(entry)} 的推荐排序是 {rank}，只能是 1 到 {limit.value}"
                advice = "请按会商确定的先后填写"
                yield Fault(here, "desk.rank", message, advice, limit.clause)
            elif rank in taken:
                message = f"{label(entry)} 和 {label(taken[rank])} 的推荐排序都是 {rank}"
                advice = "请按会商确定的先后，各填一个不同的序号"
                others = ((taken[rank].number, "rank"),)
                yield Fault(here, "desk.rank", message, advice, limit.clause, others=others)
            else:
                taken[rank] = entry


def twice(entries: Iterable[Entry], fresh: Collection[Cell]) -> Iterator[Fault]:
    """One applicant is not recommended twice, nor listed twice at one tier."""
    everyone = list(entries)
    recommended = [each for each in everyone if each.decisions.get("consultation") == RECOMMEND]
    yield from _pairs(recommended, "consultation", "推荐市级", fresh)
    for tier in (MUNICIPAL, DISTRICT):
        listed = [each for each in everyone if "listed" in each.decisions]
        yield from _pairs([e for e in listed if e.standing == tier], "listed", "列入名单", fresh)


def _pairs(entries: list[Entry], key: str, words: str, fresh: Collection[Cell]) -> Iterator[Fault]:
    for first, second in combinations(_seniority(entries, key, fresh), 2):
        if same_applicant(first, second):
            message = f"{label(second)} 与 {label(first)} 是同一申报主体，不能都{words}"
            advice = "请核对两份申报，只留一份，另一份填“不予受理”并在备注写明重复"
            others = ((first.number, key),)
            yield Fault((second.number, key), "desk.duplicate", message, advice, others=others)


def _by_division(entries: Iterable[Entry], ground: Ground) -> dict[str, list[Entry]]:
    """The recommended of each reporting unit."""
    units: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.decisions.get("consultation") == RECOMMEND:
            units.setdefault(ground.division_of(entry), []).append(entry)
    return units


def _seniority(entries: Iterable[Entry], key: str, fresh: Collection[Cell]) -> list[Entry]:
    """What stood before comes before what is new; among the new, by rank and number."""

    def order(entry: Entry) -> tuple[bool, int, str]:
        rank = entry.decisions.get("rank")
        return (entry.number, key) in fresh, rank if isinstance(rank, int) else 999, entry.number

    return sorted(entries, key=order)


def same_applicant(one: Entry, other: Entry) -> bool:
    """True for one applicant: the same code, or the same name where one of them has no code."""
    codes = (bare(one.receipt.uscc), bare(other.receipt.uscc))
    if all(codes):
        return codes[0] == codes[1]
    name = bare(one.receipt.applicant)
    return bool(name) and name == bare(other.receipt.applicant)
