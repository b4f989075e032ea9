"""The inbox -> items: files as they lie there, and the attachments of every mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bayu_docs.batch.inbox import mail
from bayu_docs.batch.inbox.found import (
    Found,
    Item,
    digest_of,
    found,
    kind_of,
    unrecognised,
)
from bayu_docs.batch.inbox.words import warning
from bayu_docs.batch.inbox.workers import Done, Workers
from bayu_docs.model.finding import Finding


@dataclass(frozen=True)
class Gathered:
    """Everything of an inbox that may hold applications; the register's files; what was said.

    mails, files: how many mails, and how many things in all, lay in the inbox.
    """

    items: tuple[Item, ...]
    registers: tuple[Path, ...]
    findings: tuple[Finding, ...]
    mails: int
    files: int = 0


@dataclass(frozen=True)
class _Mail:
    """A job: a mail to open, our server's name, and where its attachments go."""

    name: str
    path: Path
    server: str
    into: Path


def gather(inbox: Path, server: str, work: Path, workers: Workers, done: Done) -> Gathered:
    """All items, in the order of their names; attachments are written below `work`.

    OSError when the inbox itself cannot be read.
    """
    lies: Found = found(inbox)
    wishes = [
        _Mail(name, path, server, work / f"{number:05}")
        for number, (name, path) in enumerate(lies.mails)
    ]
    opened = workers.each(_open, wishes, _fallen, done)
    items = list(lies.items)
    findings = list(lies.findings)
    for wish, mail_ in zip(wishes, opened, strict=True):
        findings += mail_.findings
        findings += _attached(wish.name, mail_, items)
    items.sort(key=lambda item: item.name)
    return Gathered(tuple(items), lies.registers, tuple(findings), len(wishes), lies.came)


def _open(wish: _Mail) -> mail.Opened:
    return mail.opened(wish.name, wish.path, wish.server, wish.into)


def _fallen(wish: _Mail) -> mail.Opened:
    said = f"邮件“{wish.name}”打不开，读取时程序中断"
    advice = "请在邮箱里把附件另存后放进来件文件夹"
    return mail.Opened(findings=(warning("receive.mail_damaged", said, wish.name, advice),))


def _attached(name: str, opened: mail.Opened, items: list[Item]) -> Iterator[Finding]:
    """The mail's attachments that may hold applications, appended; a finding for each other."""
    taken = {item.name for item in items}
    for title, path in opened.attachments:
        whole = f"{name}/{title}"
        if whole in taken:
            whole = f"{name}/{path.parent.name}_{title}"
        kind = kind_of(path)
        if kind:
            items.append(Item(whole, path, kind, *digest_of(path), opened.received_at, opened.head))
            taken.add(whole)
        else:
            yield unrecognised(whole, path)
