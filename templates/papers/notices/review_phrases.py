"""Phrases and rows that the papers up to the lists share."""

from __future__ import annotations

from bayu_docs.gongwen import official as o
from bayu_docs.gongwen.wordml import Row

CITED = "《{{ c.title }}》{% if c.number %}（{{ c.number }}）{% endif %}"
CITED_SHORT = "《{{ c.title }}》（{% if c.number %}{{ c.number }}，{% endif %}以下简称《通知》）"
FORM_WIDTH_MM = 160.0


def fact(*pairs: str) -> Row:
    """A row of a form: names and what stands beside each, in turn."""
    return o.row(
        *(o.label(words) if place % 2 == 0 else words for place, words in enumerate(pairs))
    )


def wide(name: str, words: str, *, span: int, height_mm: float = 8.0) -> Row:
    """A row of a form: a name, and one cell over all other columns."""
    return o.row(o.label(name), o.cell(words, span=span), height_mm=height_mm)


def seal_lines(by: str) -> tuple[o.Block, ...]:
    """Where the office that hands out the form signs: seal and date."""
    return (
        o.right(f"{by}（公章）", 2),
        o.right("{{ f.signed_on or '　　　　年　　月　　日' }}", 2),
    )


def point(item: str, words: str) -> tuple[o.Block, ...]:
    """A row of a loop as 1．2．…; the only one has no number."""
    return (
        o.when("loop.length > 1", o.level3(f"{{{{ {item}.no }}}}．", words)),
        o.when("loop.length == 1", o.text(words)),
    )


def decision() -> tuple[o.Block, ...]:
    """A row `x` of what else was agreed as （一）（二）…; the only one has no number."""
    return (
        o.when("loop.length > 1", o.level2("（{{ x.cn }}）", "{{ x.text }}")),
        o.when("loop.length == 1", o.text("{{ x.text }}")),
    )
