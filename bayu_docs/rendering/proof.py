"""The render proof: every static text and every printed value stands on the paper, in order.

Compared are texts in NFC without white space. A converter may not draw what the file says, and a
template engine may drop what it cannot parse; both would be our fault, so both raise.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from bayu_docs.errors import OutputDisproved
from bayu_docs.materials import word

# White space, and what a PDF reader reports for a hyphen at a line's end.
_UNSEEN = re.compile(r"[\s\u00ad\u200b\ufffe\x02]+")
_FOOTER = "—{page}—"


def squeezed(text: str) -> str:
    """Text as it is compared."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def prove_docx(rendered: word.Rendered, name: str) -> None:
    """Raise OutputDisproved when the .docx lacks a static text or a printed value."""
    text = squeezed(word.text_of(rendered.docx))
    for expected in (rendered.static, rendered.printed):
        lost = _lost_in_order(text, expected)
        if lost is not None:
            raise OutputDisproved(f"{name}：填写后的文件缺少“{lost}”")


def prove_pdf(rendered: word.Rendered, page_texts: Sequence[str], name: str) -> None:
    """Raise OutputDisproved when the converted pages lack a static text or a printed value.

    A cell that breaks across pages is found with the page's furniture between its parts; values
    that a reader reports out of order (fallback faces) are counted instead.
    """
    text = "".join(_body(page, number) for number, page in enumerate(page_texts, start=1))
    for expected in (rendered.static, rendered.printed):
        strings = [squeezed(part) for part in expected if squeezed(part)]
        if _lost_in_order(text, strings) is None:
            continue
        for string, times in Counter(strings).items():
            if text.count(string) < times and not _scattered(text, string):
                raise OutputDisproved(f"{name}：转换后的页面上缺少“{string}”")


def _body(page: str, number: int) -> str:
    """A page's text without its page number."""
    text, footer = squeezed(page), _FOOTER.format(page=number)
    return text.removesuffix(footer).removeprefix(footer)


def _lost_in_order(text: str, expected: Sequence[str]) -> str | None:
    """The first expected string that does not follow the ones before it, or None."""
    position = 0
    for part in expected:
        wanted = squeezed(part)
        found = text.find(wanted, position)
        if found < 0:
            return part
        position = found + len(wanted)
    return None


def _scattered(text: str, string: str) -> bool:
    """True when the string stands in one or two pieces, or its characters all stand close by."""
    for cut in range(len(string) - 1, 0, -1):
        start = text.find(string[:cut])
        if start >= 0 and text.find(string[cut:], start + cut) >= 0:
            return True
    wanted = Counter(string)
    window = len(string) * 3 + 40
    first = string[0]
    position = text.find(first)
    while position >= 0:
        if not wanted - Counter(text[max(0, position - window) : position + window]):
            return True
        position = text.find(first, position + 1)
    return False
