"""Who may apply: kind and real entity (三, 四（一）1), place (五（一）), ban (七（二）)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bayu_docs.eligibility.case import Case, TierCase
from bayu_docs.eligibility.names import bare, says_nothing
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.call import MUNICIPAL
from bayu_docs.model.finding import Finding
from bayu_docs.model.periods import last_barred_day

_QUOTES = str.maketrans("", "", '“”"「」『』＂')


def _kind(case: Case) -> Iterator[Finding]:
    name = case.application.applicant.kind
    if case.call.kind(name) is None:
        known = "、".join(kind.name for kind in case.call.kinds)
        yield case.error(
            "/applicant/kind",
            f"主体类型“{name}”不在本批次的建设主体之列",
            f"本批次的主体类型为：{known}，请从中选择",
            case.call.kinds_clause,
        )


def _kind_explained(case: Case) -> Iterator[Finding]:
    applicant = case.application.applicant
    kind = case.call.kind(applicant.kind)
    if kind and kind.open_ended and says_nothing(applicant.kind_note):
        yield case.error(
            "/applicant/kind_note",
            f"主体类型选了“{kind.name}”，但没有写“主体类型说明”",
            "请写明是什么机构、为什么属于通知所列建设主体的“等”",
            case.call.kinds_clause,
        )


def _rural_link(case: Case) -> Iterator[Finding]:
    applicant = case.application.applicant
    kind = case.call.kind(applicant.kind)
    if kind and kind.rural_link and says_nothing(applicant.rural_relevance):
        yield case.error(
            "/applicant/rural_relevance",
            f"主体类型为“{kind.name}”，但没有写“与乡村振兴紧密相关的说明”",
            "请写明主营业务、服务对象或项目与乡村振兴的联系（300字以内）",
            case.call.kinds_clause,
        )


def _entity(case: TierCase) -> Iterator[Finding]:
    applicant = case.application.applicant
    body = applicant.governing_body
    if says_nothing(applicant.uscc):
        if says_nothing(applicant.no_uscc_reason) or body is None or says_nothing(body.name):
            yield case.error(
                "/applicant/uscc",
                "没有统一社会信用代码，也没有写齐“无代码原因”和“主管（挂靠）单位”，"
                "不能说明是实体单位",
                "请填18位统一社会信用代码；确无代码的，写明原因和主管（挂靠）单位",
            )
        else:
            yield case.warning(
                "/applicant/uscc",
                f"申报主体没有统一社会信用代码（原因：{applicant.no_uscc_reason}），"
                "是否算“实体单位”通知未写明",
                _who_should_apply(case, body.name),
                doubt="A13",
            )
    elif applicant.nature == "个体工商户":
        yield case.warning(
            "/applicant/nature",
            "单位性质为“个体工商户”，是否算“实体单位”通知未写明",
            "请先向所在区县人力社保部门核实，或由所属的合作社、企业申报",
            doubt="A13",
        )


def _who_should_apply(case: Case, body: str) -> str:
    kind = case.call.kind(case.application.applicant.kind)
    if kind and kind.shared_premises:
        return (
            f"建议由有法人资格的单位（如村（居）民委员会、镇人民政府，或“{body}”）申报，"
            "把中心写作驿站建设地址"
        )
    return f"建议由有法人资格的单位（如“{body}”）申报，或先向所在区县核实"


def _seal_unit(case: Case) -> Iterator[Finding]:
    applicant = case.application.applicant
    seal = applicant.seal_unit
    if says_nothing(seal) or bare(seal) == bare(applicant.name):
        return
    body = applicant.governing_body.name if applicant.governing_body else ""
    message = f"用章单位“{seal}”与申报主体“{applicant.name}”不一致"
    if bare(seal) in {bare(applicant.parent), bare(body)}:
        advice = "申报表以用章单位的公章为准，请在受理时说明关系"
        yield case.info("/applicant/seal_unit", message, advice, doubt="A13")
    else:
        advice = "用章单位也不是所填的所属单位或主管（挂靠）单位，请核对，或以用章单位申报"
        yield case.warning("/applicant/seal_unit", message, advice, doubt="A13")


def _district(case: Case) -> Iterator[Finding]:
    stated = case.application.site.district
    day = case.application.filing_date
    namesakes = [d for d in case.call.divisions if bare(d.name) == bare(stated)]
    clause = case.fact_clause("apply_where")
    if not any(division.valid_on(day) for division in namesakes):
        known = "在填报日期时已不存在或尚未设立" if namesakes else "不在本批次的区县名单中"
        yield case.error(
            "/site/district",
            f"驿站所在区县“{stated}”{known}（填报日期 {day.isoformat()}）",
            f"请填区县全称，如{_examples(case, day)}",
            clause,
        )
    elif case.district and case.district.division and bare(case.district.division) != bare(stated):
        yield _other_district(case, stated, case.district.division)


def _examples(case: Case, day: date) -> str:
    valid = [division.name for division in case.call.divisions if division.valid_on(day)]
    return "".join(f"“{name}”" for name in dict.fromkeys([*valid[:1], *valid[-1:]]))


def _other_district(case: Case, stated: str, receiving: str) -> Finding:
    """Wrong by the site; only in doubt when the applicant is registered where it files (A19)."""
    message = f"驿站所在区县“{stated}”与受理区县“{receiving}”不一致"
    clause = case.fact_clause("apply_where")
    if bare(case.application.applicant.registered_district) == bare(receiving):
        return case.warning(
            "/site/district",
            f"{message}；注册地在{receiving}，按注册地理解“所在地”时可在此申报",
            f"请先向{receiving}核实；按建设地址理解应向{stated}申报",
            clause,
            "A19",
        )
    advice = f"请向驿站所在地{stated}申报，或改用该区县的配置"
    return case.error("/site/district", message, advice, clause)


def _registered_elsewhere(case: Case) -> Iterator[Finding]:
    registered = case.application.applicant.registered_district
    site = case.application.site.district
    if not says_nothing(registered) and bare(registered) != bare(site):
        yield case.warning(
            "/applicant/registered_district",
            f"注册地“{registered}”与驿站所在区县“{site}”不同",
            f"本工具按建设地址理解“所在地区县”，即向{site}申报；请先向{site}核实",
            case.fact_clause("apply_where"),
            "A19",
        )


def _shared_premises(case: Case) -> Iterator[Finding]:
    kind = case.call.kind(case.application.applicant.kind)
    if kind and kind.shared_premises and says_nothing(case.application.facilities.integration):
        yield case.error(
            "/facilities/integration",
            f"主体类型为“{kind.name}”，但没有写“现有综合服务阵地整合情况”",
            "请写明怎样在现有综合服务阵地上整合资源和服务、完善技能助力乡村振兴的功能",
            case.fact_clause("shared_premises"),
        )


def _ban(case: Case) -> Iterator[Finding]:
    start = case.application.applicant.disqualified_on
    filing = case.application.filing_date
    if start is None:
        return
    years = case.call.ban_years
    last = last_barred_day(start, years.value)
    if start <= filing <= last:
        first = date.fromordinal(last.toordinal() + 1)
        yield case.error(
            "/applicant/disqualified_on",
            f"{start.isoformat()} 被取消认定评审资格，{years.value}年内不得再次申报："
            f"{last.isoformat()}（含）前不得申报，填报日期为 {filing.isoformat()}，"
            f"还差{first.toordinal() - filing.toordinal()}天",
            f"最早可于 {first.isoformat()} 申报",
            years.clause,
        )
    elif filing < start:
        yield case.warning(
            "/applicant/disqualified_on",
            f"被取消认定评审资格的日期 {start.isoformat()} 晚于填报日期 {filing.isoformat()}",
            "请核对两个日期；没有被取消过的不填",
            years.clause,
        )


def _later_batch(case: Case) -> Iterator[Finding]:
    if says_nothing(case.application.prior_station):
        yield case.warning(
            "/prior_station",
            "以后各年的市级驿站原则上从区县级驿站中择优推荐，但没有填“已建区县级驿站的名单文件”",
            "请填入选区县级驿站的名单文件；尚未入选的，先向所在区县核实能否申报市级",
            case.fact_clause("later_years"),
            "A20",
        )


def _is_later_municipal(case: Case) -> bool:
    stated = not case.call.first_batch and "later_years" in case.call.facts
    return stated and any(tier.key == MUNICIPAL for tier in case.tiers)


def _station_name(case: Case) -> Iterator[Finding]:
    prefix = case.call.station_name_prefix
    name = case.application.station_name
    if not _unquoted(name).startswith(_unquoted(prefix)):
        yield case.warning(
            "/station_name",
            f"驿站名称写作：{name}，没有以{prefix}开头",
            f"一般写作：{prefix}＋区县＋特色＋乡村驿站",
        )


def _unquoted(text: str) -> str:
    return bare(text.translate(_QUOTES))


RULES: tuple[Rule | TierRule, ...] = (
    Rule("applicant.kind", "主体类型在列", "三", _kind),
    Rule("applicant.kind_explained", "其他主体已说明", "三", _kind_explained),
    Rule("applicant.rural_link", "与乡村振兴紧密相关", "三", _rural_link),
    TierRule("applicant.entity", "实体单位", "entity", _entity),
    Rule("applicant.seal_unit", "用章单位", "A13", _seal_unit),
    Rule("applicant.district", "所在区县", "五（一）", _district),
    Rule("applicant.registered_elsewhere", "注册地与建设地", "A19", _registered_elsewhere),
    Rule("applicant.shared_premises", "阵地整合", "七（一）", _shared_premises),
    Rule("applicant.ban", "禁止申报期", "七（二）", _ban),
    Rule(
        "applicant.later_batch", "市级从区县级推荐", "五（一）", _later_batch, _is_later_municipal
    ),
    Rule(
        "applicant.station_name",
        "驿站名称",
        "申报批次的名称前缀",
        _station_name,
        lambda case: bool(case.call.station_name_prefix),
    ),
)
