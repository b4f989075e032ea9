"""Premises and facilities (四（一）1, 四（二）1). The notice sets no area, so none is checked."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.eligibility.case import TierCase
from bayu_docs.eligibility.counts import equipped_occupations
from bayu_docs.eligibility.limits import counted
from bayu_docs.eligibility.names import bare, says_nothing
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.finding import Finding

# Below this a text names a thing without describing it; only a warning rests on it.
_TOO_SHORT_CHARACTERS = 6


def _premises(case: TierCase) -> Iterator[Finding]:
    yield from _described(
        case,
        case.application.facilities.premises,
        "/facilities/premises",
        "场地情况",
        "请写明场地位置、权属、教室和实训工位（通知未规定面积）",
    )


def _occupations(case: TierCase) -> Iterator[Finding]:
    yield from counted(
        case,
        equipped_occupations(case.application),
        "有设施设备的不同职业（工种）",
        "/facilities/occupations",
        "请补充与乡村振兴相关的职业（工种）及其设施设备；同一职业（工种）只计一次",
    )


def _equipment(case: TierCase) -> Iterator[Finding]:
    for index, row in enumerate(case.application.facilities.occupations):
        if says_nothing(row.equipment):
            yield case.error(
                f"/facilities/occupations/{index}/equipment",
                f"职业（工种）设施设备第{index + 1}行“{row.occupation}”没有写设施设备，不计入",
                "请写明主要设备的名称和数量",
            )


def _rural_relevance(case: TierCase) -> Iterator[Finding]:
    for index, row in enumerate(case.application.facilities.occupations):
        if says_nothing(row.rural_relevance):
            yield case.warning(
                f"/facilities/occupations/{index}/rural_relevance",
                f"职业（工种）设施设备第{index + 1}行“{row.occupation}”没有写与乡村振兴的相关性",
                "请用一句话写明这一职业（工种）怎样服务乡村振兴（60字以内）",
            )


def _support(case: TierCase) -> Iterator[Finding]:
    facilities = case.application.facilities
    yield from _described(
        case,
        facilities.living_support,
        "/facilities/living_support",
        "生活配套",
        "请写明食宿、卫生等日常运行的生活配套",
    )
    yield from _described(
        case,
        facilities.public_support,
        "/facilities/public_support",
        "公共设施",
        "请写明水电网络、消防、交通等公共设施",
    )


def _described(
    case: TierCase, text: str, pointer: str, title: str, advice: str
) -> Iterator[Finding]:
    if says_nothing(text):
        yield case.error(pointer, f"“{title}”没有写出内容（现为“{text}”）", advice)
    elif len(bare(text)) < _TOO_SHORT_CHARACTERS:
        yield case.warning(pointer, f"“{title}”只写了“{text}”，过于简单", advice)


RULES: tuple[Rule | TierRule, ...] = (
    TierRule("facility.premises", "场地", "premises", _premises),
    TierRule("facility.occupations", "职业（工种）数", "facility_occupations", _occupations),
    TierRule("facility.equipment", "设施设备", "facility_occupations", _equipment),
    TierRule(
        "facility.rural_relevance",
        "职业与乡村振兴相关",
        "facility_occupations",
        _rural_relevance,
        lambda case: case.asks_for("乡村振兴"),
    ),
    TierRule("facility.support", "配套设施", "supporting_facilities", _support),
)
