"""The judge of the plan: how many sides and sheets, what takes them, and what could go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from bayu_docs.evidence.choices import Facts, choices, instructions, together
from bayu_docs.evidence.layout import scale_among
from bayu_docs.model.call import Limit
from bayu_docs.model.evidence import Choice, PagePlan, PageSlot, Piece, PlannedItem, page_words
from bayu_docs.model.finding import Finding, Place, Severity

SIDES_OR_SHEETS = "A32"  # the doubt whether 20页 means sides or sheets
_MOST_CHOICES = 8  # what one reads before choosing; the best come first

_PLACE = Place(spot="佐证材料", pointer="/evidence")


def judge_plan(
    page_plan: PagePlan,
    pieces: Sequence[Piece],
    limit: Limit,
    facts: Facts | None = None,
    asked: Collection[str] = (),
) -> tuple[Finding, ...]:
    """An error when the bundle has more sides than the limit, the index counted; a hint how pages
    were shared when only that made it fit.

    The error says by how many, what could be left out with the pages each choice saves, and lists
    the items by sides. facts: what was seen on a piece, by its key (`blank`, `copy_of:E02.1`);
    asked: titles of the requirements applied for, where known.
    """
    over = page_plan.total_pages - limit.value
    if over <= 0:
        return _shared(page_plan, pieces, limit)
    doubt = SIDES_OR_SHEETS if SIDES_OR_SHEETS in limit.doubts else ""
    ranked = choices(page_plan, pieces, facts, asked)
    return (
        Finding(
            code="evidence.over_limit",
            severity=Severity.ERROR,
            message=_message(page_plan, limit.value, over, doubt),
            place=_PLACE,
            clause=limit.clause,
            advice=_advice(page_plan, pieces, ranked, over, asked),
            doubt=doubt,
        ),
    )


def used_words(page_plan: PagePlan) -> str:
    """The budget as a line: `已用 18 / 20 面（9 张）`, and what is not counted yet."""
    words = f"已用 {page_plan.total_pages} / {page_plan.max_pages} 面（{page_plan.sheets} 张）"
    if page_plan.unknown:
        words += f"，另有 {len(page_plan.unknown)} 件页数未知（{'、'.join(page_plan.unknown)}）"
    return words


def _shared(page_plan: PagePlan, pieces: Sequence[Piece], limit: Limit) -> tuple[Finding, ...]:
    """The hint that names every shared page and how large its pieces stay."""
    if page_plan.total_pages == page_plan.natural_pages:
        return ()
    by_key = {piece.key: piece for piece in pieces}
    pages = [list(slots) for _, slots in groupby(page_plan.slots, key=lambda slot: slot.page)]
    listed = "；".join(_shared_page(slots, by_key) for slots in pages if len(slots) > 1)
    return (
        Finding(
            code="evidence.pages_shared",
            severity=Severity.INFO,
            message=(
                f"佐证材料一页一面要 {page_plan.natural_pages} 面，上限 {limit.value} 面，"
                f"已把部分材料几页拼在一面，共 {page_plan.total_pages} 面：{listed}"
            ),
            place=_PLACE,
            clause=limit.clause,
            advice="看一看这些面是否清楚；想让某件占整面，就减少其他材料的页数",
        ),
    )


def _shared_page(slots: Sequence[PageSlot], by_key: dict[str, Piece]) -> str:
    own = [by_key[slot.piece] for slot in slots]
    items = "、".join(dict.fromkeys(piece.item for piece in own))
    share = min(scale_among(piece, len(own)) / scale_among(piece, 1) for piece in own)
    size = f"最小为整面时的 {share:.0%}" if share < 1 else "没有缩小"
    return f"第 {slots[0].page} 面 {len(own)} 页（{items}，{size}）"


def _message(page_plan: PagePlan, most: int, over: int, doubt: str) -> str:
    natural = page_plan.natural_pages
    shrunk = f"一页一面要 {natural} 面，缩到最小可辨、几页拼在一面后仍"
    words = (
        f"佐证材料{shrunk if natural > page_plan.total_pages else ''}"
        f"共 {page_plan.total_pages} 面，上限 {most} 面，超出 {over} 面"
        f"（双面打印 {page_plan.sheets} 张；目录占 {page_plan.index_pages} 面，已计入）"
    )
    if page_plan.unknown:
        words += f"；{'、'.join(page_plan.unknown)} 的页数还未计入"
    if doubt:
        words += f"。“页”按“面”从严理解，此处通知有存疑（{doubt}）"
    return words


def _advice(
    page_plan: PagePlan,
    pieces: Sequence[Piece],
    ranked: Sequence[Choice],
    over: int,
    asked: Collection[str],
) -> str:
    chosen = _choice_words(page_plan, pieces, ranked, over, asked)
    return f"至少减少 {over} 面。{chosen}{_sizes(page_plan, pieces)}"


def _choice_words(
    page_plan: PagePlan,
    pieces: Sequence[Piece],
    ranked: Sequence[Choice],
    over: int,
    asked: Collection[str],
) -> str:
    """The choices in the order in which to try them, or what to do where there are none."""
    if not ranked:
        return "没有找到可以整页省去的内容，请在材料中只选与条件有关的页。"
    enough = [choice for choice in ranked if choice.saves >= over]
    if enough:
        return f"任选一项就够：{_listed(enough, pieces)}。"
    words = f"可以选：{_listed(ranked, pieces)}。"
    taken = together(page_plan, pieces, ranked, asked)
    all_drops = {key for choice in taken for key in choice.drops}
    if not all_drops:
        return words + "全部采用仍然不够，还要在材料中只选与条件有关的页。"
    return words + f"一项不够，合起来够的：{'；'.join(instructions(all_drops, pieces))}。"


def _listed(some: Sequence[Choice], pieces: Sequence[Piece]) -> str:
    """The best choices: what to type, how many pages it saves, and why."""
    return "；".join(
        f"（{number}）{'、'.join(instructions(set(choice.drops), pieces))}，"
        f"减 {choice.saves} 面（{choice.why}）"
        for number, choice in enumerate(some[:_MOST_CHOICES], 1)
    )


def _sizes(page_plan: PagePlan, pieces: Sequence[Piece]) -> str:
    """The items by sides, most first."""
    files = {piece.item: piece.source for piece in pieces}
    ranked = sorted(
        (item for item in page_plan.items if item.pages), key=lambda item: -len(item.pages)
    )
    return f"各件面数从多到少：{'；'.join(_line(item, files) for item in ranked)}"


def _line(item: PlannedItem, files: dict[str, str]) -> str:
    where = f"第 {page_words(item.pages)} 页"
    return f"{item.id} {item.title}（{files.get(item.id, '')}）{len(item.pages)} 面，{where}"
