"""The same bytes sent twice, in this inbox or in an earlier one: one entry, and all are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bayu_docs.batch.inbox.found import Item
from bayu_docs.batch.inbox.times import Stamp
from bayu_docs.batch.inbox.words import warning
from bayu_docs.batch.state.campaign import Campaign
from bayu_docs.model.desk import Entry, Receipt
from bayu_docs.model.finding import Finding

WHY = "内容完全相同的文件"


@dataclass(frozen=True)
class Sorted:
    """first: of each content the one item that stands for it; others: content -> the items that
    repeat it, or repeat what an earlier run received under another name."""

    first: tuple[Item, ...]
    others: Mapping[str, tuple[Item, ...]]

    def twins(self, receipt: Receipt) -> tuple[tuple[str, str], ...]:
        """The files that repeat an entry's own, each with the reason."""
        before = [other for other, why in receipt.duplicates if why == WHY]
        here = [item.name for item in self.others.get(receipt.sha256, ())]
        return tuple((name, WHY) for name in dict.fromkeys((*before, *here)))

    def again(self, campaign: Campaign) -> tuple[list[Receipt], list[Finding]]:
        """What repeats an entry: as receipts to be logged, once each, and a finding for each."""
        entries = {entry.receipt.sha256: entry for entry in campaign.entries()}
        receipts, findings = [], []
        for digest, items in self.others.items():
            entry = entries.get(digest)
            logged = {row.new for row in campaign.log(entry.number)} if entry else set()
            own = entry.receipt.file if entry else self._first(digest).name
            number = f"（收件序号 {entry.number}）" if entry else ""
            for item in items:
                said = f"“{item.name}”与“{own}”{number}内容完全相同，没有另立一行"
                advice = "一般是重复报送，不必处理；收件时间不同的，以先收到的为准"
                findings.append(warning("receive.same_file", said, item.name, advice))
                if entry and item.name not in logged:
                    receipts.append(replace(entry.receipt, file=item.name))
        return receipts, findings

    def _first(self, digest: str) -> Item:
        return next(item for item in self.first if item.sha256 == digest)


def sorted_out(
    items: Sequence[Item], stamps: Mapping[str, Stamp], before: Mapping[str, Entry]
) -> Sorted:
    """The items by content: what an entry was made from stands first, then what came earliest.

    before: content -> the entry under which it stands already.
    """
    alike: dict[str, list[Item]] = {}
    for item in items:
        alike.setdefault(item.sha256, []).append(item)

    def is_own(item: Item) -> bool:
        entry = before.get(item.sha256)
        return entry is None or entry.receipt.file == item.name

    def order(item: Item) -> tuple[bool, bool, float, str]:
        at = stamps[item.name].at
        return not is_own(item), at is None, at.timestamp() if at else 0.0, item.name

    first, others = [], {}
    for digest, group in alike.items():
        head, *rest = sorted(group, key=order)
        first.append(head)
        repeated = tuple(rest if is_own(head) else (head, *rest))
        if repeated:
            others[digest] = repeated
    return Sorted(tuple(first), others)
