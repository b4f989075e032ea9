"""From a paragraph of a filled document back to the paragraph of its template.

Each paragraph of the template is given its number as Word's revision id, which every copy of it
carries through the filling and which nothing on paper shows.
"""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from bayu_docs.materials.word_grid import MAIN, parser, w
from bayu_docs.materials.word_reader import paragraph_elements

_OLD_ID = re.compile(r' w:rsidR="[^"]*"')
_ID = w("rsidR")


def numbered(docx: bytes) -> bytes:
    """The template with its paragraphs numbered; everything else is left as it is written."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    text = members[MAIN].decode("utf-8")
    numbers = _numbers(members[MAIN])
    made: list[str] = []
    at = order = 0
    for match in re.finditer(r"<w:p(?=[ >/])[^>]*>", text):
        made.append(text[at : match.start()])
        made.append(_marked(match[0], numbers.get(order)))
        at, order = match.end(), order + 1
    members[MAIN] = ("".join(made) + text[at:]).encode("utf-8")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return buffer.getvalue()


def origins(docx: bytes) -> tuple[int | None, ...]:
    """For each paragraph of a filled document, as word_reader counts them, the number of the
    template's paragraph it was made of; None for one that no paragraph of it stands behind."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read(MAIN), parser()).find(w("body"))
    if body is None:
        return ()
    ids = (element.get(_ID) for element in paragraph_elements(body))
    return tuple(int(each, 16) - 1 if each else None for each in ids)


def _numbers(main: bytes) -> dict[int, int]:
    """Order among all paragraphs written in the part -> number as word_reader counts."""
    root = etree.fromstring(main, parser())
    body = root.find(w("body"))
    elements = paragraph_elements(body) if body is not None else ()
    known = {element: number for number, element in enumerate(elements)}
    return {
        order: known[element] for order, element in enumerate(root.iter(w("p"))) if element in known
    }


def _marked(start: str, number: int | None) -> str:
    """A paragraph's start tag with its number; one without content stays, docxtpl sees it so."""
    bare = _OLD_ID.sub("", start)
    if number is None or bare.endswith("/>"):
        return bare
    return f'{bare[:-1]} w:rsidR="{number + 1:08X}">'
