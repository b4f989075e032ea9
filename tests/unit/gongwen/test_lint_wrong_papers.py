"""Right papers give nothing; each paper made wrong by one mutation is named by exactly its rule."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bayu_docs.gongwen.lint.check import RULES, Linted, lint
from bayu_docs.gongwen.lint.rule import BINDING
from bayu_docs.materials.word_reader import read_layout
from bayu_docs.model.finding import Severity


def linted(content: bytes, folder: Path, profile: str | None = None) -> Linted:
    path = folder / "公文.docx"
    path.write_bytes(content)
    return lint(path.name, read_layout(path), None, profile)


def codes(found: Linted) -> list[str]:
    return [finding.code for finding in found.findings]


@pytest.fixture(scope="module")
def wrongly(
    right_papers: dict[str, bytes],
    wrong_papers: ModuleType,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[tuple[Any, Linted]]:
    """Each wrong paper whose rule needs no set page, with what was found."""
    folder = tmp_path_factory.mktemp("wrong")
    return [
        (wrong, linted(wrong.of(right_papers[wrong.paper]), folder))
        for wrong in wrong_papers.WRONG
        if not wrong.page
    ]


@pytest.mark.parametrize(
    ("name", "profile", "kind"),
    [
        ("document", "公文", "文件"),
        ("joint", "公文", "文件"),
        ("letter", "公文", "信函"),
        ("upward", "公文", "文件"),
        ("minutes", "公文", "纪要"),
        ("publicity", "公示", "普通"),
        ("form", "表单", "表单"),
    ],
)
def test_a_right_paper_is_known_for_what_it_is_and_gives_nothing(
    name: str, profile: str, kind: str, right_papers: dict[str, bytes], tmp_path: Path
) -> None:
    found = linted(right_papers[name], tmp_path)
    assert (found.profile, found.format) == (profile, kind)
    assert not found.findings
    assert found.checked


def test_each_wrong_paper_is_named_by_exactly_its_rule(
    wrongly: list[tuple[Any, Linted]],
) -> None:
    mistaken = {
        wrong.name: (wrong.code, codes(found))
        for wrong, found in wrongly
        if codes(found) != [wrong.code]
    }
    assert wrongly
    assert not mistaken


def test_there_are_more_than_sixty_wrong_papers_and_one_at_least_for_every_rule(
    wrong_papers: ModuleType,
) -> None:
    assert len(wrong_papers.WRONG) > 60
    assert len({wrong.name for wrong in wrong_papers.WRONG}) == len(wrong_papers.WRONG)
    assert {wrong.code for wrong in wrong_papers.WRONG} == {rule.code for rule in RULES}


def test_rules_that_need_the_page_are_said_to_be_unchecked_and_never_passed(
    right_papers: dict[str, bytes], tmp_path: Path
) -> None:
    found = linted(right_papers["document"], tmp_path)
    unchecked = {rule.code for rule in found.unchecked}
    assert {"lint.B02", "lint.H04", "lint.S03", "lint.I01"} <= unchecked
    assert not {"lint.B02", "lint.H04", "lint.S03", "lint.I01"} & set(found.checked)


def test_only_what_binds_is_an_error(wrongly: list[tuple[Any, Linted]]) -> None:
    binding = {rule.code for rule in RULES if rule.strength == BINDING}
    every = [finding for _, found in wrongly for finding in found.findings]
    errors = [finding for finding in every if finding.severity is Severity.ERROR]
    assert errors and len(errors) < len(every)
    assert {finding.code for finding in errors} <= binding
    assert all(finding.message.endswith("（规定）") for finding in errors)
    assert not [each for each in every if each.code in ("lint.P05", "lint.P06") and each in errors]


def test_every_finding_says_what_was_found_what_should_be_and_how_to_mend_it(
    wrongly: list[tuple[Any, Linted]],
) -> None:
    for wrong, found in wrongly:
        for finding in found.findings:
            assert "；" in finding.message, wrong.name
            assert finding.advice and finding.clause is not None and finding.clause.words
            assert finding.place.file == "公文.docx" and finding.place.spot


def test_an_open_number_or_date_is_a_warning_for_a_draft_may_have_it(
    right_papers: dict[str, bytes], wrong_papers: ModuleType, tmp_path: Path
) -> None:
    blank = wrong_papers.swap("2022年3月2日<", "　　　　年　　月　　日<")
    draft = wrong_papers.Wrong("draft", "upward", "lint.X06", (blank,))
    found = linted(draft.of(right_papers["upward"]), tmp_path)
    assert codes(found) == ["lint.X06"]
    assert found.findings[0].severity is Severity.WARNING


def test_a_profile_can_be_set_by_hand(right_papers: dict[str, bytes], tmp_path: Path) -> None:
    found = linted(right_papers["publicity"], tmp_path, "表单")
    assert (found.profile, found.format) == ("表单", "表单")
    assert "lint.P02" not in found.checked
