"""Where templates and schemas are: at the repository's top level, or inside the wheel."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from bayu_docs.errors import SchemaFaulty

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "_assets"
ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent
SCHEMAS = ROOT / "schemas"
TEMPLATES = ROOT / "templates"


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema `schemas/<name>.schema.json`; SchemaFaulty when missing or broken."""
    return _load(SCHEMAS / f"{name}.schema.json")


@cache
def data(name: str) -> dict[str, Any]:
    """The data file `schemas/<name>.json`; SchemaFaulty when missing or broken."""
    return _load(SCHEMAS / f"{name}.json")


@cache
def finding_catalogue() -> dict[str, dict[str, str]]:
    """Every finding code with its name, meaning and mend, from schemas/findings/*.json."""
    catalogue: dict[str, dict[str, str]] = {}
    for path in sorted((SCHEMAS / "findings").glob("*.json")):
        catalogue |= _load(path)
    return catalogue


def template(name: str) -> Path:
    """Path of a shipped template, e.g. forms/application.docx."""
    return TEMPLATES / name


def _load(path: Path) -> dict[str, Any]:
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SchemaFaulty(f"数据文件 {path.name} 缺失或损坏", "请重新安装 bayu-docs") from error
    if not isinstance(loaded, dict):
        raise SchemaFaulty(f"数据文件 {path.name} 的格式不对", "请重新安装 bayu-docs")
    return loaded
