"""When each thing was received: by our mail server's word, or by the clerk's register.

A file's own date says when it was copied, and is never asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bayu_docs.batch import values
from bayu_docs.batch.columns import CLOCK, column
from bayu_docs.batch.inbox.found import Item
from bayu_docs.batch.inbox.register import Row, read_register
from bayu_docs.batch.inbox.words import warning
from bayu_docs.model.call import DistrictProfile
from bayu_docs.model.desk import Entry
from bayu_docs.model.finding import Finding

SERVER, REGISTER = "邮件服务器", "登记"
_EXAMPLE = "2022-03-21 16:30"


@dataclass(frozen=True)
class Stamp:
    """When a thing was received and who says so; whole_day: the time of day is not known."""

    at: datetime | None = None
    by: str = ""
    whole_day: bool = False


def stamps(
    items: Sequence[Item], registers: Iterable[Path]
) -> tuple[dict[str, Stamp], tuple[Finding, ...]]:
    """Item's name -> its stamp, for every item; and what was found on the way."""
    found: dict[str, Stamp] = {
        item.name: Stamp(item.received_at, SERVER) if item.received_at else Stamp()
        for item in items
    }
    findings: list[Finding] = []
    written: dict[str, tuple[Stamp, Row]] = {}
    for register in registers:
        rows, faults = read_register(register)
        findings += faults
        for row in rows:
            findings += _noted(row, items, written)
    for name, (stamp, row) in written.items():
        if found[name].at is None:
            found[name] = stamp
        elif _differ(found[name], stamp):
            findings.append(_contradiction(name, found[name], stamp, row))
    findings += [_unknown(name) for name, stamp in found.items() if stamp.at is None]
    return found, tuple(findings)


def late(stamp: Stamp, profile: DistrictProfile | None) -> bool | None:
    """Whether it came after the district's own deadline; None where that cannot be told."""
    if stamp.at is None or profile is None or profile.deadline is None:
        return None
    if not stamp.whole_day:
        return stamp.at > profile.deadline
    last = profile.deadline.astimezone(CLOCK).date()
    day = stamp.at.astimezone(CLOCK).date()
    return None if day == last else day > last


def late_ones(entries: Iterable[Entry], profile: DistrictProfile) -> Iterator[Finding]:
    """A finding for each that came after the deadline, with the distance."""
    for entry in entries:
        at, deadline = entry.receipt.received_at, profile.deadline
        if entry.receipt.late and at is not None and deadline is not None:
            said = (
                f"{entry.number}（{entry.receipt.applicant or entry.receipt.file}）"
                f"{at.astimezone(CLOCK):%Y-%m-%d %H:%M} 收到，晚于区县受理截止时间 "
                f"{deadline.astimezone(CLOCK):%Y-%m-%d %H:%M}"
            )
            advice = "能否受理由区县决定；不受理的在汇总表“会商意见”填“不予受理”并写明原因"
            yield warning("receive.late", said, entry.receipt.file, advice)


def deadline_unknown() -> Finding:
    """Without the district's own deadline nothing is late or in time."""
    said = "不知道区县受理截止时间，没有判断是否逾期"
    advice = "用 --district 给出写有截止时间的区县资料，再收件一次；通知只规定了区县报市的时间"
    return warning("receive.deadline_unknown", said, "", advice, doubt="A34")


def _noted(
    row: Row, items: Sequence[Item], written: dict[str, tuple[Stamp, Row]]
) -> Iterator[Finding]:
    """The row's stamp noted for the things it names."""
    fit = values.fit(column("paper_received_at"), row.raw, epoch=row.epoch)
    if fit.said or not isinstance(fit.value, date):
        said = f"“{row.name}”的收件时间写作“{values.words(row.raw)}”，不是时间"
        yield warning("receive.register", said, row.file, f"请写成 {_EXAMPLE}", spot=row.spot)
        return
    named = [item for item in items if _names(row.name, item)]
    if not named:
        said = f"登记的“{row.name}”不在来件文件夹里"
        advice = "请核对文件名（含扩展名）；收到的是邮件附件的，写邮件或附件的文件名"
        yield warning("receive.register_unmatched", said, row.file, advice, spot=row.spot)
        return
    stamp = _stamp(fit.value)
    for item in named:
        if item.name in written and written[item.name][0] != stamp:
            said = f"“{item.name}”登记了两个不同的收件时间，按先写的一行"
            advice = "请删去不对的一行"
            yield warning("receive.register", said, row.file, advice, spot=row.spot)
        else:
            written[item.name] = (stamp, row)
    if stamp.whole_day:
        said = f"“{row.name}”只登记了日期，没有钟点，截止当天的不能判断是否逾期"
        yield warning("receive.register", said, row.file, f"请写成 {_EXAMPLE}", spot=row.spot)


def _stamp(value: date) -> Stamp:
    if isinstance(value, datetime):
        return Stamp(value.replace(tzinfo=CLOCK), REGISTER)
    midnight = datetime.combine(value, datetime.min.time(), CLOCK)
    return Stamp(midnight, REGISTER, whole_day=True)


def _names(written: str, item: Item) -> bool:
    """Whether the register means this item: by its whole path, its mail or its last name."""
    parts = item.name.split("/")
    return written == item.name or written == parts[-1] or written in parts[:-1]


def _differ(server: Stamp, register: Stamp) -> bool:
    if server.at is None or register.at is None:
        return False
    if register.whole_day:
        return server.at.astimezone(CLOCK).date() != register.at.date()
    return server.at.replace(second=0) != register.at


def _contradiction(name: str, server: Stamp, register: Stamp, row: Row) -> Finding:
    times = (f"{each.at:%Y-%m-%d %H:%M}" for each in (server, register))
    said = "“{}”的邮件服务器收件时间是 {}，登记的是 {}，按邮件服务器的".format(name, *times)
    advice = "请核对登记；邮件服务器的时间写在邮件头 Received 里"
    return warning("receive.time_differs", said, row.file, advice, spot=row.spot)


def _unknown(name: str) -> Finding:
    said = f"不知道“{name}”是什么时候收到的，不能判断是否逾期"
    advice = (
        "请在来件文件夹里放一份“收件登记.xlsx”或“收件登记.csv”，"
        f"两列“文件名”和“收件时间”（如 {_EXAMPLE}），再收件一次；文件自身的日期不能作数"
    )
    return warning("receive.time_unknown", said, name, advice)
