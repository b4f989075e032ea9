"""How many pieces go on each page so that a row of them fits, and the least is lost. Exact.

Pieces come in runs; a page never holds pieces of two runs, and their order stays. What a piece
loses is a whole number, so that equal is equal: no plan hangs on how a sum was rounded.
"""

from __future__ import annotations

from collections.abc import Sequence

# For each piece of a run: what it loses on a page of 1, 2, 3 … pieces, None where it cannot go;
# all of one length, that of the fullest page.
Losses = Sequence[int | None]
Run = Sequence[Losses]
_Page = tuple[int, int]  # so many pieces on the page, what they lose together


def fewest_pages(runs: Sequence[Run]) -> int:
    """The fewest pages the runs can stand on."""
    return sum(_fewest_from(_possible_pages([run]))[0] for run in runs)


def least_loss(runs: Sequence[Run], most_pages: int) -> tuple[int, ...]:
    """The number of pieces on each page, for the least loss on at most so many pages.

    Of equal plans the one whose earlier pages hold fewer pieces. A piece alone must be possible.
    ValueError when the runs need more pages.
    """
    possible = _possible_pages(runs)
    fewest, before = _fewest_from(possible), _fewest_before(possible)
    if fewest[0] > most_pages:
        raise ValueError(f"most_pages: {most_pages}, needed: {fewest[0]}")
    # For each piece and the most pages left: what it and all after it lose at least, and how many
    # share its page. The pieces before it have spent some pages already.
    least: list[dict[int, int]] = [{} for _ in fewest]
    chosen: list[dict[int, int]] = [{} for _ in possible]
    least[-1] = dict.fromkeys(range(most_pages - before[-1] + 1), 0)
    for number in reversed(range(len(possible))):
        most, here, sizes_here = most_pages - before[number], least[number], chosen[number]
        for size, loss in reversed(possible[number]):  # the smaller one wins a tie
            after = least[number + size]
            for left in range(fewest[number + size] + 1, most + 1):
                total = loss + after[left - 1]
                if total <= here.get(left, total):
                    here[left], sizes_here[left] = total, size
    sizes: list[int] = []
    number, left = 0, most_pages
    while number < len(possible):
        sizes.append(chosen[number][left])
        number, left = number + sizes[-1], left - 1
    return tuple(sizes)


def _possible_pages(runs: Sequence[Run]) -> list[list[_Page]]:
    """For each piece the pages that can begin with it, smallest first."""
    return [
        [
            (size, sum(losses))
            for size in range(1, min(len(run[at]), len(run) - at) + 1)
            if (losses := _losses(run[at : at + size], size)) is not None
        ]
        for run in runs
        for at in range(len(run))
    ]


def _losses(pieces: Run, size: int) -> list[int] | None:
    """What each piece loses on their common page, or None when one cannot go there."""
    losses = [piece[size - 1] for piece in pieces]
    known = [loss for loss in losses if loss is not None]
    return known if len(known) == len(losses) else None


def _fewest_from(possible: Sequence[Sequence[_Page]]) -> list[int]:
    """For each piece the fewest pages for it and all after it; 0 behind the last."""
    fewest = [0] * (len(possible) + 1)
    for number in reversed(range(len(possible))):
        fewest[number] = 1 + min(fewest[number + size] for size, _ in possible[number])
    return fewest


def _fewest_before(possible: Sequence[Sequence[_Page]]) -> list[int]:
    """For each piece the fewest pages for all before it."""
    fewest = list(range(len(possible) + 1))
    for number, pages in enumerate(possible):
        for size, _ in pages:
            fewest[number + size] = min(fewest[number + size], fewest[number] + 1)
    return fewest
