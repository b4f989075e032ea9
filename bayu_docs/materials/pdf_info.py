"""What a PDF of ours says of itself: title, producer and date, the same wherever it is made."""

from __future__ import annotations

from datetime import datetime

PRODUCER = "bayu-docs"


def described(title: str, moment: datetime) -> dict[str, str]:
    """The document information; moment is written as both of the file's dates."""
    stamp = moment.strftime("D:%Y%m%d%H%M%S%z")
    if moment.tzinfo is not None:
        stamp = f"{stamp[:-2]}'{stamp[-2:]}'"
    return {"/Title": title, "/Producer": PRODUCER, "/CreationDate": stamp, "/ModDate": stamp}
