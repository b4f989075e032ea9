"""Official papers as Word templates: the five formats, put together from blocks.

Template variables: `h` (head.printed), `f` (the paper's own data), `c` (the call), `d` (the
district). The blocks are those of body; head, signature, attachments and imprint are added here.
"""

from __future__ import annotations

from collections.abc import Sequence

from bayu_docs.gongwen import docx, layout
from bayu_docs.gongwen.body import (
    Annex,
    Block,
    annex,
    cell,
    centered,
    each,
    each_row,
    empty,
    grid,
    head_row,
    joined,
    label,
    level1,
    level2,
    level3,
    level4,
    line,
    right,
    row,
    tag,
    text,
    when,
)
from bayu_docs.gongwen.papers import LETTER_PAGE, PAPER_PAGE, used_styles
from bayu_docs.gongwen.wordml import Tag, paragraph, run

__all__ = [
    "Annex", "Block", "Tag", "annex", "cell", "centered", "document", "each", "each_row", "empty",
    "form", "grid", "head_row", "label", "letter", "level1", "level2", "level3", "level4", "line",
    "minutes", "plain", "right", "row", "text", "when",
]  # fmt: skip

_DRAFT_FRAME = (
    '<w:framePr w:w="8845" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
    'w:xAlign="center" w:y="680"/>'
)
_BLANK = paragraph(style="Line")


def document(*blocks: Block, annexes: Sequence[Annex] = (), upward: bool = False) -> bytes:
    """文件格式: red mark, number, red line; with `upward` the number and 签发人 on one line."""
    number = _put("h.number_line") if upward else _number("center")
    return _paper(_put("h.mark") + number + _put("h.red_line") + _BLANK * 2, blocks, annexes)


def letter(*blocks: Block, annexes: Sequence[Annex] = ()) -> bytes:
    """信函格式: the leading organ's mark and two red double lines on the first page."""
    return _paper(_number("right") + _BLANK * 2, blocks, annexes, letter=True)


def minutes(*blocks: Block, annexes: Sequence[Annex] = ()) -> bytes:
    """纪要格式: the mark XX纪要."""
    head = _put("h.mark") + _put("h.number_line") + _put("h.red_line") + _BLANK * 2
    return _paper(head, blocks, annexes)


def plain(*blocks: Block, annexes: Sequence[Annex] = ()) -> bytes:
    """普通格式: no red head; title, text, signature."""
    return _paper("", blocks, annexes)


def form(*blocks: Block) -> bytes:
    """表单: a title and tables on a form's page."""
    body = paragraph(run("{{ h.title }}"), style="FormTitle") + joined(blocks)
    return _packed(body, layout.FORM_PAGE)


def _paper(
    head: str, blocks: Sequence[Block], annexes: Sequence[Annex], letter: bool = False
) -> bytes:
    body = "".join(
        (
            head,
            paragraph(run("{{ h.title }}"), style="Title"),
            _BLANK,
            tag("if h.to"),
            paragraph(run("{{ h.to }}"), style="Line"),
            tag("endif"),
            joined(blocks, keep=True),
            _put("h.attachment_list"),
            _put("h.signature"),
            tag("if h.note"),
            paragraph(run("{{ h.note }}"), style="Body", extra="<w:keepNext/>"),
            tag("endif"),
            *map(_annex_page, annexes),
            _own_annexes(),
            _put("h.imprint"),
        )
    )
    return _packed(body, LETTER_PAGE if letter else PAPER_PAGE, letter)


def _number(align: str) -> str:
    return paragraph(run("{{ h.number }}"), style="Line", extra=f'<w:jc w:val="{align}"/>')


def _annex_page(page: Annex) -> str:
    item = f"h.attachments[{page.number - 1}]"
    return _annex_head(item) + joined(page.blocks, keep=True)


def _annex_head(item: str) -> str:
    return "".join(
        (
            paragraph(run(f"{{{{ {item}.label }}}}"), style="AnnexLabel"),
            _BLANK,
            paragraph(run(f"{{{{ {item}.broken_title }}}}"), style="Title"),
            _BLANK,
        )
    )


def _own_annexes() -> str:
    """Pages of the attachments whose text came with the head."""
    words = each("words in a.paragraphs", text("{{ words }}"))
    return "".join(
        (
            tag("for a in h.attachments"),
            tag("if a.paragraphs"),
            _annex_head("a"),
            joined((words,), keep=True),
            tag("endif"),
            tag("endfor"),
        )
    )


def _put(name: str) -> str:
    """A tag that ready-made paragraphs take the place of."""
    return paragraph(run(f"{{{{p {name} }}}}"))


def _letter_header(draft: str) -> str:
    """The mark and the red lines of the first page; the draft mark only when there is one."""
    framed = draft.replace("</w:pPr>", f"{_DRAFT_FRAME}</w:pPr>")
    return tag("if draft_mark") + framed + tag("endif") + _put("h.mark")


def _packed(body: str, page: docx.PageSetup, letter: bool = False) -> bytes:
    """The package; the first page of a letter has no page number."""
    parts = layout.draft_header_parts() | layout.page_number_parts()
    kinds = dict(layout.HEADERS_AND_FOOTERS)
    if letter:
        parts |= {
            "header3": _letter_header(parts["header1"]),
            "footer3": paragraph(style="PageNumberOdd"),
        }
        kinds |= {"header.first": "rId_header3", "footer.first": "rId_footer3"}
    styles = used_styles(body, *parts.values(), always=("Line", "Imprint"))
    whole = body + docx.section(page, parts=kinds)
    return docx.package(whole, styles, title="公文", parts=parts, odd_even=True)
