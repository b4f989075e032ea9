"""How the receiving desk words what it finds."""

from __future__ import annotations

from bayu_docs.model.finding import Clause, Finding, Place, Severity


def warning(
    code: str, message: str, file: str, advice: str, *, spot: str = "", doubt: str = ""
) -> Finding:
    """A finding that a clerk must look at; it blocks nobody."""
    return Finding(code, Severity.WARNING, message, Place(file, spot), None, advice, doubt)


def hint(
    code: str, message: str, file: str, advice: str, *, clause: Clause | None = None
) -> Finding:
    """A finding to know of."""
    return Finding(code, Severity.INFO, message, Place(file), clause, advice)


def fault(code: str, message: str, file: str, advice: str) -> Finding:
    """A finding that says that something was not judged."""
    return Finding(code, Severity.ERROR, message, Place(file), None, advice)
