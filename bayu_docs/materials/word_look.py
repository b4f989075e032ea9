"""How a value looks on a stranger's form: the look of its place, taken from what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from bayu_docs.materials.word_grid import WordPaper, characters, parent, w

# What a value does not inherit from its label: weight, stretching, revision marks, prompt style.
_NOT_INHERITED = ("fitText", "ins", "del", "moveFrom", "moveTo", "rPrChange", "vanish")
_WEIGHT = ("b", "bCs")
# What follows w:u in a run's properties, by the order the schema sets.
_AFTER_UNDERLINE = (
    "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip


def look_at(
    paper: WordPaper, paragraph: etree._Element, start: int, end: int, like: int | None
) -> etree._Element:
    """The run properties for a value: of what it replaces, its neighbour, mark or namesake."""
    found = characters(paragraph)
    light = False
    source = paragraph.find(f"{w('pPr')}/{w('rPr')}") if not found else None
    if start < min(end, len(found)):
        source = parent(found[start].holder).find(w("rPr"))
    elif found:
        source, light = parent(found[max(0, start - 1)].holder).find(w("rPr")), True
    elif source is None and like is not None:
        named = next(paper.lines[like].iter(w("r")), None)
        source, light = None if named is None else named.find(w("rPr")), True
    look = etree.Element(w("rPr")) if source is None else deepcopy(source)
    _lighten(look, (*_NOT_INHERITED, *(_WEIGHT if light else ())))
    return look


def _lighten(look: etree._Element, names: Sequence[str]) -> None:
    style = look.find(w("rStyle"))
    if style is not None and "placeholder" in (style.get(w("val")) or "").lower():
        names = (*names, "rStyle", "color")
    for name in names:
        for node in look.findall(w(name)):
            look.remove(node)


def underline(look: etree._Element) -> None:
    """Draw a line under what has this look."""
    if look.find(w("u")) is not None:
        return
    line = etree.Element(w("u"))
    line.set(w("val"), "single")
    later = {w(name) for name in _AFTER_UNDERLINE}
    for node in look:
        if node.tag in later:
            node.addprevious(line)
            return
    look.append(line)


def dress(run: etree._Element, look: etree._Element) -> None:
    """Give a run the look, but for the faces it names itself."""
    own = run.find(w("rPr"))
    dressed = deepcopy(look)
    if own is not None:
        faces = own.find(w("rFonts"))
        run.remove(own)
        if faces is not None:
            for node in dressed.findall(w("rFonts")):
                dressed.remove(node)
            dressed.insert(1 if dressed.find(w("rStyle")) is not None else 0, faces)
    if len(dressed):
        run.insert(0, dressed)
