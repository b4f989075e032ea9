"""The report: one subject, all findings, all files made, and what could not be checked."""

from __future__ import annotations

from dataclasses import dataclass, field

from bayu_docs.errors import ExitCode
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Finding, has_errors


@dataclass(frozen=True)
class MatrixItem:
    """An evidence item in the matrix, with its pages in the bundle; unknown: they are not known
    here (an Office proof without an engine)."""

    id: str
    title: str
    pages: tuple[int, ...]
    unknown: bool = False


@dataclass(frozen=True)
class MatrixRow:
    """A requirement with the items that prove it, as the form's table J prints it; excused: the
    applicant need not prove it."""

    clause: str
    requirement: str
    items: tuple[MatrixItem, ...]
    excused: bool = False

    @property
    def missing(self) -> bool:
        """True when the requirement needs a page and has none."""
        return not self.excused and not any(item.pages or item.unknown for item in self.items)


@dataclass(frozen=True)
class PagePicture:
    """One page of the bundle as it will be: number, ids of the items on it (none on an index
    page), and a small JPEG, empty where there is none to show."""

    number: int
    items: tuple[str, ...]
    jpeg: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class BundleOverview:
    """The evidence bundle at a glance.

    used: the budget in words; words: the plan as a picture in words, one line a page; loose: items
    that prove none of the requirements; max_pages: the limit.
    """

    used: str
    words: str
    matrix: tuple[MatrixRow, ...]
    loose: tuple[MatrixItem, ...]
    pages: tuple[PagePicture, ...]
    max_pages: int


@dataclass(frozen=True)
class Report:
    """What a command found.

    subject: what was judged (station and file name); checked: names of the checks that ran, so
    that nothing checked is never taken for a pass; unchecked: Chinese sentences naming what could
    not be checked on this machine (no engine, no fonts); bundle: the evidence bundle, where one was
    planned.
    """

    subject: str
    findings: tuple[Finding, ...]
    artifacts: tuple[Artifact, ...] = ()
    checked: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # label, value: 级别, 页数 …, for the reader's head
    version: str = "1"
    closing: str = ""
    bundle: BundleOverview | None = None

    @property
    def exit_code(self) -> ExitCode:
        """FINDINGS if any error, else ENGINE_MISSING if something stayed unchecked, else OK."""
        if has_errors(self.findings):
            return ExitCode.FINDINGS
        if self.unchecked or not self.checked:
            return ExitCode.ENGINE_MISSING
        return ExitCode.OK
