"""The mark of the issuing organs and the red lines, sized for the names they carry."""

from __future__ import annotations

from collections.abc import Sequence

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.fragments import exact, gap, joined, line, rule
from bayu_docs.gongwen.papers import CHAR_TWIPS, LETTER_PAGE, LINE_PT
from bayu_docs.gongwen.widths import chars
from bayu_docs.gongwen.wordml import content, fonts, paragraph, run, tab, twips
from bayu_docs.materials.word import Fragment
from bayu_docs.model.document import POINTS_PER_MM

TEXT_WIDTH_PT = spec.TEXT_WIDTH_MM.value * POINTS_PER_MM
_LARGEST_PT = {1: 44.0, 2: 36.0, 3: 30.0, 4: 26.0}
_SMALLEST_PT = 22.0
_LETTER_LARGEST_PT = 36.0
_NARROWEST_PERCENT = 50
_LETTER_LINE_LEFT = twips((spec.PAGE_WIDTH_MM.value - spec.LETTER_LINE_WIDTH_MM.value) / 2)
_LONGEST_SUFFIX = "会议纪要"
_SIGNERS = "签发人："
_BLANK_NAME = "　　　"
_BESIDE_CHARS = 2
_ROW = 1.25  # a row of a stack, in sizes
_GAP = 0.5  # between a stack and its suffix, in characters
# Where ink stands in a line of exact height: the baseline at 80 hundredths of the line, the ink of
# a character so much of its size above and below it.
_BASELINE = 0.8
_INK_ABOVE = 0.79
_INK_BELOW = 0.15


def document_mark(names: Sequence[str], suffix: str) -> Fragment:
    """The red mark whose upper edge stands 35 mm below the text area's: names, and the suffix
    (文件, 纪要) behind them, in the middle of a stack when there are several."""
    return _single(names[0], suffix) if len(names) == 1 else _stack(names, suffix)


def letter_mark(name: str) -> Fragment:
    """A letter's mark and its two double lines, for the header of the first page: the mark 30 mm
    from the page's top, a line 4 mm below it, room up to the number, a line 20 mm from the foot."""
    size, scale = _fitted(chars(name), _LETTER_LARGEST_PT)
    height = size * _ROW
    down = (spec.LETTER_MARK_FROM_PAGE_TOP_MM.value - LETTER_PAGE.header_mm) * POINTS_PER_MM
    lead = _BASELINE * height - _INK_ABOVE * size
    mark = paragraph(_red(name, size, scale), style="Line", extra=exact(height) + _CENTRED)
    below = height * (1 - _BASELINE) - _INK_BELOW * size
    to_line = spec.LETTER_MARK_TO_LINE_MM.value * POINTS_PER_MM - below
    # the body's first line has room of its own above the number's ink
    number_lead = _BASELINE * LINE_PT - _INK_ABOVE * spec.BODY_SIZE_PT.value
    to_number = spec.LETTER_LINE_TO_NUMBER_CHARS.value * spec.BODY_SIZE_PT.value - number_lead
    foot_mm = spec.PAGE_HEIGHT_MM.value - spec.LETTER_LINE_FROM_PAGE_BOTTOM_MM.value
    return joined(
        (
            Fragment(_double(thick_first=False, frame=_page_frame(foot_mm, 0.5)), ()),
            gap(down - lead),
            Fragment(mark, (name,)),
            gap(to_line),
            Fragment(_double(thick_first=True, bleed=True), ()),
            gap(max(to_number, 1)),
        )
    )


def red_line() -> Fragment:
    """The red line, 4 mm below the number."""
    below_ink = (1 - _BASELINE) * LINE_PT - _INK_BELOW * spec.BODY_SIZE_PT.value
    room = spec.NUMBER_TO_RED_LINE_MM.value * POINTS_PER_MM - below_ink
    drawn = rule(spec.RED, spec.RED_LINE_EIGHTH_PT.value)
    return joined((gap(max(room, 1)), Fragment(drawn, ())))


def upward_lines(number: str, signers: Sequence[str]) -> Fragment:
    """签发人 at the right, two names to a line, the number at the left of the last line."""
    per_line = int(spec.SIGNERS_PER_LINE.value)
    names = list(signers) or [_BLANK_NAME]
    rows = [names[at : at + per_line] for at in range(0, len(names), per_line)]
    last = len(rows) - 1
    return joined(
        _signer_line(row, widest=len(rows[0]), first=at == 0, number=number if at == last else "")
        for at, row in enumerate(rows)
    )


def minutes_lines(number: str, names: Sequence[str], day: str) -> Fragment:
    """A 纪要's number, when it has one; below it the organs at the left, its date at the right.
    Organs that would not fit the line stand in the mark alone."""
    shown = "　".join(names)
    if chars(shown) + chars(day) + 2 * _BESIDE_CHARS > spec.CHARS_PER_LINE.value:
        shown = ""
    runs = run("　" + shown) if shown else ""
    made = paragraph(runs, tab(), run(day), style="Line", extra=_tab_at_right())
    dated = Fragment(made, tuple(filter(None, (shown, day))))
    return joined([line(number, extra=_CENTRED), dated] if number else [dated])


def _signer_line(names: Sequence[str], *, widest: int, first: bool, number: str) -> Fragment:
    """Names in the 楷体 face, below each other from line to line."""
    width = max(map(chars, names))
    shown = "　".join(names)
    label = _SIGNERS if first else "　" * len(_SIGNERS)
    fill = "　" * round((widest - len(names)) * (width + 1))
    left = run("　" + number) if number else ""
    right = run(label) + run(shown + fill, face="楷体")
    made = paragraph(left, tab(), right, style="Line", extra=_tab_at_right())
    texts = (number, label, shown)
    return Fragment(made, tuple(text for text in texts if text.strip()))


def _tab_at_right() -> str:
    place = twips(spec.TEXT_WIDTH_MM.value) - CHAR_TWIPS
    return f'<w:tabs><w:tab w:val="right" w:pos="{place}"/></w:tabs>'


def document_height_pt(names: Sequence[str]) -> float:
    """From the text area's upper edge to the lower edge of the mark."""
    size, _ = _mark_size(names, _LONGEST_SUFFIX)
    return spec.MARK_BELOW_TEXT_AREA_TOP_MM.value * POINTS_PER_MM + len(names) * size * _ROW


def letter_height_pt(name: str) -> float:
    """From the text area's upper edge to the number's line."""
    size, _ = _fitted(chars(name) or 1, _LETTER_LARGEST_PT)
    line_mm = spec.LETTER_MARK_FROM_PAGE_TOP_MM.value + spec.LETTER_MARK_TO_LINE_MM.value
    above = (line_mm - spec.TOP_MARGIN_MM.value) * POINTS_PER_MM
    return above + size + spec.LETTER_LINE_TO_NUMBER_CHARS.value * spec.BODY_SIZE_PT.value


_CENTRED = '<w:jc w:val="center"/>'


def _mark_size(names: Sequence[str], suffix: str) -> tuple[float, int]:
    """Size in pt and width in percent of the characters of a mark."""
    if len(names) == 1:
        return _fitted(chars(names[0] + suffix), _LARGEST_PT[1])
    widest = max(map(chars, names))
    return _fitted(widest + _GAP + len(suffix), _LARGEST_PT.get(len(names), _SMALLEST_PT))


def _single(name: str, suffix: str) -> Fragment:
    size, scale = _mark_size((name,), suffix)
    height, words = size * _ROW, name + suffix
    mark = paragraph(_red(words, size, scale), style="Line", extra=exact(height) + _CENTRED)
    return joined((_down_to(size, height), Fragment(mark, (words,)), _two_lines()))


def _stack(names: Sequence[str], suffix: str) -> Fragment:
    size, scale = _mark_size(names, suffix)
    widest = max(map(chars, names))
    height = size * _ROW
    unit = size * scale / 100
    left, right = round((widest * unit + 4) * 20), round((len(suffix) + _GAP) * unit * 20)
    rows = "".join(
        _stack_row(name, suffix, size, scale, height, (left, right), at)
        for at, name in enumerate(names)
    )
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{left + right}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>{rows}'
        "</w:tbl>"
    )
    texts = (names[0], suffix, *names[1:])
    return joined((_down_to(size, height), Fragment(table, texts), _two_lines()))


def _stack_row(
    name: str,
    suffix: str,
    size: float,
    scale: int,
    height: float,
    widths: tuple[int, int],
    at: int,
) -> str:
    spread = '<w:jc w:val="distribute"/>'
    left = paragraph(_red(name, size, scale), style="Line", extra=exact(height) + spread)
    words = _red(suffix, size, scale) if at == 0 else ""
    right = paragraph(words, style="Line", extra=exact(height) + '<w:jc w:val="right"/>')
    merge = '<w:vMerge w:val="restart"/>' if at == 0 else "<w:vMerge/>"
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{round(height * 20)}" w:hRule="exact"/>'
        f'</w:trPr><w:tc><w:tcPr><w:tcW w:w="{widths[0]}" w:type="dxa"/></w:tcPr>{left}</w:tc>'
        f'<w:tc><w:tcPr><w:tcW w:w="{widths[1]}" w:type="dxa"/>{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr>{right}</w:tc></w:tr>'
    )


def _fitted(width_chars: float, largest_pt: float) -> tuple[float, int]:
    """Size in pt and width in percent with which so many 字 fit the text area: long names are
    narrowed first, then made smaller."""
    percent = TEXT_WIDTH_PT / (width_chars * largest_pt) * 100
    if percent >= 100:
        return largest_pt, 100
    if percent >= _NARROWEST_PERCENT:
        return largest_pt, int(percent)
    size = TEXT_WIDTH_PT / (width_chars * _NARROWEST_PERCENT / 100)
    return int(size * 2) / 2, _NARROWEST_PERCENT


def _down_to(size: float, height: float) -> Fragment:
    """Room that brings the ink of the next line's characters to the mark's upper edge."""
    lead = _BASELINE * height - _INK_ABOVE * size
    return gap(spec.MARK_BELOW_TEXT_AREA_TOP_MM.value * POINTS_PER_MM - lead)


def _two_lines() -> Fragment:
    return joined(line("") for _ in range(int(spec.MARK_TO_NUMBER_LINES.value)))


def _red(text: str, size_pt: float, percent: int) -> str:
    narrowed = f'<w:w w:val="{percent}"/>' if percent != 100 else ""
    half = round(size_pt * 2)
    return (
        f'<w:r><w:rPr>{fonts("小标宋")}<w:color w:val="{spec.RED}"/><w:spacing w:val="0"/>'
        f'{narrowed}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        f"{content(text)}</w:r>"
    )


def _page_frame(y_mm: float, height_mm: float) -> str:
    width = twips(spec.LETTER_LINE_WIDTH_MM.value)
    return (
        f'<w:framePr w:w="{width}" w:h="{twips(height_mm)}" w:hRule="exact" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="{twips(y_mm)}"/>'
    )


def _double(*, thick_first: bool, frame: str = "", bleed: bool = False) -> str:
    """A red double line, the borders of one low paragraph; bleed: as far beyond the text area as
    the line is longer than it."""
    weights = (spec.LETTER_THICK_LINE_EIGHTH_PT.value, spec.LETTER_THIN_LINE_EIGHTH_PT.value)
    top, bottom = weights if thick_first else weights[::-1]
    border = "".join(
        f'<w:{side} w:val="single" w:sz="{round(weight)}" w:space="0" w:color="{spec.RED}"/>'
        for side, weight in (("top", top), ("bottom", bottom))
    )
    indent = ""
    if bleed:
        left = twips(spec.BINDING_MARGIN_MM.value) - _LETTER_LINE_LEFT
        right = twips(spec.RIGHT_MARGIN_MM.value) - _LETTER_LINE_LEFT
        indent = f'<w:ind w:left="{-left}" w:right="{-right}"/>'
    return paragraph(style="Line", extra=f"{frame}<w:pBdr>{border}</w:pBdr>{exact(1)}{indent}")
