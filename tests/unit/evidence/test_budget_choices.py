"""What could go when a bundle is too long: how it is ranked, measured and said."""

from __future__ import annotations

from bayu_docs.evidence.budget import judge_plan
from bayu_docs.evidence.choices import choices, selection, together
from bayu_docs.evidence.plan import picture_size, plan
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.call import Limit
from bayu_docs.model.evidence import PagePlan, Piece
from bayu_docs.model.finding import Clause, Severity

ROWS = 17


class Folder:
    """Items of text pages, each with what it proves; `plan` makes their bundle."""

    def __init__(self, limit: int, kind: str = "pdf") -> None:
        self.limit = Limit(
            "max_sides", limit, "面", Clause("备注", f"{limit}页"), f"{limit}页", "at_most"
        )
        self.kind = kind
        self.items: list[EvidenceItem] = []
        self.pieces: list[Piece] = []

    def add(self, name: str, count: int, *proves: str) -> Folder:
        size = picture_size(3, 4) if self.kind == "picture" else (595.276, 841.89)
        self.items.append(EvidenceItem(name, f"{name}的名称", f"{name}.pdf", proves))
        self.pieces += [
            Piece(f"{name}.{number}", name, self.kind, *size, f"{name}.pdf", number)
            for number in range(1, count + 1)
        ]
        return self

    def plan(self, without: frozenset[str] = frozenset()) -> PagePlan:
        left = [piece for piece in self.pieces if piece.key not in without]
        items = [item for item in self.items if any(piece.item == item.id for piece in left)]
        return plan(items, left, self.limit.value, ROWS)

    def told(self, **seen: str) -> list[tuple[str, str, int]]:
        """The choices in short; seen: facts by piece key with _ for the dot."""
        found = choices(self.plan(), self.pieces, facts(**seen))
        return [(choice.kind, choice.item, choice.saves) for choice in found]


def facts(**seen: str) -> dict[str, frozenset[str]]:
    return {key.replace("_", "."): frozenset({fact}) for key, fact in seen.items()}


def test_what_is_enough_comes_first_and_then_what_loses_least() -> None:
    folder = Folder(7).add("a", 1, "甲").add("b", 2, "乙").add("c", 5, "丙").add("d", 1, "甲")
    assert folder.plan().overflow == 3
    assert folder.told(b_2="blank", d_1="copy_of:a.1") == [
        ("middle", "c", 3),
        ("blank", "b", 1),
        ("copy", "d", 1),
        ("elsewhere", "a", 1),
        ("elsewhere", "d", 1),
    ]


def test_the_first_choice_makes_it_fit_when_one_is_enough() -> None:
    folder = Folder(6).add("a", 2, "甲").add("c", 6, "丙")
    first, *_ = found = choices(folder.plan(), folder.pieces, facts(a_2="blank"))
    assert [(choice.kind, choice.saves) for choice in found] == [("middle", 4), ("blank", 1)]
    assert first.drops == ("c.2", "c.3", "c.4", "c.5")
    assert folder.plan(frozenset(first.drops)).overflow == 0


def test_what_proves_nothing_that_is_asked_may_go() -> None:
    folder = Folder(2).add("a", 1, "甲").add("b", 1, "别的")
    found = choices(folder.plan(), folder.pieces, asked=("甲",))
    assert [(choice.kind, choice.item) for choice in found] == [("nothing", "b")]
    assert choices(folder.plan(), folder.pieces) == ()


def test_a_page_that_only_frees_a_cell_is_no_choice() -> None:
    folder = Folder(1, "picture").add("a", 4, "甲")
    assert folder.told(a_2="blank") == []


def test_the_original_of_a_copy_stays() -> None:
    folder = Folder(2).add("a", 1, "甲").add("b", 1, "乙")
    assert folder.told(a_1="copy_of:b.1", b_1="copy_of:a.1") == [("copy", "b", 1)]


def test_of_two_items_that_vouch_for_each_other_one_stays() -> None:
    folder = Folder(2).add("a", 1, "甲").add("b", 1, "甲").add("c", 3, "乙")
    ranked = choices(folder.plan(), folder.pieces)
    assert [choice.item for choice in ranked] == ["a", "b", "c"]
    assert together(folder.plan(), folder.pieces, ranked) == ()
    wider = Folder(4).add("a", 1, "甲").add("b", 1, "甲").add("c", 3, "乙")
    ranked = choices(wider.plan(), wider.pieces)
    taken = together(wider.plan(), wider.pieces, ranked)
    assert [choice.item for choice in taken] == ["a", "c"]
    drops = frozenset(key for choice in taken for key in choice.drops)
    assert wider.plan(drops).overflow == 0


def test_the_advice_says_what_to_type() -> None:
    folder = Folder(7).add("E05", 8, "甲")
    [finding] = judge_plan(folder.plan(), folder.pieces, folder.limit)
    assert finding.severity is Severity.ERROR
    assert "任选一项就够：（1）E05 的“选用页”填 1,8，减 6 面" in finding.advice


def test_the_advice_joins_what_is_not_enough_alone() -> None:
    folder = Folder(3).add("a", 3, "甲").add("b", 2, "乙")
    seen = facts(a_2="blank", a_3="copy_of:a.1", b_1="blank")
    [finding] = judge_plan(folder.plan(), folder.pieces, folder.limit, seen)
    assert "一项不够，合起来够的：a 的“选用页”填 1；b 的“选用页”填 2。" in finding.advice


def test_without_any_choice_the_advice_still_says_how_to_mend() -> None:
    folder = Folder(2).add("a", 2, "甲")
    [finding] = judge_plan(folder.plan(), folder.pieces, folder.limit)
    assert "请在材料中只选与条件有关的页" in finding.advice


def test_a_bundle_that_fits_by_sharing_says_which_pages_are_shared() -> None:
    folder = Folder(3, "picture").add("a", 3, "甲")
    [finding] = judge_plan(folder.plan(), folder.pieces, folder.limit)
    assert (finding.code, finding.severity) == ("evidence.pages_shared", Severity.INFO)
    assert "一页一面要 4 面，上限 3 面" in finding.message
    assert "第 3 面 2 页（a，最小为整面时的 71%）" in finding.message


def test_a_bundle_too_long_even_when_shared_says_both_counts() -> None:
    folder = Folder(2, "picture").add("a", 5, "甲")
    [finding] = judge_plan(folder.plan(), folder.pieces, folder.limit)
    assert "一页一面要 6 面，缩到最小可辨、几页拼在一面后仍共 3 面" in finding.message


def test_pages_are_selected_as_runs() -> None:
    assert selection([4, 1, 3, 7]) == "1,3-4,7"
