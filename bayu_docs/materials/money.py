"""The door to cn2an: sums of money in the capital numerals that receipts and orders use.

cn2an costs a quarter of a second to import and is loaded with the first sum.
"""

from __future__ import annotations

from decimal import Decimal

_CENT = Decimal("0.01")


def in_words(yuan: int | Decimal) -> str:
    """壹拾伍万元整 of 150000: yuan, at most two places, not negative; else ValueError.

    Floats are not taken: the library reads large ones wrongly (1e8 as 壹亿点零).
    """
    amount = Decimal(yuan)
    if amount < 0 or amount != amount.quantize(_CENT):
        raise ValueError(f"not a sum in yuan and cents: {yuan}")
    import cn2an

    return str(cn2an.an2cn(f"{amount.normalize():f}", "rmb"))


def in_figures(yuan: int | Decimal) -> str:
    """150000.00 of 150000, as a receipt prints it behind ¥."""
    return f"{Decimal(yuan).quantize(_CENT)}"
