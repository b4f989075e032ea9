"""B: 主送, text on the first page, levels, their faces, and indents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bayu_docs.gongwen import spec
from bayu_docs.gongwen.lint import clauses, words
from bayu_docs.gongwen.lint.levels import level_of
from bayu_docs.gongwen.lint.paper import Paper, Remark, grouped
from bayu_docs.gongwen.lint.rule import BINDING, HEADED, PAPERS, USUAL, Rule
from bayu_docs.materials.word_layout import Paragraph, Run
from bayu_docs.materials.word_numbers import chinese
from bayu_docs.model.notice import DOCUMENT, LETTER

_LEVEL_FACES = {1: "黑体", 2: "楷体", 3: "仿宋", 4: "仿宋"}
_LEVEL_NAMES = {1: "一级标题", 2: "二级标题", 3: "三级标题", 4: "四级标题"}
_LEVEL_MARKS = {1: "{}、", 2: "（{}）", 3: "{}．", 4: "（{}）"}
_INDENT_TOLERANCE = 0.15  # of the indent: two characters with condensed spacing are a little less
_FLUSH_PT = 2.0
_ALIGNED = ("left", "both")
_MADE_KNOWN = ("决议", "决定", "命令", "令", "公报", "公告", "通告", "公示", "纪要", "决定书")
_TO_IN_IMPRINT = re.compile(r"主\s*送\s*[：:]")


def to(paper: Paper) -> Iterator[Remark]:
    """B01: no 主送, or one without its colon, or not flush."""
    each = paper.parts.to
    if each is None:
        yield from _nobody(paper)
        return
    if each.words == "：":
        said, advice = "主送机关留空；定稿应当写明主送机关", "填写主送机关"
        yield paper.at(each, said, advice, strength=USUAL)
        return
    text = each.text.rstrip(words.BLANKS + "\n")
    if not text.endswith("："):
        ending = "用了半角冒号" if text.endswith(":") else f"以“{text[-1:]}”结尾"
        yield paper.at(
            each, f"主送机关{ending}；最后一个机关名称后应当标全角冒号“：”", "在主送机关末尾标“：”"
        )
    indent = each.first_line_pt + each.left_pt
    spaced = text[:1] in words.BLANKS
    if abs(indent) > _FLUSH_PT or each.align not in _ALIGNED or spaced:
        how = "前面有空格" if spaced else ("没有居左" if each.align not in _ALIGNED else "缩进了")
        yield paper.at(each, f"主送机关{how}；应当居左顶格", "去掉主送机关的缩进和空格，左对齐")


def _nobody(paper: Paper) -> Iterator[Remark]:
    """A document or letter to nobody; what is made known to all needs none, and those that found
    no room above the text stand in the 版记."""
    headed = paper.format in (DOCUMENT, LETTER) and bool(paper.parts.title)
    if not headed or not paper.genre or paper.genre in _MADE_KNOWN:
        return
    if any(_TO_IN_IMPRINT.match(each.words) for each in paper.seen):
        return
    yield paper.at(
        paper.parts.title[-1],
        f"{paper.genre}没有主送机关；除公布性公文外，应当写明主送机关",
        "在标题下空一行，居左顶格写主送机关，末尾标“：”",
        strength=USUAL,
    )


def on_first_page(paper: Paper) -> Iterator[Remark]:
    """B02: a first page without body text."""
    if not paper.parts.text:
        return
    first = paper.parts.text[0]
    page = paper.page_of(first)
    if page is not None and page > 1:
        yield paper.at(
            first,
            f"首页没有正文，正文从第 {page} 页开始；公文首页必须显示正文",
            "缩小发文机关标志和标题占的行数；主送机关太多时移到版记的抄送之上",
            page=page,
        )


def numbering(paper: Paper) -> Iterator[Remark]:
    """B03: level numbers out of sequence."""
    yield from _numbering(paper, paper.parts.text)
    for annex in paper.parts.annexes:
        yield from _numbering(paper, annex.text)


def level_faces(paper: Paper) -> Iterator[Remark]:
    """B04: levels in another face, and bold text."""
    for said, paragraph, more in grouped(_level_faults(paper)):
        yield paper.at(
            paragraph,
            f"{said}{more}；应当一级用黑体、二级用楷体、三级和四级用仿宋，三号，都不加粗",
            "选中标题，改字体，取消加粗",
        )


def indents(paper: Paper) -> Iterator[Remark]:
    """B05: paragraphs not indented by two characters."""
    for said, paragraph, more in grouped(_indent_faults(paper)):
        yield paper.at(
            paragraph,
            f"段首{said}{more}；每个自然段应当左空二字",
            "删去段首空格，在“段落—特殊格式”里选首行缩进 2 字符",
        )


RULES = (
    Rule("lint.B01", "主送机关", clauses.TO, BINDING, to, HEADED),
    Rule("lint.B02", "首页显示正文", clauses.FIRST_PAGE, BINDING, on_first_page, HEADED, True),
    Rule("lint.B03", "层次序数", clauses.LEVELS, USUAL, numbering, PAPERS),
    Rule("lint.B04", "层次字体", clauses.LEVEL_FACES, USUAL, level_faces, PAPERS),
    Rule("lint.B05", "段首缩进", clauses.INDENT, USUAL, indents, PAPERS),
)


def _numbering(paper: Paper, paragraphs: Sequence[Paragraph]) -> Iterator[Remark]:
    last = {1: 0, 2: 0, 3: 0, 4: 0}
    for each in paragraphs:
        level, count, mark = level_of(each)
        if not level:
            continue
        wanted = last[level] + 1
        fresh = count == 1 and level > 2  # a list may begin anew in the next paragraph
        if count != wanted and not fresh:
            fault = "重复" if count == last[level] else "不连续"
            ought = _level_mark(level, wanted)
            yield paper.at(
                each,
                f"{_LEVEL_NAMES[level]}序数“{mark}”{fault}；这里应当是“{ought}”",
                "按顺序改正序数",
            )
        last[level] = count
        last |= dict.fromkeys(range(level + 1, 5), 0)


def _level_mark(level: int, count: int) -> str:
    return _LEVEL_MARKS[level].format(chinese(count) if level <= 2 else count)


def _level_faults(paper: Paper) -> Iterator[tuple[str, Paragraph]]:
    for each in paper.parts.running:
        level = level_of(each)[0]
        first = _first_said(each)
        if first is None:
            continue
        if level in (1, 2):
            face = words.face_class(first.east_asia)
            if face != _LEVEL_FACES[level] and not _is_plain_sentence(each, face):
                shown = first.east_asia or "（没有设中文字体）"
                yield f"{_LEVEL_NAMES[level]}的字体是{shown}", each
        if any(run.bold and run.text.strip() for run in each.runs):
            what = _LEVEL_NAMES.get(level, "正文")
            yield f"{what}加了粗", each


def _is_plain_sentence(paragraph: Paragraph, face: str) -> bool:
    """（一） before a whole sentence of text is a list in the text, not a heading."""
    text = paragraph.words
    return face == "仿宋" and text.endswith(("；", ";")) and level_of(paragraph)[0] == 2


def _first_said(paragraph: Paragraph) -> Run | None:
    return next((run for run in paragraph.runs if run.text.strip()), None)


def _indent_faults(paper: Paper) -> Iterator[tuple[str, Paragraph]]:
    for each in paper.parts.running:
        if each.align not in _ALIGNED or words.ROLL_CALL.match(each.words):
            continue
        if each.text[:1] in words.BLANKS:
            yield "用空格缩进", each
            continue
        size_pt = each.runs[0].size_pt if each.runs else spec.BODY_SIZE_PT.value
        wanted_pt = spec.FIRST_LINE_INDENT_CHARS.value * size_pt
        indent_pt = each.first_line_pt + each.left_pt
        if abs(indent_pt - wanted_pt) > _INDENT_TOLERANCE * wanted_pt:
            said = (
                f"缩进 {indent_pt / size_pt:.1f} 字" if abs(indent_pt) > _FLUSH_PT else "没有缩进"
            )
            yield said, each
