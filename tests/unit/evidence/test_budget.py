"""What is said when the bundle has too many sides."""

from __future__ import annotations

from bayu_docs.evidence.budget import judge_plan, used_words
from bayu_docs.evidence.plan import plan
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.call import Limit
from bayu_docs.model.evidence import PagePlan, Piece
from bayu_docs.model.finding import Clause, Severity

CLAUSE = Clause("备注", "佐证材料不超过20页")
LIMIT = Limit("max_sides", 20, "面", CLAUSE, "20页", "at_most", (40,), ("A32",))


def bundle(unknown: tuple[str, ...] = (), **pages: int) -> tuple[PagePlan, list[Piece]]:
    items = [EvidenceItem(name, f"{name}名称", f"{name}.pdf", ("实体单位",)) for name in pages]
    pieces = [
        Piece(f"{name}.{number}", name, "pdf", 595, 842, f"{name}.pdf")
        for name, count in pages.items()
        for number in range(1, count + 1)
    ]
    return plan(items, pieces, LIMIT.value, 17, unknown), pieces


def test_twenty_sides_are_fine() -> None:
    assert judge_plan(*bundle(a=19), LIMIT) == ()


def test_over_the_limit_says_by_how_many_and_what_takes_the_room() -> None:
    [finding] = judge_plan(*bundle(a=4, b=15, c=3), LIMIT)
    assert (finding.code, finding.severity) == ("evidence.over_limit", Severity.ERROR)
    assert (
        "共 23 面，上限 20 面，超出 3 面（双面打印 12 张；目录占 1 面，已计入）" in finding.message
    )
    assert finding.clause == CLAUSE and finding.doubt == "A32" and "A32" in finding.message
    order = [finding.advice.index(f"{name} {name}名称") for name in ("b", "a", "c")]
    assert order == sorted(order)
    assert "b b名称（b.pdf）15 面，第 6—20 页" in finding.advice


def test_pages_not_known_yet_are_named() -> None:
    page_plan, pieces = bundle(("w",), a=21, w=0)
    [finding] = judge_plan(page_plan, pieces, LIMIT)
    assert "w 的页数还未计入" in finding.message
    assert used_words(page_plan) == "已用 22 / 20 面（11 张），另有 1 件页数未知（w）"
