"""Evidence as pages: pieces, the slots they get, and the plan of the whole bundle.

All lengths are PDF points (1/72 inch); pages are numbered from 1; the origin is lower left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """One upright page of proof, before it is placed.

    key: unique, `E03.2` is the second page of item E03; item: the item's id; kind: pdf, picture,
    word, sheet; width, height: natural size in points, upright; source: the file's name;
    source_page: 1-based page in it; location: path of the normalised PDF that holds it (empty
    while only planning) and page_index its 0-based page there.

    least_scale: the smallest printed size ÷ natural size at which it can still be read (smallest
    text height on paper ÷ its natural height, say); None when nobody has measured it, then its
    kind decides: a page of text is not shrunk, a picture keeps a quarter of the sheet. It never
    asks for more than the piece gets on a page of its own. weight: how much its shrinking counts.
    """

    key: str
    item: str
    kind: str
    width: float
    height: float
    source: str
    source_page: int = 1
    location: str = ""
    page_index: int = 0
    least_scale: float | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class PageSlot:
    """A piece's place: page number in the bundle, box in points, and whether turned by 90°."""

    piece: str
    page: int
    x: float
    y: float
    width: float
    height: float
    turned: bool = False


@dataclass(frozen=True)
class PlannedItem:
    """An evidence item with its pages in the bundle; pages is empty when it has none yet."""

    id: str
    title: str
    proves: tuple[str, ...]
    pages: tuple[int, ...]

    @property
    def page_range(self) -> str:
        """The pages as printed: `5`, `5—7`, `3、5—7`."""
        return page_words(self.pages)


UNKNOWN_PAGES = "待定"
"""What is printed for an item that has no pages yet."""


@dataclass(frozen=True)
class PagePlan:
    """The whole bundle: index pages first, then the slots in order; a page may hold several.

    unknown: ids of items whose page count is not known (Office proofs without an engine).
    """

    index_pages: int
    items: tuple[PlannedItem, ...]
    slots: tuple[PageSlot, ...]
    total_pages: int
    max_pages: int
    unknown: tuple[str, ...] = ()

    @property
    def overflow(self) -> int:
        """By how many pages the bundle exceeds the limit; 0 when it fits."""
        return max(0, self.total_pages - self.max_pages)

    @property
    def sheets(self) -> int:
        """Sheets of paper, printed on both sides."""
        return (self.total_pages + 1) // 2

    @property
    def natural_pages(self) -> int:
        """Pages of the bundle when every piece has a page of its own."""
        return self.index_pages + len(self.slots)

    def pages_proving(self, requirement: str) -> tuple[int, ...]:
        """Bundle pages on which the requirement of that title is proved, ascending."""
        pages = {page for item in self.items if requirement in item.proves for page in item.pages}
        return tuple(sorted(pages))

    def words_proving(self, requirement: str) -> str:
        """The same as printed: `3、5—7`; empty when no page proves it."""
        return page_words(self.pages_proving(requirement))


@dataclass(frozen=True)
class Choice:
    """A way to make the bundle smaller, for the applicant to take or to leave.

    kind: blank, copy, nothing (proves nothing that is asked), elsewhere (others prove the same) or
    middle (pages between a long text's first and last); item: the item's id; drops: keys of the
    pieces that go; saves: pages of the bundle; why: the reason in Chinese.
    """

    kind: str
    item: str
    drops: tuple[str, ...]
    saves: int
    why: str


def page_words(pages: Sequence[int], dash: str = "—", comma: str = "、") -> str:
    """Pages as printed: runs joined by a dash (5—7), the rest by 、 (3、5—7)."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return comma.join(str(run[0]) if len(run) == 1 else f"{run[0]}{dash}{run[-1]}" for run in runs)
