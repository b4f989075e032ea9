"""lint on set pages: the rules that look at them, all files in one start of the engine."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.cli.main import run
from bayu_docs.errors import ExitCode
from bayu_docs.gongwen.lint.check import Linted, lint
from bayu_docs.materials import fonts
from bayu_docs.materials.page_lines import Page, read_pages
from bayu_docs.materials.word_comments import Note, annotated
from bayu_docs.materials.word_reader import read_layout
from bayu_docs.office.session import Family, convert

pytestmark = pytest.mark.engine

_ANNOTATED = "annotated"


@pytest.fixture(scope="module")
def set_papers(
    right_papers: dict[str, bytes],
    wrong_papers: ModuleType,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[Path, tuple[Page, ...]]]:
    """Right papers, wrong ones whose rule looks at the page, and an annotated copy: file, pages."""
    folder = tmp_path_factory.mktemp("lint")
    contents = dict(right_papers)
    for wrong in wrong_papers.WRONG:
        if wrong.page:
            contents[wrong.name] = wrong.of(right_papers[wrong.paper])
    contents[_ANNOTATED] = annotated(
        right_papers["letter"], [Note(3, "一条批注"), Note(None, "二")]
    )
    sources = {}
    for number, (name, content) in enumerate(contents.items()):
        sources[name] = folder / f"{number:02}.docx"
        sources[name].write_bytes(content)
    made = convert(
        tuple(sources.values()), folder / "pdf", Family.WRITER, fonts.resolve(), folder / "work"
    )
    pdfs = {each.source: each.pdf for each in made if each.pdf is not None}
    return {name: (path, read_pages(pdfs[path])) for name, path in sources.items()}


def linted(entry: tuple[Path, tuple[Page, ...]]) -> Linted:
    path, pages = entry
    return lint(path.name, read_layout(path), pages)


def test_right_papers_give_nothing_on_their_pages_either(
    set_papers: dict[str, Any], right_papers: dict[str, bytes]
) -> None:
    for name in right_papers:
        found = linted(set_papers[name])
        assert not found.findings, name
        assert not found.unchecked


def test_each_wrong_page_is_named_by_exactly_its_rule(
    set_papers: dict[str, Any], wrong_papers: ModuleType
) -> None:
    mistaken = {}
    for wrong in wrong_papers.WRONG:
        if wrong.page:
            found = [finding.code for finding in linted(set_papers[wrong.name]).findings]
            if found != [wrong.code]:
                mistaken[wrong.name] = (wrong.code, found)
    assert not mistaken


def test_findings_name_the_page(set_papers: dict[str, Any]) -> None:
    (found,) = linted(set_papers["the seal's place parted from the text"]).findings
    assert found.place.page is not None and found.place.page > 1


def test_an_annotated_copy_opens_in_the_engine_with_the_same_pages(
    set_papers: dict[str, Any],
) -> None:
    texts = [page.text for page in set_papers["letter"][1]]
    assert [page.text for page in set_papers[_ANNOTATED][1]] == texts


def test_the_command_sets_the_pages_and_passes_a_right_paper(
    right_papers: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "函.docx"
    path.write_bytes(right_papers["letter"])
    assert run(["lint", str(path)]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "信函格式" in shown and "没有检查" not in shown
