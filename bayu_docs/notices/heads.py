"""The head of a paper: issuing organs, title, date, attachments; nothing of it is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from bayu_docs.model.finding import Finding, Severity
from bayu_docs.model.notice import DOCUMENT, FORM, LETTER, MINUTES, Attachment, Head
from bayu_docs.notices.facts import HR, RURAL
from bayu_docs.notices.situation import Situation
from bayu_docs.notices.spoken import Blank, flowing

CITY_HR, CITY_RURAL = "市人力社保", "市乡村振兴"
CITY = "市人力社保局"
STATION = "驿站"
_TO_THE_UNIT = ("驿站建设单位", "申报主体")
_BUILDERS = "建设单位"
UNKNOWN_ORGAN = Blank("　" * 8)
UNKNOWN_RECIPIENT = Blank("　" * 6)
_SEALED = (DOCUMENT, LETTER)
_NAMING = (
    "station_name",
    "station_names",
    "station",
    "stations",
    "applicant",
    "applicants",
    "issuers",
)


def head(situation: Situation, titled: Callable[[str], str]) -> tuple[Head, tuple[Finding, ...]]:
    """The head, and a finding for each issuing organ whose name nobody gave.

    titled: makes a title of a pattern of the kind's row.
    """
    kind, data = situation.kind, situation.data
    issuers, missing = issuing(situation)
    own = tuple(Attachment(titled(pattern)) for pattern in kind.attachments)
    title = unbroken(data.get("title") or titled(kind.title))
    made = Head(
        format=kind.format,
        issuers=issuers,
        title=title,
        number=data.get("number", ""),
        upward=kind.upward,
        signers=tuple(data.get("signers", ())) if kind.upward else (),
        to=_to(situation),
        signed_on=data.get("signed_on"),
        sealed=data.get("sealed", kind.format in _SEALED),
        note=_note(situation),
        attachments=(*own, *_attached(situation)),
        copies_to=tuple(data.get("copies_to", ())),
        printed_by=data.get("printed_by", ""),
        printed_on=data.get("printed_on"),
        names=tuple(dict.fromkeys(each for each in _names(data) if each in title)),
    )
    return made, missing


def issuing(situation: Situation) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Names of the issuing organs, the leading one first, and a finding for each unknown one.

    The data's own names first; else the organs that held the kind's roles on the paper's date, by
    the district's profile or the call; a name that is not known is a visible blank.
    """
    if given := situation.data.get("issuers"):
        return tuple(given), ()
    day = situation.data.get("signed_on", situation.day)
    named = [(role, _organ(situation, role, day)) for role in situation.kind.issued_by]
    if situation.kind.format == FORM:  # a form is not issued; organs seal it in its own cells
        return tuple(name for _, name in named if name), ()
    missing = tuple(_unknown(situation, role, day) for role, name in named if not name)
    return tuple(name or UNKNOWN_ORGAN for _, name in named), missing


def _organ(situation: Situation, role: str, day: date) -> str:
    if role in (HR, RURAL):
        organ = situation.district.organ(role, day)
        return organ.name if organ else ""
    if role in (CITY_HR, CITY_RURAL):  # the call's issuers in their order
        names = situation.call.issuers
        at = (CITY_HR, CITY_RURAL).index(role)
        return names[at] if at < len(names) else ""
    if role == STATION:  # a station's own paper is its unit's
        return str(situation.data.get("applicant", ""))
    return ""


def _unknown(situation: Situation, role: str, day: date) -> Finding:
    if role in (HR, RURAL):
        said = f"区县资料里没有{day.isoformat()}有效的{role}机关名称，纸面留空"
        advice = "用 --district 给出区县资料（organs），或在数据里填写发文机关（issuers）"
    else:
        said = f"发文机关（{role}）的名称没有给出，纸面留空"
        advice = "请在数据里填写发文机关（issuers），写全称"
    place = situation.place("/issuers")
    return Finding("notice.issuer", Severity.WARNING, said, place, advice=advice)


def unbroken(title: str) -> str:
    """The title without line breaks; its lines are set by the layout."""
    return "".join(each.strip() for each in title.split("\n")) if "\n" in title else title


def _names(value: Any, field: str = "") -> Iterator[str]:
    """The names of organs, stations and applicants anywhere in the data."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _names(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _names(inner, field)
    elif field in _NAMING and isinstance(value, str) and value:
        yield value


def _to(situation: Situation) -> tuple[str, ...]:
    if given := situation.data.get("to"):
        return tuple(given)
    if situation.kind.to == CITY:
        return situation.call.issuers[:1]
    unit = situation.data.get("applicant")
    if unit and situation.kind.to.startswith(_TO_THE_UNIT):
        return (unit,)
    if situation.kind.format not in _SEALED:
        return ()
    return _units(situation) or (UNKNOWN_RECIPIENT,)


def _units(situation: Situation) -> tuple[str, ...]:
    """The applicants of the stations that a paper to the building units is about, once each."""
    if not situation.kind.to.endswith(_BUILDERS):
        return ()
    rows = situation.data.get("stations", ())
    return tuple(dict.fromkeys(row["applicant"] for row in rows if row.get("applicant")))


def _note(situation: Situation) -> str:
    if given := situation.data.get("note"):
        return flowing(str(given))
    contact = situation.data.get("contact")
    if contact and situation.kind.format in _SEALED:
        return f"联系人：{contact['name']}，联系电话：{contact['phone']}"
    return ""


def _attached(situation: Situation) -> Iterator[Attachment]:
    for row in situation.data.get("attachments", ()):
        paragraphs = tuple(map(flowing, row.get("paragraphs", ())))
        separate = row.get("separate", not paragraphs)
        yield Attachment(unbroken(row["title"]), paragraphs, separate)


def prints_number(situation: Situation) -> bool:
    """Whether a paper of this format carries a 发文字号."""
    return situation.kind.format in (DOCUMENT, LETTER)


def prints_date(situation: Situation) -> bool:
    """Whether a paper of this format ends with a 成文日期."""
    return situation.kind.format not in (FORM, MINUTES)
