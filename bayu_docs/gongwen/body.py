"""The blocks of a paper's text: paragraphs, the four levels, loops, conditions, tables.

A block is turned into WordprocessingML when its paper is put together, for only then is known
whether it is the last before the signature, which must not be parted from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.fragments import gap
from bayu_docs.gongwen.papers import CHAR_TWIPS
from bayu_docs.gongwen.wordml import Cell, Row, Tag, paragraph, run, table

_KEEP = "<w:keepNext/>"
_STYLED = re.compile(r'<w:pStyle w:val="\w+"/>')
_GAP_PT = 2.0
_TWO_LINES = "<w:widowControl/>"


class Block(Protocol):
    """A part of the text."""

    def xml(self, keep: bool = False) -> str:
        """Its WordprocessingML; `keep`: its end stays with what follows."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. style: id of papers.PAPER_STYLES; run_in: what follows a heading in 仿宋;
    keep_next: stays with the next paragraph; extra: pPr children that come after keepNext."""

    style: str
    text: str
    run_in: str = ""
    keep_next: bool = False
    extra: str = ""

    def xml(self, keep: bool = False) -> str:
        """At its end two lines stay together with what follows."""
        kept = (_KEEP if keep or self.keep_next else "") + (_TWO_LINES if keep else "")
        runs = [run(self.text)]
        if self.run_in:
            runs.append(run(self.run_in, face="仿宋"))
        return paragraph(*runs, style=self.style, extra=kept + self.extra)


@dataclass(frozen=True)
class Each:
    """Blocks repeated for a list: `s in f.stations`."""

    loop: str
    blocks: tuple[Block, ...]

    def xml(self, keep: bool = False) -> str:
        """Only the last round's end stays with what follows."""
        inner = joined(self.blocks)
        if keep:
            last = joined(self.blocks, keep=True)
            inner = f"{tag('if loop.last')}{last}{tag('else')}{inner}{tag('endif')}"
        return f"{tag(f'for {self.loop}')}{inner}{tag('endfor')}"


@dataclass(frozen=True)
class When:
    """Blocks printed when a condition holds."""

    condition: str
    blocks: tuple[Block, ...]

    def xml(self, keep: bool = False) -> str:
        """The statement, its blocks and its end."""
        return f"{tag(f'if {self.condition}')}{joined(self.blocks, keep=keep)}{tag('endif')}"


@dataclass(frozen=True)
class Grid:
    """A table: widths in mm, rows as of wordml. A low paragraph parts it from what follows."""

    widths: tuple[float, ...]
    rows: tuple[Row | Tag, ...]

    def xml(self, keep: bool = False) -> str:
        """Its last row stays with what follows, unless it is one of a loop's."""
        rows = self.rows
        last = rows[-1]
        if keep and isinstance(last, Row):
            cells = tuple(
                replace(each, content=_STYLED.sub(rf"\g<0>{_KEEP}", each.content))
                for each in last.cells
            )
            rows = (*rows[:-1], replace(last, cells=cells))
        return table(self.widths, rows) + gap(_GAP_PT, keep=keep).xml


@dataclass(frozen=True)
class Annex:
    """The page of an attachment: its number in 附件说明, and its blocks."""

    number: int
    blocks: tuple[Block, ...] = field(default=())


def joined(blocks: Sequence[Block], *, keep: bool = False) -> str:
    """The blocks in order; `keep`: whichever is printed last stays with what follows."""
    return "".join(
        block.xml(keep and _may_be_last(blocks[index + 1 :])) for index, block in enumerate(blocks)
    )


def _may_be_last(rest: Sequence[Block]) -> bool:
    """Whether the blocks that follow may print nothing."""
    return all(isinstance(block, When | Each) for block in rest)


def tag(statement: str) -> str:
    """A template statement in a paragraph of its own, which it leaves without a trace."""
    return paragraph(run(f"{{%p {statement} %}}"))


def text(words: str) -> Block:
    """A body paragraph, indented by two characters."""
    return Paragraph("Body", words)


def line(words: str) -> Block:
    """A line of body text without indent."""
    return Paragraph("Line", words)


def centered(words: str) -> Block:
    """A centred line of body text."""
    return Paragraph("Number", words)


def right(words: str, offset_chars: float = 2) -> Block:
    """A line of body text at the right, so many characters from the edge."""
    inset = round(offset_chars * CHAR_TWIPS)
    return Paragraph("Line", words, extra=f'<w:ind w:right="{inset}"/><w:jc w:val="right"/>')


def empty() -> Block:
    """An empty line."""
    return Paragraph("Line", "")


def level1(heading: str, run_in: str = "") -> Block:
    """A heading 一、 in 黑体; text behind it in the same paragraph is 仿宋."""
    return Paragraph("Level1", heading, run_in, keep_next=not run_in)


def level2(heading: str, run_in: str = "") -> Block:
    """A heading （一） in 楷体; text behind it in the same paragraph is 仿宋."""
    return Paragraph("Level2", heading, run_in, keep_next=not run_in)


def level3(heading: str, run_in: str = "") -> Block:
    """A heading 1． in 仿宋, with its text."""
    return Paragraph("Level3", heading, run_in)


def level4(heading: str, run_in: str = "") -> Block:
    """A heading （1） in 仿宋, with its text."""
    return Paragraph("Level4", heading, run_in)


def each(loop: str, *blocks: Block) -> Block:
    """The blocks for each item: `s in f.stations`."""
    return Each(loop, blocks)


def when(condition: str, *blocks: Block) -> Block:
    """The blocks when the condition holds."""
    return When(condition, blocks)


def annex(number: int, *blocks: Block) -> Annex:
    """The page of attachment `number`; its label line and title come from h.attachments."""
    return Annex(number, blocks)


def grid(widths: Sequence[float], rows: Sequence[Row | Tag]) -> Block:
    """A table in the text area (156 mm)."""
    return Grid(tuple(widths), tuple(rows))


def head_row(*titles: str | Cell) -> Row:
    """A table's head, repeated on each page."""
    return Row(tuple(_cell(title, "TableHead") for title in titles), head=True)


def row(*texts: str | Cell, height_mm: float = spec.FORM_ROW_HEIGHT_MM.value) -> Row:
    """A table row of texts, or of cells for spans and alignment."""
    return Row(tuple(_cell(each, "TableText") for each in texts), height=height_mm)


def each_row(
    loop: str, *texts: str | Cell, height_mm: float = spec.FORM_ROW_HEIGHT_MM.value
) -> tuple[Row | Tag, ...]:
    """A row for each item; loop: `x in f.defects`; the rest as in row."""
    return Tag(f"{{%tr for {loop} %}}"), row(*texts, height_mm=height_mm), Tag("{%tr endfor %}")


def cell(words: str, *more: str, span: int = 1, align: str = "left", at: str = "center") -> Cell:
    """A cell of one or more paragraphs. align: left or center; at: top, center or bottom."""
    style = "TableCenter" if align == "center" else "TableText"
    content = "".join(paragraph(run(each), style=style) for each in (words, *more))
    return Cell(content, span=span, align=at)


def label(words: str, span: int = 1) -> Cell:
    """A cell that names what stands beside it, in 黑体."""
    return Cell(paragraph(run(words), style="TableHead"), span=span)


def _cell(content: str | Cell, style: str) -> Cell:
    return content if isinstance(content, Cell) else Cell(paragraph(run(content), style=style))
