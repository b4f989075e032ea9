"""Strangers' papers: what an office types in Word is understood and told, and nothing crashes."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from bayu_docs.gongwen.lint.check import lint
from bayu_docs.gongwen.lint.paper import Paper
from bayu_docs.materials.word_layout import WordLayout
from bayu_docs.materials.word_reader import read_layout


def layout(content: bytes, folder: Path) -> WordLayout:
    path = folder / "来文.docx"
    path.write_bytes(content)
    return read_layout(path)


def test_the_parts_of_a_paper_typed_in_word_are_found_by_sense(
    office_papers: ModuleType, tmp_path: Path
) -> None:
    paper = Paper("来文.docx", layout(office_papers.habitual(), tmp_path))
    parts = paper.parts
    assert (paper.profile, paper.format, paper.genre) == ("公文", "文件", "通知")
    assert [each.words for each in parts.numbers] == ["示人社发［2022］第027号"]
    assert parts.title_text == "关于组织申报乡村驿站的通知"
    assert parts.to is not None and parts.to.words == "各乡镇人民政府:"
    assert [name for name, _ in parts.names] == ["示例县人力资源和社会保障局"]
    assert parts.date is not None and parts.date.words == "二〇二二年三月二日"
    assert [(each.number, each.title) for each in parts.listed] == [(1, "申报表。")]
    assert [(each.number, each.title_text) for each in parts.annexes] == [(1, "申报表")]
    assert parts.copies is not None and parts.printed is not None


def test_the_habitual_mistakes_are_all_named(office_papers: ModuleType, tmp_path: Path) -> None:
    found = lint("来文.docx", layout(office_papers.habitual(), tmp_path))
    assert {finding.code for finding in found.findings} == office_papers.HABITUAL_CODES


def test_a_file_of_word_s_defaults_has_many_findings(
    office_papers: ModuleType, tmp_path: Path
) -> None:
    found = lint("来文.docx", layout(office_papers.default(), tmp_path))
    codes = {finding.code for finding in found.findings}
    assert {"lint.P01", "lint.P02", "lint.P05", "lint.P07", "lint.P08", "lint.N01"} <= codes


def test_an_empty_file_is_looked_at_like_any_other(
    office_papers: ModuleType, tmp_path: Path
) -> None:
    found = lint("来文.docx", layout(office_papers.empty(), tmp_path))
    assert "lint.P01" in {finding.code for finding in found.findings}


def test_places_are_told_as_a_reader_counts(office_papers: ModuleType, tmp_path: Path) -> None:
    found = lint("来文.docx", layout(office_papers.habitual(), tmp_path))
    spots = {finding.code: finding.place.spot for finding in found.findings}
    assert spots["lint.P02"] == "第1节"
    assert spots["lint.H01"].startswith("第1段“示人社发")
    assert spots["lint.X01"].startswith("第6段“1、请于")
    assert spots["lint.N01"] == "页脚"
