"""A saved e-mail opened: its attachments as files, and when our server took it in."""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from bayu_docs.batch.inbox.mail_names import attachment_name
from bayu_docs.batch.inbox.words import hint, warning
from bayu_docs.materials.files import safe_name
from bayu_docs.model.finding import Finding
from bayu_docs.pipeline.today import SHANGHAI

MAX_MAIL_BYTES = 200 * 1024 * 1024
MAX_ATTACHMENTS = 100
MAX_PARTS = 1000
_MAX_DEPTH = 6  # of mails within mails, and of parts within parts
_MAX_HEAD_BYTES = 256 * 1024
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_AGAIN = "请在邮箱里重新下载这封邮件（.eml），或把附件另存后放进来件文件夹"
_LOST = (
    email.errors.CloseBoundaryNotFoundDefect,
    email.errors.StartBoundaryNotFoundDefect,
    email.errors.InvalidBase64CharactersDefect,
    email.errors.InvalidBase64LengthDefect,
    email.errors.InvalidBase64PaddingDefect,
)


@dataclass(frozen=True)
class Opened:
    """A mail's attachments, each its shown name and its file; when our server received it, None
    when its header does not say; its header lines as they came; and what was odd."""

    attachments: tuple[tuple[str, Path], ...] = ()
    received_at: datetime | None = None
    head: bytes = b""
    findings: tuple[Finding, ...] = ()


def opened(name: str, path: Path, server: str, into: Path) -> Opened:
    """The mail at that path, its attachments written below `into`; name: its path in the inbox;
    server: our own mail server as Received: lines name it, empty for the topmost line.

    Whatever the mail holds, this gives findings and never an exception.
    """
    try:
        if path.stat().st_size > MAX_MAIL_BYTES:
            said = f"邮件“{name}”超过 {MAX_MAIL_BYTES // 1024 // 1024} MB，没有打开"
            advice = "请在邮箱里把附件另存后放进来件文件夹"
            return Opened(findings=(warning("receive.mail_too_large", said, name, advice),))
        raw = path.read_bytes()
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        return _taken_apart(name, message, raw, server, into)
    except OSError:
        said = f"邮件“{name}”读不出来"
        return Opened(findings=(warning("receive.unreadable", said, name, _AGAIN),))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        said = f"邮件“{name}”的结构已损坏，附件取不出来"
        return Opened(findings=(warning("receive.mail_damaged", said, name, _AGAIN),))


def received_at(message: Message, server: str) -> datetime | None:
    """When our server took the mail in: the date of the topmost Received: line, or of the topmost
    one written by the named server; every line below may be a sender's invention."""
    lines = [str(line) for line in message.get_all("Received", [])]
    if server:
        by = re.compile(rf"\bby\s+{re.escape(server)}(?![\w.-])", re.IGNORECASE)
        lines = [line for line in lines if by.search(line)]
    if not lines:
        return None
    _, semicolon, day = lines[0].rpartition(";")
    try:
        moment = parsedate_to_datetime(day.strip()) if semicolon else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment is None or moment.tzinfo is None:  # -0000: its zone is not told
        return None
    return moment.astimezone(SHANGHAI)


def _taken_apart(name: str, message: Message, raw: bytes, server: str, into: Path) -> Opened:
    findings: list[Finding] = []
    kept: list[tuple[str, Path]] = []
    for number, part in enumerate(_parts(message), 1):
        if number > MAX_PARTS or len(kept) >= MAX_ATTACHMENTS:
            said = f"邮件“{name}”的附件超过 {MAX_ATTACHMENTS} 个，后面的没有取出"
            findings.append(warning("receive.mail_too_large", said, name, _AGAIN))
            break
        findings.extend(_kept(name, part, into, kept))
    if _is_cut(message):
        said = f"邮件“{name}”不完整，附件可能缺了一部分"
        findings.append(warning("receive.mail_damaged", said, name, _AGAIN))
    if not kept:
        said = f"邮件“{name}”里没有附件"
        advice = "请打开邮件看正文：网盘或超大附件的链接须下载后把文件放进来件文件夹"
        findings.append(warning("receive.mail_empty", said, name, advice))
    return Opened(
        tuple(kept), received_at(message, server), _head(raw), tuple(dict.fromkeys(findings))
    )


def _kept(name: str, part: Message, into: Path, kept: list[tuple[str, Path]]) -> Iterator[Finding]:
    """Write the part below `into` and append it, when it is an attachment."""
    kind = part.get_content_type()
    title = attachment_name(part)
    if kind in _NOT_INSIDE:
        said = f"邮件“{name}”的附件“{title or kind}”不能取出：{_NOT_INSIDE[kind]}"
        yield warning("receive.mail_damaged", said, name, _AGAIN)
        return
    if not title and part.get_content_maintype() in ("text", "multipart"):
        return  # the letter itself
    if part.get_content_maintype() == "image" and part.get("Content-ID"):
        said = f"邮件“{name}”正文里的图片“{title or kind}”已跳过"
        yield hint("receive.skipped", said, name, "它若是佐证材料，请申报主体作为附件重新发送")
        return
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return
    title = safe_name(title) if title else f"附件{len(kept) + 1}"
    folder = into / f"{len(kept) + 1:03}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / title).write_bytes(content)
    kept.append((title, folder / title))


_NOT_INSIDE = {
    "message/external-body": "附件不在邮件里，只有一个地址",
    "message/partial": "这只是分段邮件的一段",
    "application/ms-tnef": "是 Outlook 的 winmail.dat，请发件人改用“纯文本”或“HTML”格式重发",
}


def _parts(message: Message, depth: int = 1) -> Iterator[Message]:
    """Every part that is not a mere holder of others, forwarded mails opened too."""
    if depth > _MAX_DEPTH:
        raise ValueError("parts within parts beyond any sense")
    if message.is_multipart() and message.get_content_type() not in _NOT_INSIDE:
        for inner in message.get_payload():
            if isinstance(inner, Message):
                yield from _parts(inner, depth + 1)
    else:
        yield message


def _is_cut(message: Message) -> bool:
    """Whether the mail ends before it should; known only after its parts were decoded."""
    return any(isinstance(defect, _LOST) for part in message.walk() for defect in part.defects)


def _head(raw: bytes) -> bytes:
    """The header lines as they came; never empty, so that what came by mail is known by it."""
    end = _HEAD_END.search(raw)
    return raw[: end.start() if end else len(raw)][:_MAX_HEAD_BYTES] + b"\n"
