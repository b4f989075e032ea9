"""How verification words what it finds."""

from __future__ import annotations

from bayu_docs.model.finding import Clause, Finding, Place, Severity

REBUILD = "用 bayu-docs build 重新生成材料包，不要手工改动包内文件"


def fault(
    code: str,
    message: str,
    *,
    file: str = "",
    spot: str = "",
    page: int | None = None,
    advice: str = REBUILD,
    clause: Clause | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    """A finding of verification; code is written without its `verify.`."""
    place = Place(file=file, spot=spot, page=page)
    return Finding(f"verify.{code}", severity, message, place, clause, advice)
