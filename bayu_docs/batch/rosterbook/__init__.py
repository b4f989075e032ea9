"""汇总表.xlsx in the making: the roster, the counts beside it, and the mark it is known by."""
