"""The door to changing strangers' Word files: controls into blanks, rows into repeated rows.

Nothing else moves: what is put in takes the look of the place (the run it replaces, the paragraph
mark, or the neighbour named), and rows of a fixed height may grow so that no value is cut.
Fragments are WordprocessingML as text, as bayu_docs.gongwen.wordml writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from bayu_docs.materials import word_look
from bayu_docs.materials.word_grid import (
    BLANK,
    MC,
    Character,
    W,
    WordPaper,
    characters,
    drop,
    parent,
    w,
)

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What stands before w:jc in a table's properties.
_BEFORE_ALIGNMENT = (
    "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize",
    "tblStyleColBandSize", "tblW",
)  # fmt: skip


def declare_controls(paper: WordPaper) -> None:
    """Make the root name the namespace of tick boxes, which older readers may ignore."""
    old = paper.root
    if old.nsmap.get("w14") == _W14 and old.nsmap.get("mc") == MC:
        return
    spaces = {"w14": _W14, "mc": MC} | {name: uri for name, uri in old.nsmap.items() if name}
    root = etree.Element(old.tag, {str(k): str(v) for k, v in old.items()}, nsmap=spaces)
    ignorable = f"{{{MC}}}Ignorable"
    names = (old.get(ignorable) or "").split()
    root.set(ignorable, " ".join([*names, *(["w14"] if "w14" not in names else [])]))
    root[:] = list(old)
    paper.root = root


def drop_second_texts(paper: WordPaper) -> None:
    """Remove the stand-ins for older readers: they repeat a text box's words, unseen on paper."""
    for node in list(paper.root.iter(f"{{{MC}}}Fallback")):
        if next(node.iter(w("t")), None) is not None:
            drop(node)


def replace(
    paper: WordPaper,
    line: int,
    start: int,
    end: int,
    fragment: str,
    *,
    like: int | None = None,
    underlined: bool = False,
) -> None:
    """Put a fragment in place of the characters start..end of a line.

    like: the line whose look to take when the place has none; underlined: draw a line under it.
    Several places of one line are to be replaced from right to left.
    """
    paragraph = paper.lines[line]
    _unwrap_controls(paragraph, start, end)
    look = word_look.look_at(paper, paragraph, start, end, like)
    if underlined:
        word_look.underline(look)
    _split(paragraph, start)
    _split(paragraph, end)
    found = characters(paragraph)
    for each in {id(char.holder): char.holder for char in found[start:end]}.values():
        _remove(each)
    left = characters(paragraph)
    parts = _parsed(fragment)
    for part in parts:
        _as_rich_text(part)
        for run in part.iter(w("r")):
            word_look.dress(run, look)
    if start < len(left):
        anchor = _run_of(left[start])
        for part in parts:
            anchor.addprevious(part)
    elif left:
        anchor = _run_of(left[-1])
        for part in reversed(parts):
            anchor.addnext(part)
    else:
        paragraph.extend(parts)


def drop_empty_lines(paper: WordPaper, lines: Sequence[int]) -> None:
    """Remove these paragraphs where they hold nothing at all."""
    for line in lines:
        paragraph = paper.lines[line]
        if not "".join(each.char for each in characters(paragraph)).strip(" \u3000\t\n" + BLANK):
            drop(paragraph)


def let_grow(paper: WordPaper, cell: int) -> None:
    """Let a cell take a text of any length, whole.

    Its row may grow and stays on one page, its text keeps its width, and its table is part of the
    text: LibreOffice and WPS cut a floating table off at the end of the page.
    """
    node = paper.cells[cell]
    for fit in node.findall(f"{w('tcPr')}/{w('tcFitText')}"):
        drop(fit)
    row = _above(node, "tr")
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        exceptions = row.find(w("tblPrEx"))
        row.insert(0 if exceptions is None else 1, properties)
    for height in properties.findall(w("trHeight")):
        if height.get(w("hRule")) == "exact":
            height.set(w("hRule"), "atLeast")
    for whole in properties.findall(w("cantSplit")):
        properties.remove(whole)
    properties.insert(0, etree.Element(w("cantSplit")))
    _anchor(_above(row, "tbl"))


def _above(node: etree._Element, name: str) -> etree._Element:
    return next(each for each in node.iterancestors() if each.tag == w(name))


def _anchor(table: etree._Element) -> None:
    """Make a floating table part of the text, set left, centred or right as it was."""
    properties = table.find(w("tblPr"))
    place = None if properties is None else properties.find(w("tblpPr"))
    if properties is None or place is None:
        return
    for name in ("tblpPr", "tblOverlap"):
        for node in properties.findall(w(name)):
            properties.remove(node)
    across = place.get(w("tblpXSpec"), "")
    if across not in ("center", "right") or properties.find(w("jc")) is not None:
        return
    align = etree.Element(w("jc"))
    align.set(w("val"), across)
    before = [node for node in properties if etree.QName(node).localname in _BEFORE_ALIGNMENT]
    properties.insert(len(before), align)


def repeat_rows(
    paper: WordPaper, table: int, first: int, last: int, loop: tuple[str, str], spare: Sequence[int]
) -> None:
    """Put rows first..last of a table between two statement rows, and remove the rows `spare`.

    All rows are 0-based and counted before this call; loop: the opening and closing statement.
    """
    rows = paper.rows(table)
    columns = max(1, len(paper.tables[table].findall(f"{w('tblGrid')}/{w('gridCol')}")))
    rows[first].addprevious(_statement_row(loop[0], columns))
    rows[last].addnext(_statement_row(loop[1], columns))
    for row in spare:
        drop(rows[row])


def only_first(paper: WordPaper, cell: int) -> None:
    """Let a cell that is merged downwards begin in the first repeated row and go on in the rest."""
    node = paper.cells[cell]
    merge = node.find(f"{w('tcPr')}/{w('vMerge')}")
    texts = list(node.iter(w("t")))
    if merge is None or not texts:
        return
    go_on = etree.Element(w("vMerge"))
    merge.addnext(go_on)
    before = merge.getprevious()
    if before is not None:
        before.tail = "{% if loop.first %}"
    else:
        parent(merge).text = "{% if loop.first %}"
    merge.tail, go_on.tail = "{% else %}", "{% endif %}"
    texts[0].text = "{% if loop.first %}" + (texts[0].text or "")
    texts[-1].text = (texts[-1].text or "") + "{% endif %}"


def _statement(text: str) -> etree._Element:
    paragraph = etree.Element(w("p"))
    content = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
    content.text = text
    return paragraph


def _statement_row(text: str, columns: int) -> etree._Element:
    row = etree.Element(w("tr"))
    cell = etree.SubElement(row, w("tc"))
    span = etree.SubElement(etree.SubElement(cell, w("tcPr")), w("gridSpan"))
    span.set(w("val"), str(columns))
    cell.append(_statement(text))
    return row


def _parsed(fragment: str) -> list[etree._Element]:
    head = f'<w:p xmlns:w="{W}" xmlns:w14="{_W14}">'
    return list(etree.fromstring(f"{head}{fragment}</w:p>"))


def _as_rich_text(part: etree._Element) -> None:
    """Let a control keep the look of its runs: LibreOffice 7.4 draws plain-text controls without
    it, in the size and face of the paragraph's style."""
    for plain in part.findall(f"{w('sdtPr')}/{w('text')}"):
        drop(plain)


def _run_of(char: Character) -> etree._Element:
    """The run of a character, or the content control it stands in."""
    run = parent(char.holder)
    for above in run.iterancestors():
        if above.tag == w("p"):
            break
        if above.tag == w("sdt"):
            run = above
    return run


def _split(paragraph: etree._Element, position: int) -> None:
    """Let a run begin at this character."""
    found = characters(paragraph)
    if position <= 0 or position >= len(found):
        return
    _, holder, offset = found[position]
    run = parent(holder)
    if not offset and not [
        node for node in holder.itersiblings(preceding=True) if node.tag != w("rPr")
    ]:
        return
    right = etree.Element(w("r"))
    if (properties := run.find(w("rPr"))) is not None:
        right.append(deepcopy(properties))
    following = list(holder.itersiblings())
    if offset:
        text = holder.text or ""
        holder.text = text[:offset]
        holder.set(_SPACE, "preserve")
        rest = etree.SubElement(right, w("t"))
        rest.text = text[offset:]
        rest.set(_SPACE, "preserve")
    else:
        right.append(holder)
    right.extend(following)
    run.addnext(right)


def _remove(holder: etree._Element) -> None:
    run = parent(holder)
    run.remove(holder)
    if not [node for node in run if node.tag != w("rPr")]:
        drop(run)


def _unwrap_controls(paragraph: etree._Element, start: int, end: int) -> None:
    """Take the place out of the content controls it stands in: controls do not nest."""
    for char in characters(paragraph)[start:end]:
        _unwrap(char.holder, w("p"))
    _unwrap(paragraph, w("tc"))


def _unwrap(node: etree._Element, outermost: str) -> None:
    """Put the content of the controls around a node in their place, up to an element by name."""
    for above in list(node.iterancestors()):
        if above.tag == outermost:
            return
        content = above.find(w("sdtContent")) if above.tag == w("sdt") else None
        if content is not None:
            for each in list(content):
                above.addprevious(each)
            drop(above)
