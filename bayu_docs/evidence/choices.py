"""What could be left out of a bundle that is too long, ranked; the applicant chooses.

A choice saves what the shortest legible bundle gets shorter by without it, so that one of several
pieces on a shared page may save nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from bayu_docs.evidence.plan import fewest_pages
from bayu_docs.model.evidence import Choice, PagePlan, Piece, PlannedItem, page_words

BLANK = "blank"
COPY_OF = "copy_of:"  # followed by the key of the page it repeats
# By what the application loses, least first; the words of Choice.kind.
KINDS = (BLANK, "copy", "nothing", "elsewhere", "middle")
_LONG_TEXT_KINDS = frozenset({"pdf", "word"})  # the middle of a table is what it is kept for
_LONG_TEXT_PAGES = 3

Facts = Mapping[str, Set[str]]


@dataclass(frozen=True)
class _Bundle:
    """What the search looks at: items, their pieces, facts by piece, titles that are asked."""

    items: Sequence[PlannedItem]
    pieces: Sequence[Piece]
    facts: Facts = field(default_factory=dict)
    asked: Collection[str] = ()

    def pieces_of(self, item: PlannedItem) -> list[Piece]:
        return [piece for piece in self.pieces if piece.item == item.id]

    def relevant(self, item: PlannedItem) -> list[str]:
        """What the item proves of what is asked; all it proves when that is not known."""
        return [title for title in item.proves if not self.asked or title in self.asked]

    def without(self, drops: Set[str]) -> _Bundle:
        """The bundle without those pieces; an item that has none left proves nothing more."""
        left = [piece for piece in self.pieces if piece.key not in drops]
        with_pages, had_pages = {p.item for p in left}, {p.item for p in self.pieces}
        items = [i for i in self.items if i.id in with_pages or i.id not in had_pages]
        return replace(self, items=items, pieces=left)

    def fewest_pages(self) -> int:
        return fewest_pages(self.items, self.pieces)


def choices(
    page_plan: PagePlan,
    pieces: Sequence[Piece],
    facts: Facts | None = None,
    asked: Collection[str] = (),
) -> tuple[Choice, ...]:
    """Every choice that saves at least a page, those that are enough alone first, then by loss.

    facts: what was seen on a piece, by its key: `blank`, `copy_of:E02.1`; asked: titles of the
    requirements applied for (empty: not known, then no item is said to prove nothing).
    """
    bundle = _Bundle(page_plan.items, pieces, facts or {}, asked)
    now, room = bundle.fewest_pages(), page_plan.max_pages - page_plan.index_pages
    measured = [
        replace(choice, saves=now - bundle.without(set(choice.drops)).fewest_pages())
        for choice in _found(bundle)
    ]
    ranked = sorted(
        (choice for choice in measured if choice.saves > 0),
        key=lambda each: (now - each.saves > room, KINDS.index(each.kind), -each.saves),
    )
    return tuple(ranked)


def together(
    page_plan: PagePlan,
    pieces: Sequence[Piece],
    ranked: Sequence[Choice],
    asked: Collection[str] = (),
) -> tuple[Choice, ...]:
    """The first of the choices that make the bundle fit when all are taken; empty when none do.

    An item that others vouch for is passed over once these are gone.
    """
    bundle = _Bundle(page_plan.items, pieces, asked=asked)
    room = page_plan.max_pages - page_plan.index_pages
    drops: set[str] = set()
    taken: list[Choice] = []
    for choice in ranked:
        if set(choice.drops) <= drops or not _still_sound(choice, bundle.without(drops)):
            continue
        drops |= set(choice.drops)
        taken.append(choice)
        if bundle.without(drops).fewest_pages() <= room:
            return tuple(taken)
    return ()


def instructions(drops: Set[str], pieces: Sequence[Piece]) -> tuple[str, ...]:
    """What to type so that those pieces go: `E05 的“选用页”填 1,8` or `删去 E07`, item by item."""
    words = []
    for item in dict.fromkeys(piece.item for piece in pieces if piece.key in drops):
        kept = [p.source_page for p in pieces if p.item == item and p.key not in drops]
        words.append(f"{item} 的“选用页”填 {selection(kept)}" if kept else f"删去 {item}")
    return tuple(words)


def selection(pages: Sequence[int]) -> str:
    """Pages of a file as one selects them: `1,3-4`."""
    return page_words(pages, "-", ",")


def _still_sound(choice: Choice, rest: _Bundle) -> bool:
    """Whether the reason still holds in what is left."""
    return choice.kind != "elsewhere" or any(
        other.item == choice.item for other in _proved_elsewhere(rest)
    )


def _found(bundle: _Bundle) -> Iterator[Choice]:
    yield from _blank(bundle)
    yield from _copies(bundle)
    yield from _proving_nothing(bundle)
    yield from _proved_elsewhere(bundle)
    yield from _middles(bundle)


def _choice(kind: str, item: PlannedItem, drops: Sequence[Piece], why: str) -> Choice:
    return Choice(kind, item.id, tuple(piece.key for piece in drops), 0, why)


def _blank(bundle: _Bundle) -> Iterator[Choice]:
    for item in bundle.items:
        own = bundle.pieces_of(item)
        drops = [piece for piece in own if BLANK in bundle.facts.get(piece.key, ())]
        if drops:
            pages = selection([piece.source_page for piece in drops])
            whole = "，请先确认文件没有放错" if len(drops) == len(own) else ""
            yield _choice(BLANK, item, drops, f"文件第 {pages} 页是空白页{whole}")


def _copies(bundle: _Bundle) -> Iterator[Choice]:
    """Pages that repeat one which stands before them."""
    order = {piece.key: number for number, piece in enumerate(bundle.pieces)}
    by_key = {piece.key: piece for piece in bundle.pieces}
    for item in bundle.items:
        own = bundle.pieces_of(item)
        first = {
            piece.key: by_key[original]
            for piece in own
            if BLANK not in bundle.facts.get(piece.key, ())
            for original in _originals(bundle.facts.get(piece.key, frozenset()))
            if original in order and order[original] < order[piece.key]
        }
        if first:
            drops = [by_key[key] for key in first]
            repeated = "、".join(
                f"第 {by_key[key].source_page} 页与 {seen.item} 第 {seen.source_page} 页"
                for key, seen in first.items()
            )
            whole = "，请把证明事项并入那一件" if len(drops) == len(own) else ""
            yield _choice("copy", item, drops, f"文件{repeated}相同{whole}")


def _originals(facts: Set[str]) -> list[str]:
    return sorted(f.removeprefix(COPY_OF) for f in facts if f.startswith(COPY_OF))


def _proving_nothing(bundle: _Bundle) -> Iterator[Choice]:
    for item in bundle.items:
        own = bundle.pieces_of(item)
        if own and not bundle.relevant(item):
            yield _choice("nothing", item, own, "没有证明所申报级别的任何条件")


def _proved_elsewhere(bundle: _Bundle) -> Iterator[Choice]:
    """Items all of whose requirements other items prove as well."""
    for item in bundle.items:
        own, titles = bundle.pieces_of(item), bundle.relevant(item)
        others = [other for other in bundle.items if other.id != item.id]
        if own and titles and all(any(t in o.proves for o in others) for t in titles):
            ids = "、".join(o.id for o in others if set(o.proves) & set(titles))
            why = f"所证明的“{'、'.join(titles)}”另有 {ids} 证明，请先确认不缺人、不缺项"
            yield _choice("elsewhere", item, own, why)


def _middles(bundle: _Bundle) -> Iterator[Choice]:
    """Long texts cut down to their first and last page that is not blank."""
    for item in bundle.items:
        own = bundle.pieces_of(item)
        written = [p for p in own if BLANK not in bundle.facts.get(p.key, ())]
        if len(written) >= _LONG_TEXT_PAGES and {p.kind for p in own} <= _LONG_TEXT_KINDS:
            kept = {written[0].key, written[-1].key}
            drops = [piece for piece in own if piece.key not in kept]
            yield _choice("middle", item, drops, "只留首页和末页，请先确认中间页与条件无关")
