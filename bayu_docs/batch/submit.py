"""The district's submission to the city, made whole or not at all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bayu_docs.batch.columns import CLOCK
from bayu_docs.batch.desk import city_deadline, left_words
from bayu_docs.batch.handover import contents, electronic, papers
from bayu_docs.batch.handover.candidates import Candidate, candidates
from bayu_docs.batch.handover.papers import PRINT_SHEET, SIGN_FOR, Setting
from bayu_docs.batch.opening import profile_data
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.intake.jsonfile import read_json
from bayu_docs.materials import files, fonts, pdf_look
from bayu_docs.materials.workdays import Calendar
from bayu_docs.model.call import Call
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Finding, Place, Severity, has_errors
from bayu_docs.model.report import Report
from bayu_docs.model.submission import (
    BAG_SUFFIX,
    BUNDLE,
    FORM_DOCX,
    FORM_PDF,
    MAIL,
    REPORT_HTML,
    REPORT_JSON,
)
from bayu_docs.notices.kinds import kind_named
from bayu_docs.notices.roster_sheet import ROSTER_XLSX
from bayu_docs.office.family import Family
from bayu_docs.office.session import OfficeSession
from bayu_docs.pipeline.judging import DISTRICT_FILE
from bayu_docs.pipeline.notice_packages import TAKE_PACKAGES
from bayu_docs.pipeline.order import Progress
from bayu_docs.pipeline.package import write_reports

CHECKED = ("desk.nobody", "desk.package", "desk.paper", "notice", "render_proof", "bag", "mail")
_IN_FOLDER = (FORM_DOCX, FORM_PDF, BUNDLE, f"*{BAG_SUFFIX}")
_KINDS = {MAIL: "mail", PRINT_SHEET: "print_sheet", FORM_PDF: "form", BUNDLE: "bundle"}


@dataclass(frozen=True)
class Order:
    """What the user asked for. head: a JSON file with what the letter says of itself (文号, 日期,
    理由); templates: the user's own."""

    desk: Path
    call_name: str
    head: Path | None = None
    templates: Path | None = None


def known_output() -> tuple[str, ...]:
    """Every name that may stand in an OUT of `desk submit`."""
    kinds = [kind for key in TAKE_PACKAGES if (kind := kind_named(key))]
    titles = [*(kind.name for kind in kinds), SIGN_FOR]
    named = [f"{title}{suffix}" for title in titles for suffix in (".docx", ".pdf")]
    inner = [f"[0-9]*_*/{name}" for name in _IN_FOLDER]
    return (*named, *inner, ROSTER_XLSX, PRINT_SHEET, MAIL, BAG_SUFFIX, REPORT_HTML, REPORT_JSON)


def submit(
    order: Order, campaign: Campaign, calendar: Calendar, out: Path, moment: datetime,
    progress: Progress,
) -> Report:  # fmt: skip
    """Everything that goes to the city, in OUT, with its report.

    When nobody is recommended, or a package does not verify any more, only the reports are written.
    EngineMissing, EngineFailed and OutputUnwritable leave OUT as it was.
    """
    fontset = fonts.resolve()
    with (
        files.OutputFolder(out, known_output()) as folder,
        tempfile.TemporaryDirectory(prefix="bayu-docs-") as name,
        OfficeSession(Family.WRITER, fontset, Path(name, "writer")) as office,
    ):
        scene = _Scene(order, campaign, calendar, Path(name), folder.path, moment)
        report = _made(scene, fontset, office, progress)
        write_reports(report, folder.path)
        folder.commit()
        made = folder.path
    moved = (replace(each, path=out / each.path.relative_to(made)) for each in report.artifacts)
    return replace(report, artifacts=tuple(moved))


@dataclass(frozen=True)
class _Scene:
    """One submission at work. work: for what is made on the way; out: what is handed over."""

    order: Order
    campaign: Campaign
    calendar: Calendar
    work: Path
    out: Path
    moment: datetime


def _made(
    scene: _Scene, fontset: fonts.FontSet, office: OfficeSession, progress: Progress
) -> Report:
    """Everything in the scene's `out`, or, where there is an error, only its report."""
    campaign, order = scene.campaign, scene.order
    day = scene.moment.astimezone(CLOCK).date()
    progress("重新核验推荐对象的材料包")
    profile = _profile(campaign, scene.work)
    chosen, findings = candidates(
        order.desk, campaign, order.call_name, profile, day, scene.work / "packages"
    )
    findings = (*_deadline(campaign.call, scene.moment), *findings)
    report = Report(
        f"{campaign.district.division or '区县'}报送市级的推荐材料",
        findings,
        checked=CHECKED[:3],
        facts=_facts(campaign, chosen, scene.moment),
    )
    if not chosen:
        return report
    setting = Setting(
        campaign.call,
        campaign.district,
        scene.calendar,
        scene.moment,
        read_json(order.head) if order.head is not None else None,
        order.templates,
        contents.way(chosen, campaign.call),
    )
    parts, told = papers.composed(chosen, setting)
    report = replace(report, findings=(*findings, *told))
    if not parts:
        return report
    progress("生成推荐函、汇总表、报送清单、打印装订单和签收单")
    report = papers.write(report, parts, chosen, setting, fontset, office, scene.work, scene.out)
    if has_errors(report.findings):
        return report
    progress("打包，拟写邮件")
    electronic.lay_out(chosen, scene.out)
    electronic.write_bag(chosen, setting, scene.out)
    mailed = electronic.write_mail(chosen, setting, scene.out)
    return replace(
        report,
        findings=(*report.findings, *mailed),
        checked=CHECKED,
        artifacts=tuple(_artifacts(scene.out)),
        closing="已生成，请逐页翻看后签章报送",
    )


def _profile(campaign: Campaign, work: Path) -> Path | None:
    """The district's profile as a file, by which packages are judged; None where none is known."""
    if not campaign.district.division:
        return None
    path = work / DISTRICT_FILE
    path.write_text(json.dumps(profile_data(campaign.district), ensure_ascii=False), "utf-8")
    return path


def _artifacts(out: Path) -> Iterator[Artifact]:
    for path in sorted(out.rglob("*")):
        if path.is_file():
            pages = pdf_look.page_count(path) if path.suffix == ".pdf" else None
            kind = _KINDS.get(path.name, "bag" if path.suffix == BAG_SUFFIX else "notice")
            yield Artifact(kind, path, files.sha256_of(path), path.stat().st_size, pages)


def _facts(
    campaign: Campaign, chosen: Sequence[Candidate], moment: datetime
) -> tuple[tuple[str, str], ...]:
    """The head of the report: what is submitted, and how much time is left."""
    due = city_deadline(campaign.call)
    deadline = campaign.call.deadline_to_city
    facts = [
        ("报送单位", campaign.district.division or "（区县资料里没有写）"),
        *(
            (f"第{each.entry.decisions['rank']}推荐", each.package.application.station_name)
            for each in chosen
        ),
        ("报市截止", f"{deadline.moment:%Y-%m-%d %H:%M}（{left_words(deadline.moment, moment)}）"),
        ("星期存疑", due.note),
        ("报送地点", f"{deadline.address}，一式 {campaign.call.copies_to_city.value} 份"),
        ("电子档", deadline.mailbox),
    ]
    return tuple((label, value) for label, value in facts if value)


def _deadline(call: Call, moment: datetime) -> Iterator[Finding]:
    """A warning once the deadline, or the day by the printed weekday, has passed."""
    deadline = call.deadline_to_city
    if moment > deadline.moment:
        said = f"报市截止时间 {deadline.moment:%Y-%m-%d %H:%M} 已过，通知写明逾期不再受理"
        advice = "请先电话联系市级联系人"
        yield Finding(
            "desk.city_deadline", Severity.WARNING, said, Place(), deadline.clause, advice
        )
