"""What the reader says of sheets, heads and rows, each finding at a cell of the workbook."""

from __future__ import annotations

from collections.abc import Iterable

from bayu_docs.materials.text import visible
from bayu_docs.materials.workbook_read import Block, letter, spot
from bayu_docs.model.finding import Finding, Place, Severity


class Speaker:
    """Makes findings about one sheet of one file."""

    def __init__(self, file: str, sheet: str) -> None:
        self._file = file
        self.sheet = sheet

    def say(
        self,
        code: str,
        message: str,
        advice: str,
        at: tuple[int, int],
        pointer: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """A finding at a cell (row, column); pointer: what of the application it concerns."""
        place = Place(self._file, spot(self.sheet, *at), pointer)
        return Finding(code, severity, message, place, advice=advice)

    def renamed(self, found: str, title: str, at: tuple[int, int], pointer: str) -> Finding:
        """A head or label under another name."""
        message = f"“{visible(found)}”不是这张表的栏目名，这里应是“{title}”"
        return self.say("intake.head", message, f"请把这个单元格改回“{title}”", at, pointer)

    def missing(self, title: str, what: str, at: tuple[int, int], pointer: str) -> Finding:
        """A head or label that stands nowhere; what: 列 or 行."""
        message = f"工作表“{self.sheet}”里找不到栏目“{title}”"
        advice = f"请补上这一{what}，栏目名写“{title}”；没有内容可填的{what}也要保留"
        return self.say("intake.head", message, advice, at, pointer)

    def twice(self, title: str, what: str, at: tuple[int, int], pointer: str) -> Finding:
        """A head or label that was read elsewhere already."""
        message = f"栏目“{title}”出现了两次，不知道以哪一{what}为准"
        advice = f"请只留一{what}“{title}”，另一{what}删去，或改成别的名称"
        return self.say("intake.head", message, advice, at, pointer)

    def extra(self, lines: Iterable[str], what: str, at: tuple[int, int]) -> Finding:
        """Columns or lines of the user's own, which hold something."""
        message = f"工作表“{self.sheet}”的第 {'、'.join(lines)} {what}不是本表的栏目，内容没有采用"
        advice = "自己加的备注不影响申报；应申报的内容请填在本表的栏目里"
        return self.say("intake.extra_column", message, advice, at, severity=Severity.INFO)

    def merged(self, block: Block, pointer: str) -> Finding:
        """A merged range where every cell has a meaning of its own."""
        last = f"{letter(block.last_column)}{block.last_row}"
        cells = f"{letter(block.first_column)}{block.first_row}:{last}"
        message = f"{cells} 是合并单元格，内容只算第一格的，其余各格按没有填写处理"
        advice = "请取消合并单元格，逐行逐格填写"
        at = (block.first_row, block.first_column)
        return self.say("intake.merged", message, advice, at, pointer)

    def hidden(self, rows: list[int], columns: list[int]) -> Finding:
        """Hidden or filtered rows and columns whose content was read."""
        parts = [f"第 {_runs(rows)} 行"] if rows else []
        parts += [f"{'、'.join(map(letter, columns))} 列"] if columns else []
        message = f"工作表“{self.sheet}”的{'和'.join(parts)}是隐藏或筛选掉的，内容同样读取了"
        advice = "不申报的内容请删去，不要只是隐藏"
        at = (rows[0] if rows else 1, columns[0] if columns else 1)
        return self.say("intake.hidden", message, advice, at, severity=Severity.INFO)


def _runs(numbers: list[int]) -> str:
    """7、9—12 of 7, 9, 10, 11, 12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(str(low) if low == high else f"{low}—{high}" for low, high in runs)
