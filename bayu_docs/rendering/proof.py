"""The render proof: every static text and every printed value stands on the paper, in order.

Compared are texts in NFC without white space. A converter may not draw what the file says, and a
template engine may drop what it cannot parse; both would be our fault, so both raise.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bayu_docs.errors import OutputDisproved
from bayu_docs.materials import word

# White space, and what a PDF reader reports for a hyphen at a line's end.
_UNSEEN = re.compile(r"[\s\u00ad\u200b\ufffe\x02]+")
_FOOTER = "—{page}—"
_TAIL_CHARACTERS = 6
_KEPT_TEXTS = 4096  # the fixed texts of letters come by the hundred
_FURNITURE_CHARACTERS = 80  # static texts and a repeated table head between two values


@lru_cache(_KEPT_TEXTS)
def squeezed(text: str) -> str:
    """Text as it is compared."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def prove_docx(rendered: word.Rendered, name: str) -> None:
    """Raise OutputDisproved when the .docx lacks a static text or a printed value."""
    text = squeezed(rendered.text)
    for expected in (rendered.static, rendered.printed):
        lost = _lost_in_order(text, expected)
        if lost is not None:
            raise OutputDisproved(f"{name}：填写后的文件缺少“{lost}”")


def prove_pdf(rendered: word.Rendered, page_texts: Sequence[str], name: str) -> None:
    """Raise OutputDisproved when the converted pages lack a static text or a printed value.

    A reader reports the glyphs of a fallback face apart from their neighbours, and a text that
    crosses pages with the page's furniture inside; such a text must stand with all its characters
    where the one before it ended. And no character is drawn more seldom than the file holds it: an
    engine has dropped single commas at line ends.
    """
    text = "".join(_body(page, number) for number, page in enumerate(page_texts, start=1))
    for expected in (rendered.static, rendered.printed):
        lost = _lost_in_order(text, expected, tolerant=True)
        if lost is not None:
            raise OutputDisproved(f"{name}：转换后的页面上缺少“{lost}”")
    if undrawn := Counter(squeezed(rendered.text)) - Counter(text):
        raise OutputDisproved(f"{name}：转换后的页面上少了字符“{'”“'.join(sorted(undrawn))}”")


def prove_page_numbers(
    rows: Sequence[tuple[str, str]], page_texts: Sequence[str], name: str
) -> None:
    """Raise OutputDisproved unless each row's page numbers stand right behind its text.

    rows: what a row of the form's table J states, and the pages printed beside it. The order of
    values, which prove_pdf shows, would not tell a 5 from the 5 of another row. Rows that end in
    characters of a fallback face are left to prove_pdf: readers report such glyphs apart.
    """
    text = "".join(_body(page, number) for number, page in enumerate(page_texts, start=1))
    for stated, pages in rows:
        tail = squeezed(stated)[-_TAIL_CHARACTERS:]
        wanted = tail + squeezed(pages)
        if pages and _is_common(tail) and not re.search(f"{re.escape(wanted)}(?![0-9—])", text):
            raise OutputDisproved(f"{name}：“{stated}”一行的佐证页码应为“{pages}”，页面上不是")


def _is_common(text: str) -> bool:
    """Whether every face of the body has the characters."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _body(page: str, number: int) -> str:
    """A page's text without its page number."""
    text, footer = squeezed(page), _FOOTER.format(page=number)
    return text.removesuffix(footer).removeprefix(footer)


def _lost_in_order(text: str, expected: Sequence[str], *, tolerant: bool = False) -> str | None:
    """The first expected string that does not follow the ones before it, or None."""
    position = 0
    wanted_times = Counter(map(squeezed, expected)) if tolerant else Counter()
    for part in expected:
        wanted = squeezed(part)
        found = text.find(wanted, position)
        if found < 0:
            if tolerant and text.count(wanted) >= wanted_times[wanted]:
                continue  # a row that breaks across pages is reported in another order
            if not (tolerant and _gathered(text, position, wanted)):
                return part
            found = position
        position = found + len(wanted)
    return None


def _gathered(text: str, position: int, wanted: str) -> bool:
    """True when all characters of the string stand close behind the position."""
    near = text[position : position + len(wanted) + _FURNITURE_CHARACTERS]
    return not Counter(wanted) - Counter(near)
