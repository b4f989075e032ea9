"""Brands (四（一）3) and long-term partners (四（一）4, 四（二）4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bayu_docs.eligibility import counts
from bayu_docs.eligibility.case import Case, TierCase
from bayu_docs.eligibility.limits import counted
from bayu_docs.eligibility.names import bare
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.application import Partner
from bayu_docs.model.finding import Finding


def _brands(case: TierCase) -> Iterator[Finding]:
    yield from counted(
        case,
        counts.brands(case.application),
        "乡村技能品牌",
        "/brands",
        "请补充已有或拟打造的乡村技能品牌；重名的只计一次",
    )


def _count(case: TierCase) -> Iterator[Finding]:
    listed = len(case.application.partners)
    valid = len(counts.partners(case.application))
    subject = "长期合作单位" if listed == valid else f"长期合作单位填了{listed}家，能计入的"
    yield from counted(
        case,
        valid,
        subject,
        "/partners",
        "请补充合作单位；重名、本单位或所属单位、协议在填报日期无效的不计入",
    )


def _row(index: int, partner: Partner) -> str:
    return f"合作单位第{index + 1}行“{partner.name}”"


def _distinct(case: Case) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, partner in enumerate(case.application.partners):
        first = seen.setdefault(bare(partner.name), index)
        if first != index:
            yield case.error(
                f"/partners/{index}/name",
                f"{_row(index, partner)}与第{first + 1}行是同一单位，只计一次",
                "请删去重复的一行，合作内容可并入前一行",
            )


def _self(case: Case) -> Iterator[Finding]:
    own = counts.own_names(case.application)
    for index, partner in enumerate(case.application.partners):
        role = own.get(bare(partner.name))
        if role:
            yield case.error(
                f"/partners/{index}/name",
                f"{_row(index, partner)}就是{role}，不能算对外合作单位",
                "请换成本单位和所属单位以外的合作单位",
            )


def _valid(case: Case) -> Iterator[Finding]:
    filing = case.application.filing_date
    for index, partner in enumerate(case.application.partners):
        if counts.valid_on(partner, filing):
            continue
        term = f"{partner.starts_on.isoformat()} 至 {partner.ends_on.isoformat()}"
        if partner.ends_on < partner.starts_on:
            problem = "结束日期早于开始日期"
        elif filing < partner.starts_on:
            days = partner.starts_on.toordinal() - filing.toordinal()
            problem = f"在填报日期 {filing.isoformat()} 尚未开始，差{days}天"
        else:
            days = filing.toordinal() - partner.ends_on.toordinal()
            problem = f"在填报日期 {filing.isoformat()} 已过期{days}天"
        yield case.error(
            f"/partners/{index}/ends_on",
            f"{_row(index, partner)}的协议（{term}）{problem}，不计入",
            "请核对协议起止日期，或附上续签的协议",
        )


def lasts_a_year(starts_on: date, ends_on: date) -> bool:
    """True when the term, both days included, covers at least one year."""
    return ends_on.toordinal() + 1 >= _one_year_after(starts_on).toordinal()


def _one_year_after(day: date) -> date:
    """The same date a year later; 29 February's is 1 March."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


def _term(case: Case) -> Iterator[Finding]:
    for index, partner in enumerate(case.application.partners):
        if partner.ends_on < partner.starts_on or lasts_a_year(partner.starts_on, partner.ends_on):
            continue
        days = partner.ends_on.toordinal() - partner.starts_on.toordinal() + 1
        yield case.warning(
            f"/partners/{index}/ends_on",
            f"{_row(index, partner)}的协议期只有{days}天，不足1年；通知要求“长期”而未写多久",
            "请附1年以上的协议或续签意向，或先向所在区县核实",
            doubt="A12",
        )


RULES: tuple[Rule | TierRule, ...] = (
    TierRule("brand.count", "乡村技能品牌数", "brands", _brands),
    TierRule("partner.count", "长期合作单位数", "partners", _count),
    TierRule("partner.distinct", "合作单位不重复", "partners", _distinct),
    TierRule("partner.self", "合作单位不是自己", "partners", _self),
    TierRule("partner.valid", "合作协议有效", "partners", _valid),
    TierRule("partner.term", "合作期限", "partners", _term),
)
