"""Their form made a template: controls in the right places, one row repeated for each list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bayu_docs.gongwen.wordml import paragraph, run
from bayu_docs.materials import word_edit, word_marks
from bayu_docs.materials.word_grid import WordPaper, characters
from bayu_docs.pipeline.templates import fill
from bayu_docs.pipeline.templates.lists import Rows
from bayu_docs.pipeline.templates.matching import Match
from bayu_docs.pipeline.templates.places import Reading, Slot
from bayu_docs.pipeline.templates.targets import ROW, Target, rows_of

_MARK = paragraph(
    run("{{ draft_mark }}", face="黑体", size_pt=14, colour="C00000"),
    extra='<w:jc w:val="center"/>',
)


def write_template(paper: WordPaper, reading: Reading, matches: Sequence[Match]) -> bytes:
    """The template's bytes; `paper` is changed. SourceUnreadable for a header out of reach."""
    kept = [(match.slot, match.target) for match in matches if match.target is not None]
    word_edit.declare_controls(paper)
    word_edit.drop_second_texts(paper)
    word_marks.mark_headers(paper, _MARK, "draft_mark")
    lists = {slot.rows: target.list for slot, target in kept if slot.rows}
    _write_numbers(paper, (reading.lists[name] for name in lists))
    for slot, target in sorted(kept, key=lambda pair: (pair[0].line, -pair[0].start)):
        _write(paper, slot, target)
    _repeat(paper, reading, kept)
    return paper.to_bytes()


def _write(paper: WordPaper, slot: Slot, target: Target) -> None:
    if slot.ticks:
        made = sorted(fill.boxes(target, slot), key=lambda pair: -pair[0].start)
        for box, control in made:
            word_edit.replace(paper, box.line, box.start, box.start + 1, control)
    else:
        seen = "".join(each.char for each in characters(paper.lines[slot.line]))
        content = fill.text(target, slot, seen[slot.start : slot.end])
        word_edit.replace(
            paper,
            slot.line,
            slot.start,
            slot.end,
            content,
            like=slot.like,
            underlined=slot.drawn,
        )
        word_edit.drop_empty_lines(paper, slot.spare)
    if slot.cell is not None:
        word_edit.let_grow(paper, slot.cell)


def _write_numbers(paper: WordPaper, lists: Iterable[Rows]) -> None:
    for rows in lists:
        for cell in rows.numbers:
            line = cell.lines[0]
            like = next((c.line for c in rows.columns), None)
            number = run("{{ loop.index }}")
            word_edit.replace(paper, line.at, 0, len(line.text), number, like=like)


def _repeat(paper: WordPaper, reading: Reading, kept: Sequence[tuple[Slot, Target]]) -> None:
    """The rows of lists and of blocks between their statements, each table from below."""
    loops: list[tuple[int, int, int, str, tuple[int, ...]]] = []
    for name, rows in reading.lists.items():
        target = next((target for slot, target in kept if slot.rows == name), None)
        if target is not None:
            loops.append((rows.table, rows.row, rows.row, target.list, rows.spare))
            for cell in rows.begin:
                word_edit.only_first(paper, cell.at)
    loops += [(table, first, last, key, ()) for table, first, last, key in blocks(kept)]
    for table, first, last, key, spare in sorted(loops, key=lambda loop: -loop[1]):
        loop = (f"{{%tr for {ROW} in {rows_of(key)} %}}", "{%tr endfor %}")
        word_edit.repeat_rows(paper, table, first, last, loop, spare)


def blocks(kept: Sequence[tuple[Slot, Target]]) -> list[tuple[int, int, int, str]]:
    """Label-and-value rows that hold a list's fields: table, first and last row, the list.

    Such a block is printed once for each entry of the list.
    """
    found: list[tuple[int, int, int, str]] = []
    for slot, target in kept:
        if slot.rows or not target.list or slot.table is None or slot.row is None:
            continue
        if found:
            table, first, last, key = found[-1]
            if (table, key) == (slot.table, target.list) and slot.row <= last + 1:
                found[-1] = (table, first, max(last, slot.row), key)
                continue
        found.append((slot.table, slot.row, slot.row, target.list))
    return found
