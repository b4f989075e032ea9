"""A paper under examination: its layout, its parts, what kind it is, and its set pages if any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bayu_docs.gongwen.lint import words
from bayu_docs.gongwen.lint.structure import Parts, parts_of
from bayu_docs.gongwen.lint.traits import is_red
from bayu_docs.materials.page_lines import Page
from bayu_docs.materials.word_layout import BOX, CELL, MARGIN, Paragraph, Section, WordLayout
from bayu_docs.model.finding import Clause, Place
from bayu_docs.model.notice import DOCUMENT, FORM, LETTER, MINUTES, PLAIN

OFFICIAL, PUBLIC, SHEET = "公文", "公示", "表单"
PROFILES = (OFFICIAL, PUBLIC, SHEET)
_SHEET_SHARE = 0.4  # of the characters in tables: the paper is a form
_LETTER_FRAME_MM = 60.0


@dataclass(frozen=True)
class Remark:
    """What one rule has found: message, mend, place, the paragraph to note it at (None: the
    file's first), and the strength or clause where they are not the rule's own."""

    message: str
    advice: str
    place: Place
    paragraph: int | None = None
    strength: str = ""
    clause: Clause | None = None


class Paper:
    """One file with everything the rules ask for."""

    def __init__(
        self,
        file: str,
        layout: WordLayout,
        pages: Sequence[Page] | None = None,
        profile: str | None = None,
    ) -> None:
        self.file = file
        self.layout = layout
        self.pages = tuple(pages) if pages is not None else None
        self.parts: Parts = parts_of(layout)
        self.profile = profile or _profile_of(self)
        self.format = FORM if self.profile == SHEET else _format_of(self)
        self.genre = words.genre_of(self.parts.title_text)

    @property
    def headed(self) -> bool:
        """Whether it has a red head, or means to have one."""
        return bool(self.parts.mark or self.parts.numbers)

    @cached_property
    def seen(self) -> tuple[Paragraph, ...]:
        """All paragraphs with text, those of tables and boxes too."""
        return tuple(each for each in self.layout.paragraphs if each.words)

    @cached_property
    def margins(self) -> tuple[Paragraph, ...]:
        """The paragraphs of all headers and footers, each once."""
        kept: dict[int, Paragraph] = {}
        for section in self.layout.sections:
            for kinds in (section.headers, section.footers):
                kept |= {id(each): each for paragraphs in kinds.values() for each in paragraphs}
        return tuple(kept.values())

    @property
    def set_pages(self) -> tuple[Page, ...]:
        """The set pages; rules that need none never ask."""
        if self.pages is None:
            raise ValueError("the paper was not set")
        return self.pages

    def section_of(self, paragraph: Paragraph) -> Section:
        """The section a paragraph stands in."""
        return self.layout.sections[min(paragraph.section, len(self.layout.sections) - 1)]

    def first_in(self, section: Section) -> Paragraph | None:
        """A section's first paragraph."""
        wanted = section.number - 1
        return next((each for each in self.layout.paragraphs if each.section == wanted), None)

    def page_of(self, paragraph: Paragraph, *, tail: bool = False) -> int | None:
        """The page its beginning stands on (its end with `tail`); None when it is not known."""
        text = words.squeezed(paragraph.text)
        piece = text[-12:] if tail else text[:12]
        if not piece or self.pages is None:
            return None
        earlier, last = self._before(paragraph, piece), None
        for page in self.pages:
            count = page.text.count(piece)
            if earlier < count:
                return page.number
            earlier -= count
            last = page.number if count else last
        return last

    def _before(self, paragraph: Paragraph, piece: str) -> int:
        """How often earlier paragraphs say the same piece."""
        whole, starts = self._texts
        return whole.count(piece, 0, starts.get(id(paragraph), 0))

    @cached_property
    def _texts(self) -> tuple[str, dict[int, int]]:
        """All text without white space, paragraphs parted, and where each paragraph begins."""
        starts, parts, at = dict[int, int](), list[str](), 0
        for each in self.seen:
            starts[id(each)] = at
            parts.append(words.squeezed(each.text))
            at += len(parts[-1]) + 1
        return "\n".join(parts), starts

    def spot(self, paragraph: Paragraph) -> str:
        """Its place in words: 第3段“……”, 表1第2行“……”."""
        quoted = f"“{words.short(paragraph.words)}”" if paragraph.words else "（空段）"
        if paragraph.spot.kind == CELL:
            return f"表{paragraph.spot.table}第{paragraph.spot.row}行{quoted}"
        if paragraph.spot.kind == BOX:
            return f"文本框{quoted}"
        if paragraph.spot.kind == MARGIN:
            return f"页眉页脚{quoted}"
        return f"第{self._counts[id(paragraph)]}段{quoted}"

    @cached_property
    def _counts(self) -> dict[int, int]:
        """Each paragraph's number as a reader counts: those with text outside tables and boxes."""
        counts, count = dict[int, int](), 0
        for each in self.layout.paragraphs:
            count += each.spot.kind not in (CELL, BOX) and bool(each.words)
            counts[id(each)] = max(1, count)
        return counts

    def at(
        self, paragraph: Paragraph, message: str, advice: str, *, strength: str = "",
        clause: Clause | None = None, page: int | None = None,
    ) -> Remark:  # fmt: skip
        """A remark at a paragraph."""
        number = paragraph.number if paragraph.number >= 0 else None
        where = page if page is not None else self.page_of(paragraph)
        place = Place(self.file, self.spot(paragraph), page=where)
        return Remark(message, advice, place, number, strength, clause)

    def at_spot(
        self, spot: str, message: str, advice: str, *, page: int | None = None,
        paragraph: Paragraph | None = None, strength: str = "", clause: Clause | None = None,
    ) -> Remark:  # fmt: skip
        """A remark at a place named in words (第1节, 页脚), noted at a paragraph near it."""
        number = paragraph.number if paragraph is not None and paragraph.number >= 0 else None
        return Remark(message, advice, Place(self.file, spot, page=page), number, strength, clause)


def grouped(found: Iterator[tuple[str, Paragraph]]) -> Iterator[tuple[str, Paragraph, str]]:
    """What was found, each thing once: its first paragraph, and how many more have it too."""
    kept: dict[str, list[Paragraph]] = {}
    for what, paragraph in found:
        kept.setdefault(what, []).append(paragraph)
    for what, paragraphs in kept.items():
        more = f"（另有 {len(paragraphs) - 1} 段也是）" if len(paragraphs) > 1 else ""
        yield what, paragraphs[0], more


def _profile_of(paper: Paper) -> str:
    parts = paper.parts
    title = parts.title_text
    if paper.headed:
        return OFFICIAL
    if words.genre_of(title) in ("公示", "公告", "通告"):
        return PUBLIC
    tabled = sum(len(each.text) for each in paper.seen if each.spot.kind == CELL)
    whole = sum(len(each.text) for each in paper.seen) or 1
    ends = words.genre_of(title) not in words.GENRES and title.endswith(words.FORM_ENDINGS)
    return SHEET if ends or tabled >= _SHEET_SHARE * whole else OFFICIAL


def _format_of(paper: Paper) -> str:
    parts = paper.parts
    mark = [words.squeezed(each.words) for each in parts.mark]
    if not paper.headed:
        return PLAIN
    if any(each.endswith("纪要") for each in mark):
        return MINUTES
    if any(each.endswith("文件") for each in mark):
        return DOCUMENT
    number = parts.numbers[0] if parts.numbers else None
    if number is not None and (number.align == "center" or parts.signers):
        return DOCUMENT
    if number is not None and number.align == "right":
        return LETTER
    high = any(_is_high(each) for each in paper.layout.paragraphs[:8])
    return LETTER if high or _has_double_rule(paper) else DOCUMENT


def _is_high(paragraph: Paragraph) -> bool:
    """A red paragraph framed near the page's upper edge."""
    frame = paragraph.frame
    if frame is None or frame.from_page_top_mm is None:
        return False
    return is_red(paragraph) and frame.from_page_top_mm < _LETTER_FRAME_MM


def _has_double_rule(paper: Paper) -> bool:
    kinds = (line.kind for each in paper.layout.paragraphs for line in each.borders.values())
    return any("thick" in kind.casefold() and "thin" in kind.casefold() for kind in kinds)
