"""What one run of `receive` says: the report for programs, and the page for the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from bayu_docs import __version__
from bayu_docs.batch.columns import CLOCK, checked_page, shown
from bayu_docs.batch.inbox.gather import Gathered
from bayu_docs.materials.html import filled_page
from bayu_docs.model.call import DISTRICT, MUNICIPAL, TIER_NAMES, DistrictProfile
from bayu_docs.model.desk import FAILS, MEETS, OPEN, UNKNOWN, Entry
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.report import Report
from bayu_docs.reporting.mask import masked
from bayu_docs.reporting.order import MARKS, in_order

TEMPLATE = "report/receive.html.j2"
_WORDS = (MEETS, FAILS, OPEN)
_CLASSES = {MEETS: "good", FAILS: "bad", OPEN: "open"}


def report_on(
    inbox: str, entries: Sequence[Entry], findings: Sequence[Finding], gathered: Gathered, new: int
) -> Report:
    """The run's own report; each application's findings are in its own, under 核验."""
    late = sum(entry.receipt.late is True for entry in entries)
    untimed = sum(entry.receipt.received_at is None for entry in entries)
    doubled = sum(bool(entry.receipt.duplicates) for entry in entries)
    unread = sum(entry.receipt.form == UNKNOWN for entry in entries)
    facts = (
        ("来件", _came(gathered)),
        ("本次新立", f"{new} 行"),
        ("汇总表", f"{len(entries)} 行"),
        ("市级结论", _counts(entries, MUNICIPAL)),
        ("区县级结论", _counts(entries, DISTRICT)),
        ("逾期", f"{late} 行；收件时间未知 {untimed} 行"),
        ("重复提示", f"{doubled} 行"),
        ("读不出申报", f"{unread} 行"),
    )
    crashed = sum(found.code == "receive.crashed" for found in findings)
    closing = (
        f"有 {crashed} 件没有核验成，其余已核验"
        if crashed
        else f"已核验 {len(entries)} 行，逐行结论见汇总表"
    )
    return Report(
        f"来件文件夹“{inbox}”",
        tuple(findings),
        checked=("receive",),
        facts=facts,
        closing=closing,
    )


def _came(gathered: Gathered) -> str:
    """How many files came, and how many of what they hold may be applications."""
    files = gathered.files
    mails = f"，其中邮件 {gathered.mails} 封" if gathered.mails else ""
    return f"{files} 件{mails}；可核验的 {len(gathered.items)} 件"


def page(
    report: Report, entries: Sequence[Entry], district: DistrictProfile, moment: datetime
) -> str:
    """收件报告.html: the counts, every application with its verdicts, and what to look at."""
    deadline = district.deadline
    return filled_page(
        TEMPLATE,
        title=f"{district.division}收件报告",
        subject=masked(report.subject),
        moment=f"{moment.astimezone(CLOCK):%Y-%m-%d %H:%M}",
        deadline=f"{deadline.astimezone(CLOCK):%Y-%m-%d %H:%M}" if deadline else "",
        verdict=report.closing,
        crashed=any(found.code == "receive.crashed" for found in report.findings),
        facts=[(label, masked(value)) for label, value in report.facts],
        rows=[_row(entry) for entry in entries],
        findings=[_finding(found) for found in in_order(report)],
        version=__version__,
    )


def _counts(entries: Sequence[Entry], tier: str) -> str:
    words = [entry.receipt.verdicts.get(tier, "") for entry in entries]
    return "，".join(f"{word} {words.count(word)}" for word in _WORDS)


def _row(entry: Entry) -> dict[str, Any]:
    receipt = entry.receipt
    return {
        "number": entry.number,
        "report": checked_page(entry),
        "applicant": masked(receipt.applicant) or "（读不出）",
        "station": masked(receipt.station_name),
        "file": masked(receipt.file),
        "tier": TIER_NAMES.get(receipt.tier, ""),
        "received": f"{received:%m-%d %H:%M}" if (received := _clock(entry)) else "未知",
        "late": {True: ("逾期", "bad"), False: ("按时", ""), None: ("未知", "open")}[receipt.late],
        "verdicts": [
            (word, _CLASSES.get(word, ""))
            for word in (receipt.verdicts.get(tier, "") for tier in (MUNICIPAL, DISTRICT))
        ],
        "counts": f"{receipt.errors} / {receipt.warnings}",
        "pages": "" if receipt.pages is None else str(receipt.pages),
        "notes": [masked(note) for note in _notes(entry)],
        "state": entry.state_word,
    }


def _clock(entry: Entry) -> datetime | None:
    at = shown(entry, "received_at")
    return at if isinstance(at, datetime) else None


def _notes(entry: Entry) -> Iterator[str]:
    receipt = entry.receipt
    yield from (f"{other}：{why}" for other, why in receipt.duplicates)
    yield from receipt.distances
    yield from (f"存疑：{title}" for title in receipt.doubts)


def _finding(found: Finding) -> dict[str, str]:
    return {
        "key": found.severity.value,
        "mark": f"{MARKS[found.severity]} {found.severity.label}",
        "message": masked(found.message),
        "where": masked(str(found.place)) if found.place.spot else "",
        "advice": masked(found.advice),
        "code": found.code,
        "quiet": "yes" if found.severity is Severity.INFO else "",
    }
