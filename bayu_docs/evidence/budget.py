"""The judge of the plan: how many sides and sheets, and what takes them."""

from __future__ import annotations

from collections.abc import Sequence

from bayu_docs.model.call import Limit
from bayu_docs.model.evidence import PagePlan, Piece, PlannedItem, page_words
from bayu_docs.model.finding import Finding, Place, Severity

SIDES_OR_SHEETS = "A32"  # the doubt whether 20页 means sides or sheets


def judge_plan(page_plan: PagePlan, pieces: Sequence[Piece], limit: Limit) -> tuple[Finding, ...]:
    """An error when the bundle has more sides than the limit; the index counts.

    It says by how many, lists the items by sides, most first, and how to mend it.
    """
    over = page_plan.total_pages - limit.value
    if over <= 0:
        return ()
    doubt = SIDES_OR_SHEETS if SIDES_OR_SHEETS in limit.doubts else ""
    return (
        Finding(
            code="evidence.over_limit",
            severity=Severity.ERROR,
            message=_message(page_plan, limit.value, over, doubt),
            place=Place(spot="佐证材料", pointer="/evidence"),
            clause=limit.clause,
            advice=_advice(page_plan, pieces, over),
            doubt=doubt,
        ),
    )


def used_words(page_plan: PagePlan) -> str:
    """The budget as a line: `已用 18 / 20 面（9 张）`, and what is not counted yet."""
    words = f"已用 {page_plan.total_pages} / {page_plan.max_pages} 面（{page_plan.sheets} 张）"
    if page_plan.unknown:
        words += f"，另有 {len(page_plan.unknown)} 件页数未知（{'、'.join(page_plan.unknown)}）"
    return words


def _message(page_plan: PagePlan, most: int, over: int, doubt: str) -> str:
    words = (
        f"佐证材料共 {page_plan.total_pages} 面，上限 {most} 面，超出 {over} 面"
        f"（双面打印 {page_plan.sheets} 张；目录占 {page_plan.index_pages} 面，已计入）"
    )
    if page_plan.unknown:
        words += f"；{'、'.join(page_plan.unknown)} 的页数还未计入"
    if doubt:
        words += f"。“页”按“面”从严理解，此处通知有存疑（{doubt}）"
    return words


def _advice(page_plan: PagePlan, pieces: Sequence[Piece], over: int) -> str:
    files = {piece.item: piece.source for piece in pieces}
    ranked = sorted(
        (item for item in page_plan.items if item.pages), key=lambda item: -len(item.pages)
    )
    listed = "；".join(_line(item, files) for item in ranked)
    return (
        f"至少减少 {over} 面：长材料只留首末页或与条件有关的页，相近的照片只留一张，"
        f"证明同一条件的材料择其要。各件面数从多到少：{listed}"
    )


def _line(item: PlannedItem, files: dict[str, str]) -> str:
    where = f"第 {page_words(item.pages)} 页"
    return f"{item.id} {item.title}（{files.get(item.id, '')}）{len(item.pages)} 面，{where}"
