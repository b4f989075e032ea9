"""Mails opened: attachments in all the ways Chinese is written, and our own server's time."""

from __future__ import annotations

import base64
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from bayu_docs.batch.inbox import mail
from bayu_docs.pipeline.today import SHANGHAI

NAME = "荣昌区_示例公司_市级.zip"
CONTENT = b"PK\x03\x04 content"
OURS = "from a.example.com by mx.district.example with ESMTP; Thu, 24 Mar 2022 09:59:30 +0000"
SENDERS = "from desk by mail.example.com; Tue, 1 Mar 2022 08:00:00 +0800"


def raw_mail(disposition: bytes, kind: bytes = b"application/zip", head: bytes = b"") -> bytes:
    """A mail whose one attachment has these very header bytes."""
    return (
        head + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
        b"--x\r\nContent-Type: " + kind + b"\r\n"
        b"Content-Disposition: attachment; " + disposition + b"\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(CONTENT)
        + b"\r\n--x--\r\n"
    )


def opened(tmp_path: Path, raw: bytes, server: str = "") -> mail.Opened:
    path = tmp_path / "来信.eml"
    path.write_bytes(raw)
    return mail.opened("来信.eml", path, server, tmp_path / "out")


def codes(seen: mail.Opened) -> list[str]:
    return [finding.code for finding in seen.findings]


def b_word(charset: str, label: str) -> bytes:
    return f"=?{label}?B?{base64.b64encode(NAME.encode(charset)).decode()}?=".encode()


def percent(charset: str) -> bytes:
    return "".join(f"%{byte:02X}" for byte in NAME.encode(charset)).encode()


@pytest.mark.parametrize(
    "disposition",
    [
        b"filename*=utf-8''" + percent("utf-8"),
        b"filename*=gbk''" + percent("gbk"),
        b"filename*0*=utf-8''" + percent("utf-8")[:30] + b";\r\n"
        b" filename*1*=" + percent("utf-8")[30:],
        b'filename="' + b_word("utf-8", "utf-8") + b'"',
        b'filename="' + b_word("gbk", "gb2312") + b'"',
        b'filename="' + b_word("gbk", "GBK") + b'"',
        b'filename="' + NAME.encode("utf-8") + b'"',
        b'filename="' + NAME.encode("gbk") + b'"',
    ],
    ids=["2231", "2231-gbk", "2231-pieces", "2047", "2047-gb2312", "2047-gbk", "utf-8", "gbk"],
)  # fmt: skip
def test_a_chinese_name_is_read_however_it_was_written(tmp_path: Path, disposition: bytes) -> None:
    seen = opened(tmp_path, raw_mail(disposition))
    assert [(title, path.read_bytes()) for title, path in seen.attachments] == [(NAME, CONTENT)]
    assert codes(seen) == []


def test_the_name_may_stand_in_the_content_type_only(tmp_path: Path) -> None:
    kind = b'application/zip; name="' + b_word("gb18030", "GB18030") + b'"'
    raw = raw_mail(b"", kind).replace(b"attachment; \r\n", b"attachment\r\n")
    assert opened(tmp_path, raw).attachments[0][0] == NAME


@pytest.mark.parametrize("name", ["../../逃.zip", "C:\\temp\\逃.zip", "/etc/逃.zip"])
def test_a_name_never_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    seen = opened(tmp_path, raw_mail(b'filename="' + name.encode() + b'"'))
    title, path = seen.attachments[0]
    assert title == "逃.zip"
    assert path.resolve().is_relative_to((tmp_path / "out").resolve())


def test_two_attachments_of_one_name_are_both_kept(tmp_path: Path) -> None:
    message = EmailMessage()
    message.set_content("hello")
    for content in (b"one", b"two"):
        message.add_attachment(content, maintype="application", subtype="zip", filename="a.zip")
    seen = opened(tmp_path, message.as_bytes())
    assert [path.read_bytes() for _, path in seen.attachments] == [b"one", b"two"]


def test_a_forwarded_mail_is_opened_too(tmp_path: Path) -> None:
    inner = EmailMessage()
    inner["Received"] = SENDERS
    inner.set_content("inner")
    inner.add_attachment(CONTENT, maintype="application", subtype="zip", filename=NAME)
    outer = EmailMessage()
    outer["Received"] = OURS
    outer.set_content("outer")
    outer.add_attachment(inner)
    seen = opened(tmp_path, outer.as_bytes())
    assert [title for title, _ in seen.attachments] == [NAME]
    assert seen.received_at == datetime(2022, 3, 24, 17, 59, 30, tzinfo=SHANGHAI)


def test_the_topmost_line_is_our_servers(tmp_path: Path) -> None:
    head = f"Received: {OURS}\r\nReceived: {SENDERS}\r\n".encode()
    seen = opened(tmp_path, raw_mail(b"filename=a.zip", head=head))
    assert seen.received_at == datetime(2022, 3, 24, 17, 59, 30, tzinfo=SHANGHAI)
    assert seen.head.startswith(b"Received: from a.example.com")


def test_a_named_server_is_looked_for_and_no_other_is_believed(tmp_path: Path) -> None:
    behind = "from mx.district.example by archive.example; Fri, 25 Mar 2022 08:00:00 +0800"
    head = f"Received: {behind}\r\nReceived: {OURS}\r\nReceived: {SENDERS}\r\n".encode()
    raw = raw_mail(b"filename=a.zip", head=head)
    ours = opened(tmp_path, raw, "MX.district.example").received_at
    assert ours == datetime(2022, 3, 24, 17, 59, 30, tzinfo=SHANGHAI)
    assert opened(tmp_path, raw, "district.example").received_at is None
    assert opened(tmp_path, raw, "other.example").received_at is None


@pytest.mark.parametrize(
    "line",
    ["by mx.example without a date", "by mx.example; nonsense", "by mx; 24 Mar 2022 09:59 -0000"],
)
def test_a_line_without_a_sure_moment_tells_nothing(tmp_path: Path, line: str) -> None:
    raw = raw_mail(b"filename=a.zip", head=f"Received: {line}\r\n".encode())
    assert opened(tmp_path, raw).received_at is None


def test_a_date_the_sender_wrote_is_never_the_time_of_receipt(tmp_path: Path) -> None:
    raw = raw_mail(b"filename=a.zip", head=b"Date: Tue, 1 Mar 2022 08:00:00 +0800\r\n")
    assert opened(tmp_path, raw).received_at is None


def test_a_mail_without_attachments_is_told(tmp_path: Path) -> None:
    seen = opened(tmp_path, b"Subject: x\r\n\r\nhttps://example.org/big-file\r\n")
    assert codes(seen) == ["receive.mail_empty"]


def test_a_mail_that_ends_early_is_told(tmp_path: Path) -> None:
    raw = raw_mail(b"filename=a.zip")
    assert "receive.mail_damaged" in codes(opened(tmp_path, raw[: raw.index(b"--x--")]))


def test_pictures_of_the_letter_itself_are_skipped_aloud(tmp_path: Path) -> None:
    raw = raw_mail(b"filename=logo.png", kind=b"image/png\r\nContent-ID: <1>")
    seen = opened(tmp_path, raw)
    assert seen.attachments == ()
    assert "receive.skipped" in codes(seen)


@pytest.mark.parametrize(
    "kind", [b"application/ms-tnef", b"message/external-body", b"message/partial"]
)
def test_attachments_that_are_not_inside_are_told(tmp_path: Path, kind: bytes) -> None:
    assert "receive.mail_damaged" in codes(opened(tmp_path, raw_mail(b"filename=x", kind)))


def test_a_mail_of_parts_within_parts_gives_a_finding(tmp_path: Path) -> None:
    raw = b"MIME-Version: 1.0\r\n"
    for depth in range(400):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
    assert "receive.mail_damaged" in codes(opened(tmp_path, raw))


def test_too_many_attachments_are_told(tmp_path: Path) -> None:
    message = EmailMessage()
    message.set_content("hello")
    for number in range(mail.MAX_ATTACHMENTS + 1):
        message.add_attachment(
            b"x", maintype="application", subtype="zip", filename=f"{number}.zip"
        )
    seen = opened(tmp_path, message.as_bytes())
    assert len(seen.attachments) == mail.MAX_ATTACHMENTS
    assert codes(seen) == ["receive.mail_too_large"]


def test_a_mail_beyond_all_measure_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "MAX_MAIL_BYTES", 10)
    assert codes(opened(tmp_path, raw_mail(b"filename=a.zip"))) == ["receive.mail_too_large"]


@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 500, b"Content-Type: multipart/mixed\r\n\r\nx"])
def test_any_bytes_give_values_and_never_an_exception(tmp_path: Path, raw: bytes) -> None:
    assert codes(opened(tmp_path, raw))
