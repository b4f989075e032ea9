"""P05 to P08: lines and characters of the body, its face, and colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.levels import level_of
from bayu_docs.gongwen.lint.paper import Paper, Remark, grouped
from bayu_docs.gongwen.lint.rule import BINDING, PAPERS, USUAL, Rule
from bayu_docs.gongwen.lint.rules_page import is_off, margins_right
from bayu_docs.materials.word_layout import Paragraph, Run, Section
from bayu_docs.model.document import POINTS_PER_MM

_SIZE_TOLERANCE_PT = 0.51  # the standard's own character has 15.8 pt
_SINGLE_SPACED = 1.3  # pitch of the usual Chinese faces at single spacing, in sizes; about
_DARK = 0x30


def lines_per_page(paper: Paper) -> Iterator[Remark]:
    """P05: pitches that do not give 22 lines."""
    found = ((said, each) for each in _running(paper) if (said := _pitch_fault(paper, each)))
    for said, paragraph, more in grouped(found):
        yield paper.at(
            paragraph,
            f"行距是{said}{more}；应当每面排 22 行",
            "把行距改成固定值 28.95 磅（22 行）",
        )


def characters_per_line(paper: Paper) -> Iterator[Remark]:
    """P06: spacing that does not give 28 characters."""
    width_pt = spec.TEXT_WIDTH_MM.value * POINTS_PER_MM
    spacings: Counter[tuple[float, float]] = Counter()
    first: dict[tuple[float, float], Paragraph] = {}
    for each in _running(paper):
        section = paper.section_of(each)
        for run in _body_runs(each):
            if abs(run.size_pt - spec.BODY_SIZE_PT.value) <= _SIZE_TOLERANCE_PT:
                added = run.spacing_pt + (section.grid_char_pt or 0.0 if each.on_grid else 0.0)
                key = (run.size_pt, round(added, 3))
                spacings[key] += len(run.text)
                first.setdefault(key, each)
    for (size_pt, added), _ in spacings.most_common(1):
        count = int(width_pt / (size_pt + added) + 1e-6)
        if count != spec.CHARS_PER_LINE.value:
            yield paper.at(
                first[size_pt, added],
                f"正文每行排 {count} 个字（字号 {size_pt:g} 磅，字间距 {added:+g} 磅）；"
                "应当每行排 28 个字",
                "在“字体—高级—间距”里选紧缩 0.25 磅",
            )


def body_face(paper: Paper) -> Iterator[Remark]:
    """P07: body text in another face or size."""
    for said, paragraph, more in grouped(_face_faults(paper)):
        yield paper.at(
            paragraph,
            f"正文{said}{more}；应当用三号（16 磅）仿宋体",
            "选中正文，把中文字体改成仿宋、西文字体改成 Times New Roman，字号改成三号",
        )


def colours(paper: Paper) -> Iterator[Remark]:
    """P08: text in colour outside the mark."""
    mark = {id(each) for each in paper.parts.mark}
    every = [each for each in (*paper.layout.paragraphs, *paper.margins) if id(each) not in mark]
    found = (
        (run.colour, each)
        for each in every
        for run in each.runs
        if run.text.strip() and run.colour and not _is_dark(run.colour)
    )
    for colour, paragraph, more in grouped(found):
        yield paper.at(
            paragraph,
            f"文字颜色是 #{colour}{more}；除发文机关标志外，文字应当是黑色",
            "选中文字，把字体颜色改成“自动”或黑色",
        )


RULES = (
    Rule("lint.P05", "每面行数", clauses.LINES, USUAL, lines_per_page, PAPERS),
    Rule("lint.P06", "每行字数", clauses.LINES, USUAL, characters_per_line, PAPERS),
    Rule("lint.P07", "正文字体字号", clauses.FACE, USUAL, body_face, PAPERS),
    Rule("lint.P08", "文字颜色", clauses.COLOUR, BINDING, colours, PAPERS),
)


def _running(paper: Paper) -> list[Paragraph]:
    """Body text on upright pages."""
    return [each for each in paper.parts.running if not paper.section_of(each).landscape]


def _pitch_fault(paper: Paper, paragraph: Paragraph) -> str:
    """The pitch in words when it does not give 22 lines, else empty."""
    section = paper.section_of(paragraph)
    is_sheet_right = not is_off(section.height_mm, spec.PAGE_HEIGHT_MM.value)
    right = is_sheet_right and margins_right(section)
    height_mm = section.text_height_mm if right else spec.TEXT_HEIGHT_MM.value
    height_pt = height_mm * POINTS_PER_MM
    if paragraph.line_rule == "exact":
        count = int(height_pt / paragraph.line_pt + 0.01) if paragraph.line_pt > 1 else 0
        said = f"固定值 {paragraph.line_pt:g} 磅，每面 {count} 行"
        return "" if count == spec.LINES_PER_PAGE.value else said
    pitch_pt = _loose_pitch(section, paragraph)
    count = int(height_pt / pitch_pt + 0.01)
    if paragraph.line_rule == "auto":
        said = f"{paragraph.line_pt:g} 倍，每面约 {count} 行"
    else:
        said = f"最小值 {paragraph.line_pt:g} 磅，每面约 {count} 行"
    on_lines = section.grid_pitch_pt > 0 and paragraph.on_grid
    return "" if on_lines and count == spec.LINES_PER_PAGE.value else said


def _loose_pitch(section: Section, paragraph: Paragraph) -> float:
    """The pitch of lines that are not exact: by the grid where there is one, else about."""
    size_pt = max((run.size_pt for run in paragraph.runs), default=spec.BODY_SIZE_PT.value)
    natural = size_pt * _SINGLE_SPACED
    if section.grid_pitch_pt > 0 and paragraph.on_grid:
        rows = -(-size_pt * 1.05 // section.grid_pitch_pt)
        one = section.grid_pitch_pt * max(1.0, rows)
    else:
        one = natural
    return max(one, paragraph.line_pt) if paragraph.line_rule != "auto" else one * paragraph.line_pt


def _body_runs(paragraph: Paragraph) -> Iterator[Run]:
    """The runs of body text, without the heading at the front; runs with text only."""
    level = level_of(paragraph)[0]
    heading = _heading_length(paragraph) if level in (1, 2) else 0
    at = 0
    for run in paragraph.runs:
        if at >= heading and run.text.strip():
            yield run
        at += len(run.text)


def _heading_length(paragraph: Paragraph) -> int:
    """Characters of the heading that opens a paragraph: up to its first full stop, or all."""
    text = paragraph.text
    stop = text.find("。")
    return len(text) if stop < 0 or stop == len(text.rstrip()) - 1 else stop + 1


def _face_faults(paper: Paper) -> Iterator[tuple[str, Paragraph]]:
    for each in paper.parts.running:
        roll_call = words.ROLL_CALL.match(each.words)
        for run in _body_runs(each):
            declared = (run.ascii, run.high_ansi, run.east_asia, run.complex_script)
            face = words.face_class(run.east_asia)
            if abs(run.size_pt - spec.BODY_SIZE_PT.value) > _SIZE_TOLERANCE_PT:
                yield f"字号是{words.size_words(run.size_pt)}", each
            elif face != "仿宋" and not (roll_call and face == "黑体"):
                yield f"字体是{run.east_asia or '（没有设中文字体）'}", each
            elif not all(declared):
                yield "没有把中文、西文四项字体都设好", each


def _is_dark(colour: str) -> bool:
    if len(colour) != 6:
        return False
    try:
        return all(int(colour[at : at + 2], 16) <= _DARK for at in (0, 2, 4))
    except ValueError:
        return False
