"""The first sheet: what to do, what the colours mean, where the sheets are, and the counters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bayu_docs.intake.workbook.layout import COVER, KEY_TITLE, VERSION, Sheet
from bayu_docs.intake.workbook.making import formulas, hints, style
from bayu_docs.intake.workbook.making.formulas import Counter, Formula
from bayu_docs.materials.workbook_write import Book, Look, Page, column_letters
from bayu_docs.model.call import Call, Limit, Tier

_WIDTHS = (35, 11, 16, 20, 16, 20, 32)
_LAST = len(_WIDTHS)
_COUNT_COLUMN, _FIRST_TIER_COLUMN = 2, 3
_HEAD = replace(style.HEAD, bold=True)


def write(book: Book, call: Call, sheets: Sequence[Sheet], counters: Sequence[Counter]) -> None:
    """The cover sheet; counters: empty in a roster."""
    writer = _Cover(book.sheet(COVER), call, many=not counters)
    writer.title()
    writer.steps()
    writer.colours()
    writer.contents(sheets)
    if counters:
        writer.counters(counters)


class _Cover:
    """Writes the cover from the top; row is the next free one."""

    def __init__(self, page: Page, call: Call, *, many: bool) -> None:
        self._page, self._call, self._many = page, call, many
        self._row = 1
        for column, width in enumerate(_WIDTHS, 1):
            page.column(column, width, style.PLAIN)
        page.bare()
        page.paper(call.form_title)

    def title(self) -> None:
        kind = "汇总工作簿（一行一个申报）" if self._many else "申报数据工作簿"
        self._across(f"《{self._call.form_title}》{kind}", style.TITLE)
        self._across(
            f"申报批次：{self._call.batch}（{self._call.id}）　　工作簿版本：{VERSION}",
            style.NOTE,
        )
        self._across(
            "通知附件的表体未公开，本工具的表式为样表（非官方），以主管部门下发的附件为准。",
            style.NOTE,
        )

    def steps(self) -> None:
        self._section("一、怎么做")
        for number, step in enumerate(_steps(self._call, many=self._many), 1):
            self._across(f"{number}．{step}", style.PLAIN)

    def colours(self) -> None:
        self._section("二、颜色")
        meanings = (
            (
                style.HEAD_REQUIRED,
                "必填栏目 *",
                "带 * 的栏目必须填写（有的只在某种情况下必填，见说明）",
            ),
            (style.HEAD, "选填栏目", "不适用的留空"),
            (style.text_look(), "填写处", "在这种底色的格里填写；写满了可以往下接着写"),
            (style.HINT, "填写要求", "字数、单位、写法和依据的条款"),
        )
        for look, sample, meaning in meanings:
            self._page.text(self._row, 1, sample, look)
            self._page.across(self._row, 2, _LAST, meaning, style.PLAIN)
            self._next(style.ROW_HEIGHT_PT)

    def contents(self, sheets: Sequence[Sheet]) -> None:
        self._section("三、各表（点表名打开）")
        for sheet in sheets:
            self._page.link(self._row, 1, sheet.title, "A1", sheet.title, style.LINK_CELL)
            told = _contents(sheet, many=self._many)
            look = replace(style.CELL, size_pt=10)
            self._page.across(self._row, 2, _LAST, told, look)
            self._next(style.height_pt(told, sum(_WIDTHS[1:]), look) + 1)

    def counters(self, counters: Sequence[Counter]) -> None:
        self._page.new_paper(self._row)
        self._section("四、申报条件对照（随填随算；以 bayu-docs check 的结果为准）")
        tiers = tuple(self._call.tiers.values())
        heads = ["项目", "现有"]
        for tier in tiers:
            heads += [f"{tier.name}要求（条款）", f"{tier.name}是否达到"]
        for column, head in enumerate([*heads, "说明"], 1):
            self._page.text(self._row, column, head, _HEAD)
        self._next(22)
        rows = {counter.title: self._row + number for number, counter in enumerate(counters)}
        for counter in counters:
            self._counter(counter, rows, counters, tiers)
            self._next(33)

    def _counter(
        self,
        counter: Counter,
        rows: dict[str, int],
        counters: Sequence[Counter],
        tiers: Sequence[Tier],
    ) -> None:
        unit = f"（{counter.unit}）" if counter.unit else ""
        self._page.text(self._row, 1, f"{counter.title}{unit}", replace(style.CELL, bold=True))
        self._formula(_COUNT_COLUMN, counter.formula, replace(style.CELL_CENTERED, bold=True))
        for number, tier in enumerate(tiers):
            column = _FIRST_TIER_COLUMN + 2 * number
            requirement = tier.requirement(counter.requirement)
            if requirement is None or requirement.limit is None:
                self._page.text(self._row, column, "—", style.CELL_CENTERED)
                self._page.text(self._row, column + 1, "—", style.CELL_CENTERED)
                continue
            limit = requirement.limit
            self._page.text(self._row, column, _limit_words(limit), style.CELL_CENTERED)
            if counter.title == formulas.RATIO_TITLE:
                known = {each.title: each.formula for each in counters}
                pair = [
                    (known[title], f"$B${rows[title]}")
                    for title in (formulas.LEADS_TITLE, formulas.TEAM_TITLE)
                ]
                told = formulas.ratio_standing(pair[0], pair[1], limit)
            else:
                cell = f"${column_letters(_COUNT_COLUMN)}${self._row}"
                told = formulas.standing(counter.formula, cell, limit)
            self._formula(column + 1, told, style.CELL_CENTERED)
        look = replace(style.CELL, size_pt=10)
        if isinstance(counter.note, Formula):
            self._formula(_LAST, counter.note, look)
        else:
            self._page.text(self._row, _LAST, counter.note, look)

    def _formula(self, column: int, formula: Formula, look: Look) -> None:
        self._page.formula(self._row, column, formula.text, formula.value, look)

    def _section(self, words: str) -> None:
        self._next(6)
        self._page.text(self._row, 1, words, style.SECTION)
        self._next(20)

    def _across(self, words: str, look: Look) -> None:
        self._page.across(self._row, 1, _LAST, words, look)
        height = style.height_pt(words, sum(_WIDTHS), look)
        self._next(style.TITLE_HEIGHT_PT if look is style.TITLE else height)

    def _next(self, height_pt: float) -> None:
        """Give the row its height and go on below it."""
        self._page.height(self._row, height_pt)
        self._row += 1


def _limit_words(limit: Limit) -> str:
    """5名以上 as the notice says it, with its clause; a ratio as it is printed."""
    figure = (
        limit.figure
        if limit.unit in limit.figure or ":" in limit.figure
        else (f"{limit.value} {limit.unit}")
    )
    return f"{figure}\n{limit.clause.number}"


def _contents(sheet: Sheet, *, many: bool) -> str:
    if sheet.table is None:
        named = "、".join(group.title for group in sheet.groups if group.columns)
        return f"{'一行一个申报' if many else '一行一个栏目'}：{named}"
    heads = "、".join(column.title for column in sheet.table.columns[:6])
    more = "等" if len(sheet.table.columns) > 6 else ""
    return f"{hints.each_row(sheet.table)}：{heads}{more}"


def _steps(call: Call, *, many: bool) -> Iterator[str]:
    if many:
        yield (
            f"每个申报先在“基本情况”里写一个不重复的“{KEY_TITLE}”（如 001），"
            f"其余各表每一行的“{KEY_TITLE}”写同一个编号，程序按它归到各个申报。"
        )
    else:
        yield "从“基本情况”开始，按下面列出的次序逐表填写；不适用又非必填的留空。"
    yield (
        "表格一行写一人（一家、一件、一项），不要合并单元格；栏目名称不要改动，"
        "栏目的次序可以移动，空行不影响。"
    )
    yield "同一格里要填几项的（用途、合作类型、证明事项等），用“、”隔开，如：开发、培训。"
    yield (
        "号码、电话、编号所在的格已设成“文本”，直接输入即可；从别处复制时请用“选择性粘贴→数值”，"
        "以免带走这里的格式和下拉列表。"
    )
    yield (
        "佐证材料（PDF、照片、DOCX、XLSX）放进本工作簿旁边的 evidence 文件夹，"
        f"在“佐证材料”里逐件登记；连同目录不超过 {call.max_sides.value} 面"
        f"（双面打印，一张纸算两面；{call.max_sides.clause.number}）。"
    )
    yield (
        "保存后运行 bayu-docs check，按提示修改；加上 --mark 另存一份标出问题的副本。"
        "没有错误后运行 bayu-docs build，生成申报表、佐证材料册和电子档。"
    )
    yield (
        f"申报表和佐证材料册各印 {call.copies_to_district.value} 份，盖章后报所在区县"
        f"（{call.copies_to_district.clause.number}）。"
    )
