"""The application form's fields: what templates/forms/application.docx prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from bayu_docs.materials import assets
from bayu_docs.model.application import ORDINARY_MEMBER, Application
from bayu_docs.model.call import DISTRICT, TIER_NAMES, Call
from bayu_docs.model.evidence import PagePlan
from bayu_docs.model.verdict import Assessment
from bayu_docs.rendering.words import completed, date_words, listed, number_words

DRAFT_MARK = "草稿（未通过检查）"
NO_PARENT = "无"


def form_fields(
    application: Application,
    call: Call,
    assessments: Sequence[Assessment],
    plan: PagePlan,
    *,
    draft: bool,
) -> dict[str, Any]:
    """All names the form's template uses: `f`, `blank` and `draft_mark`."""
    fields = completed(assets.schema("application"), application.data)
    applicant = application.applicant
    fields |= {
        "form_title": call.form_title,
        "batch": call.batch,
        "tier_name": TIER_NAMES[application.tier],
        "filing_date_words": date_words(application.filing_date),
        "instructions": instructions(call),
        "conditions": [
            {
                "clause": row.clause,
                "demand": row.demand,
                "stated": row.stated,
                "pages": plan.words_proving(row.title),
            }
            for row in assessments
        ],
        "team_summary": team_summary(application),
        "oaths": oaths(call),
        "opinion_bodies": {level: list(names) for level, names in call.opinion_bodies.items()},
        "has_parent": applicant.parent not in ("", NO_PARENT),
        "reaches_city": application.tier != DISTRICT,
    }
    for row in fields["facilities"]["occupations"]:
        row["uses_words"] = listed(row["uses"])
    for lead in fields["lead_artisans"]:
        for row in lead["qualifications"]:
            if row["issued_on"]:
                row["issued_on"] = date_words(date.fromisoformat(row["issued_on"]))
    for row in fields["partners"]:
        row["kinds_words"] = listed(row["kinds"])
    return {"f": fields, "blank": False, "draft_mark": DRAFT_MARK if draft else ""}


def instructions(call: Call) -> list[str]:
    """填表说明: what the notice's 备注 says, word for word, and how our design is to be read."""
    return [
        *(fact.text for key, fact in call.facts.items() if key.startswith("fill_note")),
        "“申报级别”按申报主体的选择填写；“市级和区县级（同时）”的，两级条件分别对照。",
        "“佐证页码”指单独装订的佐证材料册右上角所印页码，“区县核验”栏由区县填写，申报主体不填。",
        "意见栏由有关单位填写并签章，申报主体不得代填。",
        "本表为样表（非官方）：通知附件的表体未公开，表式为合理设计，以主管部门下发的附件为准。",
    ]


def team_summary(application: Application) -> str:
    """Numbers of the team in one line; members exclude the lead artisans."""
    members, leads = len(application.team), len(application.lead_artisans)
    classes = Counter(
        member.category for member in application.team if member.category != ORDINARY_MEMBER
    )
    ratio = f"，领衔工匠与成员之比为1:{number_words(round(members / leads, 1))}" if leads else ""
    exempt = listed([f"{name}{number}名" for name, number in classes.items()])
    return f"团队成员{members}名（不含领衔工匠），领衔工匠{leads}名{ratio}" + (
        f"；其中{exempt}。" if exempt else "。"
    )


def oaths(call: Call) -> list[str]:
    """The commitment's paragraphs; the consequence is the notice's own (七（二）)."""
    ban = call.ban_years
    return [
        "本单位郑重承诺：本申报表所填内容和所附佐证材料真实、准确、完整，复印件与原件一致；"
        "如有弄虚作假，愿承担由此产生的一切责任。",
        f"本单位知悉《通知》{ban.clause.number}的规定：“{ban.clause.words}”。",
        "本表所列人员均已知情，同意为本次申报使用其个人信息。",
    ]
