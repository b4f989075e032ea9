"""`receive`: an inbox in, a desk out. What came is judged, recorded, kept and answered."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bayu_docs.batch import paperwork, receive_report
from bayu_docs.batch.inbox import duplicates
from bayu_docs.batch.inbox.found import Item
from bayu_docs.batch.inbox.gather import Gathered, gather
from bayu_docs.batch.inbox.judge import Basis, Looked, Seen, crashed, look
from bayu_docs.batch.inbox.keep import is_kept, keep
from bayu_docs.batch.inbox.sameness import sorted_out
from bayu_docs.batch.inbox.times import Stamp, deadline_unknown, late, late_ones, stamps
from bayu_docs.batch.inbox.workers import Workers
from bayu_docs.batch.refusals import made, refuse_places, refuse_unread
from bayu_docs.batch.rosterbook.make import roster_book
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.calls.load import load_call, load_district
from bayu_docs.errors import SourceUnreadable
from bayu_docs.materials.files import write_whole
from bayu_docs.model import desk
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.desk import Entry, Receipt
from bayu_docs.model.finding import Finding
from bayu_docs.model.report import Report
from bayu_docs.pipeline.order import Progress
from bayu_docs.reporting import html, json_report

_SOURCE = "receive"


@dataclass(frozen=True)
class Order:
    """What is asked for. call_name, district: empty for those the desk was opened with; server: our
    own mail server as Received: lines name it, empty for the topmost line; jobs: processes side by
    side."""

    inbox: Path
    out: Path
    call_name: str = ""
    district: Path | None = None
    jobs: int = 1
    server: str = ""


def receive(order: Order, moment: datetime, progress: Progress) -> Report:
    """Everything in the inbox judged, and the desk in OUT brought up to date.

    OUT is extended, each file appearing whole; what was received before is not judged again.
    Raises SourceUnreadable, CallFaulty, OutputUnwritable, also when 汇总表.xlsx holds decisions
    that were not read back: nothing is then touched.
    """
    refuse_places(order.inbox, order.out)
    call = load_call(order.call_name) if order.call_name else None
    profile = load_district(order.district, call) if order.district else None
    made(order.out)
    with (
        Campaign.open(order.out / desk.STATE_FILE, call=call, district=profile) as campaign,
        tempfile.TemporaryDirectory(prefix="bayu-receive-") as work,
        Workers(order.jobs) as workers,
    ):
        refuse_unread(order.out / desk.ROSTER_FILE, campaign)
        gathered = _gathered(order, Path(work), workers, progress)
        run = _Run(order, moment, campaign, gathered)
        run.judge(workers, progress)
        run.record()
        progress("写收件登记单、补正告知单和汇总表")
        papers = paperwork.write(campaign, run.touched, order.out, moment, workers)
        return run.finish((*run.findings, *papers))


def _gathered(order: Order, work: Path, workers: Workers, progress: Progress) -> Gathered:
    def opened(done: int, total: int) -> None:
        progress(f"打开邮件 {done}/{total}")

    progress("清点来件")
    try:
        return gather(order.inbox, order.server, work, workers, opened)
    except OSError as error:
        raise SourceUnreadable(f"来件文件夹“{order.inbox}”读不出来", "请检查读取权限") from error


class _Run:
    """One run: what came, what it was judged to be, and under which numbers it stands."""

    def __init__(
        self, order: Order, moment: datetime, campaign: Campaign, gathered: Gathered
    ) -> None:
        self._order, self._moment, self._campaign = order, moment, campaign
        self._gathered = gathered
        self._before = {entry.receipt.sha256: entry for entry in campaign.entries()}
        self._stamps, told = stamps(gathered.items, gathered.registers)
        self._same = sorted_out(gathered.items, self._stamps, self._before)
        self._seen: list[tuple[Item, Seen]] = []
        self.touched: tuple[Entry, ...] = ()
        self.findings: list[Finding] = [*gathered.findings, *self._still_open(told)]

    def judge(self, workers: Workers, progress: Progress) -> None:
        """Look at every item that is new, or whose judgement was lost on the way."""

        def judged(done: int, total: int) -> None:
            progress(f"核验 {done}/{total}")

        district = self._campaign.district
        known = None if district == DistrictProfile() else district
        basis = Basis(self._campaign.call, known, self._moment)
        fresh = [item for item in self._same.first if not self._is_done(item)]
        jobs = [(item, basis) for item in fresh]
        for item, looked in zip(fresh, workers.each(_look, jobs, _fallen, judged), strict=True):
            self.findings += looked.findings
            self._seen += [(item, each) for each in looked.seen]

    def record(self) -> None:
        """Number what was seen, keep its files, and compare it with all the rest."""
        seen = [self._received(item, each.receipt) for item, each in self._seen]
        entries = self._campaign.record([*seen, *self._retimed()], self._moment, _SOURCE)
        for (item, each), entry in zip(self._seen, entries, strict=False):
            keep(item, self._kept(entry), entry.receipt.file)
            report, checked = _whole(each.report, entry), self._checked(entry)
            write_whole(checked.with_suffix(".html"), html.to_html(report).encode("utf-8"))
            write_whole(checked, json_report.to_json(report).encode("utf-8"))
        again, told = self._same.again(self._campaign)
        self._campaign.record(again, self._moment, _SOURCE)
        self.findings += told
        self._compare()
        changed = {e.number for e in entries if self._before.get(e.receipt.sha256) != e}
        everyone = self._campaign.entries()
        self.touched = tuple(entry for entry in everyone if entry.number in changed)
        self.findings += late_ones(everyone, self._campaign.district)

    def finish(self, findings: Sequence[Finding]) -> Report:
        """汇总表, the page for the desk and report.json; gives the report."""
        out, campaign = self._order.out, self._campaign
        entries = campaign.entries()
        inbox, new = self._order.inbox.resolve().name, len(entries) - len(self._before)
        report = receive_report.report_on(inbox, entries, findings, self._gathered, new)
        district, moment = campaign.district, self._moment
        book = roster_book(entries, campaign.call, district, campaign.revision, moment)
        page = receive_report.page(report, entries, district, moment)
        write_whole(out / desk.ROSTER_FILE, book)
        write_whole(out / desk.DESK_HTML, page.encode("utf-8"))
        write_whole(out / desk.DESK_JSON, json_report.to_json(report).encode("utf-8"))
        return report

    def _kept(self, entry: Entry) -> Path:
        return self._order.out / desk.RECEIVED_FOLDER / entry.number

    def _checked(self, entry: Entry) -> Path:
        return self._order.out / desk.CHECKED_FOLDER / f"{entry.number}.json"

    def _is_done(self, item: Item) -> bool:
        """Whether it was judged before, and all of that is still there."""
        entry = self._before.get(item.sha256)
        if entry is None:
            return False
        kept = is_kept(item, self._kept(entry), entry.receipt.file)
        return kept and self._checked(entry).is_file()

    def _received(self, item: Item, receipt: Receipt) -> Receipt:
        """The receipt with its time; of what was received before, with the name, the time and the
        neighbours it had then, unless this is the very same file again."""
        stamp, before = self._stamps[item.name], self._before.get(receipt.sha256)
        if before is not None:
            old = before.receipt
            receipt = replace(receipt, file=old.file, form=old.form, duplicates=old.duplicates)
            if old.file != item.name and not old.file.startswith(f"{item.name}/"):
                stamp = Stamp()
            if stamp.at is None:
                stamp = Stamp(old.received_at, old.received_by)
        too_late = late(stamp, self._campaign.district)
        return replace(receipt, received_at=stamp.at, received_by=stamp.by, late=too_late)

    def _retimed(self) -> list[Receipt]:
        """What was judged before, where its time or the deadline has become known or changed."""
        judged = {item.sha256 for item, _ in self._seen}
        known = [
            (item, self._before[item.sha256].receipt)
            for item in self._same.first
            if item.sha256 in self._before and item.sha256 not in judged
        ]
        pairs = [(receipt, self._received(item, receipt)) for item, receipt in known]
        return [now for before, now in pairs if now != before]

    def _still_open(self, told: Sequence[Finding]) -> Iterator[Finding]:
        """What was said of times, without those that an earlier run knew."""
        timed = {e.receipt.file for e in self._before.values() if e.receipt.received_at}
        for found in told:
            if found.code != "receive.time_unknown" or found.place.file not in timed:
                yield found
        if self._campaign.district.deadline is None:
            yield deadline_unknown()

    def _compare(self) -> None:
        """Tell every entry of those it may double; record what is new about that."""
        numbered = {entry.number: entry.receipt for entry in self._campaign.entries()}
        pairs = duplicates.duplicates(numbered)
        self.findings += duplicates.findings(numbered)
        changed = []
        for number, receipt in numbered.items():
            told = (*pairs[number], *self._same.twins(receipt))
            if told != receipt.duplicates:
                changed.append(replace(receipt, duplicates=told))
        self._campaign.record(changed, self._moment, _SOURCE)


def _look(job: tuple[Item, Basis]) -> Looked:
    return look(*job)


def _fallen(job: tuple[Item, Basis]) -> Looked:
    return Looked(findings=(crashed(job[0], "核验它时程序被中断（内存不足或文件有害）"),))


def _whole(report: Report, entry: Entry) -> Report:
    """The report as it is kept, with the number it stands under."""
    facts = (("收件序号", entry.number), ("来件文件", entry.receipt.file), *report.facts)
    return replace(report, facts=facts)
