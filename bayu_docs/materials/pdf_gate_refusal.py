"""Why a stranger's PDF does not pass, raised wherever the gate's child finds it out."""

from __future__ import annotations


class RefusedError(Exception):
    """This file does not pass; `reason` as in GatedPdf.refusal."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
