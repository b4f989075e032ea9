"""The lead artisans (四（一）2, 四（二）2): how many, how different, how qualified, how present."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bayu_docs.eligibility import counts
from bayu_docs.eligibility.case import Case, TierCase
from bayu_docs.eligibility.limits import counted, highest, lowest, plain, softened
from bayu_docs.eligibility.names import bare, same_person, says_nothing
from bayu_docs.eligibility.qualification import floors, qualifies, shortfall
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.application import LeadArtisan
from bayu_docs.model.finding import Finding

_ROOT = "/lead_artisans"


def _row(index: int, lead: LeadArtisan) -> str:
    return f"领衔工匠第{index + 1}行“{lead.name}”"


def _count(case: TierCase) -> Iterator[Finding]:
    yield from counted(
        case,
        len(counts.leads(case.application)),
        "领衔工匠",
        _ROOT,
        "请补充领衔工匠；同一人只计一次",
    )


def _occupations_distinct(case: TierCase) -> Iterator[Finding]:
    leads = counts.leads(case.application)
    distinct = counts.distinct_occupations(leads)
    low, high = lowest(case.limit), highest(case.limit)
    if distinct >= min(high, len(leads)):
        return  # all differ as far as there are people: too few people is lead.count's to say
    message = f"领衔工匠{len(leads)}名只分属{distinct}个职业（工种）"
    advice = "请换成或补充其他职业（工种）的领衔工匠，工种不同的请填写“工种”"
    if distinct < low:
        gap = f"{case.asker}要求{low}个以上不同职业（工种），差{low - distinct}个"
        yield case.error(_ROOT, f"{message}，{gap}", advice)
    else:
        gap = (
            f"{case.asker}要求“{case.limit.figure}”不同职业（工种）："
            f"按{low}名计已达到，按{high}名计差{high - distinct}个"
        )
        doubt = case.limit.doubts[0] if case.limit.doubts else ""
        yield case.warning(_ROOT, f"{message}，{gap}", advice, doubt=doubt)


def _qualification(case: TierCase) -> Iterator[Finding]:
    accepted, filed = floors(case.requirement), case.application.filing_date
    asked = "、".join(f"{path}“{level}”" for path, level in accepted.items())
    for index, lead in enumerate(case.application.lead_artisans):
        if any(qualifies(q, accepted, filed) for q in lead.qualifications):
            continue
        found = "；".join(shortfall(q, accepted, filed) for q in lead.qualifications) or "未填资格"
        yield softened(
            case,
            lead.exception_note,
            f"{_ROOT}/{index}/qualifications",
            f"{_row(index, lead)}的资格不够：{found}；须达到{asked}中的一项及以上",
            "请补充符合的资格证书，或换人；专项职业能力证书不算",
        )


def _special_skill(case: TierCase) -> Iterator[Finding]:
    for index, lead in enumerate(case.application.lead_artisans):
        if says_nothing(lead.special_skill):
            yield softened(
                case,
                lead.exception_note,
                f"{_ROOT}/{index}/special_skill",
                f"{_row(index, lead)}没有写“绝技绝活”",
                "请写明其绝技绝活（200字以内）",
            )


def _months(case: TierCase) -> Iterator[Finding]:
    asked = Decimal(case.limit.value)
    for index, lead in enumerate(case.application.lead_artisans):
        if lead.months_on_station < asked:
            short = plain(asked - lead.months_on_station)
            yield case.error(
                f"{_ROOT}/{index}/months_on_station",
                f"{_row(index, lead)}每年在站{plain(lead.months_on_station)}个月，"
                f"{case.asker}要求{plain(asked)}个月以上，差{short}个月",
                "首次申报按承诺计：请调整安排，并附驻站协议或本人签字的承诺",
            )


def _presence(case: TierCase) -> Iterator[Finding]:
    spread = [lead.name for lead in case.application.lead_artisans if lead.presence == "兼职累计"]
    if spread:
        yield case.info(
            _ROOT,
            f"{'、'.join(spread)}的在站方式为“兼职累计”，{case.tier.name}的原文未写“累计”，"
            "能否分段累计通知未写明",
            "本工具按累计理解；请先向所在区县核实",
            doubt="A08",
        )


def _elsewhere(case: Case) -> Iterator[Finding]:
    for index, lead in enumerate(case.application.lead_artisans):
        if not says_nothing(lead.leads_elsewhere):
            yield case.info(
                f"{_ROOT}/{index}/leads_elsewhere",
                f"{_row(index, lead)}在其他驿站领衔：{lead.leads_elsewhere}；"
                "一人能否同时领衔两个驿站通知未写明",
                "请核对两处在站月数之和，并先向所在区县核实；没有的填“否”",
                doubt="A45",
            )


def _duplicate_name(case: Case) -> Iterator[Finding]:
    leads = case.application.lead_artisans
    for index, lead in enumerate(leads):
        first = next((i for i in range(index) if same_person(leads[i], lead)), None)
        if first is not None:
            yield case.error(
                f"{_ROOT}/{index}/name",
                f"{_row(index, lead)}与第{first + 1}行同名，只计一次",
                "请删去重复的一行；确为两人的，填写各自的公民身份号码以资区分",
            )


def _duplicate_certificate(case: Case) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, lead in enumerate(case.application.lead_artisans):
        for position, held in enumerate(lead.qualifications):
            if says_nothing(held.number):
                continue
            first = seen.setdefault(bare(held.number), index)
            if first != index:
                yield case.error(
                    f"{_ROOT}/{index}/qualifications/{position}/number",
                    f"{_row(index, lead)}的证书编号“{held.number}”与第{first + 1}行"
                    f"“{case.application.lead_artisans[first].name}”相同",
                    "请照证书原件核对编号",
                )


RULES: tuple[Rule | TierRule, ...] = (
    TierRule("lead.count", "领衔工匠人数", "lead_artisans", _count),
    TierRule(
        "lead.occupations_distinct",
        "不同职业（工种）",
        "lead_artisans",
        _occupations_distinct,
        lambda case: case.asks_for("不同职业"),
    ),
    TierRule("lead.qualification", "领衔工匠资格", "lead_qualification", _qualification),
    TierRule(
        "lead.special_skill",
        "绝技绝活",
        "lead_qualification",
        _special_skill,
        lambda case: case.asks_for("绝技绝活"),
    ),
    TierRule("lead.months", "在站月数", "lead_months", _months),
    TierRule(
        "lead.presence",
        "在站方式",
        "lead_months",
        _presence,
        lambda case: not case.asks_for("累计"),
    ),
    TierRule("lead.elsewhere", "在其他驿站领衔", "lead_artisans", _elsewhere),
    TierRule("lead.duplicate_name", "领衔工匠重名", "lead_artisans", _duplicate_name),
    TierRule(
        "lead.duplicate_certificate", "证书编号重复", "lead_qualification", _duplicate_certificate
    ),
)
