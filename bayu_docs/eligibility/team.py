"""The station's team (四（一）2, 四（二）2): years of service, exempt classes, who is who."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bayu_docs.eligibility.case import Case, TierCase
from bayu_docs.eligibility.counts import is_lead
from bayu_docs.eligibility.limits import plain, softened
from bayu_docs.eligibility.names import bare, same_person, says_nothing
from bayu_docs.eligibility.rule import Rule, TierRule
from bayu_docs.model.application import TeamMember
from bayu_docs.model.finding import Finding

_GRADUATE = "毕业生"
_VENTURE = "创业"


def _row(index: int, member: TeamMember) -> str:
    return f"驿站团队第{index + 1}行“{member.name}”"


def _years(case: TierCase) -> Iterator[Finding]:
    asked = Decimal(case.limit.value)
    for index, member in enumerate(case.application.team):
        if member.category in case.call.exempt_categories:
            continue
        years = member.rural_years
        if years is not None and years >= asked:
            continue
        stated = "未填年限" if years is None else f"{plain(years)}年"
        yield softened(
            case,
            member.exception_note,
            f"/team/{index}/rural_years",
            f"{_row(index, member)}从事农业农村建设服务{stated}，{case.asker}要求"
            f"{plain(asked)}年以上，差{plain(asked - (years or Decimal(0)))}年",
            "请换人或核对年限；返乡创业农民工和回乡毕业生不受限制，请核对“人员类别”",
        )


def _graduate_facts(case: Case) -> Iterator[Finding]:
    for index, member in enumerate(case.application.team):
        if member.category not in case.call.exempt_categories:
            continue
        missing = _missing_facts(member)
        if missing:
            yield case.warning(
                f"/team/{index}/category",
                f"{_row(index, member)}按“{member.category}”不受年限限制，但没有写"
                + "".join(f"“{name}”" for name in missing),
                "请补填，以便核验其类别",
                case.call.exempt_clause,
            )


def _missing_facts(member: TeamMember) -> list[str]:
    if _GRADUATE in member.category:
        facts = {"毕业院校": member.school, "毕业年月": member.graduated_in}
    elif _VENTURE in member.category:
        facts = {"返乡创业项目": member.venture}
    else:
        facts = {}
    return [name for name, value in facts.items() if says_nothing(value)]


def _lead_known(case: Case) -> Iterator[Finding]:
    known = {bare(lead.name) for lead in case.application.lead_artisans}
    for index, member in enumerate(case.application.team):
        if member.lead and bare(member.lead) not in known:
            yield case.error(
                f"/team/{index}/lead",
                f"{_row(index, member)}的“所属领衔工匠”写作“{member.lead}”，领衔工匠表中没有此人",
                "请照领衔工匠表填写姓名",
            )


def _overlap(case: Case) -> Iterator[Finding]:
    for index, member in enumerate(case.application.team):
        if is_lead(case.application, member):
            yield case.warning(
                f"/team/{index}/name",
                f"{_row(index, member)}同时是领衔工匠，本工具不把领衔工匠计入团队成员",
                "请从驿站团队中删去，或换成其他人；确为两人的，填写各自的公民身份号码",
                doubt="A44",
            )


def _duplicate(case: Case) -> Iterator[Finding]:
    namesakes: dict[str, list[tuple[int, TeamMember]]] = {}
    for index, member in enumerate(case.application.team):
        earlier = namesakes.setdefault(bare(member.name), [])
        first = next((i for i, known in earlier if same_person(known, member)), None)
        if first is None:
            earlier.append((index, member))
            continue
        yield case.error(
            f"/team/{index}/name",
            f"{_row(index, member)}与第{first + 1}行同名，只计一次",
            "请删去重复的一行；确为两人的，填写各自的公民身份号码以资区分",
        )


RULES: tuple[Rule | TierRule, ...] = (
    TierRule("team.years", "服务年限", "member_years", _years),
    TierRule("team.graduate_facts", "不受限制类别的依据", "member_years", _graduate_facts),
    TierRule("team.lead_known", "所属领衔工匠", "team_ratio", _lead_known),
    TierRule("team.overlap", "成员与领衔工匠重复", "team_ratio", _overlap),
    TierRule("team.duplicate", "团队成员重复", "team_ratio", _duplicate),
)
