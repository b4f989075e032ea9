"""The standard's rules on a user's template, filled; what ours has too is not told."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from bayu_docs.gongwen.lint.check import Linted, lint
from bayu_docs.materials import word, word_origin
from bayu_docs.materials.word_reader import layout_of
from bayu_docs.materials.word_tags import TaggedPart
from bayu_docs.materials.word_written import Spot
from bayu_docs.pipeline.templates.catalogue import Shipped
from bayu_docs.pipeline.templates.contexts import contexts
from bayu_docs.pipeline.templates.faults import Noted

_OF_PARAGRAPH = re.compile(r"第\d+段|表\d+第|文本框")


def against_standard(
    docx: bytes, meant: Shipped, parts: Sequence[TaggedPart], file: str
) -> Iterator[Noted]:
    """Findings of the standard on a template as it will print, at the template's own places.

    Rules that need the set page are not among them: they are checked on finished papers.
    """
    ours = _ours(meant)
    known = Counter((each.finding.code, each.finding.message) for each in ours.noted)
    filled = _filled(docx, meant, file)
    origins = word_origin.origins(filled)
    spots = {spot.paragraph: spot for _, spot in parts[0].texts}
    for each in _linted(filled, file, ours.profile).noted:
        same = (each.finding.code, each.finding.message)
        if known[same] > 0:
            known[same] -= 1
            continue
        spot = _origin(each.paragraph, origins, spots)
        finding = each.finding
        if spot is not None and _OF_PARAGRAPH.match(finding.place.spot):  # else: 第1节, 页脚
            finding = replace(finding, place=replace(finding.place, spot=spot.words))
        yield Noted(finding, spot)


@cache
def _ours(meant: Shipped) -> Linted:
    """What the rules say of the shipped template, filled the same way."""
    docx = meant.path.read_bytes()
    return _linted(_filled(docx, meant, meant.file), meant.file, None)


def _filled(docx: bytes, meant: Shipped, file: str) -> bytes:
    template = word.compiled(file, word_origin.numbered(docx))
    return template.render(contexts(meant)[0].fields).docx


def _linted(docx: bytes, file: str, profile: str | None) -> Linted:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return lint(file, layout_of(members, file), None, profile)


def _origin(
    paragraph: int | None, origins: Sequence[int | None], spots: dict[int, Spot]
) -> Spot | None:
    """The template's place of a filled paragraph, or of the nearest one before it that has one."""
    if paragraph is None:
        return None
    for number in range(min(paragraph, len(origins) - 1), -1, -1):
        if (origin := origins[number]) is not None:
            return spots.get(origin)
    return None
