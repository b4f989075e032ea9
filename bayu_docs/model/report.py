"""The report: one subject, all findings, all files made, and what could not be checked."""

from __future__ import annotations

from dataclasses import dataclass

from bayu_docs.errors import ExitCode
from bayu_docs.model.document import Artifact
from bayu_docs.model.finding import Finding, has_errors


@dataclass(frozen=True)
class Report:
    """What a command found.

    subject: what was judged (station and file name); checked: names of the checks that ran, so
    that nothing checked is never taken for a pass; unchecked: Chinese sentences naming what could
    not be checked on this machine (no engine, no fonts).
    """

    subject: str
    findings: tuple[Finding, ...]
    artifacts: tuple[Artifact, ...] = ()
    checked: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # label, value: 级别, 页数 …, for the reader's head
    version: str = "1"
    closing: str = ""

    @property
    def exit_code(self) -> ExitCode:
        """FINDINGS if any error, else ENGINE_MISSING if something stayed unchecked, else OK."""
        if has_errors(self.findings):
            return ExitCode.FINDINGS
        if self.unchecked or not self.checked:
            return ExitCode.ENGINE_MISSING
        return ExitCode.OK
