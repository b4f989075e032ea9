"""The e-mail draft: an .eml that opens as an unsent message with its attachments."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from email.header import Header
from pathlib import Path
from urllib.parse import quote

from bayu_docs.materials.files import write_whole
from bayu_docs.materials.html import filled_page
from bayu_docs.model.call import Call, DistrictProfile
from bayu_docs.model.finding import Clause, Finding, Outcome, Place, Severity

BASE64_GROWTH = 1.37
"""An attachment in base64 with its line ends, relative to the file."""
BYTES_PER_MB = 1_000_000  # the strict reading of a mailbox's limit
DEFAULT_LIMIT_MB = 50.0
TEMPLATE = "report/mail.txt.j2"

_KINDS = {
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def addressee(profile: DistrictProfile | None, call: Call) -> str:
    """The district's mailbox, or empty when unknown; never the city's, which binds districts."""
    mailbox = profile.mailbox.strip() if profile is not None else ""
    return "" if mailbox.casefold() == call.deadline_to_city.mailbox.casefold() else mailbox


def bundle_budget_bytes(limit_mb: float, rest_bytes: int) -> int:
    """The largest bundle with which the draft keeps the limit: it travels in 00 and in the zip.

    rest_bytes: everything else attached (the form twice, the data).
    """
    return max(0, int((limit_mb * BYTES_PER_MB / BASE64_GROWTH - rest_bytes) / 2))


def draft_subject(station: str, applicant: str, tier_name: str) -> str:
    """The subject line."""
    return f"{station}申报材料（{tier_name}）——{applicant}"


def draft_body(
    *,
    station: str,
    applicant: str,
    tier_name: str,
    contact_name: str,
    contact_phone: str,
    copies: int,
    attachments: Sequence[Path],
) -> str:
    """The letter's text with the list of attachments and their sizes."""
    return filled_page(
        TEMPLATE,
        station=station,
        applicant=applicant,
        tier=tier_name,
        contact_name=contact_name,
        contact_phone=contact_phone,
        copies=copies,
        files=[{"name": path.name, "size": size_words(_size(path))} for path in attachments],
    )


def write_draft(
    target: Path,
    *,
    to: str,
    subject: str,
    body: str,
    attachments: Sequence[Path],
    limit_mb: float = DEFAULT_LIMIT_MB,
    clause: Clause | None = None,
) -> Outcome[Path]:
    """Write the .eml and say whether it is larger than the mailbox takes (mail.too_large).

    to: the district's mailbox, empty when unknown (the line is then left out); no Date, so that
    the same input gives the same bytes. ValueError when a header value holds a line break.
    """
    if any(char in to + subject for char in "\r\n"):
        raise ValueError("a header value holds a line break")
    files = [(path.name, path.read_bytes()) for path in attachments]
    message = _message(to, subject, body, files)
    write_whole(target, message)
    limit = int(limit_mb * BYTES_PER_MB)
    if len(message) <= limit:
        return Outcome(target)
    return Outcome(target, (_too_large(target, len(message), limit, clause),))


def _too_large(target: Path, size: int, limit: int, clause: Clause | None) -> Finding:
    over = size - limit
    return Finding(
        code="mail.too_large",
        severity=Severity.WARNING,
        message=(
            f"邮件连附件共 {size_words(size)}，超过邮箱单封上限 {size_words(limit)}，"
            f"多出 {size_words(over)}，可能发不出去"
        ),
        place=Place(file=target.name),
        clause=clause,
        advice="压缩佐证材料中的照片和扫描件后重新生成，或改用区县认可的其他方式提交电子档",
    )


def _message(to: str, subject: str, body: str, files: Sequence[tuple[str, bytes]]) -> bytes:
    digest = hashlib.sha256("\n".join((to, subject, body)).encode("utf-8"))
    for name, content in files:
        digest.update(name.encode("utf-8") + content)
    boundary = f"=_bayu-docs-{digest.hexdigest()[:32]}"
    head = ["X-Unsent: 1", "MIME-Version: 1.0"]
    head += [f"To: {to}"] if to else []
    head += [f"Subject: {_encoded(subject, 'Subject')}"]
    head += [f'Content-Type: multipart/mixed;\r\n boundary="{boundary}"']
    parts = [_text_part(body), *(_file_part(name, content) for name, content in files)]
    return b"".join(_joined("\r\n".join(head), parts, boundary))


def _joined(head: str, parts: Sequence[bytes], boundary: str) -> Iterator[bytes]:
    yield head.encode("ascii") + b"\r\n\r\n"
    for part in parts:
        yield f"--{boundary}\r\n".encode("ascii") + part
    yield f"--{boundary}--\r\n".encode("ascii")


def _text_part(body: str) -> bytes:
    head = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    return head.encode("ascii") + _base64(lines.encode("utf-8"))


def _file_part(name: str, content: bytes) -> bytes:
    """One attachment; its name twice: RFC 2231 for today's mailers, RFC 2047 for older ones."""
    kind = _KINDS.get(Path(name).suffix.lower(), "application/octet-stream")
    head = (
        f"Content-Type: {kind};\r\n"
        f' name="{_encoded(name, "Content-Type")}"\r\n'
        "Content-Disposition: attachment;\r\n"
        f" filename*=utf-8''{quote(name, safe='')}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode("ascii") + _base64(content)


def _encoded(text: str, header: str) -> str:
    """RFC 2047 encoded words, folded."""
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def _base64(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def _size(path: Path) -> int:
    return path.stat().st_size


def size_words(size: int) -> str:
    """A size as people read it: 3.2 MB, 18 KB."""
    if size >= BYTES_PER_MB:
        return f"{size / BYTES_PER_MB:.1f} MB"
    return f"{max(1, round(size / 1000))} KB"
