"""A Word form -> Draft: what people typed into it, with the table and row of every field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bayu_docs.errors import SourceUnreadable
from bayu_docs.intake.wordform.assemble import Assembly
from bayu_docs.intake.wordform.tables import visible
from bayu_docs.materials.word_controls import Line, Paper, Unreadable, read_paper
from bayu_docs.model.application import Draft
from bayu_docs.model.finding import Finding, Place, Severity

_MARK = "样表（非官方）"  # stands on our cover and on no form of a bureau's
_SPOILERS = ("LibreOffice", "OpenOffice", "Collabora")
_WAY_OUT = (
    "请用 Word 或 WPS 打开原来的文件填写；或运行 bayu-docs data 原来的数据 -o 申报数据.xlsx，"
    "改填 Excel 工作簿"
)
_GET_ONE = (
    "空白表可用 bayu-docs init 文件夹 --as docx 生成，填好再来；区县自己下发的表，"
    "先用 bayu-docs templates adopt 做成模板，再用 build --templates 填写"
)


def read_form(path: Path) -> Draft:
    """The application a Word form holds; findings: what was odd about the way it was filled in.

    Raises SourceUnreadable for a file that is not our form, or that was saved by a program which
    drops the names of the fields.
    """
    try:
        paper = read_paper(path)
    except Unreadable as error:
        raise SourceUnreadable(f"{path.name}：{error.reason}", error.advice) from error
    _refuse_strangers(paper, path.name)
    seen = visible(paper)
    kept, shown = (paper.kept.data, paper.kept.tags) if paper.kept else (None, frozenset[str]())
    made = Assembly(seen, kept, shown, path.name)
    told = {found.code for found in made.findings}
    general = (found for found in _general(paper, path.name) if found.code not in told)
    findings = (*general, *made.findings)
    return Draft(made.data, made.origins, path.parent, path.name, findings)


def _refuse_strangers(paper: Paper, name: str) -> None:
    """Raise SourceUnreadable for another's form, and for ours when a program has spoiled it.

    A form of a bureau's own, filled by us, may hold the same tags, but prints values its own way.
    """
    tagged = any(cell.controls for table in paper.tables for row in table.rows for cell in row)
    marked = any(isinstance(block, Line) and _MARK in block.text for block in paper.blocks)
    is_form = paper.kept is not None or marked
    spoiler = next((each for each in _SPOILERS if each in paper.program), "")
    if spoiler and is_form:
        raise SourceUnreadable(
            f"{name}：这份申报表用 {spoiler} 保存过，栏目标记已经丢失，文字可能重复，不能读取",
            _WAY_OUT,
        )
    if not tagged and is_form:
        raise SourceUnreadable(
            f"{name}：这份申报表里的填写框都没有了（多半是用别的软件保存过），不能读取", _WAY_OUT
        )
    if not is_form:
        raise SourceUnreadable(f"{name}：不是本工具的申报表，不能读取", _GET_ONE)


def _general(paper: Paper, name: str) -> Iterator[Finding]:
    """What concerns the document as a whole."""
    place = Place(name)
    if paper.revised:
        yield Finding(
            "intake.revisions",
            Severity.INFO,
            "文件里有修订记录，按全部接受后的样子读取：新增的算，删去的不算",
            place,
            advice="请核对；定稿前请在“审阅”里接受或拒绝全部修订",
        )
    if paper.boxed:
        yield Finding(
            "intake.text_box",
            Severity.WARNING,
            "文件里有文本框，其中的文字没有读取",
            place,
            advice="请把文字写到表里的填写框",
        )
    if paper.hidden:
        yield Finding(
            "intake.hidden_text",
            Severity.WARNING,
            "文件里有隐藏文字，没有读取",
            place,
            advice="需要的请取消隐藏（字体 → 隐藏文字），不需要的请删去",
        )
