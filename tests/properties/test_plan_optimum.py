"""The plan loses as little as the best of all plans, tried one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from bayu_docs.evidence.choices import choices
from bayu_docs.evidence.layout import least_scale, slots_for
from bayu_docs.evidence.plan import plan
from bayu_docs.evidence.solve import Run, fewest_pages, least_loss
from bayu_docs.model.application import EvidenceItem
from bayu_docs.model.evidence import Piece

LOSSES = st.lists(st.none() | st.integers(0, 4), min_size=3, max_size=3).map(
    lambda more: [0, *more]
)
RUNS = st.lists(st.lists(LOSSES, max_size=5), max_size=3)
LIMITS = st.integers(min_value=1, max_value=12)


def cuts(count: int) -> Iterator[tuple[int, ...]]:
    """Every way to cut so many pieces into pages."""
    if count == 0:
        yield ()
    for size in range(1, count + 1):
        for rest in cuts(count - size):
            yield (size, *rest)


def loss_of(run: Run, sizes: tuple[int, ...]) -> int | None:
    """What the run loses on pages of these sizes, None when a piece cannot stand on its page."""
    total, waiting = 0, list(run)
    for size in sizes:
        for piece in waiting[:size]:
            lost = piece[size - 1] if size <= len(piece) else None
            if lost is None:
                return None
            total += lost
        waiting = waiting[size:]
    return total


def every_plan(runs: list[Run]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Loss and page sizes of every possible plan."""
    for choice in product(*(list(cuts(len(run))) for run in runs)):
        losses = [loss_of(run, sizes) for run, sizes in zip(runs, choice, strict=True)]
        known = [loss for loss in losses if loss is not None]
        if len(known) == len(losses):
            yield sum(known), tuple(size for sizes in choice for size in sizes)


@given(RUNS, LIMITS)
def test_the_optimum_is_that_of_trying_every_plan(runs: list[Run], limit: int) -> None:
    plans = list(every_plan(runs))
    fewest = min(len(sizes) for _, sizes in plans)
    assert fewest_pages(runs) == fewest
    most = max(limit, fewest)
    best = min((loss, sizes) for loss, sizes in plans if len(sizes) <= most)
    assert least_loss(runs, most) == best[1]  # of equal losses, fewer on the earlier pages


SHAPES = st.sampled_from([(595.0, 842.0), (842.0, 595.0), (538.0, 404.0), (300.0, 200.0)])
PAGES = st.tuples(
    SHAPES,
    st.sampled_from(["pdf", "picture"]),
    st.sampled_from([None, 0.2, 0.4, 0.6]),
    st.sampled_from([1.0, 2.0, 3.0]),
)
ITEMS = st.lists(
    st.tuples(st.sampled_from("甲乙"), st.lists(PAGES, min_size=1, max_size=3)),
    min_size=1,
    max_size=3,
)


def lost_on_paper(pieces: list[Piece], sizes: tuple[int, ...]) -> float | None:
    """Drawn page by page and measured: how much closer one must look, by weight."""
    total, waiting = 0.0, pieces
    for size in sizes:
        here, waiting = waiting[:size], waiting[size:]
        if size > 6 or len({piece.source for piece in here}) > 1:
            return None
        for piece, slot in zip(here, slots_for(here, 2), strict=True):
            alone = slots_for([piece], 2)[0]
            printed = max(slot.width, slot.height) / max(piece.width, piece.height)
            full = max(alone.width, alone.height) / max(piece.width, piece.height)
            if printed < least_scale(piece) * (1 - 1e-9):
                return None
            total += piece.weight * max(0.0, full / printed - 1)
    return total


@given(ITEMS, LIMITS)
def test_no_drawn_plan_within_the_limit_is_more_legible(
    shapes: list[tuple[str, list[tuple[tuple[float, float], str, float | None, float]]]],
    limit: int,
) -> None:
    items = [EvidenceItem(f"E{n}", "材料", "x", (what,)) for n, (what, _) in enumerate(shapes)]
    # `source` tells the run: neighbours that prove the same.
    changes = (one != other for (one, _), (other, _) in pairwise(shapes))
    run = list(accumulate(changes, initial=0))
    pieces = [
        Piece(f"E{n}.{m}", f"E{n}", kind, *size, f"run{run[n]}", least_scale=least, weight=weight)
        for n, (_, pages) in enumerate(shapes)
        for m, (size, kind, least, weight) in enumerate(pages, 1)
    ]
    made = plan(items, pieces, limit + 1, 17)
    on_page: dict[int, int] = {}
    for slot in made.slots:
        on_page[slot.page] = on_page.get(slot.page, 0) + 1
    ours = lost_on_paper(pieces, tuple(on_page.values()))
    others = {sizes: lost_on_paper(pieces, sizes) for sizes in cuts(len(pieces))}
    fitting = [lost for sizes, lost in others.items() if lost is not None and len(sizes) <= limit]
    assert ours is not None
    assert (made.overflow == 0) == bool(fitting)
    assert not fitting or ours <= min(fitting) + 1e-4


@given(ITEMS, LIMITS)
def test_a_choice_saves_what_it_says(
    shapes: list[tuple[str, list[tuple[tuple[float, float], str, float | None, float]]]],
    limit: int,
) -> None:
    items = [EvidenceItem(f"E{n}", "材料", "x", (what,)) for n, (what, _) in enumerate(shapes)]
    pieces = [
        Piece(f"E{n}.{m}", f"E{n}", kind, *size, "x", m, least_scale=least)
        for n, (_, pages) in enumerate(shapes)
        for m, (size, kind, least, _) in enumerate(pages, 1)
    ]
    facts = {
        pieces[-1].key: frozenset({"blank"}),
        pieces[len(pieces) // 2].key: frozenset({f"copy_of:{pieces[0].key}"}),
    }
    made = plan(items, pieces, limit, 17)
    for choice in choices(made, pieces, facts):
        left = [piece for piece in pieces if piece.key not in choice.drops]
        listed = [item for item in items if any(piece.item == item.id for piece in left)]
        after = plan(listed, left, limit, 17)
        assert choice.saves > 0
        assert after.overflow == max(0, made.overflow - choice.saves)
