"""A title broken into lines by sense, in the shape of a trapezoid or a diamond (GB/T 9704 7.3.1).

Every way of breaking it is weighed: where a line may end (the sense), how long the lines are to
each other (the shape), and how many there are. The words of official titles are few, so a list of
them tells where one ends; what is quoted, dated, numbered or an organ's name stays whole.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.title_words import WORDS
from bayu_docs.gongwen.widths import chars, wrapped

_LIMIT = int(spec.TITLE_CHARS_PER_LINE.value)
_SHORTEST = 4.0
_FORBIDDEN = 1000.0
_LINE_COST = 3.0
_EVEN_COST = 3.0
_HOURGLASS_COST = 12.0
_SHORT_COST = 14.0
_STEP_COST = 1.6
_NEVER_FIRST = "、，。；：？！）》”’〉〕】·的地得等之们者"
_NEVER_LAST = "（《“‘〈〔【第关"
_JOINING = "和与及暨或"
_SUFFIXES = "省市区县镇乡村局委厅部处站所院校队组年月日号个家名条项批次期级"
_WHOLE = re.compile(
    r"《[^》]*》|“[^”]*”|（[^）]*）|〔[^〕]*〕"
    r"|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:度)?|\d{1,2}月\d{1,2}日"
    r"|第[一二三四五六七八九十百\d]+[批次届期号条项]|[A-Za-z0-9.]+[年月日个家名号条项批次期]?"
    r"|(?:(?!关于)[\u4e00-\u9fff]){2,12}?(?:人民政府|委员会|办事处|办公室|保障局|振兴局|财政局|管理局)"
)
_Way = tuple[float, tuple[int, ...]]
"""What it costs, and where its lines end."""
_ABOUT = "关于"
_LONGEST_WORD = max(map(len, WORDS))


def broken(title: str, kept: Sequence[str] = ()) -> tuple[str, ...]:
    """The title's lines of at most 20 字; kept: names that no line end may part, unless a name is
    longer than a line or the names leave no other way."""
    title = title.strip()
    if chars(title) <= _LIMIT:
        return (title,)
    fewest = -(-int(chars(title) + 0.5) // _LIMIT)
    found = [each for each in kept if each and each in title]
    for names, counts in ((found, 2), (found, 3), ([], 2)):
        costs = _end_costs(title, tuple(names))
        ways = [_best(title, fewest + more, costs) for more in range(counts)]
        cost, ends = min((cost + _LINE_COST * at, ends) for at, (cost, ends) in enumerate(ways))
        if math.isfinite(cost):
            return tuple(title[start:end] for start, end in pairwise((0, *ends, len(title))))
    return _senseless(title)


def _senseless(title: str) -> tuple[str, ...]:
    """Lines of what cannot be broken by sense: filled by the marks, or of about one length when
    the marks would leave a character alone."""
    lines = wrapped(title, _LIMIT)
    if min(map(len, lines)) > 1:
        return tuple(lines)
    width = [0.0, *accumulate(map(chars, title))]
    count = math.ceil(width[-1] / (_LIMIT - 1))  # one to spare: a character is not cut in two
    ends = [bisect_right(width, width[-1] * at / count) - 1 for at in range(count)]
    return tuple(title[start:end] for start, end in pairwise((*ends, len(title))))


def halved(name: str, limit_chars: float) -> tuple[str, ...]:
    """An organ's name as two lines of about one length, neither longer than the limit where that
    can be, parted by sense."""
    costs = _end_costs(name, (), whole_organs=False)
    middle = len(name) / 2

    def cost(end: int) -> float:
        over = max(chars(name[:end]), chars(name[end:])) - limit_chars
        return costs[end] + abs(end - middle) + 10 * max(over, 0)

    return (name[: (end := min(range(2, len(name) - 1), key=cost))], name[end:])


def _best(title: str, count: int, costs: Sequence[float]) -> _Way:
    """The cheapest way of breaking the title into so many lines."""
    width = [0.0, *accumulate(map(chars, title))]
    mean = width[-1] / count

    @cache
    def rest(start: int, before: float, fell: bool, lines: int) -> _Way:
        """The cheapest way from `start` on, below a line of that length (0: there is none)."""
        ways: list[_Way] = []
        last = lines == 1
        for end in range(start + 1, len(title) + 1) if not last else (len(title),):
            length = width[end] - width[start]
            if length > _LIMIT:
                break
            if length < _SHORTEST or (not last and costs[end] >= _FORBIDDEN):
                continue
            price = _line_cost(length, before, mean, fell) + (0.0 if last else costs[end])
            falls = fell or 0 < length < before
            below = (0.0, ()) if last else rest(end, length, falls, lines - 1)
            ways.append((price + below[0], below[1] if last else (end, *below[1])))
        return min(ways, default=(math.inf, ()))

    return rest(0, 0.0, False, count)


def _line_cost(length: float, before: float, mean: float, fell: bool) -> float:
    """Dear: a line that is longer again after shorter ones (an hourglass), one as long as the line
    before it, one far shorter than the others."""
    short = _SHORT_COST * max(0.0, 0.6 - length / mean)
    if not before:
        return short
    step = length - before
    even = _EVEN_COST if step == 0 else 0.0
    again = _HOURGLASS_COST if fell and step > 0 else 0.0
    return short + even + again + _STEP_COST * abs(step) / mean


@cache
def _end_costs(
    title: str, kept: tuple[str, ...], *, whole_organs: bool = True
) -> tuple[float, ...]:
    """What it costs to end a line before each character; _FORBIDDEN where it may not end."""
    costs = [2.5] * (len(title) + 1)
    for start, end in _words(title):
        costs[start] -= 1.0
        costs[end] -= 1.0
        for inside in range(start + 1, end):
            costs[inside] = _FORBIDDEN
    for index in range(1, len(title)):
        costs[index] += _mark_cost(title[index - 1], title[index])
        if title.startswith(_ABOUT, index):
            costs[index] = -2.0
    for start, end in _wholes(title, kept) if whole_organs else ():
        dear = 4.0 if chars(title[start:end]) > _LIMIT else _FORBIDDEN
        for inside in range(start + 1, end):
            costs[inside] += dear
    return tuple(costs)


def _mark_cost(before: str, after: str) -> float:
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return _FORBIDDEN
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return _FORBIDDEN
    if after in _SUFFIXES:
        return 3.0
    if before in _JOINING:
        return 2.0
    if before in "、，）》”的" or after in "《“（" or after in _JOINING:
        return -0.5
    return 0.0


def _wholes(title: str, kept: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for found in _WHOLE.finditer(title):
        yield found.span()
    for name in kept:
        for found in re.finditer(re.escape(name), title):
            yield found.span()


def _words(title: str) -> Iterator[tuple[int, int]]:
    """The listed words in it, the longest first at each place."""
    at = 0
    while at < len(title):
        length = next(
            (
                size
                for size in range(min(_LONGEST_WORD, len(title) - at), 1, -1)
                if title[at : at + size] in WORDS
            ),
            0,
        )
        if length:
            yield at, at + length
        at += length or 1
