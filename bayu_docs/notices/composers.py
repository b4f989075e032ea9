"""Which kind computes fields of its own, and by what; a kind without a row computes nothing."""

from __future__ import annotations

from bayu_docs.notices import review, running
from bayu_docs.notices.situation import Composer, Computed, Situation

__all__ = ["COMPOSERS", "Composer", "Computed", "Situation"]

COMPOSERS: dict[str, Composer] = {**review.COMPOSERS, **running.COMPOSERS}
