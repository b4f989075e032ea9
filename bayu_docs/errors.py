"""What stops the work: one exception class per cause, each with its exit code.

Material that is wrong is a finding (a value); these are for work that could not be done.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """The command line's answers; stable, and documented in the README."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    SOURCE_UNREADABLE = 3
    RULES_FAULTY = 4
    ENGINE_MISSING = 5
    ENGINE_FAILED = 6
    OUTPUT_UNWRITABLE = 7
    OUR_BUG = 70
    INTERRUPTED = 130


class BayuError(Exception):
    """Base of all our exceptions; `message` and `advice` are Chinese sentences for the user."""

    exit_code: ClassVar[ExitCode] = ExitCode.OUR_BUG

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class SourceUnreadable(BayuError):
    """SOURCE cannot be read at all (an unreadable evidence file is a finding instead)."""

    exit_code = ExitCode.SOURCE_UNREADABLE


class KindUnknown(BayuError):
    """There is no kind of paper of that name."""

    exit_code = ExitCode.USAGE


class CallFaulty(BayuError):
    """The call or a district profile contradicts its own text or schema."""

    exit_code = ExitCode.RULES_FAULTY


class SchemaFaulty(BayuError):
    """One of our JSON Schemas is broken or missing."""

    exit_code = ExitCode.RULES_FAULTY


class TemplateFaulty(BayuError):
    """A Word template is broken, names an unknown field, or loses text when rendered."""

    exit_code = ExitCode.RULES_FAULTY


class RuleFaulty(BayuError):
    """A rule could not run; never taken as a pass."""

    exit_code = ExitCode.RULES_FAULTY


class CalendarUnknown(BayuError):
    """The working-day calendar holds no official data for the year asked."""

    exit_code = ExitCode.RULES_FAULTY


class EngineMissing(BayuError):
    """No office engine on this machine, or no Chinese font for it."""

    exit_code = ExitCode.ENGINE_MISSING


class EngineFailed(BayuError):
    """The office engine failed, timed out, or gave an output that does not hold."""

    exit_code = ExitCode.ENGINE_FAILED


class OutputUnwritable(BayuError):
    """The output place cannot be written, or holds what this tool did not make."""

    exit_code = ExitCode.OUTPUT_UNWRITABLE


class OutputDisproved(BayuError):
    """A finished document does not hold what it must: our fault, never the user's."""

    exit_code = ExitCode.OUR_BUG
