"""Paragraphs and runs of a Word file with the look that is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bayu_docs.materials.word_fields import Fields, seen
from bayu_docs.materials.word_grid import w
from bayu_docs.materials.word_layout import PAGE_BREAK, Border, Frame, Paragraph, Run, Spot
from bayu_docs.materials.word_numbers import Numbering
from bayu_docs.materials.word_sections import Break
from bayu_docs.materials.word_styles import Properties, Styles, is_on, number, properties
from bayu_docs.model.document import TWIPS_PER_MM

_ALIGNS = {"start": "left", "end": "right", "justify": "both"}
_INNER = frozenset(
    w(name)
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent")
)
_DEFAULT_SIZE_PT = 10.0  # ISO/IEC 29500-1 17.3.2.38


@dataclass(frozen=True)
class Made:
    """A paragraph, and whether a page break at its end moves what follows."""

    paragraph: Paragraph
    breaks_after: bool


class Looks:
    """Makes paragraphs; keeps count of the numbers Word writes by itself."""

    def __init__(self, styles: Styles, numbers: Numbering) -> None:
        self._styles = styles
        self._numbers = numbers

    def paragraph(self, node: Any, at: int, spot: Spot, section: int, before: Break) -> Made:
        """The paragraph of a w:p; before: the break that stands in front of it."""
        head = node.find(w("pPr"))
        own = properties(head)
        style = own.get("pStyle", {}).get("val", "")
        force = self._styles.of_paragraph(style, own)
        runs = tuple(self._joined(self._runs(node, style)))
        size_pt = runs[0].size_pt if runs else self._mark_size(head, style)
        text = "".join(run.text for run in runs)
        indent, spacing = force.get("ind", {}), force.get("spacing", {})
        first, chars = _first_line(indent, size_pt)
        rule = spacing.get("lineRule", "auto")
        line = number(spacing, "line")
        paragraph = Paragraph(
            number=at,
            runs=runs,
            spot=spot,
            section=section,
            style=self._styles.name(style),
            label=self._numbers.label(self._styles.list_reference(style, node)),
            align=_align(force),
            first_line_pt=first,
            first_line_chars=chars,
            left_pt=_side(indent, ("left", "start"), size_pt),
            right_pt=_side(indent, ("right", "end"), size_pt),
            before_pt=_around(spacing, "before"),
            after_pt=_around(spacing, "after"),
            line_pt=1.0 if line is None else line / (240 if rule == "auto" else 20),
            line_rule=rule,
            on_grid="snapToGrid" not in force or is_on(force, "snapToGrid"),
            new_page=before is not Break.NONE
            or is_on(force, "pageBreakBefore")
            or text.lstrip().startswith(PAGE_BREAK),
            frame=_frame(force),
            borders=self._borders(node, style),
            outline=_whole(force, "outlineLvl"),
        )
        return Made(paragraph, PAGE_BREAK in text and not text.rpartition(PAGE_BREAK)[2].strip())

    def _mark_size(self, head: Any | None, style: str) -> float:
        mark = None if head is None else head.find(w("rPr"))
        return _size(self._styles.of_run(style, properties(mark)))

    def _runs(self, holder: Any, style: str) -> Iterator[Run]:
        state = Fields()
        yield from self._runs_in(holder, style, state)

    def _runs_in(self, holder: Any, style: str, state: Fields) -> Iterator[Run]:
        for node in holder:
            if node.tag == w("r"):
                yield from self._run(node, style, state)
            elif node.tag == w("fldSimple"):
                state.opened(str(node.get(w("instr"), "")), shown=True)
                yield from self._runs_in(node, style, state)
                state.closed()
            elif node.tag == w("sdt"):
                content = node.find(w("sdtContent"))
                if content is not None:
                    yield from self._runs_in(content, style, state)
            elif node.tag in _INNER:
                yield from self._runs_in(node, style, state)

    def _run(self, node: Any, style: str, state: Fields) -> Iterator[Run]:
        force = self._styles.of_run(style, properties(node.find(w("rPr"))))
        text = "".join(seen(child, state) for child in node)
        if not text or is_on(force, "vanish"):
            return
        face = self._styles.face
        yield Run(
            text=text,
            ascii=face(force, "ascii"),
            high_ansi=face(force, "hAnsi"),
            east_asia=face(force, "eastAsia"),
            complex_script=face(force, "cs"),
            size_pt=_size(force),
            bold=is_on(force, "b"),
            colour=_colour(force.get("color", {})),
            spacing_pt=(number(force.get("spacing", {}), "val") or 0.0) / 20,
            field=state.name,
        )

    @staticmethod
    def _joined(runs: Iterator[Run]) -> Iterator[Run]:
        """Neighbours of one look as one run."""
        last: Run | None = None
        for run in runs:
            if last is not None and _look(last) == _look(run):
                last = Run(**{**vars(last), "text": last.text + run.text})
            else:
                if last is not None:
                    yield last
                last = run
        if last is not None:
            yield last

    def _borders(self, node: Any, style: str) -> Mapping[str, Border]:
        found: dict[str, Border] = {}
        for each in self._styles.elements(style, node, "pBdr"):
            for side, line in properties(each).items():
                kind = line.get("val", "nil")
                width = (number(line, "sz") or 0.0) / 8
                found[side] = Border(kind, width, _colour({"val": line.get("color", "auto")}))
        return {side: line for side, line in found.items() if line.kind not in ("nil", "none")}


def _look(run: Run) -> tuple[object, ...]:
    return tuple(value for name, value in vars(run).items() if name != "text")


def _size(force: Properties) -> float:
    half = number(force.get("sz", {}), "val")
    return _DEFAULT_SIZE_PT if half is None else half / 2


def _colour(attributes: Mapping[str, str]) -> str:
    value = attributes.get("val", "auto").upper()
    return value if len(value) == 6 and value != "000000" else ""


def _align(force: Properties) -> str:
    value = force.get("jc", {}).get("val", "left")
    return _ALIGNS.get(value, value)


def _first_line(indent: Mapping[str, str], size_pt: float) -> tuple[float, float | None]:
    """The first-line indent in points, and in characters when it is given so."""
    chars, hanging = number(indent, "firstLineChars"), number(indent, "hangingChars")
    if chars:
        return chars / 100 * size_pt, chars / 100
    if hanging:
        return -hanging / 100 * size_pt, -hanging / 100
    length = (number(indent, "firstLine") or 0.0) - (number(indent, "hanging") or 0.0)
    if chars is not None and "firstLine" not in indent and "hanging" not in indent:
        return 0.0, 0.0
    return length / 20, None


def _side(indent: Mapping[str, str], names: tuple[str, str], size_pt: float) -> float:
    for name in names:
        chars = number(indent, f"{name}Chars")
        if chars:
            return chars / 100 * size_pt
    for name in names:
        length = number(indent, name)
        if length is not None:
            return length / 20
    return 0.0


def _around(spacing: Mapping[str, str], side: str) -> float:
    lines = number(spacing, f"{side}Lines")
    if lines:
        return lines / 100 * 12.0  # a line as Word counts it without a grid
    return (number(spacing, side) or 0.0) / 20


def _frame(force: Properties) -> Frame | None:
    frame = force.get("framePr")
    if frame is None:
        return None
    down = number(frame, "y")
    by_page = frame.get("vAnchor") == "page" and down is not None
    width = (number(frame, "w") or 0.0) / TWIPS_PER_MM
    return Frame(down / TWIPS_PER_MM if by_page and down is not None else None, width)


def _whole(force: Properties, name: str) -> int | None:
    value = number(force.get(name, {}), "val")
    return None if value is None else int(value)
