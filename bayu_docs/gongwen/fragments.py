"""Paragraphs whose layout depends on what is printed, made ready for a template's {{p }} tag."""

from __future__ import annotations

from collections.abc import Iterable

from bayu_docs.gongwen.wordml import paragraph, run
from bayu_docs.materials.word import Fragment

KEEP = "<w:keepNext/>"


def line(text: str, *, keep: bool = False, extra: str = "") -> Fragment:
    """A line of body text; extra: pPr children that come after keepNext."""
    made = paragraph(run(text), style="Line", extra=(KEEP if keep else "") + extra)
    return Fragment(made, (text,) if text else ())


def empty(*, keep: bool = False) -> Fragment:
    """An empty line of the body's pitch."""
    return Fragment(paragraph(style="Line", extra=KEEP if keep else ""), ())


def gap(height_pt: float, *, keep: bool = False) -> Fragment:
    """Empty room of that height."""
    return Fragment(
        paragraph(style="Line", extra=(KEEP if keep else "") + exact(height_pt)),
        (),
    )


def exact(height_pt: float) -> str:
    """The spacing of a line of exactly that height."""
    return f'<w:spacing w:line="{round(height_pt * 20)}" w:lineRule="exact"/>'


def rule(colour: str, eighth_pt: float) -> str:
    """A line across the text area: the upper border of a paragraph one point high."""
    border = f'<w:top w:val="single" w:sz="{round(eighth_pt)}" w:space="0" w:color="{colour}"/>'
    return paragraph(style="Line", extra=f"<w:pBdr>{border}</w:pBdr>{exact(1)}")


def joined(parts: Iterable[Fragment]) -> Fragment:
    """The fragments as one."""
    kept = list(parts)
    return Fragment(
        "".join(part.xml for part in kept), tuple(text for part in kept for text in part.texts)
    )
