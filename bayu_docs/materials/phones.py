"""The door to phonenumbers: Chinese numbers as we print them.

phonenumbers costs some 35 ms to import and is loaded with the first number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

REGION = "CN"
LOCAL_DIGITS = 8
_EXTENSION = re.compile(r"[\s\-－]*(?:转|ext\.?|分机|[-－])\s*([0-9]{1,6})$", re.IGNORECASE)


def mobile(text: str) -> str | None:
    """The 11 digits of a mainland mobile number in any usual writing, None when it is none."""
    import phonenumbers

    number = _parsed(text)
    if number is None or phonenumbers.number_type(number) != phonenumbers.PhoneNumberType.MOBILE:
        return None
    return str(number.national_number)


def landline(text: str, area: str = "023") -> str | None:
    """A fixed number as 023-88126972 (with extension 023-88126972-801), None when it is none.

    Eight digits alone are a number of the area code `area`; 400 and 800 numbers are taken too.
    """
    import phonenumbers

    parted = _EXTENSION.sub(r" ext \1", text)
    tried = (_parsed(whole) for each in (text, parted) if (whole := _with_area(each, area)))
    number = next((known for known in tried if known is not None), None)
    kind = None if number is None else phonenumbers.number_type(number)
    if number is None or kind == phonenumbers.PhoneNumberType.MOBILE:
        return None
    bare = phonenumbers.PhoneNumber(
        country_code=number.country_code, national_number=number.national_number
    )
    printed = phonenumbers.format_number(bare, phonenumbers.PhoneNumberFormat.NATIONAL)
    first, _, rest = printed.partition(" ")
    if kind in (phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.SHARED_COST):
        rest = rest.replace(" ", "-")
    parts = (first, rest.replace(" ", ""), number.extension or "")
    return "-".join(part for part in parts if part)


def _with_area(text: str, area: str) -> str:
    """The number with `area` before it when it is eight digits alone (an extension aside).

    Empty when it is fewer: 2010000 is no number of 020.
    """
    local, mark, extension = text.partition(" ext ")
    digits = "".join(c for c in local if c.isdigit())
    if digits.startswith("0") or local.strip().startswith(("+", "(", "（")):
        return text
    if len(digits) < LOCAL_DIGITS:
        return ""
    return f"{area}{digits}{mark}{extension}" if len(digits) == LOCAL_DIGITS else text


def _parsed(text: str) -> PhoneNumber | None:
    """A number valid in mainland China, or None."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number_for_region(number, REGION) else None
