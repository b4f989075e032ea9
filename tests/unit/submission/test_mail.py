"""The e-mail draft: readable by mailers, reproducible, never to the city."""

from __future__ import annotations

import email
import email.policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path

import pytest

from bayu_docs.model.call import DistrictProfile
from bayu_docs.submission import mail


def read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


@pytest.fixture
def attachments(tmp_path: Path) -> list[Path]:
    files = [tmp_path / "00_电子档.pdf", tmp_path / f"万州区_{'某' * 40}_市级.zip"]
    for path in files:
        path.write_bytes(path.name.encode("utf-8") * 50)
    return files


def test_the_draft_opens_as_unsent_with_its_chinese_attachments(tmp_path, attachments) -> None:
    target = tmp_path / "邮件草稿.eml"
    subject = mail.draft_subject("“巴渝工匠”样例乡村驿站", "某公司", "市级")
    outcome = mail.write_draft(
        target, to="desk@example.com", subject=subject, body="您好\n", attachments=attachments
    )
    assert outcome.findings == ()
    message = read(target)
    assert (message["X-Unsent"], message["To"], message["Date"]) == ("1", "desk@example.com", None)
    assert message["Subject"] == subject
    parts = list(message.iter_attachments())
    assert [part.get_filename() for part in parts] == [path.name for path in attachments]
    assert [part.get_content() for part in parts] == [path.read_bytes() for path in attachments]
    assert not any(part.defects for part in message.walk())


def test_older_mailers_find_the_name_in_the_content_type(tmp_path, attachments) -> None:
    target = tmp_path / "m.eml"
    mail.write_draft(target, to="", subject="s", body="b", attachments=attachments)
    message = email.message_from_bytes(target.read_bytes(), policy=email.policy.compat32)
    part = message.get_payload(2)
    assert str(make_header(decode_header(part.get_param("name")))) == attachments[1].name


def test_an_unknown_mailbox_leaves_the_addressee_open(tmp_path, attachments) -> None:
    mail.write_draft(tmp_path / "m.eml", to="", subject="s", body="b", attachments=attachments)
    assert read(tmp_path / "m.eml")["To"] is None


def test_the_same_input_gives_the_same_bytes(tmp_path, attachments) -> None:
    for name in ("1.eml", "2.eml"):
        mail.write_draft(tmp_path / name, to="", subject="s", body="b", attachments=attachments)
    assert (tmp_path / "1.eml").read_bytes() == (tmp_path / "2.eml").read_bytes()


def test_the_limit_binds_the_finished_file(tmp_path, attachments) -> None:
    def write(limit_mb: float) -> tuple[str, ...]:
        outcome = mail.write_draft(
            tmp_path / "m.eml",
            to="",
            subject="s",
            body="b",
            attachments=attachments,
            limit_mb=limit_mb,
        )
        return tuple(finding.code for finding in outcome.findings)

    write(1)
    size_mb = (tmp_path / "m.eml").stat().st_size / mail.BYTES_PER_MB
    assert write(size_mb) == ()
    assert write(size_mb - 0.000002) == ("mail.too_large",)


def test_a_bundle_within_its_budget_keeps_the_draft_within_the_limit(tmp_path) -> None:
    rest = 40_000
    budget = mail.bundle_budget_bytes(1.0, rest)
    merged, bag = tmp_path / "00.pdf", tmp_path / "b.zip"
    merged.write_bytes(b"x" * (budget + rest // 2))
    bag.write_bytes(b"x" * (budget + rest // 2))
    outcome = mail.write_draft(
        tmp_path / "m.eml", to="", subject="s", body="b", attachments=[merged, bag], limit_mb=1.0
    )
    assert outcome.findings == ()
    assert mail.bundle_budget_bytes(1.0, 900_000) == 0


def test_the_citys_mailbox_is_never_the_addressee(call) -> None:
    city = call.deadline_to_city.mailbox
    assert city
    assert mail.addressee(None, call) == ""
    assert mail.addressee(DistrictProfile(mailbox=f" {city.upper()} "), call) == ""
    assert mail.addressee(DistrictProfile(mailbox="desk@example.com"), call) == "desk@example.com"


def test_a_line_break_cannot_smuggle_a_header(tmp_path) -> None:
    with pytest.raises(ValueError):
        mail.write_draft(
            tmp_path / "m.eml", to="a@b.c\r\nBcc: x@y.z", subject="s", body="b", attachments=[]
        )


def test_the_letter_lists_its_attachments_with_sizes(attachments) -> None:
    body = mail.draft_body(
        station="样例驿站",
        applicant="某公司 & <分部>",
        tier_name="市级",
        contact_name="贾联络",
        contact_phone="13800138000",
        copies=4,
        attachments=attachments,
    )
    assert "1. 00_电子档.pdf（1 KB）" in body
    assert "某公司 & <分部>" in body
    assert "一式 4 份" in body
