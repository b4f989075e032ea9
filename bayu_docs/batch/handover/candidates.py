"""Who is submitted: recommended, ranked, with a package that verifies once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bayu_docs.batch.handover.zipped import open_bag, zip_of
from bayu_docs.batch.inbox.found import digest_of
from bayu_docs.batch.opening import package_of
from bayu_docs.batch.papers import recommended
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.batch.state.fault import label
from bayu_docs.materials.files import safe_name, sha256_of
from bayu_docs.model.call import Call
from bayu_docs.model.desk import NO, RECOMMEND, ROSTER_FILE, Entry
from bayu_docs.model.finding import Finding, Place, Severity, has_errors
from bayu_docs.model.submission import BUNDLE, FORM_PDF
from bayu_docs.pipeline.notice_packages import Package, is_package, read_packages
from bayu_docs.submission.unpack import unpack_zip

_NAME_CHARACTERS = 40
_PAPER_CHECKS = {
    "signed": "签章不齐全",
    "bound": "装订不合规",
    "same_as_electronic": "纸质件与电子档不一致",
}


@dataclass(frozen=True)
class Candidate:
    """One that is submitted. bag: the opened bag's folder; zipped: the package as received, or
    zipped anew where it came as an open folder; folder: its name in OUT."""

    entry: Entry
    package: Package
    bag: Path
    zipped: Path
    folder: str

    @property
    def form(self) -> Path:
        """The form as PDF."""
        return self.bag / "data" / FORM_PDF

    @property
    def bundle(self) -> Path:
        """The evidence bundle."""
        return self.bag / "data" / BUNDLE


def candidates(
    desk: Path,
    campaign: Campaign,
    call_name: str,
    district: Path | None,
    day: date,
    work: Path,
) -> tuple[tuple[Candidate, ...], tuple[Finding, ...]]:
    """The candidates in their rank, none unless all are sound; and what was found.

    work: where packages are opened, and where they stay open.
    """
    entries = campaign.entries()
    ranked = recommended(entries)
    findings = [*_unready(entries, ranked, campaign.call), *_kept(desk, ranked)]
    findings += [found for entry in ranked for found in _on_paper(entry, campaign.call)]
    if has_errors(findings):
        return (), tuple(findings)
    paths = [package_of(desk, entry) for entry in ranked]
    packages, told = read_packages(paths, call_name, district, day)
    findings += told
    if has_errors(findings):
        return (), tuple(findings)
    made = []
    for entry, package, path in zip(ranked, packages, paths, strict=True):
        bag, zipped = _opened(path, work / entry.number)
        if not package.sha256:  # of an open folder; what goes to the city is the zip
            package = replace(package, file=zipped.name, sha256=sha256_of(zipped))
        folder = (
            f"{entry.decisions['rank']}_{safe_name(entry.receipt.applicant)[:_NAME_CHARACTERS]}"
        )
        made.append(Candidate(entry, package, bag, zipped, folder))
    return tuple(made), tuple(findings)


def _unready(entries: Sequence[Entry], ranked: Sequence[Entry], call: Call) -> Iterator[Finding]:
    """Nobody recommended, a rank missing, or ranks that do not run 1, 2 …"""
    opinions = [e for e in entries if e.decisions.get("consultation") == RECOMMEND]
    limit = call.quotas["recommend_min"]
    place = Place(ROSTER_FILE)
    if not opinions:
        yield Finding(
            "desk.nobody",
            Severity.ERROR,
            "没有会商意见为“推荐市级”的申报对象，没有生成报送材料",
            place,
            limit.clause,
            f"请先会商，在汇总表填“推荐市级”和推荐排序（{limit.figure}），运行 desk update 读回",
            "A17",
        )
    for entry in opinions:
        if entry not in ranked:
            said = f"{label(entry)} 推荐市级，还没有推荐排序"
            advice = "请按会商结果填推荐排序，运行 desk update 读回"
            yield Finding("desk.rank", Severity.ERROR, said, place, limit.clause, advice)
    ranks = [entry.decisions["rank"] for entry in ranked]
    if len(ranked) == len(opinions) and ranks != list(range(1, len(ranks) + 1)):
        said = f"推荐排序是 {'、'.join(map(str, ranks))}，应从 1 起连续"
        yield Finding(
            "desk.rank", Severity.ERROR, said, place, limit.clause, "请在汇总表改正推荐排序"
        )


def _kept(desk: Path, ranked: Sequence[Entry]) -> Iterator[Finding]:
    """A received file that is no package, is gone, or is no longer what was received."""
    for entry in ranked:
        path, place = package_of(desk, entry), Place(entry.receipt.file)
        if not path.exists():
            said = f"{label(entry)} 的来件不在“材料/{entry.number}”里"
            advice = "请从备份恢复，或把原件放回来件文件夹，运行 receive"
        elif not is_package(path):
            said = f"{label(entry)} 报送的是 {entry.receipt.form}，不是材料包，没有可报送的 PDF"
            advice = "请申报主体用 bayu-docs build 生成材料包重新报送"
        elif digest_of(path)[0] != entry.receipt.sha256:
            said = f"{label(entry)} 的来件登记后被改动过"
            advice = "请从备份恢复原件；“材料”文件夹里的文件不要改动"
        else:
            continue
        yield Finding("desk.package", Severity.ERROR, said, place, advice=advice)


def _on_paper(entry: Entry, call: Call) -> Iterator[Finding]:
    """What the clerk has noted of the paper copies, as warnings: the seals are on them."""
    decided, limit = entry.decisions, call.copies_to_district
    copies = decided.get("paper_copies")
    place = Place(ROSTER_FILE)
    if copies is None or copies < call.copies_to_city.value:
        noted = "还没有登记纸质份数" if copies is None else f"只登记了纸质件 {copies} 份"
        said = f"{label(entry)} {noted}，报市要用 {call.copies_to_city.value} 份"
        advice = f"申报主体应交 {limit.figure}；请核对后在汇总表登记"
        yield Finding("desk.paper", Severity.WARNING, said, place, limit.clause, advice)
    for key, words in _PAPER_CHECKS.items():
        if decided.get(key) == NO:
            said = f"{label(entry)} 登记为{words}"
            advice = "请在报送前补齐，并在汇总表改为“是”"
            yield Finding("desk.paper", Severity.WARNING, said, place, limit.clause, advice)


def _opened(path: Path, into: Path) -> tuple[Path, Path]:
    """The bag's folder, and the zip of it; the package has just been verified."""
    into.mkdir(parents=True)
    zipped = zip_of(path, into)
    if (bag := open_bag(path)) is not None:
        return bag, zipped
    unpacked, _ = unpack_zip(zipped, into)
    if unpacked is None:
        raise ValueError("only a verified package is opened")
    return unpacked.root, zipped
