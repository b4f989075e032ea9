"""收件登记单 for all that was read, 补正告知单 for those with errors, many per engine start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bayu_docs.batch import work
from bayu_docs.batch.inbox.words import fault, hint, warning
from bayu_docs.batch.inbox.workers import Workers
from bayu_docs.batch.paper_data import CORRECTION, RECEIPT, correction_data, receipt_data
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.errors import BayuError
from bayu_docs.materials.files import safe_name, write_whole
from bayu_docs.model import desk
from bayu_docs.model.desk import SET_ASIDE, Entry
from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.job import Job, JobResult, Letter
from bayu_docs.pipeline import notice

GROUP = 30
"""Papers for one start of the engine, and fewer where several processes can share them."""
_FEWEST = 8  # below that a start of the engine costs more than it gains
_FOLDERS = {RECEIPT: desk.RECEIPTS_FOLDER, CORRECTION: desk.CORRECTIONS_FOLDER}


@dataclass(frozen=True)
class Paper:
    """One paper to print: its kind, the entry it is for, and its data."""

    kind: str
    entry: Entry
    data: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Its place on the desk, without suffix."""
        name = safe_name(f"{self.entry.number}_{self.entry.receipt.applicant}")
        return f"{_FOLDERS[self.kind]}/{name}"


def write(
    campaign: Campaign,
    touched: Iterable[Entry],
    out: Path,
    moment: datetime,
    workers: Workers,
) -> tuple[Finding, ...]:
    """Print what is missing, and what is due to those just judged; gives what could not be.

    No correction is made after the district's own deadline: the notice knows none (A41).
    """
    entries = campaign.entries()
    fresh = {entry.number for entry in touched}
    papers, findings = _wanted(entries, campaign, moment)
    due = [
        paper
        for paper in papers
        if paper.entry.number in fresh or not (out / f"{paper.path}.pdf").is_file()
    ]
    jobs, told = _jobs(due, campaign, moment, workers.width)
    findings += told
    by_path = {paper.path: paper for paper in due}
    for made in workers.each(_printed, jobs, _fallen, lambda *_: None):
        if isinstance(made, str):
            findings.append(_unprinted(made))
            continue
        for letter in made.made:
            if letter.problem:
                said = f"{by_path[letter.key].path} 没有生成：{letter.problem}"
                advice = "请再收件一次；仍然如此的请运行 bayu-docs doctor"
                findings.append(warning("receive.paper", said, letter.key, advice))
            else:
                write_whole(out / f"{letter.key}.docx", letter.docx)
                write_whole(out / f"{letter.key}.pdf", letter.pdf)
    return tuple(findings)


def _wanted(
    entries: Sequence[Entry], campaign: Campaign, moment: datetime
) -> tuple[list[Paper], list[Finding]]:
    """Every paper that ought to be there, and why some are not."""
    named = [entry for entry in entries if _is_named(entry)]
    papers = [Paper(RECEIPT, entry, receipt_data(entry, campaign.call)) for entry in named]
    findings: list[Finding] = []
    for entry in entries:
        if not _is_named(entry):
            said = f"{entry.number}（{entry.receipt.file}）读不出申报主体，没有生成收件登记单"
            advice = "请联系来件人重新报送；需要时手工登记"
            findings.append(warning("receive.paper", said, entry.receipt.file, advice))
    wrong = [
        entry
        for entry in named
        if entry.receipt.errors and not entry.receipt.late and entry.state != SET_ASIDE
    ]
    deadline = campaign.district.deadline
    if deadline is not None and moment > deadline:
        if wrong:
            numbers = "、".join(entry.number for entry in wrong)
            said = (
                f"已过区县受理截止时间（{deadline:%Y-%m-%d %H:%M}），没有生成补正告知单：{numbers}"
            )
            advice = "通知没有规定补正程序，补正只在受理截止前进行（存疑 A41）"
            findings.append(hint("receive.no_correction", said, "", advice))
        return papers, findings
    papers += [
        Paper(CORRECTION, entry, correction_data(entry, campaign.district, campaign.call))
        for entry in wrong
    ]
    return papers, findings


def _is_named(entry: Entry) -> bool:
    """Whether a paper can be addressed to it."""
    receipt = entry.receipt
    return bool(receipt.applicant and receipt.station_name and receipt.tier)


def _jobs(
    due: Sequence[Paper], campaign: Campaign, moment: datetime, width: int
) -> tuple[list[Job], list[Finding]]:
    """The papers of each kind in groups, and a finding for data that make no paper."""
    jobs: list[Job] = []
    findings: list[Finding] = []
    for key in _FOLDERS:
        kind = notice.kind_of(key)
        template = notice.template_of(kind, None)
        content = template.read_bytes()
        letters: list[Letter] = []
        for paper in (each for each in due if each.kind == key):
            composed = notice.composed(
                kind, paper.data, {}, campaign.call, campaign.district, moment.date()
            )
            if composed.value is None:
                findings += _refused(paper, composed.findings)
            else:
                letters.append(Letter(paper.path, composed.value))
        size = min(GROUP, max(_FEWEST, -(-len(letters) // width)))
        for start in range(0, len(letters), size):
            group = tuple(letters[start : start + size])
            jobs.append(Job(len(jobs), template.name, content, group, moment))
    return jobs, findings


def _refused(paper: Paper, findings: Iterable[Finding]) -> Iterator[Finding]:
    errors = [found.message for found in findings if found.severity is Severity.ERROR]
    said = f"{paper.path} 没有生成：{'；'.join(errors)}"
    advice = "请核对这份申报的数据，改正后再收件一次"
    yield warning("receive.paper", said, paper.entry.receipt.file, advice)


def _printed(job: Job) -> JobResult | str:
    """The papers of a job, or why none can be printed here."""
    try:
        return work.do(job)
    except BayuError as error:
        return f"{error.message}。{error.advice}"


def _fallen(job: Job) -> JobResult | str:
    return f"生成 {len(job.letters)} 份文书时程序中断"


def _unprinted(why: str) -> Finding:
    said = f"收件登记单、补正告知单没有生成：{why}"
    return fault("receive.no_papers", said, "", "运行 bayu-docs doctor 补好后再收件一次")
