"""Training capability (四（一）3, 四（二）3) and the table that must add up to it."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.eligibility.case import Case, TierCase
from bayu_docs.eligibility.limits import counted
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.finding import Finding

# 高技能人才: 高级工（三级）及以上 (A10).
HIGH_SKILLED_LEVELS = ("三级/高级工", "二级/技师", "一级/高级技师")


def _person_times(case: TierCase) -> Iterator[Finding]:
    yield from counted(
        case,
        case.application.training.person_times_per_year,
        "年培训能力",
        "/training/person_times_per_year",
        "请按实际能力增加班期或人数，并同步修改测算表",
    )


def _high_skilled(case: TierCase) -> Iterator[Finding]:
    yield from counted(
        case,
        case.application.training.high_skilled_per_year,
        "年培养高技能人才能力",
        "/training/high_skilled_per_year",
        "请按实际能力增加高级工（三级）及以上的班期，并同步修改测算表",
    )


def _sums(case: Case) -> Iterator[Finding]:
    training = case.application.training
    for index, row in enumerate(training.courses):
        product = row.people_per_session * row.sessions_per_year
        if row.subtotal != product:
            yield case.error(
                f"/training/courses/{index}/subtotal",
                f"培训能力测算表第{index + 1}行“{row.occupation}（{row.level}）”："
                f"每期{row.people_per_session}人×{row.sessions_per_year}期＝{product}人次，"
                f"小计写作{row.subtotal}人次，相差{abs(product - row.subtotal)}人次",
                f"请把小计改为{product}，或改正人数、期数",
            )
    total = sum(row.subtotal for row in training.courses)
    stated = training.person_times_per_year
    if total != stated:
        yield case.error(
            "/training/person_times_per_year",
            f"测算表小计合计{total}人次，年培训能力写作{stated}人次，相差{abs(total - stated)}人次",
            "请使两个数一致",
        )
    high = sum(row.subtotal for row in training.courses if row.level in HIGH_SKILLED_LEVELS)
    stated = training.high_skilled_per_year
    if high != stated:
        yield case.error(
            "/training/high_skilled_per_year",
            f"测算表高级工（三级）及以上各行合计{high}名，年培养高技能人才能力写作{stated}名，"
            f"相差{abs(high - stated)}名",
            "请使两个数一致；高技能人才按高级工（三级）及以上计",
        )


RULES: tuple[Rule | TierRule, ...] = (
    TierRule("training.person_times", "年培训人次", "training_person_times", _person_times),
    TierRule("training.high_skilled", "年培养高技能人才", "high_skilled", _high_skilled),
    TierRule("training.sums", "测算表合计", "training_person_times", _sums),
)
