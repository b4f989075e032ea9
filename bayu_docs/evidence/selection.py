"""Which pages of a proof's file go into the bundle: `1,3-4`, as people write it."""

from __future__ import annotations

import re
import unicodedata

_PART = re.compile(r"([0-9]{1,4})(?:[-—–~～至]([0-9]{1,4}))?")
_BETWEEN = re.compile(r"[,，、;；]")


class SelectionError(ValueError):
    """The words name no pages, or none that the file has; the message says which, in Chinese."""


def selected(words: str, count: int) -> tuple[int, ...]:
    """Pages (1-based, ascending, each once) of a file of `count` pages; all for no words.

    Raises SelectionError for what is no list of pages, or goes beyond the file.
    """
    plain = "".join(unicodedata.normalize("NFKC", words).split())
    if not plain:
        return tuple(range(1, count + 1))
    pages: set[int] = set()
    for part in _BETWEEN.split(plain.replace("页", "").replace("第", "")):
        match = _PART.fullmatch(part)
        if match is None:
            raise SelectionError(f"“{words}”不是页码")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last:
            raise SelectionError(f"“{part}”的起止页不对")
        if last > count:
            raise SelectionError(f"文件只有 {count} 页，没有第 {last} 页")
        pages |= set(range(first, last + 1))
    return tuple(sorted(pages))
