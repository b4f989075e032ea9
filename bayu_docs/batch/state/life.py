"""Where an application stands follows from what was found and decided, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bayu_docs.model.desk import (
    CHECKED,
    CONSULTED,
    FILED,
    LISTED,
    NOT_CHOSEN,
    POOL,
    PUBLICISED,
    RECEIVED,
    RECOMMEND,
    RECOMMENDED,
    REFUSE,
    REVIEWED,
    SET_ASIDE,
    TO_DISTRICT,
    Receipt,
)

_LATER = (("filed_on", FILED), ("listed", LISTED), ("publicity_from", PUBLICISED))


def state_of(receipt: Receipt, decisions: Mapping[str, Any]) -> str:
    """The state: the furthest that its decisions reach.

    Recommended without a rank is consulted only; who loses at the city is in the district's pool.
    """
    opinion = decisions.get("consultation")
    if opinion == REFUSE:
        return SET_ASIDE
    if opinion is None:
        return CHECKED if any(receipt.verdicts.values()) else RECEIVED
    for key, state in _LATER:
        if key in decisions:
            return state
    if "review" in decisions:
        return REVIEWED
    result = decisions.get("city_result")
    if opinion == TO_DISTRICT or result == NOT_CHOSEN:
        return POOL
    if opinion == RECOMMEND and result is not None:
        return REVIEWED
    return RECOMMENDED if "rank" in decisions else CONSULTED
