"""The house rules, run as tests: floors, templates, words."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bayu_docs"


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_imports_point_down_and_no_contract_is_broken() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_style_checker_is_content() -> None:
    done = _run("-m", "ruff", "check", ".")
    assert done.returncode == 0, done.stdout


def test_every_file_is_formatted() -> None:
    done = _run("-m", "ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout


def test_the_type_checker_is_content() -> None:
    done = _run("-m", "mypy")
    assert done.returncode == 0, done.stdout


def test_committed_templates_are_what_the_script_builds() -> None:
    done = _run("templates/build.py", "--check")
    assert done.returncode == 0, done.stdout


def test_the_title_page_imports_nothing() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


@cache
def _emitted_codes() -> dict[str, str]:
    """Every finding code that stands as a literal in the package -> the file it stands in.

    A code is a dotted lower-case literal whose first word is a chapter of the catalogue.
    """
    codes: dict[str, str] = {}
    chapters = {code.split(".")[0] for code in _catalogue()}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                chapter, dot, rest = node.value.partition(".")
                if dot and chapter in chapters and rest.replace("_", "").isalnum():
                    codes[node.value] = path.name
    return codes


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    catalogue: dict[str, dict[str, str]] = {}
    for path in (ROOT / "schemas/findings").glob("*.json"):
        catalogue |= json.loads(path.read_text(encoding="utf-8"))
    return catalogue


# Names of checks in a report (Report.checked) and lookups by name are no findings.
_NO_FINDINGS = {"calls.lint"}


def test_every_code_the_package_emits_is_explained() -> None:
    unexplained = {
        code: file
        for code, file in _emitted_codes().items()
        if code not in _catalogue() and code not in _NO_FINDINGS and not file.endswith(".json")
    }
    assert not unexplained


@cache
def _literals_of(stage: str) -> set[str]:
    """Every text literal in a stage's files."""
    return {
        node.value
        for path in (PACKAGE / stage).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("code", sorted(_catalogue()))
def test_every_explained_code_is_emitted_and_says_how_to_mend(code: str) -> None:
    stage, _, word = code.partition(".")  # evidence puts its codes together from the second word
    assert code in _emitted_codes() or word in _literals_of(stage)
    assert {"name", "means", "mend"} <= {key for key, text in _catalogue()[code].items() if text}
