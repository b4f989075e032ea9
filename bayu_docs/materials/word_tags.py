"""The tags of a Word template in the order in which they act, each with the place it stands at.

What a person sees as one tag may lie in several runs; docxtpl joins them, and so does this reader.
Texts that look like tags and are none (full-width braces, half a tag) are faults, with their place.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from bayu_docs.errors import TemplateFaulty
from bayu_docs.materials.word_grid import MAIN, parser
from bayu_docs.materials.word_tag_texts import TAG, cleaned, faults_between, unprefixed, whole_tags
from bayu_docs.materials.word_written import Bare, Spot, Writing, Written

RENDERED_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


@dataclass(frozen=True)
class Tag:
    """A tag. text: as Jinja reads it, without docxtpl's prefix; shown: as it stands on the paper;
    prefix: tr, tc, p, r or empty; torn: parts of it stand in different wrappers, which joining
    its runs may break."""

    text: str
    shown: str
    spot: Spot
    prefix: str = ""
    torn: bool = False


@dataclass(frozen=True)
class TagFault:
    """A fault of a text. kind: of word_tag_texts, or misplaced; why: what is wrong with the place
    of a misplaced statement."""

    kind: str
    text: str
    spot: Spot
    why: str = ""


@dataclass(frozen=True)
class Placed:
    """A tag with its number in the order of the part and its paragraph's element."""

    tag: Tag
    order: int
    element: etree._Element


class TaggedPart:
    """A part of a template that is rendered: its tags in order, and the faults of its texts."""

    def __init__(self, name: str, root: etree._Element) -> None:
        self.name = name
        self._writing = Writing(name, root)
        self._placed: list[Placed] = []
        self._faults: list[tuple[int, TagFault]] = []
        self._texts = tuple((each.text, self._writing.spot(each)) for each in self._paragraphs)
        for each in self._paragraphs:
            self._read(each)
        for bare in self._writing.bare:
            self._read_bare(bare)
        self._placed.sort(key=lambda each: each.order)
        self._faults.sort(key=lambda pair: pair[0])

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Its tags in order, with their elements."""
        return tuple(self._placed)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Its tags in the order in which they act."""
        return tuple(each.tag for each in self._placed)

    @property
    def faults(self) -> tuple[TagFault, ...]:
        """Faults of its texts, in order."""
        return tuple(fault for _, fault in self._faults)

    @property
    def texts(self) -> tuple[tuple[str, Spot], ...]:
        """The text of each paragraph, tags and all, with its place."""
        return self._texts

    @property
    def _paragraphs(self) -> Sequence[Written]:
        return self._writing.paragraphs

    def _read(self, paragraph: Written) -> None:
        spot, text, at = self._texts[paragraph.number][1], paragraph.text, 0
        for start, end in whole_tags(text):
            self._read_between(paragraph, at, start)
            shown = text[start:end]
            if not shown.startswith("{#"):
                plain, prefix = unprefixed(shown)
                tag = Tag(plain, shown, spot, prefix, paragraph.is_torn(start, end))
                self._placed.append(Placed(tag, paragraph.order[start], paragraph.element))
            at = end
        self._read_between(paragraph, at, len(text))

    def _read_between(self, paragraph: Written, start: int, end: int) -> None:
        spot = self._texts[paragraph.number][1]
        for at, kind, shown in faults_between(paragraph.text[start:end]):
            self._faults.append((paragraph.order[start + at], TagFault(kind, shown, spot)))

    def _read_bare(self, bare: Bare) -> None:
        """Tags in an attribute or a field code, where nothing but whole tags can stand."""
        spot = self._texts[bare.paragraph.number][1]
        for match in TAG.finditer(bare.text):
            tag = Tag(cleaned(match[0]), match[0], spot)
            self._placed.append(Placed(tag, bare.order, bare.paragraph.element))


def tagged_parts(docx: bytes) -> tuple[TaggedPart, ...]:
    """The parts of a template that are rendered, the main text first; TemplateFaulty."""
    roots = _roots(docx)
    return tuple(TaggedPart(name, roots[name]) for name in sorted(roots, key=_main_first))


def document_roots(docx: bytes) -> Sequence[etree._Element]:
    """The trees of a document's parts that are rendered; TemplateFaulty."""
    return tuple(_roots(docx).values())


def _roots(docx: bytes) -> dict[str, etree._Element]:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            names = [name for name in archive.namelist() if RENDERED_PART.fullmatch(name)]
            return {name: etree.fromstring(archive.read(name), parser()) for name in names}
    except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise TemplateFaulty("模板不是可以读取的 Word 文件", "请用 Word 或 WPS 另存一份") from error


def _main_first(name: str) -> tuple[bool, str]:
    return name != MAIN, name
