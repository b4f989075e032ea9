"""The papers of the campaign, kind -> builder, joined from their groups."""

from __future__ import annotations

from collections.abc import Callable

from papers.notices import review, running

NOTICES: dict[str, Callable[[], bytes]] = {**review.NOTICES, **running.NOTICES}
