"""Identity and card numbers in reports: never whole."""

from __future__ import annotations

import re

_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{6})(\d{5,9})(\d{3}[\dXx])(?![0-9A-Za-z])")


def masked(text: str) -> str:
    """The text with every number of 15 to 19 places shown as 500101********1234.

    Identity numbers (old, new, or mistyped by a place) and bank cards alike.
    """
    return _LONG_NUMBER.sub(lambda found: f"{found[1]}{'*' * len(found[2])}{found[3]}", text)
