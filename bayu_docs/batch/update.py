"""`desk update`: the clerk's decisions out of 汇总表.xlsx into the state, the mirror renewed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bayu_docs.batch import decisions
from bayu_docs.batch.columns import CLOCK
from bayu_docs.batch.rosterbook.make import roster_book
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials.files import write_whole
from bayu_docs.model.desk import ROSTER_FILE
from bayu_docs.model.finding import Severity, has_errors
from bayu_docs.model.report import Report

CHECKED = ("desk.value", "desk.order", "desk.too_many", "desk.publicity", "desk.quota")
"""Named in the report: one for each question that was asked of the cells."""


def update(desk: Path, campaign: Campaign, moment: datetime) -> Report:
    """What was taken over and what was not. Unless something was refused, the workbook is written
    anew; otherwise it stays as the clerk left it, so that nothing typed is lost.

    SourceUnreadable when there is no roster to read, OutputUnwritable when it is held open.
    """
    path = desk / ROSTER_FILE
    if not path.is_file():
        raise SourceUnreadable(
            f"工作台文件夹里没有 {ROSTER_FILE}", "请运行 bayu-docs receive，按台账重新写出"
        )
    before = campaign.revision
    changes = decisions.changes(decisions.read(path), campaign)
    told = campaign.decide_all(changes.edits, moment)
    refused = sum(finding.severity is Severity.ERROR for finding in told)
    standing = campaign.standing(moment.astimezone(CLOCK).date())
    known = {finding.message for finding in told}
    findings = (*changes.findings, *told, *(f for f in standing if f.message not in known))
    mirrored = not has_errors(findings)
    if mirrored:
        book = roster_book(
            campaign.entries(), campaign.call, campaign.district, campaign.revision, moment
        )
        write_whole(path, book)
    facts = (
        ("汇总表里改动", f"{len(changes.edits)} 格"),
        ("记入台账", f"{len(changes.edits) - refused} 格"),
        ("台账版本", f"{before} → {campaign.revision}"),
    )
    closing = (
        "已按台账重新写出汇总表" if mirrored else "汇总表保持原样：改好上面指出的格，再运行一次"
    )
    return Report(ROSTER_FILE, findings, checked=CHECKED, facts=facts, closing=closing)
