"""Other guarantees (四（一）5, 四（二）5): people, task force, the parent body's support."""

from __future__ import annotations

from collections.abc import Iterator

from bayu_docs.eligibility.case import Case, TierCase
from bayu_docs.eligibility.names import says_nothing
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.application import Application, Person
from bayu_docs.model.finding import Finding

_SUPPORT = "/organization/support"


def _asks_attention(case: Case) -> bool:
    return "unit_attention" in case.call.facts


def _attention(case: Case) -> Iterator[Finding]:
    if says_nothing(case.application.organization.attention):
        yield case.info(
            "/organization/attention",
            "没有写“建设单位重视情况”，通知要求“建设单位高度重视”",
            "可写明领导机构、会议议定事项等",
            case.fact_clause("unit_attention"),
        )


def _dedicated_staff(case: TierCase) -> Iterator[Finding]:
    yield from _people(
        case,
        case.application.organization.dedicated_staff,
        "/organization/dedicated_staff",
        "专门人员",
        "请填写负责驿站建设运行的专门人员及其分工",
    )


def _task_force(case: TierCase) -> Iterator[Finding]:
    yield from _people(
        case,
        case.application.organization.task_force,
        "/organization/task_force",
        "专班",
        "请填写负责日常管理的专班名单及其分工",
    )


def _people(
    case: TierCase, people: tuple[Person, ...], pointer: str, title: str, advice: str
) -> Iterator[Finding]:
    """The notice sets no number; a call that does is followed, otherwise one person is asked."""
    named = sum(not says_nothing(person.name) for person in people)
    asked = case.requirement.limit.value if case.requirement.limit else 1
    if named < asked:
        yield case.error(
            pointer, f"“{title}”填了{named}名，至少要有{asked}名，差{asked - named}名", advice
        )


def has_parent(application: Application) -> bool:
    """True when a parent body is named."""
    return not says_nothing(application.applicant.parent)


def _parent_support(case: TierCase) -> Iterator[Finding]:
    support = case.application.organization.support
    parent = case.application.applicant.parent
    texts = {"政策": support.policy, "项目": support.projects, "资金": support.funds}
    given = [name for name, text in texts.items() if not says_nothing(text)]
    missing = [name for name in texts if name not in given and case.asks_for(name)]
    if support.not_applicable and has_parent(case.application):
        yield case.error(
            f"{_SUPPORT}/not_applicable",
            f"所属单位写作“{parent}”，所属单位支持却选了“不适用”",
            "有所属单位的，请写明其政策、项目、资金支持；没有的，“所属单位”填“无”",
        )
    elif support.not_applicable and given:
        yield case.warning(
            f"{_SUPPORT}/not_applicable",
            "所属单位支持选了“不适用”，又写了支持内容",
            "请只留一种",
        )
    elif not support.not_applicable and not given:
        yield case.error(
            _SUPPORT,
            "没有写所属单位的政策、项目、资金支持，也没有选“不适用”",
            "请写明所属单位给予的支持；没有所属单位的，选“不适用（无所属单位）”",
        )
    elif not support.not_applicable and missing:
        yield case.warning(
            _SUPPORT,
            f"所属单位支持没有写{'、'.join(missing)}，通知原文为“{case.requirement.clause.words}”",
            f"请补写{'、'.join(missing)}支持，或说明由谁承担",
        )


RULES: tuple[Rule | TierRule, ...] = (
    Rule("organization.attention", "建设单位重视", "四（一）5", _attention, _asks_attention),
    TierRule("organization.dedicated_staff", "专门人员", "dedicated_staff", _dedicated_staff),
    TierRule("organization.task_force", "专班", "task_force", _task_force),
    TierRule("organization.parent_support", "所属单位支持", "parent_support", _parent_support),
)
