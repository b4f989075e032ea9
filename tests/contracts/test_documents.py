"""The documents fail when they lie: commands, codes and samples appear where they are promised."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bayu_docs.cli.main import COMMANDS
from bayu_docs.errors import ExitCode
from bayu_docs.model import submission as names
from bayu_docs.notices.kinds import kinds

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", [README, CHINESE], ids=["README", "README.zh-CN"])
class TestBothReadmes:
    def test_every_command_stands_in_it_and_no_other(self, document: str) -> None:
        named = set(re.findall(r"bayu-docs ([a-z]+)", document))
        assert named == set(COMMANDS)

    def test_every_exit_code_stands_in_it(self, document: str) -> None:
        line = next(
            part for part in document.split("\n\n") if part.startswith(("Exit codes", "退出码"))
        )
        assert {int(number) for number in re.findall(r"\b(\d+)(?= |\b)", line)} == {
            int(code) for code in ExitCode
        }

    def test_every_output_stands_in_it(self, document: str) -> None:
        for name in names.OUTPUT_NAMES:
            assert name in document

    def test_it_says_that_the_form_is_our_design(self, document: str) -> None:
        assert "样表（非官方）" in document

    def test_its_files_exist(self, document: str) -> None:
        for target in re.findall(r"\]\(([^)#:]+)\)", document):
            assert (ROOT / target).exists(), target


def test_the_test_command_of_ci_is_the_readmes() -> None:
    assert "make test" in README
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_every_make_target_the_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make ([a-z-]+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_sample_folder_is_told_of() -> None:
    told = (ROOT / "samples/README.md").read_text(encoding="utf-8")
    for sample in (ROOT / "samples/accepted").iterdir():
        assert sample.name in told


def test_every_kind_of_paper_is_told_of_with_its_sample() -> None:
    told = (ROOT / "samples/README.md").read_text(encoding="utf-8")
    samples = {path.stem for path in (ROOT / "samples/notices").glob("*.json")}
    assert samples == {kind.key for kind in kinds()}
    assert len(samples) >= 34
    for kind in kinds():
        assert f"| `{kind.key}` | {kind.name} | {kind.format} |" in told


def test_no_document_names_a_machine_path_or_a_registry_host() -> None:
    hosts = re.compile(r"pypi\.org|npmjs\.|deb\.debian\.org|/root/|/work/")
    for path in [
        *ROOT.glob("*.md"),
        ROOT / "Makefile",
        ROOT / "requirements.lock",
        *ROOT.glob(".ci/*"),
    ]:
        assert not hosts.search(path.read_text(encoding="utf-8")), path.name
