"""Letters by the hundred: a roster and a kind of paper in, a folder of finished papers out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bayu_docs.batch import result_book, rows, work
from bayu_docs.batch.executors import pool_for
from bayu_docs.batch.ledger import LEDGER, Ledger
from bayu_docs.batch.old_drafts import OLD_DRAFTS, put_aside
from bayu_docs.batch.opening import is_desk, opened
from bayu_docs.batch.row_papers import rows_of
from bayu_docs.batch.run import Tally, Template, Told, write_letters
from bayu_docs.calls.load import load_call, load_district
from bayu_docs.errors import OutputUnwritable
from bayu_docs.materials import files
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.desk import STATE_FILE
from bayu_docs.model.finding import Finding, Outcome, Place, Severity, has_errors
from bayu_docs.model.job import Letter
from bayu_docs.model.notice import Kind
from bayu_docs.model.report import Report
from bayu_docs.pipeline import notice

RESULTS = "发文结果.xlsx"
_TOLD_HINTS = 20
_TOLD_GONE = 5
_VERSION = {"schema_version": "1"}  # a workbook's rows need not say it


@dataclass(frozen=True)
class Order:
    """What the user asked for.

    shared: a JSON file with what all letters have in common, or None; jobs: processes side by
    side; scheduler: a Dask address, `local`, or empty; force: make everything anew; templates: the
    user's own templates; final: blanks are errors.
    """

    kind: str
    roster: Path
    out: Path
    call_name: str = "bayu-2022"
    district: Path | None = None
    shared: Path | None = None
    jobs: int = 2
    scheduler: str = ""
    force: bool = False
    templates: Path | None = None
    final: bool = False


@dataclass
class _Desk:
    """What stays the same for all rows, and what the rows bring to light."""

    kind: Kind
    call: Call
    district: DistrictProfile | None
    shared: Mapping[str, Any]
    day: date
    final: bool
    width: int
    findings: list[Finding]
    hints: Counter[str]
    refused: dict[str, str]
    places: dict[str, Place]


def write(order: Order, moment: datetime, tell: Callable[[Told], None]) -> Report:
    """Every letter of the roster in OUT; what an earlier run has made of the same input is kept.

    A row that cannot be written is an error finding and stops no other. Raises EngineMissing,
    OutputUnwritable, SourceUnreadable, TemplateFaulty.
    """
    kind = notice.kind_of(order.kind)
    path = notice.template_of(kind, order.templates)
    template = Template(path.name, path.read_bytes(), files.sha256_of(path))
    with pool_for(order.jobs, order.scheduler) as pool:
        if order.force or not (order.out / LEDGER).exists():
            pool.prepare(work.get_ready)
        ground = _ground(order, kind)
        if (roster := ground.rows.value) is None:
            return Report(kind.name, ground.rows.findings, checked=("batch",))
        order.out.mkdir(parents=True, exist_ok=True)
        with Ledger(order.out, kind.key, moment, afresh=order.force) as ledger:
            desk = _Desk(
                kind,
                ground.call,
                ground.district,
                _VERSION | dict(notice.shared_data(order.shared) if order.shared else {}),
                ledger.moment.date(),
                order.final,
                max(4, len(str(len(roster)))),
                list(ground.rows.findings),
                Counter(),
                {},
                {},
            )
            tally = write_letters(
                _letters(roster, desk), len(roster), template, ledger, order.out, pool, tell
            )
            old = ledger.others(desk.places)
    aside = put_aside(order.out, (*desk.refused, *tally.failed))
    gone = put_aside(order.out, _gone(old, desk.places) if is_desk(order.roster) else old)
    book = result_book.made(kind, desk.places, tally, desk.refused, aside, gone, moment)
    files.write_whole(order.out / RESULTS, book)
    return _report(kind, desk, tally, len(roster), aside, gone, order.out)


@dataclass(frozen=True)
class _Ground:
    """The rows, and the call and the district's profile that they are written by."""

    rows: Outcome[tuple[rows.Row, ...]]
    call: Call
    district: DistrictProfile | None


def _ground(order: Order, kind: Kind) -> _Ground:
    """Read the roster; a desk's folder brings its own call and profile."""
    if is_desk(order.roster):
        with opened(order.roster, district=order.district) as campaign:
            due = rows_of(kind, campaign.entries(), campaign.call, campaign.district)
            made = tuple(
                rows.Row(
                    int(entry.number), data, {"": Place(STATE_FILE, f"收件序号{entry.number}")}
                )
                for entry, data in due
            )
            return _Ground(Outcome(made), campaign.call, campaign.district)
    call = load_call(order.call_name)
    district = load_district(order.district, call) if order.district else None
    return _Ground(rows.read(order.roster, kind), call, district)


def _letters(roster: tuple[rows.Row, ...], desk: _Desk) -> Iterator[Letter]:
    """The rows as letters; a row that is no sound data is told and passed over."""
    for row in roster:
        data = rows.merged(desk.shared, row.data)
        composed = notice.composed(
            desk.kind, data, row.origins, desk.call, desk.district, desk.day, final=desk.final
        )
        key = f"{row.number:0{desk.width}}_{files.safe_name(row.name or _name(data, desk.kind))}"
        desk.places[key] = row.origins[""]
        for finding in composed.findings:
            if finding.severity is Severity.INFO:
                desk.hints[finding.message] += 1
            else:
                desk.findings.append(rows.placed(finding, row, desk.kind))
        if composed.value is None or has_errors(composed.findings):
            errors = [f for f in composed.findings if f.severity is Severity.ERROR]
            desk.refused[key] = "；".join(error.message for error in errors)
        else:
            yield Letter(key, composed.value, desk.kind.public)


def _name(data: Mapping[str, Any], kind: Kind) -> str:
    """What to call the file: the station, else the applicant, else the first addressee."""
    stations = data.get("stations")
    first = stations[0] if isinstance(stations, list) and stations else {}
    whole = {**(first if isinstance(first, dict) else {}), **data}
    station = whole.get("station")
    whole |= station if isinstance(station, dict) else {}
    for name in ("applicant", "station_name"):
        if isinstance(whole.get(name), str) and whole[name]:
            return str(whole[name])
    return str(next(iter(data.get("to", ())), kind.name))


def _gone(old: Collection[str], places: Collection[str]) -> tuple[str, ...]:
    """Of a desk's old letters those of an entry that has another name now. The others' entries
    have moved on; what was written to them stands."""
    due = {_number(key) for key in places}
    return tuple(key for key in old if _number(key) in due)


def _number(key: str) -> str:
    """The number a letter's key begins with, however many zeros stand before it."""
    return key.partition("_")[0].lstrip("0")


def _report(
    kind: Kind,
    desk: _Desk,
    tally: Tally,
    total: int,
    aside: Collection[str],
    gone: Collection[str],
    out: Path,
) -> Report:
    failed = (
        Finding(
            "batch.failed",
            Severity.ERROR,
            f"{key} 没有生成：{why}",
            desk.places.get(key, Place()),
            advice="改好这一行后再次运行同一条命令，已完成的不会重做",
        )
        for key, why in tally.failed.items()
    )
    hints = (
        Finding("batch.hint", Severity.INFO, f"{message}（{count}份）")
        for message, count in desk.hints.most_common(_TOLD_HINTS)
    )
    facts = (
        ("公文", f"{kind.name}（{kind.genre}）"),
        ("名单", f"{total}行"),
        ("本次生成", f"{tally.made}份"),
        ("已有、未重做", f"{tally.kept}份"),
        ("未生成", f"{len(tally.failed) + len(desk.refused)}份"),
        *((("移到旧稿", _aside_words(aside, gone)),) if aside or gone else ()),
        ("页数合计", f"{sum(tally.pages.values())}页"),
        ("输出", f"{out}（每行的结果在 {RESULTS}）"),
    )
    return Report(kind.name, (*desk.findings, *failed, *hints), checked=("batch",), facts=facts)


def _aside_words(aside: Collection[str], gone: Collection[str]) -> str:
    """How many earlier letters were put aside, and those whose row is no longer in the roster."""
    words = f"{len(aside) + len(gone)}份，在“{OLD_DRAFTS}”文件夹"
    if not gone:
        return words
    named = "、".join(sorted(gone)[:_TOLD_GONE])
    rest = "等" if len(gone) > _TOLD_GONE else ""
    return f"{words}；其中{len(gone)}份的行已不在名单里（{named}{rest}）"


def refuse_foreign(out: Path) -> None:
    """Raise OutputUnwritable when OUT holds things but no ledger of ours."""
    if out.is_dir() and any(out.iterdir()) and not (out / LEDGER).is_file():
        raise OutputUnwritable(
            f"输出文件夹“{out.name}”里有不是本工具生成的内容", "请换一个空的输出文件夹"
        )
