"""The parts of a paper by sense: what is written and how it looks tells which is which.

Made for any office's own file, so nothing rests on style names. A part that is not there is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bayu_docs.gongwen.lint import words
from bayu_docs.gongwen.lint.body_parts import Body, Entry, is_bare_date
from bayu_docs.gongwen.lint.head_parts import LONGEST_NAME, MARK_LEAST_PT, Head
from bayu_docs.gongwen.lint.levels import from_chinese
from bayu_docs.gongwen.lint.traits import is_red, place_of, size_of
from bayu_docs.materials.word_layout import BODY, Paragraph, WordLayout


@dataclass(frozen=True)
class Annex:
    """An attachment's page: its label, the number on it (0 without one), its title's paragraphs,
    the text below, and the empty paragraphs between label and title."""

    label: Paragraph
    number: int
    title: tuple[Paragraph, ...]
    text: tuple[Paragraph, ...]
    gap: tuple[Paragraph, ...]

    @property
    def title_text(self) -> str:
        """The title as one line."""
        return words.squeezed("".join(each.words for each in self.title))


@dataclass(frozen=True)
class Parts:
    """A paper's parts; paragraphs with text only."""

    mark: tuple[Paragraph, ...] = ()
    numbers: tuple[Paragraph, ...] = ()
    signers: tuple[Paragraph, ...] = ()
    title: tuple[Paragraph, ...] = ()
    to: Paragraph | None = None
    text: tuple[Paragraph, ...] = ()
    listed: tuple[Entry, ...] = ()
    names: tuple[tuple[str, Paragraph], ...] = ()
    date: Paragraph | None = None
    note: Paragraph | None = None
    annexes: tuple[Annex, ...] = ()
    copies: Paragraph | None = None
    printed: Paragraph | None = None

    @property
    def title_text(self) -> str:
        """The title as one line."""
        return words.squeezed("".join(each.words for each in self.title))

    @property
    def running(self) -> tuple[Paragraph, ...]:
        """Body text, here and in the attachments."""
        return (*self.text, *(each for annex in self.annexes for each in annex.text))


def parts_of(layout: WordLayout) -> Parts:
    """The parts of a paper."""
    every = layout.paragraphs
    said = [each for each in every if each.words]
    imprint_at = _imprint_at(said)
    imprint, rest = said[imprint_at:], said[:imprint_at]
    labels = [at for at, each in enumerate(rest) if at and _is_annex_label(each)]
    main = rest[: labels[0]] if labels else rest
    above = _marks_above(layout)
    head = Head([*above, *main])
    body = Body(main, max(0, head.end - len(above)))
    ends = [*labels[1:], len(rest)]
    return Parts(
        mark=tuple(head.mark),
        numbers=tuple(head.numbers),
        signers=tuple(head.signers),
        title=tuple(head.title),
        to=body.to,
        text=tuple(body.text),
        listed=tuple(body.listed),
        names=tuple(body.names),
        date=body.date,
        note=body.note,
        annexes=tuple(_annex(rest[at:end], every) for at, end in zip(labels, ends, strict=True))
        if labels
        else (),
        copies=next((each for each in imprint if words.COPIES.match(each.words)), None),
        printed=next((each for each in imprint if _is_printed(each)), None),
    )


def _marks_above(layout: WordLayout) -> list[Paragraph]:
    """A mark that stands in the header of the first page."""
    section = layout.sections[0]
    header = section.headers.get("first" if section.title_page else "default", ())
    return [
        each for each in header if each.words and is_red(each) and size_of(each) >= MARK_LEAST_PT
    ]


def _imprint_at(said: Sequence[Paragraph]) -> int:
    """Where the 版记 begins: at 抄送, or at the line that ends in 印发."""
    dated = False
    for at, each in enumerate(said):
        if words.COPIES.match(each.words) and (dated or at >= len(said) - 4):
            return at
        if dated and _is_printed(each):
            return at
        dated = dated or is_bare_date(each)
    return len(said)


def _is_printed(paragraph: Paragraph) -> bool:
    """印发机关 and 印发日期 on one line, or the date with 印发 alone."""
    text = paragraph.words
    found = words.PRINTED.search(text)
    if found is None:
        return False
    before = text[: found.start()].strip()
    ends_so = found[0].rstrip("。").endswith(("印发", "印制", "印", "发"))
    return ends_so or bool(before and words.ORGAN.search(before) and len(before) <= LONGEST_NAME)


def _is_annex_label(paragraph: Paragraph) -> bool:
    return words.ANNEX_LABEL.fullmatch(paragraph.words) is not None


def _annex(said: Sequence[Paragraph], every: Sequence[Paragraph]) -> Annex:
    label = said[0]
    found = words.ANNEX_LABEL.fullmatch(label.words)
    figure = found[1] if found else ""
    number = int(figure) if figure.isdecimal() else (from_chinese(figure) if figure else 0)
    title: list[Paragraph] = []
    for each in said[1:]:
        if title and not (each.align == "center" and size_of(each) == size_of(title[0])):
            break
        if each.spot.kind != BODY:
            break
        title.append(each)
        if each.align != "center":
            break
    text = [each for each in said[1 + len(title) :] if each.spot.kind == BODY]
    gap: tuple[Paragraph, ...] = ()
    if title:
        between = every[place_of(every, label) + 1 : place_of(every, title[0])]
        gap = tuple(each for each in between if not each.words)
    return Annex(label, number, tuple(title), tuple(text), gap)
