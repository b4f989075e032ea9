"""Numbers of persons in a text: identity numbers, mobiles, bank cards; never told whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

ID_NUMBER, MOBILE, BANK_CARD = "身份证号码", "手机号码", "银行卡号"

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK_CHARACTERS = "10X98765432"
_CARD_DIGITS = frozenset({16, 17, 18, 19})  # 借记卡 19 or 16, 贷记卡 16; some banks 17 or 18
_DASHES = re.compile("[‐‑‒–—－−]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# A blank, a line's end or a hyphen may stand between groups, as people write them.
_GAP = r"[\s-]?"
_EDGE = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_ID = re.compile(rf"{_EDGE[0]}\d{{6}}{_GAP}(?:19|20)\d{{6}}{_GAP}\d{{3}}[\dXx]{_EDGE[1]}")
_MOBILE = re.compile(rf"{_EDGE[0]}(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_EDGE[1]}")
_CARD = re.compile(rf"{_EDGE[0]}[3-6]\d{{3}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?{_EDGE[1]}")


@dataclass(frozen=True)
class Hit:
    """One number found. kind: what it is, as printed; shown: masked, safe to be told."""

    kind: str
    shown: str


def numbers_in(text: str) -> tuple[Hit, ...]:
    """Every number of a person in the text, each once, in order.

    Full-width digits and groups parted by a blank, a hyphen or a line's end count; landlines,
    dates, codes and sums do not.
    """
    plain = _UNSEEN.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text)))
    return tuple(dict.fromkeys(_found(plain)))


def id_check_character(body: str) -> str:
    """Check character of the first 17 digits of a 公民身份号码: ISO 7064 MOD 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return _ID_CHECK_CHARACTERS[total % 11]


def _found(text: str) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    for kind, pattern, holds in _KINDS:
        for match in pattern.finditer(text):
            number = re.sub(r"[\s+-]", "", match.group()).upper()
            free = all(match.end() <= start or end <= match.start() for start, end in taken)
            if free and holds(number):
                taken.append(match.span())
                yield Hit(kind, f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}")


def _is_id(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return number[17] == id_check_character(number[:17])


def _is_card(number: str) -> bool:
    """Luhn's check over a length that cards have."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return len(number) in _CARD_DIGITS and total % 10 == 0


_KINDS = (
    (ID_NUMBER, _ID, _is_id),
    (MOBILE, _MOBILE, lambda _: True),
    (BANK_CARD, _CARD, _is_card),
)
