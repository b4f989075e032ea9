"""A number found against the number asked, and what 原则上 changes about it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bayu_docs.eligibility.case import TierCase
from bayu_docs.eligibility.names import says_nothing
from bayu_docs.model.call import Limit
from bayu_docs.model.finding import Finding

Number = int | Decimal


def plain(number: Number) -> str:
    """A number as printed: no exponent, no trailing zeros (5.50 -> 5.5, 6.0 -> 6)."""
    if isinstance(number, int):
        return str(number)
    return f"{number.normalize():f}"


def lowest(limit: Limit) -> int:
    """The number asked by the most lenient reading of the figure."""
    return min((limit.value, *limit.other_values))


def highest(limit: Limit) -> int:
    """The number asked by the strictest reading of the figure."""
    return max((limit.value, *limit.other_values))


def counted(
    case: TierCase, found: Number, subject: str, pointer: str, advice: str
) -> Iterator[Finding]:
    """The finding when fewer were found than asked, with the distance.

    Below every reading of the figure: an error, measured from the lowest; between two readings
    (the 1 of `1－2名以上`): a warning that names the doubt.
    """
    limit = case.limit
    low, high = lowest(limit), highest(limit)
    have = f"{subject}{plain(found)}{limit.unit}"
    if found < low:
        short = f"差{plain(low - found)}{limit.unit}"
        message = f"{have}，{case.asker}要求{low}{limit.unit}以上，{short}"
        yield case.error(pointer, message, advice)
    elif found < high:
        message = (
            f"{have}，{case.asker}要求“{limit.figure}”：按{low}{limit.unit}计已达到，"
            f"按{high}{limit.unit}计差{plain(high - found)}{limit.unit}（贴线）"
        )
        doubt = limit.doubts[0] if limit.doubts else ""
        yield case.warning(pointer, message, f"{advice}；或先向所在区县核实", doubt=doubt)


def softened(case: TierCase, note: str, pointer: str, message: str, advice: str) -> Finding:
    """An unmet condition of a row: an error, but a warning that carries the row's written
    justification where the notice says 原则上."""
    if not case.requirement.softened:
        return case.error(pointer, message, advice)
    if says_nothing(note):
        way_out = "；确有特殊情况的，在该行“例外说明”中写明理由（通知用语为“原则上”）"
        return case.error(pointer, message, advice + way_out)
    return case.warning(
        pointer, f"{message}；已写例外说明：{note}", "例外说明由所在区县认定，请附证明材料"
    )
