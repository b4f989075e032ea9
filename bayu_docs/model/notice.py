"""What an official paper says of itself: its kind, its head and its foot."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

DOCUMENT, LETTER, MINUTES, PLAIN, FORM = "文件", "信函", "纪要", "普通", "表单"
FORMATS = (DOCUMENT, LETTER, MINUTES, PLAIN, FORM)


@dataclass(frozen=True)
class Attachment:
    """One 附件. paragraphs: its text when the template has no page of its own for it; separate:
    handed over as a file of its own, so that only its title is printed here."""

    title: str
    paragraphs: tuple[str, ...] = ()
    separate: bool = False


@dataclass(frozen=True)
class Head:
    """Everything of a 公文 around its body, as values; what is unset is printed as a blank.

    issuers: full names, the leading organ first; number: 发文字号, whole; title: whole, without
    line breaks; to: 主送机关; signers: 签发人, upward papers only; signed_on: 成文日期;
    sealed: room for seals is kept; note: 附注 without its brackets; copies_to: 抄送机关;
    printed_by, printed_on: 印发机关 and 印发日期; both unset: no such line; names: of stations and
    applicants, which no line of the title parts.
    """

    format: str
    issuers: tuple[str, ...]
    title: str
    number: str = ""
    upward: bool = False
    signers: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    signed_on: date | None = None
    sealed: bool = True
    note: str = ""
    attachments: tuple[Attachment, ...] = ()
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A paper of the campaign's life cycle: one row of its table.

    key: as on the command line; name: as printed; genre: 文种; format: one of FORMATS; issued_by:
    roles of the issuing organs (人力社保, 乡村振兴), or who else; to: whom it goes to, in words;
    copies: number, None when the notice is silent; channel, when: in words; basis: clause of the
    notice, empty when it is our own design; public: made for publication; template: its file.
    """

    key: str
    name: str
    genre: str
    format: str
    issued_by: tuple[str, ...]
    to: str
    when: str
    copies: int | None = None
    channel: str = ""
    basis: str = ""
    public: bool = False
    upward: bool = False
    template: str = ""
    title: str = ""
    attachments: tuple[str, ...] = field(default=())
