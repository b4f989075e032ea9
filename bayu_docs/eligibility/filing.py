"""Filing date and commitment (七（二）, 七（三）). The machine's clock never judges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from bayu_docs.eligibility.case import Case
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.finding import Finding

_CHINA = timezone(timedelta(hours=8))  # without daylight saving since 1992


def _local_date(moment: datetime) -> date:
    return moment.astimezone(_CHINA).date() if moment.tzinfo else moment.date()


def _deadline_known(case: Case) -> bool:
    return case.district is not None and case.district.deadline is not None


def _call(case: Case) -> Iterator[Finding]:
    stated = case.application.call_id
    if stated and stated != case.call.id:
        yield case.error(
            "/call",
            f"申报数据写明申报批次“{stated}”，现在按“{case.call.id}”核对",
            "请改正“申报批次”，或用 --call 指定对应的批次",
        )


def _before_call(case: Case) -> Iterator[Finding]:
    filing = case.application.filing_date
    issued = case.call.issued_on
    if filing < issued:
        yield case.warning(
            "/filing_date",
            f"填报日期 {filing.isoformat()} 早于通知印发日期 {issued.isoformat()}，"
            f"早{issued.toordinal() - filing.toordinal()}天",
            "请核对填报日期",
        )


def _deadline(case: Case) -> Iterator[Finding]:
    if case.district is None or case.district.deadline is None:
        return
    moment = case.district.deadline
    last = _local_date(moment)
    filing = case.application.filing_date
    if filing > last:
        yield case.error(
            "/filing_date",
            f"填报日期 {filing.isoformat()} 晚于{case.district.division}的受理截止日期 "
            f"{last.isoformat()}，晚{filing.toordinal() - last.toordinal()}天",
            "请核对填报日期；确已逾期的，先向所在区县人力社保部门核实能否受理",
            case.fact_clause("apply_where"),
        )


def _deadline_unknown(case: Case) -> Iterator[Finding]:
    if _deadline_known(case):
        return
    city = case.call.deadline_to_city.moment
    late = case.application.filing_date > _local_date(city)
    yield case.info(
        "/filing_date",
        "不知道所在区县的受理截止时间，未核对是否逾期"
        + ("；填报日期已晚于区县报市的截止日期" if late else ""),
        "请向所在区县人力社保部门核实，或用 --district 指定区县配置；"
        f"通知只规定了区县报市的时间（{_local_date(city).isoformat()} {city:%H:%M}前）",
        doubt="A34",
    )


def _future(case: Case) -> Iterator[Finding]:
    filing = case.application.filing_date
    if filing > case.today:
        yield case.info(
            "/filing_date",
            f"填报日期 {filing.isoformat()} 晚于今天（{case.today.isoformat()}）",
            "请核对填报日期；预先填写的可不改",
        )


def _truthful(case: Case) -> Iterator[Finding]:
    if not case.application.commitment.truthful:
        yield case.error(
            "/commitment/truthful",
            "没有承诺“所填内容和所附材料真实有效”",
            "核对全部内容后改为 true；弄虚作假的，取消认定评审资格",
            case.fact_clause("truthful") or case.call.ban_years.clause,
        )


def _informed(case: Case) -> Iterator[Finding]:
    if not case.application.commitment.persons_informed:
        yield case.error(
            "/commitment/persons_informed",
            "没有确认“所列人员均已知情同意”",
            "请逐一告知表中所列人员并取得同意后改为 true",
        )


RULES: tuple[Rule | TierRule, ...] = (
    Rule("filing.call", "申报批次一致", "申报批次", _call),
    Rule("filing.before_call", "填报日期不早于通知", "通知印发日期", _before_call),
    Rule("filing.deadline", "区县受理截止", "区县配置", _deadline, _deadline_known),
    Rule("filing.deadline_unknown", "区县受理截止未知", "A34", _deadline_unknown),
    Rule("filing.future", "填报日期与今天", "填报日期", _future),
    Rule("commitment.truthful", "真实性承诺", "七（二）", _truthful),
    Rule("commitment.informed", "知情同意", "个人信息保护", _informed),
)
